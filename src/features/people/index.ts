import type { Feature } from '#core/access/route.ts';
import { peoplePaths } from './paths.ts';
import { peopleRoutes } from './routes.ts';

export { addPerson, type PersonDetails } from './actions/add-person.ts';
export { createFirstAdministrator, type FirstAdministrator } from './actions/create-first-administrator.ts';
export { endRole } from './actions/end-role.ts';
export { grantRole, type NewGrant } from './actions/grant-role.ts';
export { invitePerson, makeInvitation } from './actions/invite-person.ts';
export { leaveTrust } from './actions/leave-trust.ts';
export { invitationLink, resetPasswordLink } from './command-line.ts';
export { peoplePaths } from './paths.ts';

export const peopleFeature: Feature = {
  name: 'people',
  routes: peopleRoutes,
  navigation: [{ href: peoplePaths.list, label: 'People', permission: 'people:read' }],
};
