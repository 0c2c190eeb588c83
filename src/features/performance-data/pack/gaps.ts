import { type Measure, measureById } from '../readers/index.ts';
import type { Comparator, Comparators } from './comparators.ts';
import type { PackFigure } from './data-pack.ts';

/** How far disadvantaged pupils are behind in one year: inside the school, beside others nationally, and the same nationally. */
export type Gap = {
  year: number;
  disadvantaged: PackFigure | null;
  others: PackFigure | null;
  /** The school's disadvantaged pupils minus its other pupils, unrounded. */
  withinSchool: number | null;
  /** As DfE publishes it: the school's disadvantaged pupils minus other pupils nationally. */
  published: PackFigure | null;
  nationalDisadvantaged: Comparator | null;
  nationalOthers: Comparator | null;
  /** Disadvantaged pupils nationally minus other pupils nationally. */
  national: number | null;
};

type Figure = (measure: Measure, group: 'disadvantaged' | 'not_disadvantaged', year: number) => PackFigure | null;

const minus = (a: number | null | undefined, b: number | null | undefined): number | null =>
  a == null || b == null ? null : a - b;

/** The gaps of a measure in those years that say anything of disadvantaged pupils, the newest last. A suppressed group says something: that it is small. */
export function gapsOf(measure: Measure, years: readonly number[], figure: Figure, compare: Comparators): Gap[] {
  const publishedAs = measureById(`${measure.id}_gap`);
  return years.flatMap((year) => {
    const disadvantaged = figure(measure, 'disadvantaged', year);
    const others = figure(measure, 'not_disadvantaged', year);
    const published = publishedAs ? figure(publishedAs, 'disadvantaged', year) : null;
    const says = disadvantaged?.value != null || disadvantaged?.nullKind === 'suppressed' || published?.value != null;
    if (!says) return [];
    const nationalDisadvantaged = compare.national(measure.id, 'disadvantaged', year);
    const nationalOthers = compare.national(measure.id, 'not_disadvantaged', year);
    return [
      {
        year,
        disadvantaged,
        others,
        withinSchool: minus(disadvantaged?.value, others?.value),
        published,
        nationalDisadvantaged,
        nationalOthers,
        national: minus(nationalDisadvantaged?.value, nationalOthers?.value),
      },
    ];
  });
}
