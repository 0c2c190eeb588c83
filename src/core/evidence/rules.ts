import type { FieldError } from '#platform/errors.ts';
import { type EvidenceKind, evidenceKindLabel } from './kinds.ts';
import type { Readers } from './tables.ts';

/** How long after it happened evidence may be recorded without saying why it still counts. */
export const yearsWithoutReason = 2;

/** What is wrong with the day on which evidence is said to have happened; the fields are those of the form. */
export function dateProblems(
  happenedOn: Temporal.PlainDate,
  today: Temporal.PlainDate,
  lateWhy: string | null,
): FieldError[] {
  if (Temporal.PlainDate.compare(happenedOn, today) > 0) {
    return [
      { field: 'happenedOn', message: 'The day it happened cannot be in the future. Record it once it has been seen.' },
    ];
  }
  const oldest = today.subtract({ years: yearsWithoutReason });
  if (Temporal.PlainDate.compare(happenedOn, oldest) < 0 && lateWhy === null) {
    return [
      {
        field: 'lateWhy',
        message: 'This happened more than two years ago. Say why it still counts, or correct the date.',
      },
    ];
  }
  return [];
}

/**
 * What a piece is called where more people read than may read the piece: in the trail, in a document. Evidence for named readers is told by its kind alone, because
 * a title may say whose lesson it was.
 */
export function pieceInWords(piece: { kind: EvidenceKind; title: string; readers: Readers }): string {
  if (piece.readers === 'leaders') return `“${piece.title}”`;
  return `${evidenceKindLabel(piece.kind).toLowerCase()} for named readers`;
}
