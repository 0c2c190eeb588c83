import { get, getRecorded, post, postFiles, type Route } from '#core/access/route.ts';
import { sendAsk, showAsk } from './pages/ask.tsx';
import { sendMoveDate, sendWithdraw, showCollection } from './pages/collection.tsx';
import { sendDepartments, showDepartments } from './pages/departments.tsx';
import { showSnapshots } from './pages/list.tsx';
import { showMeasure } from './pages/measure.tsx';
import { showSchoolSnapshots } from './pages/of-school.tsx';
import { downloadTotals, sendEndPartner, sendPartnerFile, showPartners } from './pages/partners.tsx';
import { showPupil } from './pages/pupil.tsx';
import { showPupils } from './pages/pupils.tsx';
import { sendCorrect, sendTake, showSnapshot } from './pages/snapshot.tsx';
import { showSubjects } from './pages/subjects.tsx';
import { sendTargets, showTargets } from './pages/targets.tsx';
import { snapshotPaths as paths } from './paths.ts';

export const snapshotRoutes: readonly Route[] = [
  get(paths.list, 'snapshot:read', showSnapshots),
  get(paths.ofSchool(':schoolId'), 'snapshot:read', showSchoolSnapshots),
  get(paths.ask, 'snapshot:ask', showAsk),
  post(paths.ask, 'snapshot:ask', sendAsk),
  get(paths.collection(':collectionId'), 'snapshot:read', showCollection),
  post(paths.moveDate(':collectionId'), 'snapshot:ask', sendMoveDate),
  post(paths.withdraw(':collectionId'), 'snapshot:ask', sendWithdraw),
  get(paths.partners(':collectionId'), 'snapshot:ask', showPartners),
  postFiles(paths.partners(':collectionId'), 'snapshot:ask', 2 * 1024 * 1024, sendPartnerFile),
  get(paths.partnerTotals(':collectionId'), 'snapshot:ask', downloadTotals),
  post(paths.endPartner(':collectionId', ':partnerFileId'), 'snapshot:ask', sendEndPartner),
  get(paths.snapshot(':snapshotId'), 'snapshot:read', showSnapshot),
  post(paths.take(':snapshotId'), 'snapshot:collect', sendTake),
  post(paths.correct(':snapshotId'), 'snapshot:collect', sendCorrect),
  get(paths.subjects(':snapshotId'), 'snapshot:read', showSubjects),
  get(paths.measure(':snapshotId', ':measure'), 'snapshot:read', showMeasure),
  getRecorded(paths.pupils(':snapshotId', ':measure'), 'pupil-data:read', showPupils),
  getRecorded(paths.pupil(':snapshotId', ':pupilId'), 'pupil-data:read', showPupil),
  get(paths.departments(':schoolId'), 'snapshot:collect', showDepartments),
  post(paths.departments(':schoolId'), 'snapshot:collect', sendDepartments),
  get(paths.targets(':schoolId', ':year'), 'snapshot:collect', showTargets),
  post(paths.targets(':schoolId', ':year'), 'snapshot:collect', sendTargets),
];
