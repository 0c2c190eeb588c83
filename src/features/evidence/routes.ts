import { get, post, postFiles, type Route } from '#core/access/route.ts';
import { sendCorrectEvidence, showCorrectEvidence } from './pages/correct-evidence.tsx';
import { showEvidenceList } from './pages/evidence-list.tsx';
import { downloadEvidenceFile, showEvidence } from './pages/evidence-page.tsx';
import { sendRecordEvidence, showRecordEvidence } from './pages/record-evidence.tsx';
import { sendWithdraw, showWithdraw } from './pages/withdraw-evidence.tsx';
import { evidencePaths as paths } from './paths.ts';

const [school, id, file] = [':schoolId', ':evidenceId', ':fileId'];

// A file above the 10 MB that are kept is still read up to here, so that the form comes back with what was typed and says which file is too large.
const mostBytes = 25 * 1024 * 1024;

export const evidenceRoutes: readonly Route[] = [
  get(paths.list(school), 'evidence:read', showEvidenceList),
  get(paths.add(school), 'evidence:write', showRecordEvidence),
  postFiles(paths.add(school), 'evidence:write', mostBytes, sendRecordEvidence),
  get(paths.evidence(school, id), 'evidence:read', showEvidence),
  get(paths.correct(school, id), 'evidence:write', showCorrectEvidence),
  postFiles(paths.correct(school, id), 'evidence:write', mostBytes, sendCorrectEvidence),
  get(paths.withdraw(school, id), 'evidence:write', showWithdraw),
  post(paths.withdraw(school, id), 'evidence:write', sendWithdraw),
  get(paths.file(school, id, file), 'evidence:read', downloadEvidenceFile),
  get(paths.withdrawFile(school, id, file), 'evidence:write', showWithdraw),
  post(paths.withdrawFile(school, id, file), 'evidence:write', sendWithdraw),
];
