import type { Ctx } from '#core/context.ts';
import '#core/audit/tables.ts';

export type Adoption = { at: Temporal.Instant; by: string; why: string | null };

/** Who adopted each version, when and why, by the id of the version. Frameworks belong to the whole trust. */
export async function adoptions(ctx: Ctx): Promise<Map<string, Adoption>> {
  const events = await ctx.db
    .selectFrom('event')
    .select(['subject_id', 'at', 'actor_name', 'why'])
    .where('trust_id', '=', ctx.actor.trustId)
    .where('subject_type', '=', 'framework')
    .where('kind', '=', 'framework.adopted')
    .orderBy('number')
    .execute();
  return new Map(events.map((event) => [event.subject_id, { at: event.at, by: event.actor_name, why: event.why }]));
}
