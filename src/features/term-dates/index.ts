import type { Feature } from '#core/access/route.ts';
import { termDatesRoutes } from './routes.ts';

export { addExamWeek } from './actions/change-exam-weeks.ts';
export { enterHalfTerms } from './actions/enter-half-terms.ts';

export const termDatesFeature: Feature = { name: 'term-dates', routes: termDatesRoutes };
