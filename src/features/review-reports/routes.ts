import { get, post, type Route } from '#core/access/route.ts';
import { postAuthor, postAuthorRemoval, showAuthors } from './pages/authors.tsx';
import { postFollowUp, showChanges } from './pages/changes.tsx';
import { showClaims } from './pages/claims.tsx';
import { autosaveEditor, postEditor, showEditor } from './pages/editor.tsx';
import { autosaveFacts, postFacts, showFacts } from './pages/facts.tsx';
import { postFindingToPlan, postOutcome, showFindingToPlan } from './pages/finding-to-plan.tsx';
import {
  postFinding,
  postFindingChange,
  postFindingMove,
  postFindingRemoval,
  showFindings,
} from './pages/findings.tsx';
import { postAskAgain, postSettle, showGovernors } from './pages/governors.tsx';
import { downloadIssue, postReceipt, showIssue, showIssued } from './pages/issued.tsx';
import { postLimits, showLimits } from './pages/limits.tsx';
import { postBegin, showList } from './pages/list.tsx';
import { showPreview } from './pages/preview.tsx';
import { showReceipts } from './pages/receipts.tsx';
import { postReply, showReplies } from './pages/replies.tsx';
import { showReport } from './pages/report.tsx';
import { postLink, postUnlink, postUnwaive, postWaive, showSentence } from './pages/sentence.tsx';
import { postIssue, showSign } from './pages/sign.tsx';
import { postStep, postWithdraw } from './pages/steps.tsx';

const report = '/review-reports/:reviewReportId';
const finding = `${report}/findings/:reportFindingId`;
const issue = `${report}/issued/:reportIssueId`;

export const routes: readonly Route[] = [
  get('/review-reports', 'review-report:read', showList),
  post('/review-reports', 'review-report:write', postBegin),
  get('/review-reports/limits', 'review-report:write', showLimits),
  post('/review-reports/limits', 'review-report:sign', postLimits),
  get(report, 'review-report:read', showReport),
  get(`${report}/preview`, 'review-report:read', showPreview),
  get(`${report}/authors`, 'review-report:write', showAuthors),
  post(`${report}/authors`, 'review-report:write', postAuthor),
  post(`${report}/authors/:personId/remove`, 'review-report:write', postAuthorRemoval),
  get(`${report}/sections/:sectionCode`, 'review-report:read', showEditor),
  post(`${report}/sections/:sectionCode`, 'review-report:write', postEditor),
  post(`${report}/sections/:sectionCode/autosave`, 'review-report:write', autosaveEditor),
  get(`${report}/themes/:area`, 'review-report:read', showEditor),
  post(`${report}/themes/:area`, 'review-report:write', postEditor),
  post(`${report}/themes/:area/autosave`, 'review-report:write', autosaveEditor),
  get(`${report}/findings`, 'review-report:read', showFindings),
  post(`${report}/findings`, 'review-report:write', postFinding),
  post(finding, 'review-report:write', postFindingChange),
  post(`${finding}/move`, 'review-report:write', postFindingMove),
  post(`${finding}/remove`, 'review-report:write', postFindingRemoval),
  get(`${finding}/plan`, 'plan:write', showFindingToPlan),
  post(`${finding}/plan`, 'plan:write', postFindingToPlan),
  post(`${finding}/outcome`, 'plan:write', postOutcome),
  get(`${report}/changes`, 'review-report:read', showChanges),
  post(`${report}/changes/:reportFindingId`, 'review-report:write', postFollowUp),
  get(`${report}/claims`, 'review-report:write', showClaims),
  get(`${report}/claims/sentence`, 'review-report:write', showSentence),
  post(`${report}/claims/sentence`, 'review-report:write', postLink),
  post(`${report}/claims/unlink`, 'review-report:write', postUnlink),
  post(`${report}/claims/waive`, 'review-report:write', postWaive),
  post(`${report}/claims/unwaive`, 'review-report:write', postUnwaive),
  get(`${report}/governors`, 'review-report:write', showGovernors),
  post(`${report}/governors/settle`, 'review-report:write', postSettle),
  post(`${report}/governors/ask-again`, 'review-report:write', postAskAgain),
  post(`${report}/steps/sent-to-school`, 'review-report:write', postStep('sent_to_school')),
  post(`${report}/steps/taken-back`, 'review-report:write', postStep('taken_back')),
  get(`${report}/facts`, 'review-report:check-facts', showFacts),
  post(`${report}/facts`, 'review-report:check-facts', postFacts),
  post(`${report}/facts/autosave`, 'review-report:check-facts', autosaveFacts),
  get(`${report}/replies`, 'review-report:read', showReplies),
  post(`${report}/replies/:reportPointId`, 'review-report:write', postReply),
  post(`${report}/steps/sent-to-sign`, 'review-report:write', postStep('sent_to_sign')),
  get(`${report}/sign`, 'review-report:sign', showSign),
  post(`${report}/steps/signed`, 'review-report:sign', postStep('signed')),
  post(`${report}/steps/sent-back`, 'review-report:sign', postStep('sent_back')),
  post(`${report}/steps/issued`, 'review-report:sign', postIssue),
  post(`${report}/steps/change-begun`, 'review-report:write', postStep('change_begun')),
  post(`${report}/steps/withdrawn`, 'review-report:sign', postWithdraw),
  get(`${report}/issued`, 'review-report:read', showIssued),
  get(issue, 'review-report:read', showIssue),
  get(`${issue}/full/pdf`, 'review-report:read', downloadIssue('full', 'pdf')),
  get(`${issue}/full/docx`, 'review-report:read', downloadIssue('full', 'docx')),
  get(`${issue}/governors/pdf`, 'review-report:read', downloadIssue('governors', 'pdf')),
  get(`${issue}/governors/docx`, 'review-report:read', downloadIssue('governors', 'docx')),
  post(`${issue}/receipt`, 'review-report:receive', postReceipt),
  get(`${report}/receipts`, 'review-report:read', showReceipts),
];
