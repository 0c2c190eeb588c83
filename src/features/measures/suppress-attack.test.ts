import fc from 'fast-check';
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
/** What subtraction alone can tell: a cell is known when it is the only hidden one of a sum. Repeated until nothing more is known. */
function known(cells: readonly Cell[]): Set<number> {
  const out = suppress(cells);
  const found = new Set(out.flatMap(({ figure }, at) => (figure.nullKind === 'suppressed' ? [] : [at])));
  const children = Map.groupBy(
    cells.keys().filter((at) => cells[at]?.breakdown !== 'all'),
    (at) => cells[at]?.breakdown,
  );
  for (let more = true; more; ) {
    more = false;
    for (const siblings of children.values()) {
      const unknown = [0, ...siblings].filter((at) => !found.has(at));
      if (unknown.length === 1 && unknown[0] !== undefined) {
        found.add(unknown[0]);
        more = true;
      }
    }
  }
  return found;
}

const count = fc.integer({ min: 0, max: 25 }).chain((n) => fc.integer({ min: 0, max: n }).map((t): Count => [n, t]));
const groups = fc.array(count, { minLength: 2, maxLength: 6 });

describe('No held-back figure can be worked out', () => {
  it('by subtraction, in one breakdown or in several with one total', () => {
    const several = fc.tuple(groups, groups).map(([one, other]) => {
      const [n, t] = add(one);
      const [m, s] = add(other);
      const rest: Count = [Math.max(n, m), Math.max(t, s)];
      const fill = ([k, u]: Count): Count => [rest[0] - k, Math.min(rest[0] - k, Math.max(0, rest[1] - u))];
      const left = [...one, fill([n, t])];
      const right = [...other, fill([m, s])];
      return { left, right, same: String(add(left)) === String(add(right)) };
    });
    fc.assert(
      fc.property(several, ({ left, right, same }) => {
        const cells = same ? [...table(left, 'sex'), ...table(right, 'eal').slice(1)] : table(left, 'sex');
        const out = suppress(cells);
        const found = known(cells);
        for (const [at, { figure }] of out.entries()) {
          if (figure.nullKind !== 'suppressed') {
            expect(figure.pupils === 0 || figure.pupils >= 6).toBe(true);
          } else expect(found.has(at)).toBe(false);
        }
      }),
      { numRuns: 2000, seed: 3 },
    );
  });

  it('nor can it be known that all or none of those held back did, unless all or none of everybody did', () => {
    fc.assert(
      fc.property(groups, (counts) => {
        const out = suppress(table(counts));
        const [all] = out;
        const hidden = counts.filter(
          (_, at) => out[at + 1]?.figure.nullKind === 'suppressed' && (counts[at]?.[0] ?? 0) > 0,
        );
        if (
          hidden.length === 0 ||
          all?.figure.nullKind === 'suppressed' ||
          hidden.length === counts.filter(([n]) => n > 0).length
        )
          return;
        const [n, t] = add(hidden);
        expect(n).toBeGreaterThanOrEqual(6);
        expect(t).toBeGreaterThan(0);
        expect(t).toBeLessThan(n);
      }),
      { numRuns: 3000, seed: 4 },
    );
  });

  it('nor by a reader who knows the rule: another table looks the same, with another number of pupils', () => {
    // All tables of three groups of up to 9 pupils, about a third of each group met; what is seen → the sizes that would be seen so.
    const seen = new Map<string, Set<number>[]>();
    const sizes = Array.from({ length: 10 }, (_, n) => n);
    const met = (n: number): Count => [n, n === 0 ? 0 : Math.max(1, Math.floor(n / 3)) - (n === 1 ? 1 : 0)];
    const tables = sizes.flatMap((a) => sizes.flatMap((b) => sizes.map((c) => [a, b, c] as const)));
    const look = (one: readonly number[]): string => {
      const out = suppress(table(one.map(met)));
      return out.map(({ figure }) => (figure.nullKind === 'suppressed' ? '–' : String(figure.pupils))).join(' ');
    };
    for (const one of tables) {
      const sets = seen.get(look(one)) ?? [new Set<number>(), new Set<number>(), new Set<number>()];
      for (const [at, n] of one.entries()) sets[at]?.add(n);
      seen.set(look(one), sets);
    }
    const told = [...seen].flatMap(([look_, sets]) =>
      sets.flatMap((set, at) =>
        look_.split(' ')[at + 1] === '–' && set.size === 1 ? [`${look_}: group ${at} is ${[...set]}`] : [],
      ),
    );
    expect(told).toEqual([]);
  });
});
