import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Fields, inMessages, isWaiting, missing, noteOf, type Op, signInWords, toSend } from './note.ts';

const fields = (words: string, schoolId: string | null = 'school'): Fields => ({
  schoolId,
  departmentId: null,
  kind: 'visit',
  happenedOn: '2026-11-24',
  reason: 'enquiry:1',
  words,
  points: 'mixed',
  areaIds: [],
  tags: [],
  observedId: null,
  observedMinutes: null,
  overWhy: null,
});
const at = '2026-11-24T10:00:00Z';
type Bare = Op extends infer One ? (One extends Op ? Omit<One, 'seq' | 'at'> : never) : never;
const log = (...steps: Bare[]): Op[] => steps.map((step, index) => ({ ...step, seq: index + 1, at }) as Op);
const write = (words: string) => ({ op: 'write' as const, fields: fields(words) });
const finish = { op: 'finish' as const, sameDay: 'ask' as const };
const nothing = { acked: 0, stored: [] };
const names = (ops: readonly Op[], standing = nothing as { acked: number; stored: readonly number[] }) =>
  toSend(ops, standing).steps.map((step) => step.op);

test('a note is what its log adds up to, and writing after “Done” makes it a draft again', () => {
  expect(noteOf(log(write('a'), write('ab'), finish))).toMatchObject({ finished: true, fields: { words: 'ab' } });
  expect(noteOf(log(write('a'), finish, write('ab')))).toMatchObject({ finished: false });
  const photos = log(
    write('a'),
    { op: 'photo', photoId: 'p' },
    { op: 'photo', photoId: 'q' },
    { op: 'photo_removed', photoId: 'p' },
  );
  expect(noteOf(photos).photos).toEqual(['q']);
});

test('only the last text is sent, with the photos that are wanted and how it ended', () => {
  const ops = log(
    write('a'),
    { op: 'photo', photoId: 'p' },
    { op: 'photo', photoId: 'q' },
    { op: 'photo_removed', photoId: 'p' },
    write('ab'),
    finish,
  );
  const { steps, upTo } = toSend(ops, nothing);
  expect(steps.map((step) => step.seq)).toEqual([5, 3, 6]);
  expect(upTo).toBe(6);
});

test('what is stored is not sent again, and a photo that arrived is taken out there too', () => {
  const ops = log(write('a'), { op: 'photo', photoId: 'p' }, { op: 'photo_removed', photoId: 'p' }, write('ab'));
  expect(names(ops, { acked: 2, stored: [] })).toEqual(['write', 'photo_removed']);
  expect(names(ops, { acked: 2, stored: [4] })).toEqual(['photo_removed']);
  expect(names(ops, { acked: 4, stored: [] })).toEqual([]);
});

test('a refused end is not sent before the text that answers the refusal, and not while it is being written', () => {
  const ops = log(write('a'), finish, write('ab'));
  expect(names(ops, { acked: 1, stored: [] })).toEqual(['write']);
  expect(names([...ops, { ...finish, seq: 4, at }], { acked: 1, stored: [] })).toEqual(['write', 'finish']);
});

test('a note without a school waits, one that was thrown away before it left is never sent', () => {
  const ops = log({ op: 'write', fields: fields('a', null) });
  expect(names(ops)).toEqual([]);
  expect(isWaiting(ops, nothing)).toBe(true);
  const thrown = log(write('a'), { op: 'throw_away' });
  expect(names(thrown)).toEqual([]);
  expect(isWaiting(thrown, nothing)).toBe(false);
  expect(names(thrown, { acked: 1, stored: [] })).toEqual(['throw_away']);
});

test('what was taken over from the server is not sent back', () => {
  expect(names(log({ op: 'took_over', fields: fields('a') }))).toEqual([]);
  expect(names(log(write('a'), { op: 'took_over', fields: fields('b') }), { acked: 1, stored: [] })).toEqual([]);
});

test('photos go one in a message, after the text and before the end', () => {
  const ops = log(write('a'), { op: 'photo', photoId: 'p' }, { op: 'photo', photoId: 'q' }, finish);
  expect(inMessages(toSend(ops, nothing).steps).map((message) => message.map((step) => step.op))).toEqual([
    ['write', 'photo'],
    ['photo'],
    ['finish'],
  ]);
});

test('however a log is cut by answers, the text that is sent last is the text that was written last', () => {
  const step = fc.oneof(fc.string().map(write), fc.constant(finish));
  fc.assert(
    fc.property(fc.array(step, { minLength: 1 }), fc.nat(), (steps, acked) => {
      const ops = log(...steps);
      const last = ops.findLast((one) => one.op === 'write');
      const sent = toSend(ops, { acked, stored: [] }).steps.filter((one) => one.op === 'write');
      expect(sent).toEqual(last && last.seq > acked ? [last] : []);
    }),
  );
});

test('a note asks for what it lacks, and the way to sign in says how many wait', () => {
  expect(missing(fields('', null))?.field).toBe('schoolId');
  expect(missing({ ...fields(''), reason: null })?.field).toBe('reason');
  expect(missing(fields(' '))?.field).toBe('words');
  expect(missing(fields('Seen'))).toBeNull();
  expect([signInWords(0), signInWords(1), signInWords(3)]).toEqual([
    'Sign in',
    'Sign in to send 1 note',
    'Sign in to send 3 notes',
  ]);
});
