import type { Feature } from '#core/access/route.ts';
import { routes } from './routes.ts';

export { readInBackground } from './jobs/read-in-background.ts';
export { readingJob } from './jobs/reading-job.ts';
export { importPaths } from './paths.ts';
export { hasOpenProblems, type ImportOf, importsOf } from './queries.ts';

export const pupilImportsFeature: Feature = { name: 'pupil-imports', routes };
