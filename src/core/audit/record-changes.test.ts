import { expect, test } from 'vitest';
import { plainValue } from './plain-value.ts';
import { changesBetween, endOfLondonDay, type Version, versionAt } from './record-changes.ts';
import { wordChanges } from './word-changes.ts';

const person = '01890000-0000-7000-8000-000000000001';
const names = new Map([[person, 'Ada Merrow']]);

test('stored values are put in words', () => {
  expect(plainValue('2026-11-09', names)).toBe('9 November 2026');
  expect(plainValue('2026-07-01T20:04:00+00:00', names)).toBe('1 July 2026 at 21:04');
  expect(plainValue(person, names)).toBe('Ada Merrow');
  expect(plainValue('01890000-0000-7000-8000-000000000009', names)).toBe('Another record');
  expect(plainValue(null, names)).toBe('Nothing');
  expect(plainValue('pupil_voice', names, { pupil_voice: 'Pupil voice' })).toBe('Pupil voice');
  expect(plainValue([true, 3], names)).toBe('Yes; 3');
});

test('only what differs is a change, and revisions are none', () => {
  const before = { id: 'a', title: 'Walk', recorded_by: null, revision: 1 };
  const after = { id: 'a', title: 'Long walk', recorded_by: person, revision: 2 };
  expect(changesBetween(before, after, {}, names)).toEqual([
    { label: 'Title', before: 'Walk', after: 'Long walk' },
    { label: 'Recorded by', before: 'Nothing', after: 'Ada Merrow' },
  ]);
});

test('a day ends at midnight in London, in summer an hour earlier by the world’s clock', () => {
  expect(endOfLondonDay(Temporal.PlainDate.from('2026-07-01')).toString()).toBe('2026-07-01T23:00:00Z');
  expect(endOfLondonDay(Temporal.PlainDate.from('2026-11-23')).toString()).toBe('2026-11-24T00:00:00Z');
});

test('what is changed at the stroke of midnight belongs to the new day', () => {
  const at = (text: string) => Temporal.Instant.from(text);
  const versions: Version[] = [
    { from: at('2026-11-20T09:00:00Z'), until: at('2026-11-24T00:00:00Z'), by: null, content: { title: 'old' } },
    { from: at('2026-11-24T00:00:00Z'), until: null, by: null, content: { title: 'new' } },
  ];
  const on = (day: string) => versionAt(versions, endOfLondonDay(Temporal.PlainDate.from(day)))?.content['title'];
  expect([on('2026-11-19'), on('2026-11-20'), on('2026-11-23'), on('2026-11-24')]).toEqual([
    undefined,
    'old',
    'old',
    'new',
  ]);
});

test('a changed word is shown as that word, not as a new text', () => {
  expect(wordChanges('Most pupils read well', 'Some pupils read well')).toEqual([
    { kind: 'gone', text: 'Most' },
    { kind: 'new', text: 'Some' },
    { kind: 'same', text: ' pupils read well' },
  ]);
});
