import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { type Notice, tell } from '#core/notifications/tell.ts';
import '#core/people/tables.ts';

/** Tells those who put a school's snapshot together: its head teacher and its data manager. */
export async function tellCollectors(ctx: Ctx, tx: Write, schoolId: string, notice: Notice): Promise<void> {
  const people = await tx.db
    .selectFrom('role_grant')
    .select('person_id')
    .distinct()
    .where('school_id', '=', schoolId)
    .where('role', 'in', ['head_teacher', 'data_manager'])
    .where('starts_on', '<=', ctx.today)
    .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', ctx.today)]))
    .where('ended_at', 'is', null)
    .execute();
  for (const { person_id } of people) await tell(ctx, tx, person_id, notice);
}
