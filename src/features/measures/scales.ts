import scaleFile from '../../../data/assessment/scales.json' with { type: 'json' };
import type { ScaleGrade, StandardScale } from './types.ts';

/** The national scales, as data/assessment/scales.json lists them. A list of another results year stands beside the older one. */
export const scales: readonly StandardScale[] = scaleFile.scales as readonly StandardScale[];

const byCode = Map.groupBy(scales, (scale) => scale.code);

/** The scale of a code as it holds for a results year (the newest when none is given); null for a code that is not national. */
export function scaleOf(code: string, resultsYear = Number.POSITIVE_INFINITY): StandardScale | null {
  const lists = (byCode.get(code) ?? []).toSorted((a, b) => b.from - a.from);
  return lists.find((scale) => scale.from <= resultsYear) ?? lists.at(-1) ?? null;
}

/** A scale of the trust's or a school's own (a row of grade_scale), for `readGrade`. Its grades are from best to worst. */
export function ownScale(id: string, name: string, grades: readonly ScaleGrade[]): StandardScale {
  return { code: id, name, family: 'own', size: 1, from: 0, source: 'the school', grades };
}

/** Whether a grade is at least what the scale expects; null where the scale says nothing of it, or is not a national one. */
export function metOnScale(code: string, grade: string, resultsYear: number): boolean | null {
  const scale = scaleOf(code, resultsYear);
  const found = scale?.grades.find((one) => one.grade === grade);
  if (!scale || !found || !scale.grades.some((one) => one.met)) return null;
  return found.met ?? false;
}
