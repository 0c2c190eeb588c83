import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { findSchool } from '#core/organisations/queries.ts';
import { Invalid } from '#platform/errors.ts';
import { mayManageSchools } from '../policy.ts';

/** Says what the school was before, so that results and inspections of that school are shown as the predecessor's. */
export async function addPredecessor(
  ctx: Ctx,
  schoolId: string,
  input: { predecessorUrn: string; predecessorName: string; closedOn: Temporal.PlainDate },
): Promise<void> {
  await write(ctx, async (tx) => {
    tx.authorise(mayManageSchools(ctx.actor));
    const school = await findSchool(ctx, schoolId);
    if (school.urn === input.predecessorUrn) {
      throw new Invalid([
        { field: 'predecessorUrn', message: 'A school cannot be its own predecessor: the URN before must be another' },
      ]);
    }
    const same = await tx.db
      .selectFrom('school_predecessor')
      .select('id')
      .where('school_id', '=', schoolId)
      .where('urn', '=', input.predecessorUrn)
      .executeTakeFirst();
    if (same) throw new Invalid([{ field: 'predecessorUrn', message: 'This predecessor is already recorded' }]);
    await tx.db
      .insertInto('school_predecessor')
      .values({
        trust_id: ctx.actor.trustId,
        school_id: schoolId,
        urn: input.predecessorUrn,
        name: input.predecessorName,
        closed_on: input.closedOn,
      })
      .execute();
    await tx.record({
      kind: 'school.predecessor-added',
      subjectType: 'school',
      subjectId: schoolId,
      schoolId,
      summary: `recorded ${input.predecessorName} (${input.predecessorUrn}) as what ${school.name} was before`,
    });
  });
}
