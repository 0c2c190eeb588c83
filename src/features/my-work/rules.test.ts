import { expect, test } from 'vitest';
import { dueInWords, movement, orderWaiting, urgencyOf, type WaitingItem } from './rules.ts';

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
