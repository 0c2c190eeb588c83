import { sql } from 'kysely';
import type { Ctx } from '#core/context.ts';
import { requireRevision } from '#platform/errors.ts';
import { type PartKind, partKinds } from '../content.ts';
import { short } from '../content-rules.ts';
import { mayEditPlan, mayPromiseSupport } from '../policy.ts';
import { changePlan } from './change-plan.ts';
import { lockPart, type PartEdit } from './save-part.ts';

/** Takes a part out of the plan. The row stays, with who, when and why; what hung on it is no longer shown either. */
export async function removePart(ctx: Ctx, kind: PartKind, edit: PartEdit & { partId: string }): Promise<void> {
  await changePlan(ctx, edit.planId, {
    why: edit.why,
    may: (plan) => (kind === 'support' ? mayPromiseSupport(ctx.actor) : mayEditPlan(ctx.actor, plan)),
    work: async (tx, plan) => {
      const stored = await lockPart(tx, plan, kind, edit.partId);
      requireRevision(stored.revision, edit.revision);
      const words = sql.ref(kind === 'issues' || kind === 'objectives' ? 'text' : 'what');
      const taken = await sql<{ title: string }>`
        update ${sql.table(partKinds[kind].table)}
        set removed_at = ${ctx.now}, removed_by = ${ctx.actor.personId}, removed_why = ${edit.why}, revision = revision + 1
        where id = ${edit.partId} returning ${words} as title`.execute(tx.db);
      const title = short(taken.rows[0]?.title ?? '');
      return {
        summary: `took the ${partKinds[kind].name} “${title}” out of the plan`,
        detail: { part: kind, partId: edit.partId },
      };
    },
  });
}
