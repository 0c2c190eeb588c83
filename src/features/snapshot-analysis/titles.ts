import { basisNames } from '#features/data-snapshots/index.ts';
import { type Basis, measureOf } from '#features/measures/index.ts';
import type { FigureKey } from './figure-key.ts';

type Stored = { measure: string; basis: string; subject_id: number };

export const keyOfPoint = (point: Stored): FigureKey => ({
  measure: point.measure,
  basis: point.basis as Basis | '',
  subjectId: point.subject_id,
});

/** The measure of a point in words, without its subject. */
export function titleOfPoint(point: Stored): string {
  const title = measureOf(point.measure)?.title ?? point.measure;
  const madeOf = basisNames[point.basis as Basis | ''] ?? '';
  return madeOf ? `${title} (${madeOf.toLowerCase()})` : title;
}
