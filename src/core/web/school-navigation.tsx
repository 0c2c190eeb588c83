import { SubNavigation } from '#ui/sub-navigation.tsx';
import { holdsAt } from '../access/actor.ts';
import type { Permission } from '../access/permissions.ts';
import type { Ctx } from '../context.ts';

/** The pages of one school, by the name under which a page says that it is the one that is open. */
const pagesOfASchool = {
  overview: { path: (id: string) => `/schools/${id}`, label: 'Overview', permission: 'school:read' },
  'data-pack': {
    path: (id: string) => `/schools/${id}/data-pack`,
    label: 'Data pack',
    permission: 'published-data:read',
  },
  snapshots: {
    path: (id: string) => `/schools/${id}/snapshots`,
    label: 'Snapshots',
    permission: 'snapshot:read',
  },
  calendar: {
    path: (id: string) => `/schools/${id}/qa-calendar`,
    label: 'Calendar',
    permission: 'qa-calendar:read',
  },
  evidence: { path: (id: string) => `/schools/${id}/evidence`, label: 'Evidence', permission: 'evidence:read' },
  'visit-notes': {
    path: (id: string) => `/schools/${id}/visit-notes`,
    label: 'Visit notes',
    permission: 'monitoring:read',
  },
  'data-systems': {
    path: (id: string) => `/schools/${id}/data-systems`,
    label: 'Data systems',
    permission: 'data-system:read',
  },
  people: { path: (id: string) => `/people?school=${id}`, label: 'People', permission: 'people:read' },
  details: { path: (id: string) => `/schools/${id}/details`, label: 'Details', permission: 'school:read' },
} as const satisfies Record<string, { path: (id: string) => string; label: string; permission: Permission }>;

export type SchoolPage = keyof typeof pagesOfASchool;

/** The way between the pages of one school, without those that the reader may not open there. */
export const schoolNavigation = (ctx: Ctx, schoolId: string, current: SchoolPage) => (
  <SubNavigation
    label="This school"
    items={Object.entries(pagesOfASchool)
      .filter(([, page]) => holdsAt(ctx.actor, page.permission, schoolId))
      .map(([name, page]) => ({ href: page.path(schoolId), label: page.label, current: name === current }))}
  />
);
