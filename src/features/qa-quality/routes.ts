import { get, type Route } from '#core/access/route.ts';
import { showSchoolQuality } from './pages/school.tsx';
import { showTrustQuality } from './pages/trust.tsx';
import { qaQualityPaths as paths } from './paths.ts';

export const qaQualityRoutes: readonly Route[] = [
  get(paths.trust, 'qa-quality:read', showTrustQuality),
  get(paths.school(':schoolId'), 'qa-quality:read', showSchoolQuality),
];
