import { type RawBuilder, sql } from 'kysely';
import { scopeOf } from '#core/access/actor.ts';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';

/**
 * Whether the reader may not open a plan yet. A plan that is being written is the working paper of those who write it and help them (`plan:read-draft`); the
 * board, the clerk, governors and middle leaders read it from the moment when both have signed it, it is put in place, or it is recommended, and go on reading
 * it while it is changed. `plan` is the name that the query gives to `action_plan`.
 */
export function isWithheld(ctx: Ctx, plan: string): RawBuilder<boolean> {
  const id = sql.ref(`${plan}.id`);
  return sql<boolean>`not (${inScope(scopeOf(ctx.actor, 'plan:read-draft'), `${plan}.school_id`)}
    or exists (select from plan_recommendation r where r.plan_id = ${id} and r.taken_back_at is null)
    or exists (select from plan_readiness r where r.plan_id = ${id} and r.kind = 'put_in_place')
    or exists (select from plan_signature mine join plan_signature theirs using (plan_id, content_version)
                where mine.plan_id = ${id} and mine.side = 'school' and theirs.side = 'trust'))`;
}

/** Whether a plan is closed. */
export function isClosed(plan: string): RawBuilder<boolean> {
  return sql<boolean>`exists (select from plan_closure c where c.plan_id = ${sql.ref(`${plan}.id`)})`;
}

/** Plans that the reader is told of: what was closed before the reader might open it never concerned them. */
export function isKnown(ctx: Ctx, plan: string): RawBuilder<boolean> {
  return sql<boolean>`not (${isClosed(plan)} and ${isWithheld(ctx, plan)})`;
}
