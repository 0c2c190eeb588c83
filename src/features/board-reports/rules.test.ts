import { expect, test } from 'vitest';
import type { Facts, JudgementFact, SchoolFact } from './facts.ts';
import { changesBetween, exceptionsOf, movementOf } from './rules.ts';

const judgement = (code: string, previousCode: string | null = '2'): JudgementFact => ({
  area: 'Behaviour',
  grade: `${code} x`,
  code,
  previous: previousCode,
  previousCode,
});
const plan = {
  planId: 'p',
  basis: '',
  state: 'Approved',
  running: true,
  approvalLate: false,
  approval: 'In time',
  reviewOverdue: false,
  reviewDue: 'not due',
  lastReview: null,
  overdueActions: 0,
  criteria: [],
};
const school = (values: Partial<SchoolFact>): SchoolFact => ({
  schoolId: 's',
  name: 'Invented',
  phase: 'Primary',
  onRoll: 200,
  reviewYear: '2026/27',
  judgements: [],
  outcomes: [],
  plan,
  ...values,
});
const facts = (...schools: SchoolFact[]): Facts => ({ schools, support: [], leadership: [], lines: [] });

test('a good school with a plan in time is no exception', () => {
  expect(exceptionsOf(facts(school({ judgements: [judgement('1'), judgement('2')] })))).toEqual([]);
});

test('a 4 is read before a 3, and each says how it moved', () => {
  const found = exceptionsOf(
    facts(
      school({ name: 'A', judgements: [judgement('3', '2')] }),
      school({ name: 'B', judgements: [judgement('4', '3')] }),
    ),
  );
  expect(found.map(({ school: name, gravity }) => [name, gravity])).toEqual([
    ['B', 1],
    ['A', 2],
  ]);
  expect(found[1]?.sentence).toContain('worse than the review before');
});

test('a 3 without any plan is grave, and so is a plan that the board has not approved in time', () => {
  expect(
    exceptionsOf(facts(school({ judgements: [judgement('3')], plan: null }))).map((found) => found.gravity),
  ).toEqual([1, 2]);
  expect(
    exceptionsOf(facts(school({ plan: { ...plan, approvalLate: true, approval: 'Late: due by 18 December' } })))[0]
      ?.sentence,
  ).toBe('Late: due by 18 December.');
});

test('a red criterion is named with its reason, and overdue reviews and actions are counted', () => {
  const red = {
    what: 'Reading in year 7',
    from: '61',
    to: '70',
    byWhen: null,
    owner: '',
    last: { on: '1 May', rag: 'red' as const, value: '58', reason: 'Two units not taught' },
  };
  const found = exceptionsOf(
    facts(school({ plan: { ...plan, criteria: [red], reviewOverdue: true, overdueActions: 2 } })),
  );
  expect(found.map((exception) => exception.sentence)).toEqual([
    'Red: Reading in year 7. Two units not taught',
    'The termly review of the action plan is overdue: not due.',
    '2 actions are overdue.',
  ]);
});

test('grades of another framework are never compared as numbers', () => {
  expect(movementOf(judgement('needs_attention', 'expected_standard'))).toBe('not compared');
  expect([movementOf(judgement('2', '3')), movementOf(judgement('2', '2')), movementOf(judgement('2', null))]).toEqual([
    'better',
    'same',
    'first',
  ]);
});

test('what changed since the report was assembled is said in sentences', () => {
  const before = facts(school({ judgements: [judgement('2')] }));
  const after = facts(school({ judgements: [judgement('3')], plan: { ...plan, state: 'With the board' } }));
  expect(changesBetween(before, after)).toEqual([
    'Invented, Behaviour: 2 x is now 3 x.',
    'Invented, action plan: Approved is now With the board.',
  ]);
  expect(changesBetween(before, before)).toEqual([]);
});
