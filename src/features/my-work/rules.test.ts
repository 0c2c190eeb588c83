import { expect, test } from 'vitest';
import {
  dueInWords,
  lateInPlan,
  movement,
  nextStepOf,
  orderWaiting,
  type PlanStanding,
  urgencyOf,
  type WaitingItem,
  worstGrade,
} from './rules.ts';

const today = Temporal.PlainDate.from('2026-11-23');
const item = (title: string, dueOn?: string): WaitingItem => ({
  title,
  detail: '',
  href: `/${title}`,
  ...(dueOn ? { dueOn: Temporal.PlainDate.from(dueOn) } : {}),
});

test('what is late comes first, and what has no date last', () => {
  const ordered = orderWaiting([
    item('whenever'),
    item('later', '2026-12-18'),
    item('late', '2026-11-20'),
    item('today', '2026-11-23'),
  ]);
  expect(ordered.map((found) => found.title)).toEqual(['late', 'today', 'later', 'whenever']);
});

test('the same thing named by two slices is asked for once', () => {
  expect(orderWaiting([item('sign'), item('sign'), item('read')])).toHaveLength(2);
});

test('a date is said in words that need no calendar', () => {
  expect(
    ['2026-11-20', '2026-11-22', '2026-11-23', '2026-11-24', '2026-11-30'].map((date) =>
      dueInWords(item('x', date), today),
    ),
  ).toEqual(['3 days late', '1 day late', 'due today', 'due tomorrow', 'due in 7 days']);
  expect(dueInWords(item('x'), today)).toBe('');
});

test('a week ahead is soon, a day more is later', () => {
  expect(['2026-11-22', '2026-11-30', '2026-12-01'].map((date) => urgencyOf(item('x', date), today))).toEqual([
    'overdue',
    'soon',
    'later',
  ]);
});

test('grades are compared only as numbers of the same scale', () => {
  expect(movement('2', '3')).toBe('better');
  expect(movement('4', '2')).toBe('worse');
  expect(movement('2', null)).toBe('first');
  expect(movement('expected_standard', 'needs_attention')).toBeNull();
});

const plan = (values: Partial<PlanStanding>): PlanStanding => ({
  state: 'draft',
  basis: 'agreed',
  approval: { late: false, deadline: { on: Temporal.PlainDate.from('2026-12-18') } },
  reviewDue: null,
  overdueActions: 0,
  ...values,
});
const shortly = (date: Temporal.PlainDate) => `${date.day}/${date.month}`;

test('what of a plan is late is said in words, and a closed plan is late with nothing', () => {
  const late = {
    approval: { late: true, deadline: { on: Temporal.PlainDate.from('2025-12-19') } },
    reviewDue: { on: Temporal.PlainDate.from('2026-04-01'), overdue: true },
    overdueActions: 1,
  };
  expect(lateInPlan(plan(late))).toEqual([
    'approval by the board late',
    'review of the term overdue',
    '1 action overdue',
  ]);
  expect(lateInPlan(plan({ ...late, state: 'closed' }))).toEqual([]);
  expect(lateInPlan(plan({}))).toEqual([]);
});

test('every state of a plan says who does what next', () => {
  const reviewDue = { on: Temporal.PlainDate.from('2027-04-01'), overdue: false };
  expect([
    nextStepOf(undefined, shortly),
    nextStepOf(plan({ basis: 'school' }), shortly),
    nextStepOf(plan({}), shortly),
    nextStepOf(plan({ basis: 'imposed' }), shortly),
    nextStepOf(plan({ state: 'agreed' }), shortly),
    nextStepOf(plan({ state: 'recommended' }), shortly),
    nextStepOf(plan({ state: 'sent_back' }), shortly),
    nextStepOf(plan({ state: 'in_force', reviewDue }), shortly),
    nextStepOf(plan({ state: 'closed' }), shortly),
  ]).toEqual([
    'Start a plan',
    'School declares it ready by 18/12',
    'School and Trust sign by 18/12',
    'Trust puts it in place by 18/12',
    'Recommend it by 18/12',
    'Board decides by 18/12',
    'Recommend it again by 18/12',
    'Review it by 1/4',
    'Start a plan',
  ]);
});

test('a 4 outweighs a 3, and standards of another framework are no grades', () => {
  expect(worstGrade(['2', '3', '4', '1'])).toBe(4);
  expect(worstGrade(['2', 'effective'])).toBe(2);
  expect(worstGrade(['expected_standard', 'met'])).toBeNull();
});
