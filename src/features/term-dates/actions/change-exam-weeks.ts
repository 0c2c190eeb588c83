import '#core/academic-year/tables.ts';
import { academicYearName } from '#core/academic-year/rules.ts';
import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { longDate } from '#platform/clock.ts';
import { Invalid, requireRevision } from '#platform/errors.ts';
import { mayEnterExamWeeks } from '../policy.ts';
import { findExamWeek } from '../queries.ts';
import { examWeekProblems } from '../rules.ts';

export type ExamWeekInput = { name: string; startsOn: Temporal.PlainDate; endsOn: Temporal.PlainDate };

const span = (exam: ExamWeekInput): string => `${exam.name}, ${longDate(exam.startsOn)} to ${longDate(exam.endsOn)}`;

async function checkFree(tx: Write, schoolId: string | null, year: number, exam: ExamWeekInput, id: string | null) {
  const problems = examWeekProblems(exam, year);
  const same = await tx.db
    .selectFrom('exam_week')
    .select('id')
    .where('school_id', 'is not distinct from', schoolId)
    .where('academic_year', '=', year)
    .where('name', '=', exam.name)
    .executeTakeFirst();
  if (same && same.id !== id)
    problems.push({ field: 'name', message: `“${exam.name}” is already entered for ${academicYearName(year)}` });
  if (problems.length > 0) throw new Invalid(problems);
}

/** Enters weeks of tests or examinations, for every school or for one. */
export async function addExamWeek(
  ctx: Ctx,
  schoolId: string | null,
  academicYear: number,
  exam: ExamWeekInput,
): Promise<string> {
  return await write(ctx, async (tx) => {
    tx.authorise(mayEnterExamWeeks(ctx.actor));
    if (schoolId !== null) await findSchool(ctx, schoolId);
    await checkFree(tx, schoolId, academicYear, exam, null);
    const row = await tx.db
      .insertInto('exam_week')
      .values({
        trust_id: ctx.actor.trustId,
        school_id: schoolId,
        academic_year: academicYear,
        name: exam.name,
        starts_on: exam.startsOn,
        ends_on: exam.endsOn,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.record({
      kind: 'term-dates.exams-entered',
      subjectType: schoolId ? 'school' : 'trust',
      subjectId: schoolId ?? ctx.actor.trustId,
      schoolId,
      summary: `entered weeks of tests or examinations: ${span(exam)}`,
    });
    return row.id;
  });
}

async function lockExamWeek(ctx: Ctx, tx: Write, id: string) {
  await tx.db.selectFrom('exam_week').select('id').where('id', '=', id).forUpdate().execute();
  const found = await findExamWeek(ctx, id);
  tx.authorise(mayEnterExamWeeks(ctx.actor));
  return found;
}

/** Corrects the name or the days. Entries of the QA calendar stay where they are and show that they fall into them. */
export async function correctExamWeek(ctx: Ctx, id: string, exam: ExamWeekInput, revision: number): Promise<number> {
  return await write(ctx, async (tx) => {
    const found = await lockExamWeek(ctx, tx, id);
    requireRevision(found.revision, revision);
    await checkFree(tx, found.school_id, found.academic_year, exam, id);
    await tx.db
      .updateTable('exam_week')
      .set({ name: exam.name, starts_on: exam.startsOn, ends_on: exam.endsOn, revision: found.revision + 1 })
      .where('id', '=', id)
      .execute();
    await tx.record({
      kind: 'term-dates.exams-corrected',
      subjectType: found.school_id ? 'school' : 'trust',
      subjectId: found.school_id ?? ctx.actor.trustId,
      schoolId: found.school_id,
      summary: `corrected weeks of tests or examinations to ${span(exam)}`,
    });
    return found.academic_year;
  });
}

/** Takes them out again. */
export async function removeExamWeek(ctx: Ctx, id: string): Promise<number> {
  return await write(ctx, async (tx) => {
    const found = await lockExamWeek(ctx, tx, id);
    await tx.db.deleteFrom('exam_week').where('id', '=', id).execute();
    await tx.record({
      kind: 'term-dates.exams-removed',
      subjectType: found.school_id ? 'school' : 'trust',
      subjectId: found.school_id ?? ctx.actor.trustId,
      schoolId: found.school_id,
      summary: `took out the weeks of tests or examinations “${found.name}”`,
    });
    return found.academic_year;
  });
}
