import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultLimits } from '#core/workload/limits.ts';
import {
  type Line,
  peopleOf,
  spent,
  spreadOf,
  standingOf,
  stateOn,
  stoppedOf,
  sumOf,
  sumsBy,
  withoutNames,
} from './ledger-rules.ts';
import { limitProblems, limitsInWords } from './limits-rules.ts';
import { observationProblems, sharesOf, stateOf } from './observation-rules.ts';

const date = (text: string) => Temporal.PlainDate.from(text);
const line = (values: Partial<Line> = {}): Line => ({
  schoolId: 'school',
  personId: 'ann',
  person: 'Ann Ashby',
  onDay: date('2026-11-10'),
  part: 'being_observed',
  minutes: 30,
  state: 'done',
  cause: 'a',
  term: 'autumn',
  purpose: 'appraisal',
  department: null,
  what: 'A lesson',
  stoppedWhy: null,
  ...values,
});

test.each([
  [0, 0, 'within'],
  [1, 30, 'within'],
  [2, 60, 'near'],
  [3, 90, 'at_limit'],
  [4, 120, 'over'],
  [1, 181, 'over'],
] as const)('%i observations of %i minutes together stand %s', (observations, minutes, standing) => {
  expect(standingOf({ observations, minutes }, defaultLimits)).toBe(standing);
});

test('who is past a limit comes first, counted over every school of the trust', () => {
  const lines = [
    line({ personId: 'ben', person: 'Ben Birch', minutes: 600, part: 'writing' }),
    line(),
    line({ personId: null, person: null }),
    line({ personId: 'cat', person: 'Cat Crane', state: 'stopped', cause: 'c' }),
  ];
  const elsewhere = ['b', 'c', 'd'].map((cause) => line({ cause, schoolId: 'other' }));
  const observations = [...lines, ...elsewhere].map((each) => ({ ...each, state: 'done' as const }));
  const people = peopleOf(lines, observations, defaultLimits, 2026);
  expect(stateOn({ state: 'planned', onDay: date('2026-11-22') }, date('2026-11-23'))).toBe('past');
  expect(people.map((row) => [row.person, row.observed.observations, row.standing, spent(row.sum)])).toEqual([
    ['Ann Ashby', 4, 'over', 30],
    ['Ben Birch', 0, 'within', 600],
  ]);
});

test('what was stopped is told once for each thing, with all the minutes that it saved', () => {
  const why = 'Half of the department was ill';
  const stopped = { state: 'stopped' as const, stoppedWhy: why };
  expect(stoppedOf([line(stopped), line({ ...stopped, personId: 'ben', minutes: 15 }), line({ cause: 'b' })])).toEqual([
    { onDay: date('2026-11-10'), what: 'A lesson', why, purpose: 'appraisal', minutes: 45 },
  ]);
});

test('how often people were observed is told without saying who', () => {
  const observed = new Map(
    ['a', 'b', 'c'].map((id, index) => [id, { observations: index === 2 ? 3 : 1, minutes: 30 }]),
  );
  expect(spreadOf(observed)).toEqual([
    [1, 2],
    [3, 1],
  ]);
});

test.each([
  ['Ann Ashby was ill', 'a member of staff was ill'],
  ['Asked for by Ms Ashby, twice', 'Asked for by a member of staff, twice'],
  ['ANN ASHBY', 'a member of staff'],
  ['Ashbys and Annabel stay', 'Ashbys and Annabel stay'],
  ['Ann Ashby-Brown stays whole', 'a member of staff stays whole'],
])('names are left out of “%s”', (text, expected) => {
  expect(withoutNames(text, ['Ann Ashby', 'Ann Ashby-Brown'])).toBe(expected);
});

test('a name with signs that mean something to a pattern does no harm', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string(), (name, text) => {
      expect(() => withoutNames(text, [name])).not.toThrow();
    }),
  );
});

test('minutes are neither lost nor doubled when they are sorted', () => {
  const anyLine = fc.record({
    state: fc.constantFrom('planned' as const, 'past' as const, 'done' as const, 'stopped' as const),
    minutes: fc.integer({ min: 1, max: 500 }),
    key: fc.constantFrom('x', 'y', 'z'),
  });
  fc.assert(
    fc.property(fc.array(anyLine), (lines) => {
      const all = sumOf(lines);
      const parts = [...sumsBy(lines, (each) => each.key).values()];
      for (const state of ['planned', 'past', 'done', 'stopped'] as const)
        expect(parts.reduce((sum, part) => sum + part[state], 0)).toBe(all[state]);
    }),
  );
});

const input = {
  personId: 'ann',
  observerId: 'head',
  purpose: 'appraisal' as const,
  onDay: date('2026-12-01'),
  minutes: 40,
  feedbackMinutes: 20,
};

test('an observation costs both sides: the lesson and the feedback; no feedback costs nothing', () => {
  const parts = (values: Partial<Parameters<typeof sharesOf>[1]>) =>
    sharesOf('school', { ...input, ...values }, false).map(
      (share) => `${share.personId} ${share.part} ${share.minutes}`,
    );
  expect(parts({})).toEqual(['ann being_observed 40', 'ann feedback 20', 'head observing 40', 'head feedback 20']);
  expect(parts({ feedbackMinutes: 0, observerId: null })).toEqual(['ann being_observed 40']);
  expect(sharesOf('school', input, true).every((share) => share.state === 'done')).toBe(true);
});

test('nobody observes themselves, and years that are long gone stay as they were', () => {
  const fields = (values: Partial<typeof input>) =>
    observationProblems({ ...input, ...values }, date('2026-11-23')).map((problem) => problem.field);
  expect(fields({})).toEqual([]);
  expect(fields({ observerId: 'ann' })).toEqual(['observerId']);
  expect(fields({ onDay: date('2025-11-22') })).toEqual(['onDay']);
  expect(fields({ onDay: date('2027-11-24') })).toEqual(['onDay']);
});

test.each([
  ['2026-11-23', null, null, 'planned'],
  ['2026-11-22', null, null, 'to_confirm'],
  ['2026-11-22', 'then', null, 'done'],
  ['2026-12-22', null, 'then', 'stopped'],
] as const)('an observation on %s stands as it should', (on, done_at, stopped_at, state) => {
  expect(stateOf({ on_day: date(on), done_at, stopped_at }, date('2026-11-23'))).toBe(state);
});

test('the limits are said in words, and a warning comes before its limit', () => {
  expect(limitsInWords(defaultLimits).map((row) => row.value)).toContain('3 hours at most');
  expect(limitsInWords({ ...defaultLimits, noticeSchoolDays: 1 }).map((row) => row.value)).toContain('1 school day');
  expect(limitProblems(defaultLimits)).toEqual([]);
  expect(limitProblems({ ...defaultLimits, warnAtObservations: 4 }).map((each) => each.field)).toEqual([
    'warnAtObservations',
  ]);
});
