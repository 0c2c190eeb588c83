import { expect, test } from 'vitest';
import { claimsOf, movedSentences } from '#core/claims/claim-rules.ts';
import { sentenceHash, splitSentences } from '#core/claims/sentence-rules.ts';
import { needsEvidence } from './rules.ts';

const part = 'judgement:behaviour_and_attitudes';
const anchor = (sentence: string) => ({ hash: sentenceHash(sentence), sentence });
const movedTo = (before: string, after: string, ...anchored: string[]) =>
  [...movedSentences(before, after, anchored.map(anchor)).values()].map((sentence) => sentence.text);

test('every sentence of the reasons needs evidence until it has some, is waived, or is marked as no claim', () => {
  const body = 'Pupils behave well. Lessons are calm. We visited in October. Attendance is rising.';
  const link = { part, hash: sentenceHash('Pupils behave well.'), evidenceId: 'a' };
  const waivers = [
    { part, hash: sentenceHash('Lessons are calm.'), kind: 'waived' as const, reason: 'Seen by all three of us' },
    { part, hash: sentenceHash('We visited in October.'), kind: 'not_a_claim' as const, reason: null },
  ];
  expect(claimsOf(part, body, [link], waivers, new Set(['a']), true).map((claim) => claim.state)).toEqual([
    'supported',
    'waived',
    'not_a_claim',
    'unsupported',
  ]);
});

test('evidence that was withdrawn supports nothing', () => {
  const link = { part, hash: sentenceHash('Pupils behave well.'), evidenceId: 'a' };
  expect(claimsOf(part, 'Pupils behave well.', [link], [], new Set(), true).map((claim) => claim.state)).toEqual([
    'unsupported',
  ]);
});

test('in a section evidence may be given but need not', () => {
  expect(needsEvidence('section:school')).toBe(false);
  expect(needsEvidence(part)).toBe(true);
  expect(claimsOf('section:school', 'The school opened in 1962.', [], [], new Set(), false)[0]?.state).toBe('free');
});

test('evidence follows a sentence that is touched up', () => {
  expect(
    movedTo(
      'Pupils behave well in lessons. It rains.',
      'Pupils behave very well in most lessons. It rains.',
      'Pupils behave well in lessons.',
    ),
  ).toEqual(['Pupils behave very well in most lessons.']);
});

test('evidence does not follow a sentence whose figure or negation was changed, nor one that was rewritten', () => {
  const before = 'Attendance is 94.2% this year in all year groups.';
  expect(movedTo(before, 'Attendance is 92.4% this year in all year groups.', before)).toEqual([]);
  expect(
    movedTo(
      'Pupils behave well in lessons.',
      'Pupils do not behave well in lessons.',
      'Pupils behave well in lessons.',
    ),
  ).toEqual([]);
  expect(movedTo(before, 'Leaders have changed the rota for lunch duty.', before)).toEqual([]);
});

test('a sentence that still stands keeps its own evidence, even beside one that is much like it', () => {
  const before = 'Pupils behave well in lessons.';
  expect(movedTo(before, `${before} Pupils behave well in most lessons.`, before)).toEqual([]);
});

test('half-typed sentences that were saved on the way do not lose what was supported before', () => {
  // The first save caught the author in the middle of a word; the evidence waits at the old words and comes back.
  const full = 'Teachers check what pupils remember in every subject.';
  expect(movedTo(full, 'Teachers ch', full)).toEqual([]);
  expect(movedTo('Teachers ch', 'Teachers check carefully what pupils remember in every subject.', full)).toEqual([
    'Teachers check carefully what pupils remember in every subject.',
  ]);
  expect(splitSentences(full)[0]?.hash).toBe(anchor(full).hash);
});
