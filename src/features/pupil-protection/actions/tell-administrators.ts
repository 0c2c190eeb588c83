import type { Ctx } from '#core/context.ts';
import { type Notice, tell } from '#core/notifications/tell.ts';
import '#core/people/tables.ts';

/** Tells everybody who is an administrator today, but for the one who does it. */
export async function tellAdministrators(ctx: Ctx, notice: Notice): Promise<void> {
  const people = await ctx.db
    .selectFrom('role_grant')
    .select('person_id')
    .distinct()
    .where('trust_id', '=', ctx.actor.trustId)
    .where('role', '=', 'administrator')
    .where('starts_on', '<=', ctx.today)
    .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', ctx.today)]))
    .where('ended_at', 'is', null)
    .execute();
  for (const { person_id } of people) if (person_id !== ctx.actor.personId) await tell(ctx, ctx, person_id, notice);
}
