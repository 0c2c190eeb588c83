import modelFile from '../../../data/assessment/attainment8.json' with { type: 'json' };
import { resultsOf, say } from './make-measure.ts';
import type { Bucket, MeasureOptions, PupilRecord, PupilResult } from './types.ts';

type Rule = 'double-if-all' | 'double' | 'best';
type Element = { id: string; title: string; slots: number; rule: Rule; buckets: readonly Bucket[] };
type Model = {
  from: number;
  divisor: number;
  maxNonGcse: number;
  units: Partial<Record<Bucket, number>>;
  elements: readonly Element[];
};

const models = (modelFile.models as readonly Model[]).toSorted((a, b) => b.from - a.from);

/** The slot model of a results year: a new one is a new list in data/assessment/attainment8.json, not code. */
export const modelOf = (resultsYear: number): Model | null => models.find((model) => model.from <= resultsYear) ?? null;

/** One place in a slot: a result, and for combined science one of its two. */
export type Unit = { result: PupilResult; points: number };
export type FilledElement = { id: string; title: string; points: number; units: readonly Unit[]; doubled: boolean };
export type Attainment8 = { points: number; elements: readonly FilledElement[] };

const best = (a: Unit, b: Unit): number => b.points - a.points;

function unitsOf(results: readonly PupilResult[], model: Model): Unit[] {
  return results.flatMap((result) => {
    const { bucket, points } = result;
    if (bucket === null || points === null) return [];
    return Array.from({ length: model.units[bucket] ?? 1 }, () => ({ result, points }));
  });
}

function take(element: Element, pool: readonly Unit[], model: Model): FilledElement {
  const open = pool.filter((unit) => unit.result.bucket !== null && element.buckets.includes(unit.result.bucket));
  const { id, title } = element;
  if (element.rule !== 'best') {
    const taken = element.buckets.every((bucket) => open.some((unit) => unit.result.bucket === bucket));
    const doubled = element.rule === 'double' || taken;
    const units = open.toSorted(best).slice(0, 1);
    return { id, title, units, doubled, points: (units[0]?.points ?? 0) * (doubled ? element.slots : 1) };
  }
  let nonGcse = 0;
  const units: Unit[] = [];
  for (const unit of open.toSorted(best)) {
    if (units.length === element.slots) break;
    if (unit.result.bucket === 'non-gcse') {
      if (nonGcse === model.maxNonGcse) continue;
      nonGcse += 1;
    }
    units.push(unit);
  }
  return { id, title, units, doubled: false, points: units.reduce((so, unit) => so + unit.points, 0) };
}

/**
 * Attainment 8 of one pupil: elements filled in order with the best results left, each place once; combined science has two places, which may part.
 * English counts twice only when language and literature were both taken (U is taken, X is not). Source: DfE; `counts` of a result says whether it
 * is on the year's list and not discounted.
 */
export function attainment8Of(pupil: PupilRecord, options: MeasureOptions): Attainment8 | null {
  const model = modelOf(options.resultsYear);
  if (!model) return null;
  let pool: readonly Unit[] = unitsOf(resultsOf(pupil, options), model);
  const elements: FilledElement[] = [];
  for (const element of model.elements) {
    const filled = take(element, pool, model);
    elements.push(filled);
    pool = pool.filter((unit) => !filled.units.includes(unit));
  }
  return { points: elements.reduce((so, one) => so + one.points, 0), elements };
}

/** The element of a pupil's Attainment 8; null where the year's model has none of that name. */
export const elementOf = (attainment: Attainment8, id: string): FilledElement | null =>
  attainment.elements.find((one) => one.id === id) ?? null;

/** Buckets of key stage 4, for “has any result at all”. */
const KS4: readonly Bucket[] = [
  'english-language',
  'english-literature',
  'maths',
  'combined-science',
  'science',
  'humanities',
  'language',
  'gcse-open',
  'non-gcse',
];

/** What the pupil entered at key stage 4 that counts: one for each award. */
export const entriesOf = (pupil: PupilRecord, options: MeasureOptions): readonly PupilResult[] =>
  resultsOf(pupil, options).filter((one) => one.points !== null && one.bucket !== null && KS4.includes(one.bucket));

/** Whether anything of key stage 4 is known of the pupil. */
export const hasKs4 = (pupil: PupilRecord, options: MeasureOptions): boolean => entriesOf(pupil, options).length > 0;

/** The best points in a bucket; null when nothing there was taken. */
export function bestIn(pupil: PupilRecord, options: MeasureOptions, ...buckets: readonly Bucket[]): number | null {
  const points = resultsOf(pupil, options)
    .filter((one) => one.bucket !== null && buckets.includes(one.bucket))
    .flatMap((one) => (one.points === null ? [] : [one.points]));
  return points.length === 0 ? null : Math.max(...points);
}

/** `English 12, maths 14, EBacc subjects 17, open subjects 18.5: 61.5`. */
export const attainmentWords = (attainment: Attainment8): string =>
  `${attainment.elements.map((one) => `${one.title} ${say(one.points)}`).join(', ')}: ${say(attainment.points)}`;
