import { get, post, type Route } from '#core/access/route.ts';
import { sendConfirmation } from './pages/confirmation.tsx';
import { sendAnswer, sendLine } from './pages/lines.tsx';
import { sendPlan, showDataReviews } from './pages/list.tsx';
import { autosaveMeeting, sendMeeting, showMeeting } from './pages/meeting.tsx';
import { downloadFrozenPack, downloadFrozenPackWord, showDataReview } from './pages/review.tsx';
import { dataReviewPaths } from './paths.ts';

const at = ':dataReviewId';

export const dataReviewRoutes: readonly Route[] = [
  get(dataReviewPaths.list, 'data-review:read', showDataReviews),
  post(dataReviewPaths.plan, 'data-review:record', sendPlan),
  get(dataReviewPaths.review(at), 'data-review:read', showDataReview),
  get(dataReviewPaths.frozenPack(at), 'data-review:read', downloadFrozenPack),
  get(dataReviewPaths.frozenPackWord(at), 'data-review:read', downloadFrozenPackWord),
  get(dataReviewPaths.meeting(at), 'data-review:record', showMeeting),
  post(dataReviewPaths.meeting(at), 'data-review:record', sendMeeting),
  post(dataReviewPaths.autosave(at), 'data-review:record', autosaveMeeting),
  post(dataReviewPaths.addLine(at), 'data-review:record', sendLine),
  post(dataReviewPaths.answerLine(at, ':lineId'), 'data-review:read', sendAnswer),
  post(dataReviewPaths.confirm(at), 'data-review:record', sendConfirmation),
];
