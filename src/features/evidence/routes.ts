import { get, post, postFiles, type Route } from '#core/access/route.ts';
import { sendCorrectEvidence, showCorrectEvidence } from './pages/correct-evidence.tsx';
import { showEvidenceList } from './pages/evidence-list.tsx';
import { downloadEvidenceFile, sendReply, showEvidence } from './pages/evidence-page.tsx';
import {
  downloadObservationFile,
  sendObservationReply,
  sendRead,
  showObservation,
  showObservations,
} from './pages/my-observations.tsx';
import { showPatterns } from './pages/patterns.tsx';
import { sendRecordEvidence, showRecordEvidence } from './pages/record-evidence.tsx';
import { sendReplaceFile, showReplaceFile } from './pages/replace-file.tsx';
import { sendWithdraw, showWithdraw } from './pages/withdraw-evidence.tsx';
import { evidencePaths as paths } from './paths.ts';

const [school, id, file] = [':schoolId', ':evidenceId', ':fileId'];

// A file above the 10 MB that are kept is still read up to here, so that the form comes back with what was typed and says which file is too large.
const mostBytes = 25 * 1024 * 1024;

export const evidenceRoutes: readonly Route[] = [
  get(paths.list(school), 'evidence:read', showEvidenceList),
  get(paths.patterns(school), 'evidence:read', showPatterns),
  get(paths.add(school), 'evidence:write', showRecordEvidence),
  postFiles(paths.add(school), 'evidence:write', mostBytes, sendRecordEvidence),
  get(paths.evidence(school, id), 'evidence:read', showEvidence),
  get(paths.correct(school, id), 'evidence:write', showCorrectEvidence),
  postFiles(paths.correct(school, id), 'evidence:write', mostBytes, sendCorrectEvidence),
  get(paths.withdraw(school, id), 'evidence:write', showWithdraw),
  post(paths.withdraw(school, id), 'evidence:write', sendWithdraw),
  post(paths.reply(school, id), 'evidence:read', sendReply),
  get(paths.file(school, id, file), 'evidence:read', downloadEvidenceFile),
  get(paths.withdrawFile(school, id, file), 'evidence:write', showWithdraw),
  post(paths.withdrawFile(school, id, file), 'evidence:write', sendWithdraw),
  get(paths.replaceFile(school, id, file), 'evidence:write', showReplaceFile),
  postFiles(paths.replaceFile(school, id, file), 'evidence:write', mostBytes, sendReplaceFile),
  // What was written about somebody's own lesson is theirs to read, whatever their role.
  get(paths.observations, 'own-account', showObservations),
  get(paths.observation(id), 'own-account', showObservation),
  get(paths.observationFile(id, file), 'own-account', downloadObservationFile),
  post(paths.observationRead(id), 'own-account', sendRead),
  post(paths.observationReply(id), 'own-account', sendObservationReply),
];
