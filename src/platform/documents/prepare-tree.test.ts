import { describe, expect, it } from 'vitest';
import { evidenceList, heading, judgement, paragraph, reference, table } from './builders.ts';
import { columnWidths } from './column-widths.ts';
import { exampleReview } from './example-review.ts';
import { prepareTree } from './prepare-tree.ts';
import { readingTime } from './reading-time.ts';
import { sha256Hex } from './sha256.ts';

const prepare = (...blocks: ReturnType<typeof exampleReview>['blocks']) =>
  prepareTree({ ...exampleReview(), blocks }).blocks;

describe('what all three writers agree on', () => {
  it('numbers evidence by first mention and lists it where asked, the rest at the end', () => {
    const [first, list, second, rest] = prepare(
      paragraph(['a', reference('walk', 'Walk'), reference('book', 'Books')]),
      evidenceList(),
      paragraph(['b', reference('walk', 'Walk'), reference('new', 'New')]),
    );
    expect(first).toMatchObject({ content: [{}, { number: 1 }, { number: 2 }] });
    expect(list).toMatchObject({ kind: 'evidence', entries: [{ number: 1, id: 'evidence-1' }, { number: 2 }] });
    expect(second).toMatchObject({ content: [{}, { number: 1 }, { number: 3 }] });
    expect(rest).toMatchObject({
      kind: 'evidence',
      entries: [
        { number: 1, id: '' },
        { number: 3, id: 'evidence-3' },
      ],
    });
  });

  it('closes gaps in heading levels and keeps anchors apart', () => {
    expect(prepare(heading(3, 'Aims'), heading(3, 'Aims'), heading(1, 'Aims', 'my-aims'))).toMatchObject([
      { level: 1, id: 'aims' },
      { level: 2, id: 'aims-2' },
      { level: 1, id: 'my-aims' },
    ]);
  });

  it('puts neighbouring judgements in one box', () => {
    const box = prepare(
      judgement({ title: 'A', grade: '2 Good' }),
      judgement({ title: 'B', grade: '1 Outstanding', previous: '2 Good', tone: 1 }),
    );
    expect(box).toMatchObject([
      {
        kind: 'judgements',
        hasPrevious: true,
        lines: [
          { title: 'A', tone: 0 },
          { title: 'B', tone: 1 },
        ],
      },
    ]);
  });

  it('fills short rows and cuts long ones', () => {
    const columns = [
      { header: 'A', align: 'text' },
      { header: 'B', align: 'text' },
    ] as const;
    expect(prepare(table({ caption: 'T', columns, rows: [['1'], ['1', '2', '3']] }))).toMatchObject([
      {
        rows: [
          [[{}], []],
          [[{}], [{}]],
        ],
      },
    ]);
  });

  it('shares out the width of a table, keeping what the author gave', () => {
    const widths = columnWidths(
      [
        { header: 'A', align: 'text', width: 0.5 },
        { header: 'B', align: 'number' },
        { header: 'C', align: 'number' },
      ],
      [],
    );
    expect(widths[0]).toBeCloseTo(0.5);
    expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(1);
  });
});

describe('the reading time', () => {
  it('counts words at 238 a minute, a minute at least', () => {
    const tree = { ...exampleReview(), blocks: [paragraph('word '.repeat(476))] };
    expect(readingTime(tree)).toMatchObject({ words: 476, minutes: 2 });
    expect(readingTime({ ...tree, blocks: [] })).toEqual({ words: 0, minutes: 1, pages: 1 });
  });

  it('guesses the pages of the example within one', () => {
    expect(Math.abs(readingTime(exampleReview()).pages - 4)).toBeLessThanOrEqual(1);
  });
});

describe('the hash', () => {
  it('is SHA-256 in hexadecimal', () => {
    expect(sha256Hex(new TextEncoder().encode('abc'))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});
