import { describe, expect, it } from 'vitest';
import { hasInterval, MEASURES, measureById, notPublishedNationally } from './index.ts';

describe('the catalogue of measures', () => {
  it('has each id once and each value column once in its data set', () => {
    expect(new Set(MEASURES.map(({ id }) => id)).size).toBe(MEASURES.length);
    const seen = new Set<string>();
    for (const { dataset, id, columns } of MEASURES) {
      for (const { column, role } of columns) {
        if (role !== 'value') continue;
        expect(column).toBe(column.toLowerCase());
        expect(seen.has(`${dataset}|${column}`), `${id}: ${column}`).toBe(false);
        seen.add(`${dataset}|${column}`);
      }
    }
  });

  it('knows the years without Progress 8', () => {
    const progress8 = measureById('progress8');
    if (!progress8) throw new Error('no progress8');
    expect(['202324', '202425', '202526', '202627'].map((year) => notPublishedNationally(progress8, year))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(hasInterval(progress8)).toBe(true);
    expect(progress8.availability).toContain('2024/25 and 2025/26');
  });

  it('says in words what each measure is', () => {
    for (const { definition, title } of MEASURES) expect([title, definition.length > 20]).toEqual([title, true]);
  });
});
