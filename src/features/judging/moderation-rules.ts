import type { DraftGrade } from './tables.ts';

/** What a pair looks at. */
export const subjects = {
  theme: 'A theme of a review',
  judgement: 'A judgement of an Annual Review',
  evidence: 'A piece of evidence, as a set piece',
  vignette: 'A vignette, as a set piece',
} as const;
export type SubjectType = keyof typeof subjects;
/** Set pieces are for calibration: nothing at a school hangs on them. */
export const isSetPiece = (type: SubjectType): boolean => type === 'evidence' || type === 'vignette';

export type PairState = 'grading' | 'revealed' | 'said' | 'settled' | 'stopped';

export const pairStateWords: Record<PairState, string> = {
  grading: 'Being graded, blind',
  revealed: 'Revealed: to be agreed',
  said: 'An outcome waits to be confirmed',
  settled: 'Settled',
  stopped: 'Stopped',
};

/** What both gave for one area; the pair's two people in the order of their ids. */
export type GivenTwice = {
  areaId: string;
  grades: readonly { personId: string; gradeCode: string; reasons: string }[];
};

export type Said = { id: string; saidBy: string; confirmedBy: string | null };

/** Areas for which the two gave different grades: those that are to be agreed. */
export function areasApart(given: readonly GivenTwice[]): string[] {
  return given
    .filter((area) => new Set(area.grades.map((grade) => grade.gradeCode)).size > 1)
    .map((area) => area.areaId);
}

/** Where a pair stands. Until both have committed themselves nothing but who has is known. */
export function pairState(pair: {
  stopped: boolean;
  committed: number;
  given: readonly GivenTwice[];
  outcome: Said | null;
}): PairState {
  if (pair.stopped) return 'stopped';
  if (pair.committed < 2) return 'grading';
  if (areasApart(pair.given).length === 0) return 'settled';
  if (pair.outcome === null) return 'revealed';
  return pair.outcome.confirmedBy === null ? 'said' : 'settled';
}

/**
 * The moderated grade of an area: what both gave, else what they agreed and both stand by. `undecided` until then, `apart` where they have recorded that
 * they do not agree.
 */
export function moderatedGrade(
  area: GivenTwice,
  outcome: (Said & { grades: readonly { areaId: string; gradeCode: string | null }[] }) | null,
): { is: 'agreed'; gradeCode: string } | { is: 'apart' | 'undecided' } {
  const [first, second] = area.grades;
  if (!first || !second) return { is: 'undecided' };
  if (first.gradeCode === second.gradeCode) return { is: 'agreed', gradeCode: first.gradeCode };
  if (outcome === null || outcome.confirmedBy === null) return { is: 'undecided' };
  const agreed = outcome.grades.find((grade) => grade.areaId === area.areaId)?.gradeCode ?? null;
  return agreed === null ? { is: 'apart' } : { is: 'agreed', gradeCode: agreed };
}

/** What is missing before somebody can commit themselves: a grade and its reasons for every area. Field names as on the form. */
export function missingGrades(
  areas: readonly { id: string; title: string; codes: readonly string[] }[],
  given: readonly DraftGrade[],
): { field: string; message: string }[] {
  return areas.flatMap((area) => {
    const found = given.find((grade) => grade.areaId === area.id);
    const problems: { field: string; message: string }[] = [];
    if (!found || !area.codes.includes(found.gradeCode))
      problems.push({ field: `grade-${area.id}`, message: `Choose a grade for ${area.title}` });
    if (!found || found.reasons.trim() === '')
      problems.push({ field: `reasons-${area.id}`, message: `Give your reasons for ${area.title}` });
    return problems;
  });
}

/** `2 grades apart`, `the same`; places from 1. */
export function apartWords(a: number, b: number): string {
  const apart = Math.abs(a - b);
  return apart === 0 ? 'The same' : `${apart} ${apart === 1 ? 'grade' : 'grades'} apart`;
}
