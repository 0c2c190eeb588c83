import type { Feature } from '#core/access/route.ts';
import { describeVisitNotes } from './described.ts';
import { visitNotePaths } from './paths.ts';
import { visitNoteRoutes } from './routes.ts';

export { type CleanPhoto, keepPhoto, mostPhotos, removePhoto } from './actions/keep-photo.ts';
export { keepVersion } from './actions/keep-version.ts';
export { type Recorded, recordNote, type SameDay, sameDayField } from './actions/record-note.ts';
export { saveNote, startNote, throwNoteAway } from './actions/save-note.ts';
export { photosOf } from './photo-queries.ts';
export { areasOfNotes, type Place, placesFor } from './place-queries.ts';
export { myDrafts, myNoteFromDevice, type Note, standingOf } from './queries.ts';
export { openReasons, type Reason, registerReasons } from './reasons.ts';
export {
  longestWords,
  meets,
  type NoteFields,
  type NoteKind,
  noteKindNames,
  noteKinds,
  pointsNames,
  pointsWords,
  reasonKey,
  reasonOf,
  reasonTypes,
  usualMinutes,
  visitsWithoutWarning,
} from './rules.ts';
export { openVersions } from './version-queries.ts';
export { visitNotesWaitingFor } from './waiting.ts';

describeVisitNotes();

export const informalMonitoringFeature: Feature = {
  name: 'informal-monitoring',
  routes: visitNoteRoutes,
  navigation: [{ href: visitNotePaths.mine, label: 'Visit notes', permission: 'monitoring:write' }],
};
