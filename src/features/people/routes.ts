import { get, post, type Route } from '#core/access/route.ts';
import { peoplePaths } from './paths.ts';
import { endRolePage, sendEndRole } from './pages/end-role.tsx';
import { grantRolePage, sendGrantRole } from './pages/grant-role.tsx';
import { leavePage, removeSecondStepPage, sendLeave, sendRemoveSecondStep } from './pages/leave-trust.tsx';
import { mailPage, openMail } from './pages/mail.tsx';
import { peopleListPage } from './pages/people-list.tsx';
import { personPage, sendComeBack, sendInvite, sendPersonPasswordLink } from './pages/person.tsx';
import { addPersonPage, editPersonPage, sendAddPerson, sendEditPerson } from './pages/person-form.tsx';

const person = ':personId';

export const peopleRoutes: readonly Route[] = [
  get(peoplePaths.list, 'people:read', peopleListPage),
  get(peoplePaths.add, 'people:manage', addPersonPage),
  post(peoplePaths.add, 'people:manage', sendAddPerson),
  get(peoplePaths.mail, 'trust:administer', mailPage),
  post(peoplePaths.readMail(':mailId'), 'trust:administer', openMail),
  get(peoplePaths.person(person), 'people:read', personPage),
  get(peoplePaths.edit(person), 'people:manage', editPersonPage),
  post(peoplePaths.edit(person), 'people:manage', sendEditPerson),
  get(peoplePaths.grantRole(person), 'people:manage', grantRolePage),
  post(peoplePaths.grantRole(person), 'people:manage', sendGrantRole),
  get(peoplePaths.endRole(person, ':grantId'), 'people:manage', endRolePage),
  post(peoplePaths.endRole(person, ':grantId'), 'people:manage', sendEndRole),
  post(peoplePaths.invite(person), 'people:manage', sendInvite),
  post(peoplePaths.passwordLink(person), 'people:manage', sendPersonPasswordLink),
  get(peoplePaths.removeSecondStep(person), 'people:manage', removeSecondStepPage),
  post(peoplePaths.removeSecondStep(person), 'people:manage', sendRemoveSecondStep),
  get(peoplePaths.leave(person), 'people:manage', leavePage),
  post(peoplePaths.leave(person), 'people:manage', sendLeave),
  post(peoplePaths.comeBack(person), 'people:manage', sendComeBack),
];
