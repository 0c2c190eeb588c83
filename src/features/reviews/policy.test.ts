import { expect, test } from 'vitest';
import type { Actor, LiveGrant } from '#core/access/actor.ts';
import {
  mayChangePlan,
  mayDecideInterest,
  mayEnterOwn,
  mayPrepare,
  mayReadReview,
  mayRecordActivity,
  mayWriteTheme,
  type ReviewStanding,
} from './policy.ts';

const actor = (personId: string, ...grants: Partial<LiveGrant>[]): Actor => ({
  personId,
  accountId: null,
  name: personId,
  email: '',
  trustId: 'trust',
  trustName: '',
  isDemo: false,
  grants: grants.map((grant) => ({ role: 'teacher', schoolId: null, departmentId: null, ...grant })),
});
const at = { schoolId: 'here' };
const review = (values: Partial<ReviewStanding> = {}): ReviewStanding => ({
  schoolId: 'here',
  departmentId: 'maths',
  state: 'shared',
  everShared: true,
  leadId: 'lead',
  memberIds: ['lead', 'visiting', 'refused'],
  clearIds: ['lead', 'visiting'],
  namedIds: ['named'],
  readerLeadsHere: false,
  ...values,
});

const principal = actor('principal', { role: 'executive_principal' });
const lead = actor('lead', { role: 'teaching_learning' });
const adviser = actor('adviser', { role: 'teaching_learning' });
const head = actor('head', { role: 'head_teacher', ...at });
const visiting = actor('visiting', { role: 'visiting_reviewer', ...at }, { role: 'middle_leader', schoolId: 'there' });
const otherVisitor = actor('other', { role: 'visiting_reviewer', ...at });
const external = actor('external', { role: 'external_reviewer', ...at });
const leaderOf = (departmentId: string, personId = 'leader') =>
  actor(personId, { role: 'middle_leader', ...at, departmentId });

test.each([
  ['the Executive Principal, from the beginning', principal, { everShared: false }, true],
  ['a visiting reviewer of the team, from the beginning', visiting, { everShared: false }, true],
  ['a visiting reviewer of another review', otherVisitor, {}, false],
  ['an external reviewer who is not on the team', external, {}, false],
  ['the head teacher, once it is shared', head, {}, true],
  ['the head teacher, before it is shared', head, { everShared: false }, false],
  ['the leader of the department', leaderOf('maths'), {}, true],
  ['the leader of another department', leaderOf('english'), {}, false],
  ['the leader of another department whom the timetable names', leaderOf('english', 'named'), {}, true],
  ['the head teacher of another school', actor('x', { role: 'head_teacher', schoolId: 'there' }), {}, false],
  ['a trustee', actor('x', { role: 'trustee' }), {}, false],
])('%s reads the review: see the last column', (_who, who, values, reads) => {
  expect(mayReadReview(who, review(values)).allowed).toBe(reads);
});

test('the lead and trust leaders change the plan; others of the trust, the school and whoever leads there do not', () => {
  expect(mayChangePlan(lead, review()).allowed).toBe(true);
  expect(mayChangePlan(principal, review()).allowed).toBe(true);
  expect(mayChangePlan(adviser, review()).allowed).toBe(false);
  expect(mayChangePlan(lead, review({ state: 'gathered' })).allowed).toBe(false);
  expect(mayChangePlan(lead, review({ readerLeadsHere: true })).allowed).toBe(false);
  expect(
    mayChangePlan(actor('lead', { role: 'teaching_learning' }, { role: 'lgb_member', ...at }), review()).allowed,
  ).toBe(false);
  expect(mayPrepare(adviser, review()).allowed).toBe(true);
  expect(mayPrepare(head, review()).allowed).toBe(false);
});

test('only a trust leader who is not on the team decides about an interest', () => {
  expect(mayDecideInterest(principal, review()).allowed).toBe(true);
  expect(mayDecideInterest(principal, review({ memberIds: ['principal'] })).allowed).toBe(false);
  expect(mayDecideInterest(lead, review()).allowed).toBe(false);
});

test('an activity is recorded by whom it is led, while the review is under way, and by nobody who may not take part', () => {
  const activity = { ledBy: 'visiting', secondBy: null };
  expect(mayRecordActivity(visiting, review(), activity).allowed).toBe(true);
  expect(mayRecordActivity(lead, review(), activity).allowed).toBe(true);
  expect(mayRecordActivity(visiting, review({ clearIds: ['lead'] }), activity).allowed).toBe(false);
  expect(mayRecordActivity(visiting, review({ state: 'gathered' }), activity).allowed).toBe(false);
  expect(mayRecordActivity(principal, review(), activity).allowed).toBe(false);
  expect(mayRecordActivity(visiting, review(), { ledBy: 'lead', secondBy: null }).allowed).toBe(false);
});

test('a theme is written by whom it is given to or the lead, and the school’s own view by the head or the leader of the department', () => {
  expect(mayWriteTheme(visiting, review(), { delegatedTo: 'visiting' }).allowed).toBe(true);
  expect(mayWriteTheme(visiting, review(), { delegatedTo: null }).allowed).toBe(false);
  expect(mayWriteTheme(lead, review(), { delegatedTo: 'visiting' }).allowed).toBe(true);
  expect(mayEnterOwn(head, review()).allowed).toBe(true);
  expect(mayEnterOwn(leaderOf('maths'), review()).allowed).toBe(true);
  expect(mayEnterOwn(leaderOf('english', 'named'), review()).allowed).toBe(false);
  expect(mayEnterOwn(lead, review()).allowed).toBe(false);
});
