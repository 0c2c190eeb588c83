import { expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import type { Role } from '#core/access/roles.ts';
import {
  mayBeginChange,
  mayCheckFacts,
  mayFollowFinding,
  mayRead,
  mayReadDraft,
  mayReceive,
  mayReturnFacts,
  maySetLimits,
  maySign,
  mayWrite,
  type ReportStanding,
  readsInFull,
} from './policy.ts';
import type { ReportState } from './rules.ts';

const here = '00000000-0000-4000-8000-000000000001';
const elsewhere = '00000000-0000-4000-8000-000000000002';
const maths = '00000000-0000-4000-8000-000000000003';
const art = '00000000-0000-4000-8000-000000000004';

const actor = (...grants: [Role, string | null, string?][]): Actor => ({
  personId: 'me',
  accountId: null,
  name: 'Me',
  email: 'me@invented.example',
  trustId: 'trust',
  trustName: 'Trust',
  isDemo: false,
  grants: grants.map(([role, schoolId, departmentId = null]) => ({ role, schoolId, departmentId })),
});
const report = (state: ReportState, more: Partial<ReportStanding> = {}): ReportStanding => ({
  schoolId: here,
  departmentId: maths,
  state,
  everIssued: state === 'issued' || state === 'withdrawn',
  leadId: null,
  authorIds: [],
  readerLeadsHere: false,
  ...more,
});
const mine = { authorIds: ['me'] };

const leader = actor(['trust_leader', null]);
const team = actor(['teaching_learning', null]);
const head = actor(['head_teacher', here]);
const leadOfMaths = actor(['middle_leader', here, maths]);
const leadOfArt = actor(['middle_leader', here, art]);
const governor = actor(['lgb_member', here]);
const trustee = actor(['trustee', null]);
const clerk = actor(['clerk', null]);

test('the draft is open to the Trust from the first word, to the school’s leaders from the facts check, to governors never', () => {
  expect(mayReadDraft(team, report('draft')).allowed).toBe(true);
  for (const reader of [head, leadOfMaths, actor(['slt', here])]) {
    expect(mayReadDraft(reader, report('draft')).allowed).toBe(false);
    expect(mayReadDraft(reader, report('facts')).allowed).toBe(true);
  }
  for (const reader of [governor, trustee, clerk, leadOfArt, actor(['head_teacher', elsewhere])])
    for (const state of ['draft', 'facts', 'revision', 'signed'] as const)
      expect(mayReadDraft(reader, report(state)).allowed).toBe(false);
});

test('an issued report is read by governors, trustees and clerk; by a middle leader only about the own department', () => {
  for (const reader of [governor, trustee, clerk, leadOfMaths])
    expect(mayRead(reader, report('issued')).allowed).toBe(true);
  for (const reader of [
    leadOfArt,
    actor(['teacher', here]),
    actor(['lgb_member', elsewhere]),
    actor(['middle_leader', here]),
  ])
    expect(mayRead(reader, report('issued')).allowed).toBe(false);
  expect(mayRead(leadOfMaths, report('issued', { departmentId: null })).allowed).toBe(false);
  // While another issue is written, readers go on reading the last one.
  expect(mayRead(governor, report('revision', { everIssued: true })).allowed).toBe(true);
});

test('governors, trustees and clerk read without names; leaders in full; who is both reads in full', () => {
  for (const reader of [governor, trustee, clerk]) expect(readsInFull(reader, report('issued'))).toBe(false);
  for (const reader of [leader, team, head, leadOfMaths, actor(['lgb_member', here], ['trust_leader', null])])
    expect(readsInFull(reader, report('issued'))).toBe(true);
});

test('only authors write, while they hold the pen, and nobody who belongs to the school or leads there', () => {
  expect(mayWrite(team, report('draft', mine)).allowed).toBe(true);
  expect(mayWrite(team, report('draft')).allowed).toBe(false);
  expect(mayWrite(team, report('signature', mine)).allowed).toBe(false);
  expect(mayWrite(team, report('draft', { ...mine, readerLeadsHere: true })).allowed).toBe(false);
  expect(mayWrite(actor(['teaching_learning', null], ['lgb_member', here]), report('draft', mine)).allowed).toBe(false);
  expect(mayWrite(actor(['teaching_learning', null], ['external_reviewer', here]), report('draft', mine)).allowed).toBe(
    true,
  );
});

test('head and leader of the department check the facts, and the head returns them', () => {
  for (const reader of [head, leadOfMaths]) expect(mayCheckFacts(reader, report('facts')).allowed).toBe(true);
  for (const reader of [leadOfArt, actor(['slt', here]), leader])
    expect(mayCheckFacts(reader, report('facts')).allowed).toBe(false);
  expect(mayCheckFacts(head, report('revision')).allowed).toBe(false);
  expect([mayReturnFacts(head, report('facts')).allowed, mayReturnFacts(leadOfMaths, report('facts')).allowed]).toEqual(
    [true, false],
  );
});

test('a trust leader signs, never the lead author, and may be another author; the team does not sign', () => {
  expect(maySign(leader, report('signature', mine)).allowed).toBe(true);
  expect(maySign(leader, report('signature', { leadId: 'me' })).allowed).toBe(false);
  expect(maySign(team, report('signature')).allowed).toBe(false);
  expect(maySign(leader, report('signature', { readerLeadsHere: true })).allowed).toBe(false);
  expect(mayBeginChange(team, report('issued', mine)).allowed).toBe(true);
  expect(mayBeginChange(team, report('issued')).allowed).toBe(false);
});

test('governors confirm receipt; leaders of school and Trust follow findings; the Executive Principal sets the length', () => {
  expect(mayReceive(governor, report('issued')).allowed).toBe(true);
  expect(mayReceive(governor, report('draft')).allowed).toBe(false);
  expect(mayReceive(trustee, report('issued')).allowed).toBe(false);
  for (const reader of [head, leader, actor(['slt', here])])
    expect(mayFollowFinding(reader, report('issued')).allowed).toBe(true);
  for (const reader of [governor, leadOfMaths, team])
    expect(mayFollowFinding(reader, report('issued')).allowed).toBe(false);
  expect(maySetLimits(actor(['executive_principal', null])).allowed).toBe(true);
  expect(maySetLimits(leader).allowed).toBe(false);
});
