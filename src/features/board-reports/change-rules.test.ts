import { expect, test } from 'vitest';
import { buildCriterion, buildFacts, buildJudgement, buildPlanFact, buildSchoolFact } from './build.ts';
import { changesBetween } from './change-rules.ts';
import { readFacts } from './facts.ts';
import { newsSince, ratingsOf } from './progress-rules.ts';

const support = {
  school: 'Invented High',
  kind: 'Additional CPD',
  what: 'Phonics training',
  promisedHalfDays: 6,
  givenHalfDays: 0,
  costPence: 125_050,
};

test('what was added, changed and removed since the report was assembled is listed, and nothing else', () => {
  const before = buildFacts(
    [buildSchoolFact({ judgements: [buildJudgement('2')], plans: [buildPlanFact({ state: 'With the board' })] })],
    {
      support: [support],
      lines: [{ school: 'Invented High', question: 'Why?', byWhen: '1 May 2027', overdue: false }],
    },
  );
  const after = buildFacts(
    [
      buildSchoolFact({
        judgements: [buildJudgement('3')],
        plans: [
          buildPlanFact({
            criteria: [buildCriterion({ last: { on: '1 May 2027', rag: 'red', value: '58%', reason: 'Behind' } })],
          }),
        ],
      }),
    ],
    { support: [{ ...support, givenHalfDays: 3 }] },
  );
  expect(changesBetween(before, after)).toEqual([
    { about: 'Invented High: Behaviour and attitudes', before: '2 Grade', now: '3 Grade' },
    { about: 'Invented High, action plan 2026/27', before: 'With the board', now: 'Approved, in force' },
    {
      about: 'Invented High, action plan 2026/27: Reading in Year 7',
      before: null,
      now: 'from 61% to 70% by 16 July 2027; red on 1 May 2027: 58% Behind',
    },
    {
      about: 'Invented High: support, Phonics training',
      before: '3 days promised, 0 given, £1250.50',
      now: '3 days promised, 1.5 given, £1250.50',
    },
    { about: 'Invented High: line of enquiry, Why?', before: 'by 1 May 2027', now: null },
  ]);
  expect(changesBetween(after, after)).toEqual([]);
});

test('two lines of support with the same words are two facts', () => {
  const before = buildFacts(undefined, { support: [support, support] });
  const after = buildFacts(undefined, { support: [support, { ...support, costPence: 1 }] });
  expect(changesBetween(before, after).map((change) => change.about)).toEqual([
    'Invented High: support, Phonics training (2)',
  ]);
});

test('the report of the next term says in a sentence a school what is new', () => {
  const before = buildFacts([
    buildSchoolFact({ reviewYear: '2025/26', judgements: [buildJudgement('2')], plans: [] }),
    buildSchoolFact({ schoolId: 'gone', name: 'Old School' }),
  ]);
  const now = buildFacts([buildSchoolFact({ judgements: [buildJudgement('3')] })], {
    leadership: [
      { school: 'Invented High', aspect: 'attendance', leader: 'Ada Merrow', from: '', until: '', overdue: false },
    ],
  });
  expect(newsSince(before, now)).toEqual([
    'Invented High: Annual Review 2026/27 issued; Behaviour and attitudes 3 Grade, was 2 Grade; action plan 2026/27: Approved, in force (new); the Trust now leads attendance directly.',
    'Old School is no longer in the report.',
  ]);
});

test('a plan that has been closed since is told once more, although the report no longer shows it', () => {
  const open = buildPlanFact({ planId: 'old', year: '2025/26' });
  const before = buildFacts([
    buildSchoolFact({
      plans: [open, buildPlanFact({ planId: 'over', year: '2024/25', state: 'Closed', closed: true })],
    }),
  ]);
  const now = buildFacts([buildSchoolFact({ plans: [] })]);
  expect(newsSince(before, now)).toEqual(['Invented High: action plan 2025/26: Closed, was Approved, in force.']);
});

test('grades of two frameworks are not held against each other between reports', () => {
  const before = buildFacts([buildSchoolFact({ judgements: [buildJudgement('2')] })]);
  const now = buildFacts([buildSchoolFact({ family: 'ofsted-2025', judgements: [buildJudgement('3')] })]);
  expect(newsSince(before, now)).toEqual([]);
});

test('ratings are added over open plans only', () => {
  const ratings = { red: 1, amber: 2, green: 0, blue: 0, none: 0 };
  const facts = buildFacts([
    buildSchoolFact({ plans: [buildPlanFact({ ratings }), buildPlanFact({ ratings, closed: true })] }),
    buildSchoolFact({ plans: [buildPlanFact({ ratings })] }),
  ]);
  expect(ratingsOf(facts)).toEqual({ red: 2, amber: 4, green: 0, blue: 0, none: 0 });
});

test('facts that an earlier version stored are read, and what it did not record is not made up', () => {
  const { plans, family, setOff, attendance, ...old } = buildSchoolFact();
  const { year, withBoard, review, ratings, closed, ...plan } = buildPlanFact();
  const stored = { schools: [{ ...old, plan }], support: [], leadership: [], lines: [] };
  const facts = readFacts(JSON.parse(JSON.stringify(stored)), { academicYear: 2025, term: 'summer' });
  expect(facts).toMatchObject({ academicYear: 2025, term: 'summer', sources: [] });
  expect(facts.schools[0]?.plans[0]?.review.words).toBe('Not recorded when this was assembled');
  expect(facts.schools[0]?.attendance).toBeNull();
});
