import type { Area, Grade } from '#core/frameworks/queries.ts';
import { gradesFor } from '#core/frameworks/rules.ts';
import { moderatedGrade } from './moderation-rules.ts';
import type { Pair } from './pair-queries.ts';

/** The grade of this code for an area of the pair's framework. */
export const gradeIn = (pair: Pick<Pair, 'framework'>, area: Area, code: string | null): Grade | null =>
  gradesFor(pair.framework, area).find((grade) => grade.code === code) ?? null;

/** The moderated grade of an area, or that the two do not agree or have not said yet. */
export function moderatedIn(pair: Pair, area: Area): { grade: Grade | null; is: 'agreed' | 'apart' | 'undecided' } {
  const given = pair.given.find((one) => one.areaId === area.id);
  if (!given) return { grade: null, is: 'undecided' };
  const found = moderatedGrade(given, pair.outcome);
  return { is: found.is, grade: found.is === 'agreed' ? gradeIn(pair, area, found.gradeCode) : null };
}
