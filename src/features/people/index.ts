import type { Feature } from '#core/access/route.ts';
import { peoplePaths } from './paths.ts';
import { peopleRoutes } from './routes.ts';

export { createFirstAdministrator } from './actions/create-first-administrator.ts';
export { makeInvitation } from './actions/invite-person.ts';
export { invitationLink, resetPasswordLink } from './command-line.ts';

export const peopleFeature: Feature = {
  name: 'people',
  routes: peopleRoutes,
  navigation: [{ href: peoplePaths.list, label: 'People', permission: 'people:read' }],
};
