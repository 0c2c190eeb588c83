import { get, post, type Route } from '#core/access/route.ts';
import { downloadAccount, sendAccount, showAccount } from './pages/account.tsx';
import { sendLimits, showLimits } from './pages/limits.tsx';
import { sendCorrection, sendDone, sendObservation, sendStop, showObservations } from './pages/observations.tsx';
import { showOwnPart } from './pages/own.tsx';
import { showSchoolWorkload } from './pages/school.tsx';
import { showTrustWorkload } from './pages/trust.tsx';
import { workloadPaths as paths } from './paths.ts';

export const workloadRoutes: readonly Route[] = [
  get(paths.own, 'own-account', showOwnPart),
  get(paths.trust, 'workload:read', showTrustWorkload),
  get(paths.limits, 'workload:read', showLimits),
  post(paths.limits, 'workload:limits', sendLimits),
  get(paths.school(':schoolId'), 'workload:read', showSchoolWorkload),
  get(paths.observations(':schoolId'), 'workload:record', showObservations),
  post(paths.observations(':schoolId'), 'workload:record', sendObservation),
  post(paths.correct(':observationId'), 'workload:record', sendCorrection),
  post(paths.done(':observationId'), 'workload:record', sendDone),
  post(paths.stop(':observationId'), 'workload:record', sendStop),
  get(paths.account(':schoolId', ':year', ':term'), 'workload:read', showAccount),
  post(paths.account(':schoolId', ':year', ':term'), 'workload:record', sendAccount),
  get(paths.accountFile(':accountId', ':format'), 'workload:read', downloadAccount),
];
