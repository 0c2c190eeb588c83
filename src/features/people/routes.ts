import { get, getFresh, post, type Route } from '#core/access/route.ts';
import { sendEndRole, sendGrantRole, showEndRole, showGrantRole } from './pages/change-role.tsx';
import { showPeople } from './pages/list-people.tsx';
import { sendReadMail, showOutbox } from './pages/outbox.tsx';
import { sendAddPerson, sendEditPerson, showAddPerson, showEditPerson } from './pages/person-form.tsx';
import {
  sendComeBack,
  sendInvite,
  sendLeave,
  sendLink,
  sendRemoveSecondStep,
  showPerson,
} from './pages/show-person.tsx';
import { peoplePaths } from './paths.ts';

const at = ':personId';

export const peopleRoutes: readonly Route[] = [
  get(peoplePaths.list, 'people:read', showPeople),
  get(peoplePaths.add, 'people:manage', showAddPerson),
  post(peoplePaths.add, 'people:manage', sendAddPerson),
  getFresh(peoplePaths.mail, 'trust:administer', showOutbox),
  post(peoplePaths.readMail(':mailId'), 'trust:administer', sendReadMail),
  get(peoplePaths.person(at), 'people:read', showPerson),
  get(peoplePaths.edit(at), 'people:manage', showEditPerson),
  post(peoplePaths.edit(at), 'people:manage', sendEditPerson),
  get(peoplePaths.grantRole(at), 'people:manage', showGrantRole),
  post(peoplePaths.grantRole(at), 'people:manage', sendGrantRole),
  get(peoplePaths.endRole(at, ':grantId'), 'people:manage', showEndRole),
  post(peoplePaths.endRole(at, ':grantId'), 'people:manage', sendEndRole),
  post(peoplePaths.invite(at), 'people:manage', sendInvite),
  post(peoplePaths.passwordLink(at), 'people:manage', sendLink),
  post(peoplePaths.removeSecondStep(at), 'people:manage', sendRemoveSecondStep),
  post(peoplePaths.leave(at), 'people:manage', sendLeave),
  post(peoplePaths.comeBack(at), 'people:manage', sendComeBack),
];
