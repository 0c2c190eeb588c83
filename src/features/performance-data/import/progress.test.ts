import { expect, test } from 'vitest';
import { inPieces } from './in-pieces.ts';
import type { OwnSchools } from './own-schools.ts';
import { progressOf, withProgress } from './progress.ts';
import { readImport } from './read-import.ts';

const token = '01a20d15-5456-4701-8a6a-27498302526a';
const nobody: OwnSchools = { byUrn: new Map(), byLaestab: new Map(), urnOf: new Map(), authorities: new Set() };

const manySchools = (rows: number): Uint8Array => {
  const lines = Array.from({ length: rows }, (_, index) => `1,891,${100_000 + index},120,46.2,51%`);
  return new TextEncoder().encode(['RECTYPE,LEA,URN,TPUP,ATT8SCR,PTL2BASICS_95', ...lines].join('\r\n'));
};

test('how far the work has got is said while it lasts, and to nobody else', async () => {
  await withProgress('ada', token, async (report) => {
    expect(progressOf('ada', token)).toBeNull();
    report('Reading “ks4.csv”', 0.4);
    expect(progressOf('ada', token)).toEqual({ words: 'Reading “ks4.csv”', share: 0.4 });
    expect(progressOf('ben', token)).toBeNull();
    expect(progressOf('ada', 'x')).toBeNull();
  });
  expect(progressOf('ada', token)).toBeNull();
});

test('work that fails leaves no progress behind', async () => {
  const failing = withProgress('ada', token, async (report) => {
    report('Importing', 0.9);
    throw new Error('broken off');
  });
  await expect(failing).rejects.toThrow('broken off');
  expect(progressOf('ada', token)).toBeNull();
});

test('the pieces are the whole file', async () => {
  const bytes = manySchools(30_000);
  const pieces: Uint8Array[] = [];
  for await (const piece of inPieces(bytes)) pieces.push(piece);
  expect(pieces.length).toBeGreaterThan(2);
  expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
});

test('while a large file is read, its share rises to the whole and others get their turn', async () => {
  const shares: number[] = [];
  let turns = 0;
  const clock = setInterval(() => {
    turns += 1;
  }, 1);
  const read = await readImport(
    manySchools(60_000),
    { fileName: 'ks4.csv', academicYear: '202324', status: 'final', onRead: (share) => shares.push(share) },
    nobody,
  );
  clearInterval(clock);
  expect(read.rowsOther).toBe(60_000);
  expect(shares.at(-1)).toBe(1);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(turns).toBeGreaterThan(3);
});
