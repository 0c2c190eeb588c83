import { get, post, type Route } from '#core/access/route.ts';
import { sendCorrect, sendWithdraw, showCorrect, showWithdraw } from './pages/change.tsx';
import { showMine } from './pages/mine.tsx';
import { downloadPhoto, showNote } from './pages/note.tsx';
import { showPatterns, showSchoolNotes } from './pages/school.tsx';
import { sendStart, showStart } from './pages/start.tsx';
import { sendVersions, showVersions } from './pages/versions.tsx';
import { autosaveNote, sendThrowAway, sendWrite, showWrite } from './pages/write.tsx';
import { visitNotePaths as paths } from './paths.ts';

const [note, school, photo] = [':noteId', ':schoolId', ':photoId'];

export const visitNoteRoutes: readonly Route[] = [
  get(paths.mine, 'monitoring:write', showMine),
  get(paths.start, 'monitoring:write', showStart),
  post(paths.start, 'monitoring:write', sendStart),
  get(paths.note(note), 'monitoring:write', showNote),
  get(paths.write(note), 'monitoring:write', showWrite),
  post(paths.write(note), 'monitoring:write', sendWrite),
  post(paths.autosave(note), 'monitoring:write', autosaveNote),
  post(paths.throwAway(note), 'monitoring:write', sendThrowAway),
  get(paths.correct(note), 'monitoring:write', showCorrect),
  post(paths.correct(note), 'monitoring:write', sendCorrect),
  get(paths.withdraw(note), 'monitoring:write', showWithdraw),
  post(paths.withdraw(note), 'monitoring:write', sendWithdraw),
  get(paths.versions(note), 'monitoring:write', showVersions),
  post(paths.versions(note), 'monitoring:write', sendVersions),
  get(paths.photo(note, photo), 'monitoring:write', downloadPhoto),
  get(paths.ofSchool(school), 'monitoring:read', showSchoolNotes),
  get(paths.patterns(school), 'monitoring:read', showPatterns),
];
