import { describe, expect, test } from 'vitest';
import { buildCriterion, buildFacts, buildJudgement, buildPlanFact, buildSchoolFact } from './build.ts';
import type { Facts } from './facts.ts';
import {
  bySchool,
  type Exception,
  exceptionsOf,
  movementInWords,
  movementOf,
  nothingExceptional,
  plansWithBoard,
} from './rules.ts';

const red = buildCriterion({
  last: { on: '1 May 2027', rag: 'red', value: '58%', reason: 'Two units were not taught' },
});
const led = {
  school: 'Invented High',
  aspect: 'attendance',
  leader: 'Ada Merrow',
  from: '5 January 2027',
  until: '16 July 2027',
};
const line = { school: 'Invented High', byWhen: '20 November 2026', question: 'Why did absence rise?' };
const withPlan = (values: Parameters<typeof buildPlanFact>[0]): Facts =>
  buildFacts([buildSchoolFact({ plans: [buildPlanFact(values)] })]);
const withJudgement = (code: string, before: string | null): Facts =>
  buildFacts([buildSchoolFact({ judgements: [buildJudgement(code, before)] })]);

type Case = [what: string, facts: Facts, said: [gravity: 1 | 2 | 3, sentence: string][]];

const cases: Case[] = [
  ['a 2 that was a 2', withJudgement('2', '2'), []],
  ['a 1', withJudgement('1', '3'), []],
  [
    'a 4 that was a 3',
    withJudgement('4', '3'),
    [[1, 'Behaviour and attitudes is judged 4 Grade, worse than the review before (3 Grade).']],
  ],
  [
    'a 3 that was a 4',
    withJudgement('3', '4'),
    [[2, 'Behaviour and attitudes is judged 3 Grade, better than the review before (4 Grade).']],
  ],
  ['a first 3', withJudgement('3', null), [[2, 'Behaviour and attitudes is judged 3 Grade, for the first time.']]],
  [
    'a 3 without any plan',
    buildFacts([buildSchoolFact({ judgements: [buildJudgement('3', '3')], plans: [] })]),
    [
      [1, 'There is no action plan although a judgement demands one.'],
      [2, 'Behaviour and attitudes is judged 3 Grade, the same as in the review before.'],
    ],
  ],
  ['a school without a plan and without a 3 or 4', buildFacts([buildSchoolFact({ plans: [] })]), []],
  [
    'what a grade of the trust’s own scale set off',
    buildFacts([buildSchoolFact({ setOff: 'The Trust and the school agree an action plan: Reading: Weak' })]),
    [[2, 'The Trust and the school agree an action plan: Reading: Weak.']],
  ],
  [
    'a plan that the board has not approved by the end of the autumn term',
    withPlan({
      approvalLate: true,
      approval: 'Late: the board’s approval was due by 18 December 2026, the last day of the autumn term',
    }),
    [
      [
        1,
        'The action plan 2026/27 is not approved. Late: the board’s approval was due by 18 December 2026, the last day of the autumn term.',
      ],
    ],
  ],
  ['a red criterion', withPlan({ criteria: [red] }), [[2, 'Red: Reading in Year 7. Two units were not taught.']]],
  [
    'a criterion whose day has passed',
    withPlan({ criteria: [buildCriterion({ passed: true })] }),
    [[3, 'Reading in Year 7. It was to be reached by 16 July 2027 and has not been.']],
  ],
  [
    'an overdue termly review',
    withPlan({ review: { state: 'overdue', words: 'Overdue: it was due by 25 March 2027' } }),
    [[2, 'The termly review of the action plan 2026/27 is overdue: it was due by 25 March 2027.']],
  ],
  ['a review that is not due yet', withPlan({}), []],
  ['one overdue action', withPlan({ overdueActions: 1 }), [[3, '1 action is overdue in the plan 2026/27.']]],
  ['a closed plan, red or late', withPlan({ closed: true, criteria: [red], overdueActions: 3 }), []],
  [
    'direct leadership in force',
    buildFacts(undefined, { leadership: [{ ...led, overdue: false }] }),
    [[2, 'The Trust leads attendance directly (Ada Merrow), until 16 July 2027.']],
  ],
  [
    'direct leadership past its last day',
    buildFacts(undefined, { leadership: [{ ...led, overdue: true }] }),
    [
      [
        1,
        'The Trust leads attendance directly (Ada Merrow), until 16 July 2027. That day has passed, and it has not been handed back.',
      ],
    ],
  ],
  [
    'a line of enquiry that nobody has answered in time',
    buildFacts(undefined, { lines: [{ ...line, overdue: true }] }),
    [[3, 'A line of enquiry has not been answered since 20 November 2026: Why did absence rise?']],
  ],
  ['a line of enquiry that still has time', buildFacts(undefined, { lines: [{ ...line, overdue: false }] }), []],
  ['no Annual Review yet in the autumn', buildFacts([buildSchoolFact({ reviewYear: '2025/26' })]), []],
  [
    'no Annual Review of the year in the spring',
    buildFacts([buildSchoolFact({ reviewYear: '2025/26' })], { term: 'spring' }),
    [[2, 'No Annual Review 2026/27 has been issued, which was due in the autumn term.']],
  ],
];

