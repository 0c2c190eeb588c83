import { expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import type { Role } from '#core/access/roles.ts';
import {
  mayCheckFacts,
  mayModerate,
  mayRead,
  mayReadDraft,
  mayReceive,
  maySign,
  mayStart,
  mayWrite,
  type ReviewStanding,
} from './policy.ts';
import type { ReviewState } from './rules.ts';

const here = '00000000-0000-4000-8000-000000000001';
const elsewhere = '00000000-0000-4000-8000-000000000002';

const actor = (...grants: [Role, string | null][]): Actor => ({
  personId: 'me',
  accountId: null,
  name: 'Me',
  email: 'me@invented.example',
  trustId: 'trust',
  trustName: 'Trust',
  isDemo: false,
  grants: grants.map(([role, schoolId]) => ({ role, schoolId, departmentId: null })),
});
const review = (state: ReviewState, more: Partial<ReviewStanding> = {}): ReviewStanding => ({
  schoolId: here,
  state,
  everIssued: state === 'issued' || state === 'withdrawn',
  teamIds: [],
  leadId: null,
  authorIds: [],
  readerLeadsHere: false,
  ...more,
});
const mine = { teamIds: ['me'], authorIds: ['me'] };

test('the head and senior leaders read the draft only from the facts check on, and only of their own school', () => {
  for (const role of ['head_teacher', 'slt'] as const) {
    expect(mayReadDraft(actor([role, here]), review('draft')).allowed).toBe(false);
    expect(mayReadDraft(actor([role, here]), review('facts')).allowed).toBe(true);
    expect(mayReadDraft(actor([role, elsewhere]), review('facts')).allowed).toBe(false);
  }
});

test('trustees and governors read nothing before it is issued', () => {
  for (const grant of [
    ['trustee', null],
    ['lgb_member', here],
    ['clerk', null],
  ] as [Role, string | null][]) {
    for (const state of ['draft', 'facts', 'revision', 'moderation', 'signature', 'signed'] as const)
      expect(mayRead(actor(grant), review(state)).allowed).toBe(false);
    expect(mayRead(actor(grant), review('issued')).allowed).toBe(true);
    expect(mayRead(actor(grant), review('draft', { everIssued: true })).allowed).toBe(true);
    expect(mayReadDraft(actor(grant), review('issued')).allowed).toBe(false);
  }
  expect(mayRead(actor(['lgb_member', elsewhere]), review('issued')).allowed).toBe(false);
});

test('only the team writes, and only while it holds the pen', () => {
  expect(mayWrite(actor(['trust_leader', null]), review('draft', mine)).allowed).toBe(true);
  expect(mayWrite(actor(['trust_leader', null]), review('draft')).allowed).toBe(false);
  expect(mayWrite(actor(['trust_leader', null]), review('moderation', mine)).allowed).toBe(false);
  expect(mayWrite(actor(['external_reviewer', here]), review('draft', mine)).allowed).toBe(true);
  expect(mayWrite(actor(['external_reviewer', elsewhere]), review('draft', mine)).allowed).toBe(false);
});

test('whoever was only let in, for a review or to the data, does not belong to the school and may review it', () => {
  for (const role of ['external_reviewer', 'visiting_reviewer', 'data_access'] as const) {
    const letIn = actor(['trust_leader', null], [role, here]);
    expect([role, mayStart(letIn, here).allowed]).toEqual([role, true]);
    expect([role, mayWrite(letIn, review('draft', mine)).allowed]).toEqual([role, true]);
  }
});

test('whoever works at the school or governs it neither starts, writes, moderates nor signs, whatever else they are', () => {
  const both = actor(['executive_principal', null], ['lgb_member', here]);
  expect(mayStart(both, here).allowed).toBe(false);
  expect(mayWrite(both, review('draft', mine)).allowed).toBe(false);
  expect(mayModerate(both, review('moderation')).allowed).toBe(false);
  expect(maySign(both, review('signature')).allowed).toBe(false);
  expect(mayStart(both, elsewhere).allowed).toBe(true);
});

test('whoever leads an aspect of the school directly reads its review, but neither writes nor moderates it', () => {
  const leader = actor(['trust_leader', null]);
  const leads = { readerLeadsHere: true };
  expect(mayReadDraft(leader, review('draft', leads)).allowed).toBe(true);
  expect(mayWrite(leader, review('draft', { ...mine, ...leads }))).toMatchObject({
    allowed: false,
    why: expect.stringContaining('You lead an aspect of this school directly'),
  });
  expect(mayModerate(leader, review('moderation', leads)).allowed).toBe(false);
  expect(mayModerate(leader, review('moderation')).allowed).toBe(true);
});

test('the Executive Principal may not moderate what they wrote, even after leaving the team', () => {
  const principal = actor(['executive_principal', null]);
  expect(mayModerate(principal, review('moderation')).allowed).toBe(true);
  expect(mayModerate(principal, review('moderation', { teamIds: ['me'] })).allowed).toBe(false);
  expect(mayModerate(principal, review('moderation', { authorIds: ['me'] })).allowed).toBe(false);
  expect(mayModerate(actor(['teaching_learning', null]), review('moderation')).allowed).toBe(false);
});

test('only the head of the school checks the facts; senior leaders do not', () => {
  expect(mayCheckFacts(actor(['head_teacher', here]), review('facts')).allowed).toBe(true);
  expect(mayCheckFacts(actor(['slt', here]), review('facts')).allowed).toBe(false);
  expect(mayCheckFacts(actor(['head_teacher', here]), review('revision')).allowed).toBe(false);
});

test('trustees and the school’s own governors confirm receipt of what is issued', () => {
  expect(mayReceive(actor(['trustee', null]), review('issued')).allowed).toBe(true);
  expect(mayReceive(actor(['lgb_member', elsewhere]), review('issued')).allowed).toBe(false);
  expect(mayReceive(actor(['trustee', null]), review('withdrawn')).allowed).toBe(false);
  expect(mayReceive(actor(['executive_principal', null]), review('issued')).allowed).toBe(false);
});
