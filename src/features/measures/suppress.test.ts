import { describe, expect, it } from 'vitest';
import { type Cell, suppress } from './suppress.ts';
import type { Figure } from './types.ts';

const share = (pupils: number, total: number): Figure =>
  pupils === 0
    ? { pupils: 0, total: null, value: null, nullKind: 'no-pupils', lower: null, upper: null }
    : { pupils, total, value: (100 * total) / pupils, nullKind: null, lower: null, upper: null };
type Count = readonly [pupils: number, total: number];
const add = (counts: readonly Count[]): Count =>
  counts.reduce<Count>(([pupils, total], [n, t]) => [pupils + n, total + t], [0, 0]);
const cellOf = (breakdown: string, group: string, [pupils, total]: Count): Cell => ({
  breakdown,
  group,
  figure: share(pupils, total),
});
const table = (counts: readonly Count[], breakdown = 'prior'): Cell[] => [
  cellOf('all', 'all', add(counts)),
  ...counts.map((count, at) => cellOf(breakdown, String(at), count)),
];
const shown = (cells: readonly Cell[]) =>
  suppress(cells).map(({ figure }) =>
    figure.nullKind === 'suppressed' ? '–' : `${figure.total ?? 0}/${figure.pupils}`,
  );

describe('Small numbers are held back', () => {
  it('hides a group of three, and the smallest other group with it', () =>
    expect(
      shown(
        table([
          [3, 1],
          [40, 20],
          [12, 8],
        ]),
      ),
    ).toEqual(['29/55', '–', '20/40', '–']));
  it('hides everything when all pupils together are too few', () =>
    expect(
      shown(
        table([
          [3, 1],
          [2, 2],
        ]),
      ),
    ).toEqual(['–', '–', '–']));
  it('hides nothing where every group has six', () =>
    expect(
      shown(
        table([
          [6, 0],
          [6, 6],
        ]),
      ),
    ).toEqual(['6/12', '0/6', '6/6']));
  it('shows “no pupils” only where nothing is hidden beside it', () => {
    expect(
      shown(
        table([
          [0, 0],
          [30, 10],
        ]),
      ),
    ).toEqual(['10/30', '0/0', '10/30']);
    expect(
      shown(
        table([
          [0, 0],
          [3, 1],
          [30, 10],
          [40, 9],
        ]),
      ),
    ).toEqual(['20/73', '–', '–', '–', '9/40']);
  });
  it('hides another when all or none of the hidden ones did', () => {
    expect(
      shown(
        table([
          [3, 3],
          [8, 8],
          [20, 5],
        ]),
      ),
    ).toEqual(['16/31', '–', '–', '–']);
    expect(
      shown(
        table([
          [3, 0],
          [8, 0],
          [20, 5],
          [30, 4],
        ]),
      ),
    ).toEqual(['9/61', '–', '–', '–', '4/30']);
  });
  it('keeps two breakdowns with one total apart, and each safe', () => {
    const cells = [
      ...table(
        [
          [3, 1],
          [30, 9],
        ],
        'sex',
      ),
      ...table(
        [
          [13, 5],
          [20, 5],
        ],
        'eal',
      ).slice(1),
    ];
    expect(shown(cells)).toEqual(['10/33', '–', '–', '5/13', '5/20']);
  });
  it('does not let SEN support be worked out from SEN and EHCP', () => {
    const cells = [
      cellOf('all', 'all', [60, 30]),
      cellOf('sen', 'sen', [14, 5]),
      cellOf('sen', 'sen_support', [11, 4]),
      cellOf('sen', 'ehcp', [3, 1]),
      cellOf('sen', 'no_sen', [46, 25]),
    ];
    expect(shown(cells)).toEqual(['30/60', '5/14', '–', '–', '25/46']);
    const few = [
      cellOf('all', 'all', [60, 30]),
      cellOf('sen', 'sen', [5, 2]),
      cellOf('sen', 'sen_support', [5, 2]),
      cellOf('sen', 'ehcp', [0, 0]),
      cellOf('sen', 'no_sen', [55, 28]),
    ];
    expect(shown(few)).toEqual(['30/60', '–', '–', '–', '–']);
  });
  it('does not let a registration group be worked out from its year', () => {
    const registration = (group: string, parent: string, count: Count): Cell => ({
      ...cellOf('registration', group, count),
      parent,
    });
    const cells = [
      cellOf('all', 'all', [62, 30]),
      cellOf('year', '7', [32, 15]),
      cellOf('year', '8', [30, 15]),
      registration('7A', 'year:7', [4, 2]),
      registration('7B', 'year:7', [28, 13]),
      registration('8A', 'year:8', [30, 15]),
    ];
    expect(shown(cells)).toEqual(['30/62', '15/32', '15/30', '–', '–', '15/30']);
  });
  it('holds back small subjects alone: pupils are in several, so that nothing can be subtracted', () =>
    expect(
      shown(
        table(
          [
            [3, 1],
            [40, 20],
            [12, 8],
          ],
          'subject',
        ),
      ),
    ).toEqual(['29/55', '–', '20/40', '8/12']));
  it('says nothing at all of what it holds back', () =>
    expect(
      suppress(
        table([
          [3, 1],
          [40, 20],
        ]),
      )[1]?.figure,
    ).toEqual({ pupils: 0, total: null, value: null, nullKind: 'suppressed', lower: null, upper: null }));
  it('does not hide more than it must where figures go below 0, as progress does', () => {
    const progress = (group: string, pupils: number, total: number): Cell => ({
      breakdown: group === 'all' ? 'all' : 'prior',
      group,
      figure: { pupils, total, value: total / pupils, nullKind: null, lower: null, upper: null },
    });
    const cells = [progress('all', 60, 5), progress('low', 4, -6), progress('middle', 20, 2), progress('high', 36, 9)];
    expect(suppress(cells).map(({ figure }) => figure.nullKind)).toEqual([null, 'suppressed', 'suppressed', null]);
  });
});
