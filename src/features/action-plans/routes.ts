import { get, post, type Route } from '#core/access/route.ts';
import type { PartKind } from './content.ts';
import { agreePage, agreePost } from './pages/agree-page.tsx';
import { basisPage, basisPost } from './pages/basis-page.tsx';
import { decisionPage, decisionPost } from './pages/decision-page.tsx';
import { planDownload } from './pages/document-download.ts';
import { deliveryPage, deliveryPost, donePage, donePost } from './pages/done-pages.tsx';
import { listPage } from './pages/list-page.tsx';
import { addPartPage, addPartPost, partPage, partPost, removePage, removePost } from './pages/part-pages.tsx';
import { commentPost, planPage } from './pages/plan-page.tsx';
import { progressPage, progressPost } from './pages/progress-page.tsx';
import { recommendPage, recommendPost, takeBackPost } from './pages/recommend-page.tsx';
import { reviewPage, reviewPost } from './pages/review-page.tsx';
import { startPage, startPost } from './pages/start-page.tsx';
import { trustPlanPage } from './pages/trust-plan-page.tsx';
import { actionPlanPaths as paths } from './paths.ts';

const plan = ':planId';
const part = ':partId';

const partRoutes = (kind: PartKind): Route[] => [
  get(paths.addPart(plan, kind), 'plan:write', addPartPage(kind)),
  post(paths.addPart(plan, kind), 'plan:write', addPartPost(kind)),
  get(paths.part(plan, kind, part), 'plan:write', partPage(kind)),
  post(paths.part(plan, kind, part), 'plan:write', partPost(kind)),
  get(paths.removePart(plan, kind, part), 'plan:write', removePage(kind)),
  post(paths.removePart(plan, kind, part), 'plan:write', removePost(kind)),
];

export const actionPlanRoutes: readonly Route[] = [
  get(paths.list(), 'plan:read', listPage),
  get(paths.start(), 'plan:write', startPage),
  post(paths.start(), 'plan:write', startPost),
  get(paths.plan(plan), 'plan:read', planPage),
  get('/action-plans/:planId/document/:format', 'plan:read', planDownload),
  post(paths.comments(plan), 'plan:write', commentPost),
  ...partRoutes('issues'),
  ...partRoutes('objectives'),
  ...partRoutes('criteria'),
  ...partRoutes('actions'),
  ...partRoutes('support'),
  get(paths.progress(plan, part), 'plan:write', progressPage),
  post(paths.progress(plan, part), 'plan:write', progressPost),
  get(paths.finishAction(plan, part), 'plan:write', donePage),
  post(paths.finishAction(plan, part), 'plan:write', donePost),
  get(paths.delivery(plan, part), 'plan:write', deliveryPage),
  post(paths.delivery(plan, part), 'plan:write', deliveryPost),
  get(paths.agree(plan), 'plan:write', agreePage),
  post(paths.agree(plan), 'plan:write', agreePost),
  get(paths.basis(plan), 'plan:recommend', basisPage),
  post(paths.basis(plan), 'plan:recommend', basisPost),
  get(paths.recommend(plan), 'plan:recommend', recommendPage),
  post(paths.recommend(plan), 'plan:recommend', recommendPost),
  post(paths.takeBack(plan), 'plan:recommend', takeBackPost),
  get(paths.decision(plan), 'plan:decide', decisionPage),
  post(paths.decision(plan), 'plan:decide', decisionPost),
  get(paths.review(plan), 'plan:review', reviewPage),
  post(paths.review(plan), 'plan:review', reviewPost),
  get(paths.trustPlan, 'trust-plan:read', trustPlanPage),
];
