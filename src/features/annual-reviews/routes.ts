import { get, post, type Route } from '#core/access/route.ts';
import { postChange, postWithdraw, showChange } from './pages/change.tsx';
import { showClaims } from './pages/claims.tsx';
import { postComment, postResolve } from './pages/comments.tsx';
import { postCorrection, showCorrection } from './pages/correct-earlier.tsx';
import { postEarlier, showEarlier } from './pages/earlier.tsx';
import { autosaveFacts, postFacts, showFacts } from './pages/facts.tsx';
import { downloadIssue, postReceipt, showIssue, showIssued } from './pages/issued.tsx';
import { autosaveJudgement, postJudgement, showJudgement } from './pages/judgement.tsx';
import { postKeyIssue, postKeyIssueChange, postKeyIssueMove, showKeyIssues } from './pages/key-issues.tsx';
import { showList } from './pages/list.tsx';
import { postModeration, showModeration } from './pages/moderation.tsx';
import { showPreview } from './pages/preview.tsx';
import { showReceipts } from './pages/receipts.tsx';
import { postReply, showReplies } from './pages/replies.tsx';
import { showReview } from './pages/review.tsx';
import { autosaveSection, postSection, showSection } from './pages/section.tsx';
import { showSentence } from './pages/sentence.tsx';
import { postIssue, showSign } from './pages/sign.tsx';
import { postStart, showStart } from './pages/start.tsx';
import { postStep } from './pages/steps.tsx';
import { postLink, postRecord, postUnlink, postUnwaive, postWaive } from './pages/support-sentence.tsx';
import { postDeclaration, postMember, postRemoval, showTeam } from './pages/team.tsx';

const review = '/annual-reviews/:reviewId';
const earlier = '/annual-reviews/earlier/:schoolId/:family';

export const routes: readonly Route[] = [
  get('/annual-reviews', 'annual-review:read', showList),
  get('/annual-reviews/start', 'annual-review:moderate', showStart),
  post('/annual-reviews/start', 'annual-review:moderate', postStart),
  get(earlier, 'annual-review:moderate', showEarlier),
  post(earlier, 'annual-review:moderate', postEarlier),
  get(`${earlier}/:year`, 'annual-review:moderate', showCorrection),
  post(`${earlier}/:year`, 'annual-review:moderate', postCorrection),
  get(review, 'annual-review:read', showReview),
  get(`${review}/preview`, 'annual-review:read-draft', showPreview),
  get(`${review}/team`, 'annual-review:write', showTeam),
  post(`${review}/team`, 'annual-review:write', postMember),
  post(`${review}/team/:memberId/remove`, 'annual-review:write', postRemoval),
  post(`${review}/team/:memberId/declare`, 'annual-review:write', postDeclaration),
  get(`${review}/sections/:code`, 'annual-review:read-draft', showSection),
  post(`${review}/sections/:code`, 'annual-review:write', postSection),
  post(`${review}/sections/:code/autosave`, 'annual-review:write', autosaveSection),
  get(`${review}/judgements/:area`, 'annual-review:read-draft', showJudgement),
  post(`${review}/judgements/:area`, 'annual-review:write', postJudgement),
  post(`${review}/judgements/:area/autosave`, 'annual-review:write', autosaveJudgement),
  get(`${review}/key-issues`, 'annual-review:read-draft', showKeyIssues),
  post(`${review}/key-issues`, 'annual-review:write', postKeyIssue),
  post(`${review}/key-issues/:issueId`, 'annual-review:write', postKeyIssueChange),
  post(`${review}/key-issues/:issueId/move`, 'annual-review:write', postKeyIssueMove),
  get(`${review}/claims`, 'annual-review:write', showClaims),
  get(`${review}/claims/sentence`, 'annual-review:write', showSentence),
  post(`${review}/claims/sentence`, 'annual-review:write', postLink),
  post(`${review}/claims/record`, 'annual-review:write', postRecord),
  post(`${review}/claims/unlink`, 'annual-review:write', postUnlink),
  post(`${review}/claims/waive`, 'annual-review:write', postWaive),
  post(`${review}/claims/unwaive`, 'annual-review:write', postUnwaive),
  post(`${review}/comments`, 'annual-review:write', postComment),
  post(`${review}/comments/:commentId/resolve`, 'annual-review:write', postResolve),
  post(`${review}/steps/sent-to-school`, 'annual-review:write', postStep('sent_to_school')),
  post(`${review}/steps/taken-back`, 'annual-review:write', postStep('taken_back')),
  get(`${review}/facts`, 'annual-review:check-facts', showFacts),
  post(`${review}/facts`, 'annual-review:check-facts', postFacts),
  post(`${review}/facts/autosave`, 'annual-review:check-facts', autosaveFacts),
  get(`${review}/replies`, 'annual-review:read-draft', showReplies),
  post(`${review}/replies/:pointId`, 'annual-review:write', postReply),
  post(`${review}/steps/sent-to-moderation`, 'annual-review:write', postStep('sent_to_moderation')),
  get(`${review}/moderation`, 'annual-review:write', showModeration),
  post(`${review}/moderation/:judgementId`, 'annual-review:moderate', postModeration),
  post(`${review}/steps/moderated`, 'annual-review:moderate', postStep('moderated')),
  post(`${review}/steps/sent-back`, 'annual-review:moderate', postStep('sent_back')),
  get(`${review}/sign`, 'annual-review:sign', showSign),
  post(`${review}/steps/signed`, 'annual-review:sign', postStep('signed')),
  post(`${review}/steps/issued`, 'annual-review:sign', postIssue),
  get(`${review}/issued`, 'annual-review:read', showIssued),
  get(`${review}/issued/:issueId`, 'annual-review:read', showIssue),
  get(`${review}/issued/:issueId/pdf`, 'annual-review:read', downloadIssue('pdf')),
  get(`${review}/issued/:issueId/docx`, 'annual-review:read', downloadIssue('docx')),
  post(`${review}/issued/:issueId/receipt`, 'annual-review:receive', postReceipt),
  get(`${review}/receipts`, 'annual-review:read', showReceipts),
  get(`${review}/change`, 'annual-review:sign', showChange),
  post(`${review}/change`, 'annual-review:sign', postChange),
  post(`${review}/steps/withdrawn`, 'annual-review:sign', postWithdraw),
  post(`${review}/steps/reopened`, 'annual-review:sign', postStep('reopened')),
];
