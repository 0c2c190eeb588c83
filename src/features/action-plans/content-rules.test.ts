import { describe, expect, test } from 'vitest';
import { criterionValues } from './build.ts';
import type { CriterionRow } from './content.ts';
import { byWhenProblem, criterionBlockers, criterionQuestions, withUnit } from './content-rules.ts';
import { days, daysInWords, pounds } from './money.ts';

const today = Temporal.PlainDate.from('2026-11-23');

function criterion(values: Parameters<typeof criterionValues>[1] = {}): CriterionRow {
  return {
    ...criterionValues('objective', values),
    id: 'criterion',
    trust_id: 'trust',
    plan_id: 'plan',
    position: 1,
    added_by: 'person',
    added_at: Temporal.Instant.from('2026-11-23T09:00:00Z'),
    removed_at: null,
    removed_by: null,
    removed_why: null,
    revision: 1,
    from_number: values?.from_number === undefined ? '88.5' : (values.from_number as string | null),
    to_number: values?.to_number === undefined ? '93' : (values.to_number as string | null),
  };
}

describe('a criterion for success', () => {
  test('that says from what, to what, by when and how it will be known can be signed', () => {
    expect(criterionBlockers(criterion(), today, false)).toEqual([]);
  });

  test('that leaves things open says which', () => {
    expect(
      criterionBlockers(
        criterion({ from_number: null, to_number: null, by_when: null, how_known: null }),
        today,
        false,
      ),
    ).toEqual([
      'The criterion “Attendance of disadvantaged pupils” does not say where it starts from, what it should come to, by when or how it will be known.',
    ]);
  });

  test.each([
    ['2026-11-23', 'By when must be after today'],
    ['2026-11-24', null],
    ['2028-11-23', null],
    ['2028-11-24', 'By when must be within two years, by 23 November 2028'],
  ])('by %s: %s', (byWhen, problem) => {
    expect(byWhenProblem(Temporal.PlainDate.from(byWhen), today)).toBe(problem);
  });

  test('whose day has passed does not stop a plan that already runs', () => {
    const passed = criterion({ by_when: Temporal.PlainDate.from('2026-10-01') });
    expect(criterionBlockers(passed, today, false)).toHaveLength(1);
    expect(criterionBlockers(passed, today, true)).toEqual([]);
  });

  test('that ends where it starts is questioned, also when it is written otherwise', () => {
    expect(criterionQuestions(criterion({ from_number: '93.0', to_number: '93' }))[0]).toContain(
      'which is where it starts',
    );
    expect(criterionQuestions(criterion())).toEqual([]);
  });

  test('in vague words is questioned, in plain ones not', () => {
    const described = { measure: 'words' as const, from_words: 'No teacher checks' };
    expect(criterionQuestions(criterion({ ...described, to_words: 'Marking is more consistent' }))[0]).toContain(
      '“more”',
    );
    expect(criterionQuestions(criterion({ ...described, to_words: 'Every teacher checks each Friday' }))).toEqual([]);
  });
});

test('money and days are shown exactly', () => {
  expect(pounds(123_456_789)).toBe('£1,234,567.89');
  expect(pounds(1_250_00)).toBe('£1,250');
  expect(pounds(5)).toBe('£0.05');
  expect(days(5)).toBe('2.5');
  expect(daysInWords(2)).toBe('1 day');
  expect(withUnit('62.50', '%')).toBe('62.5%');
  expect(withUnit('100', 'pupils')).toBe('100 pupils');
});
