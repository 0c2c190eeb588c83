import { get, getFresh, getRecorded, post, type Route } from '#core/access/route.ts';
import { sendArrange, showArrange } from './pages/arrange.tsx';
import { sendArrangeAll, showArrangeAll } from './pages/arrange-all.tsx';
import { sendAsk, showAsk } from './pages/ask.tsx';
import { showCounts } from './pages/counts.tsx';
import { showList } from './pages/list.tsx';
import { downloadMinutes, showMeeting, showNewest } from './pages/meeting.tsx';
import { sendEndReading, sendRequest, showRequest, showRequestedMinutes } from './pages/request.tsx';
import {
  sendAction,
  sendAddItem,
  sendEndAction,
  sendItem,
  sendLine,
  sendNote,
  sendRemoveAction,
  sendRemoveItem,
  sendRest,
  sendWellbeing,
} from './pages/send-parts.ts';
import {
  sendAnswer,
  sendBegin,
  sendCancel,
  sendCirculate,
  sendCorrect,
  sendMove,
  sendPlanAction,
} from './pages/send-steps.ts';
import { sendBetween, showSeries } from './pages/series.tsx';
import { lineMeetingPaths as paths } from './paths.ts';

const at = ':lineMeetingId';
const request = ':lineRequestId';

export const lineMeetingRoutes: readonly Route[] = [
  get(paths.list, 'line-meeting:read', showList),
  get(paths.counts, 'line-meeting:count', showCounts),
  get(paths.ask(':schoolId'), 'line-meeting:request', showAsk),
  post(paths.ask(':schoolId'), 'line-meeting:request', sendAsk),
  get(paths.request(request), 'line-meeting:request', showRequest),
  post(paths.request(request), 'line-meeting:request', sendRequest),
  post(paths.endReading(request), 'line-meeting:request', sendEndReading),
  getRecorded(paths.requestedMinutes(request), 'line-meeting:request', showRequestedMinutes),
  get(paths.arrangeAll, 'line-meeting:arrange', showArrangeAll),
  post(paths.arrangeAll, 'line-meeting:arrange', sendArrangeAll),
  get(paths.series(':schoolId'), 'line-meeting:read', showSeries),
  get(paths.arrange(':schoolId'), 'line-meeting:arrange', showArrange),
  post(paths.arrange(':schoolId'), 'line-meeting:arrange', sendArrange),
  post(paths.between(':schoolId'), 'line-meeting:hold', sendBetween),
  getRecorded(paths.meeting(at), 'line-meeting:read', showMeeting),
  getFresh(paths.newest(at), 'line-meeting:hold', showNewest),
  getRecorded(paths.document(at, ':format' as 'pdf'), 'line-meeting:read', downloadMinutes),
  post(paths.move(at), 'line-meeting:hold', sendMove),
  post(paths.cancel(at), 'line-meeting:hold', sendCancel),
  post(paths.begin(at), 'line-meeting:hold', sendBegin),
  post(paths.criterion(at, ':criterionId'), 'line-meeting:hold', sendLine),
  post(paths.notDiscussed(at), 'line-meeting:hold', sendRest),
  post(paths.note(at, ':part'), 'line-meeting:hold', sendNote),
  post(paths.addItem(at), 'line-meeting:hold', sendAddItem),
  post(paths.item(at, ':lineItemId'), 'line-meeting:hold', sendItem),
  post(paths.removeItem(at, ':lineItemId'), 'line-meeting:hold', sendRemoveItem),
  post(paths.wellbeing(at), 'line-meeting:hold', sendWellbeing),
  post(paths.planAction(at, ':actionId'), 'line-meeting:hold', sendPlanAction),
  post(paths.addAction(at), 'line-meeting:hold', sendAction),
  post(paths.removeAction(at, ':lineActionId'), 'line-meeting:hold', sendRemoveAction),
  post(paths.endAction(':lineActionId'), 'line-meeting:hold', sendEndAction),
  post(paths.circulate(at), 'line-meeting:hold', sendCirculate),
  post(paths.answer(at), 'line-meeting:hold', sendAnswer),
  post(paths.correct(at), 'line-meeting:hold', sendCorrect),
];
