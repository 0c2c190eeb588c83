import file2023 from '../../../data/ks4-models/progress8-202223.json' with { type: 'json' };
import file2024 from '../../../data/ks4-models/progress8-202324.json' with { type: 'json' };
import { attainment8Of, elementOf } from './attainment8.ts';
import type { MeasureOptions, NullKind, PupilRecord } from './types.ts';

export type Element8 = 'english' | 'maths' | 'ebacc' | 'open';
type Estimate = { group: number; low: number; high: number; attainment8: number } & Record<Element8, number>;
type Table = { standardDeviation: Record<Element8 | 'progress8', number>; groups: readonly Estimate[] };

/** DfE's look-ups by results year. Another year's file is one line here. */
const tables: ReadonlyMap<number, Table> = new Map([
  [2023, file2023],
  [2024, file2024],
]);
/** Results years whose look-up is here. */
export const progress8Years: readonly number[] = [...tables.keys()];
const NOT_PUBLISHED: ReadonlySet<number> = new Set([2020, 2021, 2025, 2026]);
const SLOTS: Record<Element8, number> = { english: 2, maths: 2, ebacc: 3, open: 3 };

/**
 * Why Progress 8 of a results year has no figure, or null when it has: nationally not published (those pupils took no KS2 tests), or the
 * year's look-up is not here yet. Source: DfE technical guides 2025.
 */
export function progress8Status(resultsYear: number): Extract<NullKind, 'not-published' | 'not-available'> | null {
  if (NOT_PUBLISHED.has(resultsYear)) return 'not-published';
  return tables.has(resultsYear) ? null : 'not-available';
}

/** The look-up to use: the year's own, or the one asked for as an indication. */
export const tableFor = (options: MeasureOptions): Table | null =>
  tables.get(options.indicativeWith ?? options.resultsYear) ?? null;

/** Whether the figure is made with another year's look-up. */
export const isIndicative = (options: MeasureOptions): boolean =>
  options.indicativeWith !== undefined && options.indicativeWith !== options.resultsYear;

/** KS2 average of reading and maths. With one of the two, that one (unless the switch is off); with neither null. */
export function ks2Average(pupil: Pick<PupilRecord, 'ks2Reading' | 'ks2Maths'>, onePriorSubject = true): number | null {
  const { ks2Reading: reading, ks2Maths: maths } = pupil;
  if (reading !== null && maths !== null) return (reading + maths) / 2;
  return onePriorSubject ? (reading ?? maths) : null;
}

/** Group 1 to 34: the first whose upper end is not below the average. */
export function priorGroup(table: Table, average: number): Estimate | null {
  return table.groups.find((one) => average <= one.high) ?? table.groups.at(-1) ?? null;
}

export type PupilProgress = {
  group: number;
  attainment: number;
  estimate: number;
  /** Before the floor. */
  original: number;
  /** As it counts in the school's figure. */
  score: number;
  lifted: boolean;
  /** Whether DfE's floor would lift it is known only with a floor. */
  elements: Record<Element8, number>;
};

/** Progress 8 of one pupil: (Attainment 8 − estimate) ÷ 10, each element by its slots; null without prior attainment or look-up. */
export function progressOf(pupil: PupilRecord, options: MeasureOptions): PupilProgress | null {
  const table = tableFor(options);
  const average = ks2Average(pupil, options.onePriorSubject ?? true);
  const attainment = attainment8Of(pupil, options);
  if (!table || average === null || !attainment) return null;
  const estimate = priorGroup(table, average);
  if (!estimate) return null;
  const element = (id: Element8) => ((elementOf(attainment, id)?.points ?? 0) - estimate[id]) / SLOTS[id];
  const original = (attainment.points - estimate.attainment8) / 10;
  const floor = options.progress8Floor?.[estimate.group - 1];
  const lifted = floor !== undefined && original < floor;
  return {
    group: estimate.group,
    attainment: attainment.points,
    estimate: estimate.attainment8,
    original,
    score: lifted ? floor : original,
    lifted,
    elements: { english: element('english'), maths: element('maths'), ebacc: element('ebacc'), open: element('open') },
  };
}

/** Pupils whose extreme score the floor lifts. */
export const liftedPupils = (pupils: readonly PupilRecord[], options: MeasureOptions): number =>
  pupils.filter((pupil) => progressOf(pupil, options)?.lifted).length;

export type Progress8Band = 'well above average' | 'above average' | 'average' | 'below average' | 'well below average';

/** DfE's band, from the score and its interval. */
export function progress8Band(figure: { value: number; lower: number; upper: number }): Progress8Band {
  if (figure.lower > 0) return figure.value >= 0.5 ? 'well above average' : 'above average';
  if (figure.upper < 0) return figure.value <= -0.5 ? 'well below average' : 'below average';
  return 'average';
}
