import { expect, test } from 'vitest';
import { buildUpn } from '#core/pupil-data/build.ts';
import { blankRow, emptyCells, fileRows } from './file-text.ts';
import { rowMatcher, saysWho, withoutPupil } from './pupil-match.ts';

async function* inPieces(text: string, size: number) {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}
const rowsOf = async (text: string, size = 1000) => await Array.fromAsync(fileRows(inPieces(text, size), ','));

const file = 'UPN,Note\r\nA1,"two\nlines, ""quoted"""\nB2,5" pipe\rC3,="007"\n\nlast,';

test('the rows of a file together are the file, however it is cut into pieces', async () => {
  for (let size = 1; size <= file.length; size += 1) {
    const rows = await rowsOf(file, size);
    expect(rows.map((row) => row.raw).join(''), `pieces of ${size}`).toBe(file);
    expect(rows.map((row) => row.line)).toEqual([1, 2, 4, 5, 6, 7]);
  }
  const [, second, third, fourth] = await rowsOf(file);
  expect(second?.cells).toEqual(['A1', 'two\nlines, "quoted"']);
  expect(third?.cells).toEqual(['B2', '5" pipe']);
  expect(fourth?.cells).toEqual(['C3', '007']);
});

test('a row that is taken out leaves every other row on its line', async () => {
  const rows = await rowsOf(file);
  const without = rows.map((row) => (row.line === 2 ? blankRow(row) : row.raw)).join('');
  expect(without).not.toContain('A1');
  expect((await rowsOf(without)).find((row) => row.cells[0] === 'B2')?.line).toBe(4);
});

test('cells that are emptied leave their row, its other cells and its line', async () => {
  const rows = await rowsOf(file);
  const emptied = rows.map((row) => (row.line === 2 ? emptyCells(row, new Set([0]), ',') : row.raw)).join('');
  const again = await rowsOf(emptied);
  expect(again[1]?.cells).toEqual(['', 'two lines, "quoted"']);
  expect(again.find((row) => row.cells[0] === 'B2')?.line).toBe(4);
});

const pupil = {
  upn: 'A891999900001',
  former_upn: 'B891999900002',
  reference: '1042',
  surname: 'Ashdown',
  forename: 'Kit',
  namesakes: ['2001'],
};
const about = rowMatcher(pupil, { upn: 0, reference: 1 });

test('a row is a pupil’s by UPN, by a former one, by the school’s number, or by both names', () => {
  expect(about(['a8919999 00001', '', 'Other', 'Name'])).toBe(true);
  expect(about(['B891999900002', '', '', ''])).toBe(true);
  expect(about(['', '1042', '', ''])).toBe(true);
  expect(about(['A89199990000X', '', 'ASHDOWN', 'kit'])).toBe(true);
  expect(about(['', '', 'Ashdown, Kit', ''])).toBe(true);
});

test('a row is not a pupil’s for one shared name, nor where it says that it is a namesake', () => {
  expect(about(['', '', 'Ashdown', 'Robin'])).toBe(false);
  expect(about(['', '2001', 'Ashdown', 'Kit'])).toBe(false);
  // Another pupil's UPN, whose check letter is right.
  expect(about([buildUpn(6), '', 'Ashdown', 'Kit'])).toBe(false);
  expect(about(['', '', '1042', ''])).toBe(false);
});

test('values that a reading left behind lose what says who the pupil is, and nothing else', () => {
  const left = {
    groups: [{ value: 'A891999900001', rows: 2 }],
    notes: ['Ashdown has no year', 'All else is well'],
    a: { kit: 1 },
  };
  expect(withoutPupil(left, saysWho(pupil))).toEqual({
    groups: [{ value: '', rows: 2 }],
    notes: ['All else is well'],
    a: {},
  });
});
