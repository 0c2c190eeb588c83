import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import type { Area, Framework } from '#core/frameworks/queries.ts';
import { gradesFor } from '#core/frameworks/rules.ts';
import { Invalid, requireRevision } from '#platform/errors.ts';
import { mayEnterOwnGrades } from '../policy.ts';
import '../tables.ts';

export type OwnGrade = { schoolId: string; academicYear: number; gradeCode: string; reasons: string; revision: number };

/** Keeps how the school sees itself in one area, with its reasons. Every version of it is in the record's history. */
export async function saveOwnGrade(ctx: Ctx, framework: Framework, area: Area, own: OwnGrade): Promise<void> {
  await write(ctx, async (tx) => {
    tx.authorise(mayEnterOwnGrades(ctx.actor, own.schoolId));
    const grade = gradesFor(framework, area).find((one) => one.code === own.gradeCode);
    if (!grade) throw new Invalid([{ field: `grade-${area.id}`, message: `Choose a grade for ${area.title}` }]);
    if (own.reasons.trim() === '')
      throw new Invalid([{ field: `reasons-${area.id}`, message: `Say what makes you see ${area.title} so` }]);
    const stored = await tx.db
      .selectFrom('school_own_grade')
      .select(['id', 'revision'])
      .where('school_id', '=', own.schoolId)
      .where('academic_year', '=', own.academicYear)
      .where('area_id', '=', area.id)
      .forUpdate()
      .executeTakeFirst();
    requireRevision(stored?.revision ?? 0, own.revision);
    const said = {
      grade_code: grade.code,
      reasons: own.reasons,
      revision: own.revision + 1,
      saved_at: ctx.now,
      saved_by: ctx.actor.personId,
    };
    const kept = stored
      ? await tx.db
          .updateTable('school_own_grade')
          .set(said)
          .where('id', '=', stored.id)
          .returning('id')
          .executeTakeFirstOrThrow()
      : await tx.db
          .insertInto('school_own_grade')
          .values({
            trust_id: ctx.actor.trustId,
            school_id: own.schoolId,
            academic_year: own.academicYear,
            framework_id: framework.id,
            area_id: area.id,
            ...said,
          })
          .returning('id')
          .executeTakeFirstOrThrow();
    await tx.record({
      kind: 'judging.own-grade-saved',
      subjectType: 'school_own_grade',
      subjectId: kept.id,
      schoolId: own.schoolId,
      summary: `said how the school sees itself in “${area.title}”`,
    });
  });
}
