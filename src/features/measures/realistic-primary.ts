import { resultAt } from './realistic-gcse.ts';
import type { Random } from './realistic-random.ts';
import type { PupilResult, ResultKind } from './types.ts';

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, Math.round(value)));
type Child = { random: Random; disadvantaged: boolean; set: string; kind: ResultKind };

/** Standing of a child among all: disadvantaged children lie about half a deviation below, as they do in England. */
const standing = ({ random, disadvantaged }: Child): number => random.normal() - (disadvantaged ? 0.4 : -0.12);

/** The 17 goals of Reception: about two thirds reach a good level of development. */
export function profile(child: Child): PupilResult[] {
  if (child.random.chance(0.01)) return goals(() => 'A', child);
  const able = standing(child);
  return goals(() => (able + child.random.normal() * 0.35 > -0.9 ? '2' : '1'), child);
}

const goals = (grade: () => string, { set, kind }: Child): PupilResult[] =>
  Array.from({ length: 17 }, (_, at) => `eyfsp-e${String(at + 1).padStart(2, '0')}`).flatMap((code) =>
    resultAt(code, kind, grade(), set),
  );

/** The check of Year 1; about four in five meet 32 of 40. `again`: Year 2, with the first check and the re-check of those who had not met it. */
export function phonicsCheck(child: Child, again: boolean): PupilResult[] {
  const { random, set, kind } = child;
  if (random.chance(0.012)) return resultAt('phonics-year-1', kind, random.chance(0.6) ? 'D' : 'A', set);
  const mark = clamp(36.5 + standing(child) * 6 - (random.chance(0.08) ? 18 : 0), 0, 40);
  const first = resultAt('phonics-year-1', kind, String(mark), set);
  if (!again || mark >= 32) return first;
  return [...first, ...resultAt('phonics-year-2', kind, String(clamp(mark + 6 + random.normal() * 4, 0, 40)), set)];
}

/** Year 4: mean near 20, about a third with 25. */
export function tablesCheck(child: Child): PupilResult[] {
  const { random, set, kind } = child;
  if (random.chance(0.03)) return resultAt('mtc-mark', kind, random.pick(['A', 'B', 'U', 'J']), set);
  return resultAt('mtc-mark', kind, String(clamp(22 + standing(child) * 6, 0, 25)), set);
}

const WRITING = ['PK4', 'WTS', 'EXS', 'GDS'] as const;

/** Year 6: scaled scores in reading, maths and GPS, writing and science by the teacher; a few below the test or absent. */
export function keyStage2(child: Child): { results: PupilResult[]; reading: number | null; maths: number | null } {
  const { random, set, kind } = child;
  const able = standing(child);
  const score = (middle: number): number => clamp(middle + (able * 0.8 + random.normal() * 0.6) * 6.6, 80, 120);
  const below = able < -2.1;
  const tested = (middle: number): string => (below ? 'B' : random.chance(0.008) ? 'A' : String(score(middle)));
  const reading = tested(105);
  const maths = tested(104);
  const written = able * 0.85 + random.normal() * 0.5;
  const writing = WRITING[written < -1.8 ? 0 : written < -0.6 ? 1 : written < 1.1 ? 2 : 3] ?? 'EXS';
  const results = [
    ...resultAt('ks2-test-reading', kind, reading, set),
    ...resultAt('ks2-test-maths', kind, maths, set),
    ...resultAt('ks2-test-gps', kind, tested(105), set),
    ...resultAt('ks2-writing-ta', kind, writing, set),
    ...resultAt('ks2-science-ta', kind, written > -0.9 ? 'EXS' : 'HNM', set),
  ];
  const scaled = (grade: string): number | null => (/^\d+$/.test(grade) ? Number(grade) : null);
  return { results, reading: scaled(reading), maths: scaled(maths) };
}
