import type { Feature } from '#core/access/route.ts';
import { get } from '#core/access/route.ts';
import { showSchool } from './pages/school-page.tsx';
import { schoolOnAPagePath } from './paths.ts';

export const schoolOnAPageFeature: Feature = {
  name: 'school-on-a-page',
  routes: [get(schoolOnAPagePath(':schoolId'), 'school:read', showSchool)],
};
