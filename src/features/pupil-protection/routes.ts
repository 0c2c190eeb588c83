import { get, getFresh, getRecorded, post, type Route } from '#core/access/route.ts';
import { sendClose, sendRelease, sendReview, showAccess } from './pages/access.tsx';
import { sendRunNow, showDue } from './pages/due.tsx';
import { sendErase, showErase } from './pages/erase.tsx';
import { sendFind, showFind } from './pages/find.tsx';
import { sendIdentity, sendSchoolIdentity, showIdentity, showSchoolIdentity } from './pages/identity.tsx';
import { showOverview } from './pages/overview.tsx';
import { sendAsk, sendHoldPupil, showPupil } from './pages/pupil.tsx';
import { sendRule, showRule } from './pages/rule.tsx';
import { showRun, showRuns } from './pages/runs.tsx';
import { sendHold, sendLift, showSchool } from './pages/school.tsx';
import { protectionPaths as paths } from './paths.ts';

const may = 'pupil-data:protect';

export const protectionRoutes: readonly Route[] = [
  // Shows when the job last looked, which no event records.
  getFresh(paths.overview, may, showOverview),
  get(paths.rule(':kind'), may, showRule),
  post(paths.rule(':kind'), may, sendRule),
  getFresh(paths.due, may, showDue),
  post(paths.runNow, may, sendRunNow),
  get(paths.runs, may, showRuns),
  get(paths.run(':runId'), may, showRun),
  get(paths.identity, may, showIdentity),
  post(paths.identity, may, sendIdentity),
  get(paths.find, may, showFind),
  post(paths.find, may, sendFind),
  getRecorded(paths.pupil(':pupilId'), may, showPupil),
  post(paths.ask(':pupilId'), may, sendAsk),
  post(paths.holdPupil(':pupilId'), may, sendHoldPupil),
  getRecorded(paths.erase(':pupilId'), may, showErase),
  post(paths.erase(':pupilId'), may, sendErase),
  post(paths.lift(':holdId'), may, sendLift),
  getRecorded(paths.access(':requestId'), may, showAccess),
  post(paths.access(':requestId'), may, sendReview),
  post(paths.release(':requestId'), may, sendRelease),
  post(paths.close(':requestId'), may, sendClose),
  get(paths.school(':schoolId'), may, showSchool),
  post(paths.hold(':schoolId'), may, sendHold),
  get(paths.schoolIdentity(':schoolId'), may, showSchoolIdentity),
  post(paths.schoolIdentity(':schoolId'), may, sendSchoolIdentity),
];
