import { expect, test } from 'vitest';
import type { Actor, LiveGrant } from '#core/access/actor.ts';
import { grantableRoles, mayGrantRole, mayManagePerson } from './policy.ts';
import { administratorRemains, dateProblems, overlap, placeProblems, stateOf, withArticle } from './rules.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const today = day('2026-11-23');
const dates = (from: string, to: string | null = null) => ({
  starts_on: day(from),
  ends_on: to === null ? null : day(to),
});

const actorWith = (...grants: LiveGrant[]): Actor => ({
  personId: 'p',
  accountId: null,
  name: 'Somebody',
  email: 'somebody@invented.example',
  trustId: 't',
  trustName: 'Trust',
  isDemo: false,
  grants,
});
const ofTrust = (role: LiveGrant['role']): LiveGrant => ({ role, schoolId: null, departmentId: null });

test('a role counts on its last day and is over the day after', () => {
  const held = { ...dates('2026-09-01', '2026-11-23'), ended_at: null };
  expect(stateOf(held, day('2026-08-31'))).toBe('future');
  expect(stateOf(held, today)).toBe('live');
  expect(stateOf(held, day('2026-11-24'))).toBe('past');
  expect(stateOf({ ...held, ended_at: Temporal.Instant.from('2026-11-23T08:00:00Z') }, today)).toBe('past');
});

test('each role is held where its kind is held', () => {
  const trust = { schoolId: null, departmentId: null };
  const school = { schoolId: 's', departmentId: null };
  const department = { schoolId: 's', departmentId: 'd' };
  expect(placeProblems('trustee', trust)).toEqual([]);
  expect(placeProblems('trustee', school).map((each) => each.field)).toEqual(['schoolId']);
  expect(placeProblems('head_teacher', school)).toEqual([]);
  expect(placeProblems('head_teacher', trust)[0]?.message).toBe('Choose the school at which they are a head teacher');
  expect(placeProblems('head_teacher', department).map((each) => each.field)).toEqual(['departmentId']);
  expect(placeProblems('middle_leader', department)).toEqual([]);
  expect(placeProblems('middle_leader', school).map((each) => each.field)).toEqual(['departmentId']);
});

test('a visiting reviewer from another school is let in for a time too', () => {
  expect(dateProblems('visiting_reviewer', dates('2026-11-23'))[0]?.message).toContain('a visiting reviewer is let in');
  expect(dateProblems('visiting_reviewer', dates('2026-11-23', '2026-12-18'))).toEqual([]);
  expect(dateProblems('visiting_reviewer', dates('2026-11-23', '2027-11-24'))[0]?.message).toContain('12 months');
});

test('an external reviewer is let in for twelve months at most', () => {
  expect(dateProblems('external_reviewer', dates('2026-11-23'))).toHaveLength(1);
  expect(dateProblems('external_reviewer', dates('2026-11-23', '2027-11-23'))).toEqual([]);
  expect(dateProblems('external_reviewer', dates('2026-11-23', '2027-11-24'))).toHaveLength(1);
  expect(dateProblems('teacher', dates('2026-11-23', '2026-11-22'))).toHaveLength(1);
  expect(dateProblems('teacher', dates('2026-11-23'))).toEqual([]);
});

test('two stretches of a role overlap when they share a day', () => {
  expect(overlap(dates('2026-01-01', '2026-06-30'), dates('2026-06-30'))).toBe(true);
  expect(overlap(dates('2026-01-01', '2026-06-30'), dates('2026-07-01'))).toBe(false);
  expect(overlap(dates('2027-01-01'), dates('2026-01-01'))).toBe(true);
});

test('an administrator goes only when another can sign in from that day', () => {
  const other = { ...dates('2020-09-01'), hasAccount: true, leftOn: null };
  expect(administratorRemains([other], today)).toBe(true);
  expect(administratorRemains([], today)).toBe(false);
  expect(administratorRemains([{ ...other, hasAccount: false }], today)).toBe(false);
  expect(administratorRemains([{ ...other, ends_on: day('2026-11-22') }], today)).toBe(false);
  expect(administratorRemains([{ ...other, starts_on: day('2026-11-24') }], today)).toBe(false);
  expect(administratorRemains([{ ...other, leftOn: today }], today)).toBe(false);
});

test('the Executive Principal makes heads and reviewers, but neither administrators nor those whom they answer to', () => {
  const principal = actorWith(ofTrust('executive_principal'));
  for (const role of ['head_teacher', 'trust_leader', 'lgb_member', 'external_reviewer'] as const)
    expect(mayGrantRole(principal, role).allowed).toBe(true);
  for (const role of ['administrator', 'executive_principal', 'trustee', 'clerk'] as const)
    expect(mayGrantRole(principal, role).allowed).toBe(false);
  expect(mayManagePerson(principal, ['head_teacher', 'trustee']).allowed).toBe(false);
  expect(mayManagePerson(principal, ['head_teacher']).allowed).toBe(true);
});

test('a head gives no role, and an administrator every one', () => {
  expect(grantableRoles(actorWith({ role: 'head_teacher', schoolId: 's', departmentId: null }))).toEqual([]);
  expect(mayGrantRole(actorWith(ofTrust('administrator')), 'executive_principal').allowed).toBe(true);
});

test('roles read well in a sentence', () => {
  expect(withArticle('external_reviewer')).toBe('an external reviewer');
  expect(withArticle('head_teacher')).toBe('a head teacher');
  expect(withArticle('lgb_member')).toBe('a Local governing body member');
});
