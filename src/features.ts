import type { PublicRoute } from '#core/access/public-route.ts';
import type { Feature } from '#core/access/route.ts';
import { actionPlansFeature } from './features/action-plans/index.ts';
import { annualReviewsFeature } from './features/annual-reviews/index.ts';
import { evidenceFeature } from './features/evidence/index.ts';
import { frameworksFeature } from './features/frameworks/index.ts';
import { schoolsFeature } from './features/schools/index.ts';
import { signInFeature, signInPublicRoutes } from './features/sign-in/index.ts';
import { termDatesFeature } from './features/term-dates/index.ts';
import { trailFeature } from './features/trail/index.ts';

/** Every feature of the product, in the order of the navigation. */
export const features: readonly Feature[] = [
  schoolsFeature,
  termDatesFeature,
  annualReviewsFeature,
  actionPlansFeature,
  signInFeature,
  evidenceFeature,
  frameworksFeature,
  trailFeature,
];

/** Every page that needs no sign-in. */
export const publicRoutes: readonly PublicRoute[] = [...signInPublicRoutes];
