import type { Actor } from '#core/access/actor.ts';
import { type Process, runAs } from '#core/access/run-as.ts';
import type { BuiltSchool } from '#core/organisations/build.ts';
import { correctEarlier, type EarlierInput, enterEarlier } from '../actions/enter-earlier.ts';

/** Where the tests’ earlier grades are written down. */
export const onPaper = 'Annual Review 2025, signed 4 December 2025';

/** Grades of 2025/26 by area, from paper. */
export const buildEarlierInput = (
  grades: Readonly<Record<string, string>>,
  more: Partial<EarlierInput> = {},
): EarlierInput => ({ academicYear: 2025, source: onPaper, grades: new Map(Object.entries(grades)), ...more });

/** Enters and corrects earlier grades of a school as one person or another, by the real actions. */
export function buildEarlierGrades(process: Process, school: BuiltSchool) {
  return {
    enter: (actor: Actor, input: EarlierInput, family = 'section-5') =>
      runAs(process, actor, 'annual-review:moderate', (ctx) => enterEarlier(ctx, school.id, family, input)),
    /** Of the year 2025/26 unless another is given. */
    correct: (actor: Actor, input: EarlierInput & { why: string; revision: number }, year = 2025) =>
      runAs(process, actor, 'annual-review:moderate', (ctx) =>
        correctEarlier(ctx, school.id, 'section-5', year, input),
      ),
  };
}
