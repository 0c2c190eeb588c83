import { academicYearOf } from '#core/academic-year/rules.ts';
import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { tell } from '#core/notifications/tell.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { holdersAt } from '#core/people/queries.ts';
import { longDate } from '#platform/clock.ts';
import { Invalid } from '#platform/errors.ts';
import { dataReviewPaths } from '../paths.ts';
import { mayPlan } from '../policy.ts';
import '../tables.ts';

/** Plans the autumn data review of a school, or moves one that has not been held. The head teacher is told. */
export async function planDataReview(
  ctx: Ctx,
  input: { schoolId: string; plannedOn: Temporal.PlainDate },
): Promise<string> {
  return await write(ctx, async (tx) => {
    tx.authorise(mayPlan(ctx.actor));
    const school = await findSchool(ctx, input.schoolId);
    const academicYear = academicYearOf(input.plannedOn);
    const before = await tx.db
      .selectFrom('data_review')
      .select(['id', 'held_on'])
      .where('school_id', '=', school.id)
      .where('academic_year', '=', academicYear)
      .forUpdate()
      .executeTakeFirst();
    if (before?.held_on)
      throw new Invalid([{ field: 'schoolId', message: `The data review of ${school.name} has been held already` }]);
    const planned = { planned_on: input.plannedOn, planned_at: ctx.now, planned_by: ctx.actor.personId };
    const row = before
      ? await tx.db
          .updateTable('data_review')
          .set(planned)
          .where('id', '=', before.id)
          .returning('id')
          .executeTakeFirstOrThrow()
      : await tx.db
          .insertInto('data_review')
          .values({ trust_id: ctx.actor.trustId, school_id: school.id, academic_year: academicYear, ...planned })
          .returning('id')
          .executeTakeFirstOrThrow();
    await tx.record({
      kind: before ? 'data-review.moved' : 'data-review.planned',
      subjectType: 'data_review',
      subjectId: row.id,
      schoolId: school.id,
      summary: `${before ? 'moved' : 'planned'} the data review to ${longDate(input.plannedOn)}`,
    });
    const heads = await holdersAt(tx.db, [school.id], ['head_teacher'], ctx.today);
    for (const head of heads) {
      await tell(ctx, tx, head.id, {
        subject: `The data review is on ${longDate(input.plannedOn)}`,
        body: 'The data pack of the school is what it is about.',
        href: dataReviewPaths.review(row.id),
      });
    }
    return row.id;
  });
}