describe('what is an exception, and what is said of it', () => {
  test.each(cases)('%s', (_, facts, said) => {
    expect(exceptionsOf(facts)).toEqual(
      said.map(([gravity, sentence]): Exception => ({ gravity, sentence, school: 'Invented High' })),
    );
  });
});

test('trustees read the school with a 4 first, then the one with most to say', () => {
  const school = (name: string, ...codes: string[]) =>
    buildSchoolFact({ name, judgements: codes.map((code) => buildJudgement(code)) });
  const exceptions = exceptionsOf(
    buildFacts([school('Ash', '3'), school('Beech', '3', '3'), school('Cedar', '4'), school('Elm', '2')]),
  );
  expect(bySchool(exceptions).map((one) => [one.school, one.exceptions.length])).toEqual([
    ['Cedar', 1],
    ['Beech', 2],
    ['Ash', 1],
  ]);
});

test('where nothing has been judged, the paper does not say that no judgement is a 3 or a 4', () => {
  const said = (schools: ReturnType<typeof buildSchoolFact>[]) => nothingExceptional(buildFacts(schools));
  expect(said([])).toBe('Nothing is exceptional. No school is in the Trust yet.');
  expect(said([buildSchoolFact({ plans: [] })])).toBe(
    'Nothing is exceptional. No Annual Review has been issued yet, so nothing has been judged.',
  );
  expect(said([buildSchoolFact({ judgements: [buildJudgement('2')] })])).toBe(
    'Nothing is exceptional: no judgement is a 3 or a 4, every action plan is where it should be, and no criterion is red.',
  );
});

test('grades of another framework are never compared as numbers', () => {
  const named = buildJudgement('needs_attention', 'expected_standard');
  expect(movementOf(named)).toBe('not compared');
  expect(movementInWords(named)).toContain('not compared');
  expect(
    [['2', '3'] as const, ['2', '2'] as const, ['3', '2'] as const].map(([now, then]) =>
      movementOf(buildJudgement(now, then)),
    ),
  ).toEqual(['better', 'same', 'worse']);
});

test('a plan that is with the board is offered as a decision to ask for', () => {
  const facts = withPlan({ withBoard: true, approval: 'The board’s approval is due by 18 December 2026' });
  expect(plansWithBoard(facts)).toEqual([
    {
      planId: 'plan',
      school: 'Invented High',
      wanted:
        'Approve the action plan 2026/27 of Invented High, amend it or send it back. The board’s approval is due by 18 December 2026.',
    },
  ]);
  expect(plansWithBoard(withPlan({}))).toEqual([]);
});
