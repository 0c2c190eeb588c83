import { get, post, type Route } from '#core/access/route.ts';
import { showAgreement } from './pages/agreement.tsx';
import { sendAsk, showAsk } from './pages/ask.tsx';
import { showList } from './pages/list.tsx';
import { sendOwnGrade, showOwnGrades } from './pages/own-grades.tsx';
import { showPair } from './pages/pair.tsx';
import {
  sendCommitment,
  sendConfirmation,
  sendDeclaration,
  sendDraft,
  sendOutcome,
  sendStop,
} from './pages/pair-forms.ts';
import { showPairs } from './pages/pairs.tsx';
import { showJudgement, showTheme } from './pages/safety.tsx';
import { sendVignette, showVignette, showVignettes } from './pages/vignettes.tsx';
import { judgingPaths as paths } from './paths.ts';

const pair = ':pairId';
const moderate = 'judging:moderate';

export const judgingRoutes: readonly Route[] = [
  get(paths.list, 'judging:read', showList),
  // Whoever may read the draft or the review may ask; the policy narrows it to those who judge and the head.
  get(paths.judgement(':reviewId', ':area'), 'annual-review:read-draft', showJudgement),
  get(paths.theme(':themeId'), 'review:read', showTheme),
  get(paths.pairs, moderate, showPairs),
  get(paths.ask, moderate, showAsk),
  post(paths.ask, moderate, sendAsk),
  get(paths.pair(pair), moderate, showPair),
  post(paths.pairPart(pair, 'declare'), moderate, sendDeclaration),
  post(paths.pairPart(pair, 'draft'), moderate, sendDraft),
  post(paths.pairPart(pair, 'commit'), moderate, sendCommitment),
  post(paths.pairPart(pair, 'outcome'), moderate, sendOutcome),
  post(paths.pairPart(pair, 'confirm'), moderate, sendConfirmation),
  post(paths.pairPart(pair, 'stop'), moderate, sendStop),
  get(paths.vignettes, moderate, showVignettes),
  post(paths.vignettes, moderate, sendVignette),
  get(paths.vignette(':vignetteId'), moderate, showVignette),
  get(paths.agreement, moderate, showAgreement),
  get(paths.ownGrades(':schoolId'), 'judging:read', showOwnGrades),
  post(paths.ownGrades(':schoolId'), 'judging:read', sendOwnGrade),
];
