import { sum } from './calculate.ts';
import { averageOf, missing, outside, resultsOf, say } from './make-measure.ts';
import { scaleOf } from './scales.ts';
import type { Bucket, Measure, MeasureOptions, PupilRecord, PupilResult } from './types.ts';

const SOURCE = 'DfE, 16 to 18 performance measures';
const sizeOf = (result: PupilResult, options: MeasureOptions): number =>
  scaleOf(result.scale, options.resultsYear)?.size ?? 1;

/** What counts in a cohort: `academic` is A levels and the other academic qualifications. */
const COHORTS: Record<
  'a_level' | 'academic' | 'applied_general' | 'tech_level',
  { title: string; buckets: readonly Bucket[] }
> = {
  a_level: { title: 'A level', buckets: ['a-level'] },
  academic: { title: 'academic', buckets: ['a-level', 'academic'] },
  applied_general: { title: 'applied general', buckets: ['applied-general'] },
  tech_level: { title: 'tech level', buckets: ['tech-level'] },
};

const entries = (pupil: PupilRecord, options: MeasureOptions, buckets: readonly Bucket[]): PupilResult[] =>
  resultsOf(pupil, options).filter((one) => one.points !== null && one.bucket !== null && buckets.includes(one.bucket));

const list = (results: readonly PupilResult[]): string => results.map((one) => one.grade).join(', ');

const perEntry = (Object.entries(COHORTS) as [keyof typeof COHORTS, (typeof COHORTS)['a_level']][]).map(
  ([id, { title, buckets }]): Measure =>
    averageOf({
      code: `ks5_${id}_aps`,
      title: `Average points for each ${title} entry`,
      shortTitle: `${title} points`,
      stage: 'ks5',
      yearGroups: [13, 14],
      decimals: 2,
      source: SOURCE,
      assessed: (pupil, options) => entries(pupil, options, buckets).length > 0,
      definition: `Points for each entry as large as an A level, of all ${title} entries: an A level at A* is 60, at E 10. An AS is half an entry.`,
      contribute: (pupil, options) => {
        const found = entries(pupil, options, buckets);
        if (found.length === 0) return outside(`no ${title} entries`);
        const points = sum(found.map((one) => one.points ?? 0));
        const size = sum(found.map((one) => sizeOf(one, options)));
        const words = `${list(found)}: ${say(points)} points over ${say(size)} entries`;
        return { inDenominator: true, value: points, weight: size, words };
      },
    }),
);

/** Subjects that are no A level of substance in this measure. */
const OUTSIDE_BEST_THREE = new Set(['a-level-general-studies', 'a-level-critical-thinking']);
const SUBSTANTIAL: readonly Bucket[] = ['applied-general', 'tech-level'];

const bestThree: Measure = averageOf({
  code: 'ks5_best_three',
  title: 'Best three A levels: average points',
  shortTitle: 'Best three A levels',
  stage: 'ks5',
  yearGroups: [13, 14],
  decimals: 2,
  source: SOURCE,
  assessed: (pupil, options) => entries(pupil, options, ['a-level']).length > 0,
  definition:
    'Points for each A level in every student’s best three. Students with fewer than three A levels beside an applied or technical qualification are left out; a missing third A level counts 0.',
  contribute: (pupil, options) => {
    const found = entries(pupil, options, ['a-level']).filter((one) => !OUTSIDE_BEST_THREE.has(one.subjectCode ?? ''));
    if (found.length === 0) return outside('no A levels');
    if (found.length < 3 && entries(pupil, options, SUBSTANTIAL).length > 0) {
      return outside(`${found.length} A levels beside an applied or technical qualification`);
    }
    const best = found.toSorted((a, b) => (b.points ?? 0) - (a.points ?? 0)).slice(0, 3);
    if (best.length === 0) return missing('no A levels');
    const points = sum(best.map((one) => one.points ?? 0));
    return { inDenominator: true, value: points / 3, weight: 1, words: `${list(best)}: ${say(points)} over three` };
  },
});

const CENTRES = [
  ['A*', 60],
  ['A', 50],
  ['B', 40],
  ['C', 30],
  ['D', 20],
  ['E', 10],
] as const;
const THIRD = 5 / 3;

/** The grade that average points for each entry stand for, in thirds: 43.33 is `B+`. Source: inferred from published examples. */
export function aLevelGrade(points: number): string {
  if (points >= 60 - THIRD) return 'A*';
  for (const [letter, centre] of CENTRES) {
    if (points < centre - 5) continue;
    const from = points - centre;
    return `${letter}${from >= THIRD ? '+' : from < -THIRD ? '−' : ''}`;
  }
  return 'below E';
}

export const ks5Measures: readonly Measure[] = [...perEntry, bestThree];
