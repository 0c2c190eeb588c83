import { get, post, type Route } from '#core/access/route.ts';
import { sendAnswer, showAnswer } from './pages/answer.tsx';
import { sendOutcomes, showLastTime } from './pages/last-time.tsx';
import { showAnalyses } from './pages/list.tsx';
import { sendBegin, showOfSnapshot } from './pages/of-snapshot.tsx';
import { downloadPaper, sendQuestion, sendReceipt, showOnePaper, showPaper } from './pages/paper.tsx';
import { autosavePoint, sendPoint, sendRemove, showPoint } from './pages/point.tsx';
import { sendPresent, showPresent } from './pages/present.tsx';
import { showSlides } from './pages/slides.tsx';
import { autosaveSummary, sendAdd, sendFigures, sendMoveUp, sendSummary, showWrite } from './pages/write.tsx';
import { analysisPaths as paths } from './paths.ts';

const id = ':analysisId';
const point = ':analysisPointId';
const number = ':paperNumber';

/** The draft is for those who hold `snapshot-analysis:write` at the school, and nobody else; papers are for every reader. */
export const analysisRoutes: readonly Route[] = [
  get(paths.list, 'snapshot-analysis:read', showAnalyses),
  get(paths.of(':snapshotId'), 'snapshot-analysis:read', showOfSnapshot),
  post(paths.of(':snapshotId'), 'snapshot-analysis:write', sendBegin),
  get(paths.paper(id), 'snapshot-analysis:read', showPaper),
  get(paths.onePaper(id, number), 'snapshot-analysis:read', showOnePaper),
  get(paths.slides(id, number), 'snapshot-analysis:read', showSlides),
  get(paths.file(id, number, 'pdf'), 'snapshot-analysis:read', downloadPaper('pdf')),
  get(paths.file(id, number, 'docx'), 'snapshot-analysis:read', downloadPaper('docx')),
  post(paths.receipt(id), 'snapshot-analysis:read', sendReceipt),
  post(paths.questions(id), 'snapshot-analysis:question', sendQuestion),
  get(paths.question(id, ':questionId'), 'snapshot-analysis:present', showAnswer),
  post(paths.question(id, ':questionId'), 'snapshot-analysis:present', sendAnswer),
  get(paths.write(id), 'snapshot-analysis:write', showWrite),
  post(paths.summary(id), 'snapshot-analysis:write', sendSummary),
  post(paths.autosaveSummary(id), 'snapshot-analysis:write', autosaveSummary),
  post(paths.figures(id), 'snapshot-analysis:write', sendFigures),
  post(paths.points(id), 'snapshot-analysis:write', sendAdd),
  get(paths.point(id, point), 'snapshot-analysis:write', showPoint),
  post(paths.point(id, point), 'snapshot-analysis:write', sendPoint),
  post(paths.autosavePoint(id, point), 'snapshot-analysis:write', autosavePoint),
  post(paths.removePoint(id, point), 'snapshot-analysis:write', sendRemove),
  post(paths.movePoint(id, point), 'snapshot-analysis:write', sendMoveUp),
  get(paths.lastTime(id), 'snapshot-analysis:write', showLastTime),
  post(paths.lastTime(id), 'snapshot-analysis:write', sendOutcomes),
  get(paths.present(id), 'snapshot-analysis:write', showPresent),
  post(paths.present(id), 'snapshot-analysis:present', sendPresent),
];
