import { expect, test } from 'vitest';
import type { Framework, Grade } from '#core/frameworks/queries.ts';
import { blockersOf, cautionsOf, type ReportFacts } from './blocker-rules.ts';
import { findingChanges, gradeChanges, textChange } from './change-rules.ts';
import { lengthWords, overLimit } from './length-rules.ts';
import { outcomeOf, outcomeWords } from './outcome-rules.ts';
import { joinedThemes, stateAfter } from './rules.ts';

const ready: ReportFacts = {
  gathered: true,
  emptySections: [],
  emptyThemes: [],
  ungraded: [],
  findings: 2,
  unsupported: 0,
  unanswered: [],
  leftovers: 0,
  graded: 0,
  open: [],
  uncorrected: [],
  unreplied: 0,
  checkedBySchool: true,
};

test.each<[string, Partial<ReportFacts>, Parameters<typeof blockersOf>[0], string]>([
  ['reopened evidence', { gathered: false }, 'sent_to_school', 'The evidence of the review has been reopened'],
  ['no finding', { findings: 0 }, 'sent_to_school', 'There is no finding'],
  ['a person beside a grade', { graded: 1 }, 'sent_to_school', '1 sentence names a person beside a grade'],
  ['an unanswered part', { open: ['Findings'] }, 'facts_returned', 'Nobody has said whether “Findings” is accurate'],
  ['a correction without words', { uncorrected: ['Findings'] }, 'facts_returned', 'Write what is right for “Findings”'],
  ['facts not checked', { checkedBySchool: false }, 'sent_to_sign', 'The school has not checked the facts yet'],
  ['a point without reply', { unreplied: 1 }, 'sent_to_sign', '1 point of the school has no reply'],
  ['a bare sentence', { unsupported: 2 }, 'sent_to_sign', '2 sentences have no evidence: support them'],
  ['an earlier finding', { unanswered: [1, 3] }, 'sent_to_sign', 'findings 1, 3 of the report before'],
  ['a leftover name', { leftovers: 1 }, 'signed', '1 word looks like a name'],
  ['a leftover name at the issue', { leftovers: 2 }, 'issued', '2 words look like a name'],
])('%s stops the step', (_, facts, step, words) => {
  expect(blockersOf(step, { ...ready, ...facts }).join()).toContain(words);
  expect(blockersOf(step, ready)).toEqual([]);
});

test('what is only to be thought about stops nothing', () => {
  const facts = { ...ready, ungraded: ['Behaviour'], unsupported: 1, leftovers: 3 };
  expect(blockersOf('sent_to_school', facts)).toEqual([]);
  expect(cautionsOf('sent_to_school', facts)).toHaveLength(2);
});

const grade = (family: string, code: string, position: number): Grade => ({
  id: `${family}-${code}`,
  frameworkId: family,
  family,
  scale: 'main',
  scaleCodes: '1|2|3|4',
  code,
  label: code,
  position,
  descriptor: '',
});
const frameworkOf = (family: string) =>
  ({
    areas: [
      { code: 'a', scale: 'main' },
      { code: 'b', scale: 'main' },
    ],
    grades: { main: ['1', '2', '3', '4'].map((code, index) => grade(family, code, index + 1)), met: [] },
  }) as unknown as Framework;

test('grades are compared within one family only, and themes that came or went are said to have', () => {
  const now = [
    { areaCode: 'a', title: 'A', grade: grade('one', '2', 2) },
    { areaCode: 'c', title: 'C', grade: null },
  ];
  const before = [
    { areaCode: 'a', title: 'A', gradeCode: '3', ownGradeCode: null },
    { areaCode: 'b', title: 'B', gradeCode: '2', ownGradeCode: null },
  ];
  const same = gradeChanges(now, before, frameworkOf('one'));
  expect(same.map((it) => [it.areaCode, it.way, it.why])).toEqual([
    ['a', 'better', null],
    ['c', null, 'Not a theme of the report before'],
    ['b', null, 'Not a theme this time'],
  ]);
  const [other] = gradeChanges(now, before, frameworkOf('two'));
  expect(other).toMatchObject({ way: null });
  expect(other?.why).toContain('come from different frameworks');
});

test('findings of the report before are carried on, settled or unanswered, and the others are new', () => {
  const finding = (id: string, number: number) => ({
    id,
    number,
    areaCode: null,
    what: id,
    why: '',
    forGovernors: { what: id, why: '' },
  });
  const result = findingChanges(
    [finding('x', 1), finding('y', 2), finding('z', 3)],
    [
      { id: 'n1', number: 1 },
      { id: 'n2', number: 2 },
    ],
    [
      { earlierFindingId: 'x', found: 'still_open', words: 'Seen.', findingId: 'n2' },
      { earlierFindingId: 'y', found: 'settled', words: 'Done.', findingId: null },
    ],
  );
  expect(result.earlier.map((it) => [it.finding.id, it.said?.found ?? null, it.carriedBy])).toEqual([
    ['x', 'still_open', 2],
    ['y', 'settled', null],
    ['z', null, null],
  ]);
  expect([result.fresh, result.unanswered]).toEqual([[1], [3]]);
});

test('texts are set side by side word by word, unless one is missing or both say the same', () => {
  expect(textChange('Pupils read.', 'Pupils read widely.')?.map((run) => run.kind)).toContain('new');
  expect([textChange('', 'New.'), textChange('Same. ', 'Same.')]).toEqual([null, null]);
});

test('pages over the limit are said for each version', () => {
  const lengths = { full: { pages: 4 }, governors: { pages: 3 } };
  expect(overLimit(lengths, { full: 4, governors: 2 })).toEqual([
    'The version for governors has 3 pages and may have 2.',
  ]);
  expect(overLimit(lengths, { full: 4, governors: 3 })).toEqual([]);
  expect([lengthWords(2, 2), lengthWords(3, 2), lengthWords(1, 1)]).toEqual([
    '2 of 2 pages',
    '3 of 2 pages: too long',
    '1 of 1 page',
  ]);
});

test('what became of a finding: done wins over the plan, the plan over what was not taken up before', () => {
  const line = { academicYear: 2026, removedWhy: null, actions: 2, actionsDone: 1 };
  const not = { outcome: 'not_taken_up' as const, why: 'No money.' };
  expect(outcomeOf({ line, said: not })).toBe('in_plan');
  expect(outcomeWords({ line, said: null })).toBe('Action plan 2026/27. 1 of 2 actions done.');
  expect(outcomeOf({ line, said: { outcome: 'done', why: 'Seen.' } })).toBe('done');
  expect(outcomeOf({ line: { ...line, removedWhy: 'Twice' }, said: not })).toBe('not_taken_up');
  expect(outcomeWords({ line: { ...line, removedWhy: 'Said twice' }, said: null })).toContain(
    'was taken out: Said twice',
  );
});

test('steps lead on only from where they may be taken; texts of several themes stand under their names', () => {
  expect([
    stateAfter('draft', 'signed'),
    stateAfter('issued', 'change_begun'),
    stateAfter('facts', 'sent_to_sign'),
  ]).toEqual([null, 'revision', null]);
  expect(
    joinedThemes([
      { title: 'A', text: ' One. ' },
      { title: 'B', text: '' },
    ]),
  ).toBe('One.');
  expect(
    joinedThemes([
      { title: 'A', text: 'One.' },
      { title: 'B', text: 'Two.' },
    ]),
  ).toBe('### A\n\nOne.\n\n### B\n\nTwo.');
});
