import type { PublicRoute } from '#core/access/public-route.ts';
import type { Feature } from '#core/access/route.ts';
import { actionPlansFeature } from './features/action-plans/index.ts';
import { annualReviewsFeature } from './features/annual-reviews/index.ts';
import { schoolsFeature } from './features/schools/index.ts';
import { termDatesFeature } from './features/term-dates/index.ts';
import { signInFeature, signInPublicRoutes } from './features/sign-in/index.ts';

/** Every feature of the product, in the order of the navigation. */
export const features: readonly Feature[] = [schoolsFeature, termDatesFeature, annualReviewsFeature, actionPlansFeature, signInFeature];

/** Every page that needs no sign-in. */
export const publicRoutes: readonly PublicRoute[] = [...signInPublicRoutes];
