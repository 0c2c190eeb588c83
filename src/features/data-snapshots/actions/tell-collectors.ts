import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { type Notice, tell } from '#core/notifications/tell.ts';
import { holdersAt } from '#core/people/queries.ts';

/** Tells those who put a school's snapshot together: its head teacher and its data manager. */
export async function tellCollectors(ctx: Ctx, tx: Write, schoolId: string, notice: Notice): Promise<void> {
  const people = await holdersAt(tx.db, [schoolId], ['head_teacher', 'data_manager'], ctx.today);
  for (const id of new Set(people.map((person) => person.id))) await tell(ctx, tx, id, notice);
}
