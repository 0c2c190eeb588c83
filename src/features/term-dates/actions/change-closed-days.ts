import { academicYearName } from '#core/academic-year/rules.ts';
import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { longDate } from '#platform/clock.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import { mayEnterTermDates } from '../policy.ts';
import { liesInYear } from '../rules.ts';

type ClosedDay = { day: Temporal.PlainDate; kind: 'inset' | 'closed'; name: string };

/** Adds an INSET or other closed day of a year for the trust or one school. */
export async function addClosedDay(
  ctx: Ctx,
  schoolId: string | null,
  academicYear: number,
  input: ClosedDay,
): Promise<void> {
  await write(ctx, async (tx) => {
    tx.authorise(mayEnterTermDates(ctx.actor));
    if (!liesInYear(input.day, academicYear)) {
      const message = `The day must lie in the school year ${academicYearName(academicYear)}`;
      throw new Invalid([{ field: 'day', message }]);
    }
    const same = await tx.db
      .selectFrom('closed_day')
      .select('name')
      .where('school_id', 'is not distinct from', schoolId)
      .where('day', '=', input.day)
      .executeTakeFirst();
    if (same) throw new Invalid([{ field: 'day', message: `That day is already entered: ${same.name}` }]);
    await tx.db
      .insertInto('closed_day')
      .values({ trust_id: ctx.actor.trustId, school_id: schoolId, ...input })
      .execute();
    await tx.record({
      kind: 'term-dates.day-closed',
      subjectType: schoolId ? 'school' : 'trust',
      subjectId: schoolId ?? ctx.actor.trustId,
      schoolId,
      summary: `entered ${longDate(input.day)} as closed: ${input.name}`,
    });
  });
}

/** Takes a closed day out again. */
export async function removeClosedDay(
  ctx: Ctx,
  closedDayId: string,
): Promise<{ schoolId: string | null; day: Temporal.PlainDate }> {
  return await write(ctx, async (tx) => {
    tx.authorise(mayEnterTermDates(ctx.actor));
    const found = await tx.db
      .selectFrom('closed_day')
      .select(['school_id', 'day', 'name'])
      .where('id', '=', closedDayId)
      .forUpdate()
      .executeTakeFirst();
    if (!found) throw new NotFound();
    await tx.db.deleteFrom('closed_day').where('id', '=', closedDayId).execute();
    await tx.record({
      kind: 'term-dates.day-opened',
      subjectType: found.school_id ? 'school' : 'trust',
      subjectId: found.school_id ?? ctx.actor.trustId,
      schoolId: found.school_id,
      summary: `took out the closed day ${longDate(found.day)}: ${found.name}`,
    });
    return { schoolId: found.school_id, day: found.day };
  });
}
