import { sql } from 'kysely';
import type { Decision } from '#core/access/decision.ts';
import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { NotFound, requireRevision } from '#platform/errors.ts';
import { type PartKind, type PlanRow, partKinds } from '../content.ts';
import { short } from '../content-rules.ts';
import { changePlan } from './change-plan.ts';

/** Which part a form is about: `partId` is null for a new one; `revision` is the one that the form was shown. */
export type PartEdit = { planId: string; partId: string | null; revision: number; why: string | null };

type StoredPart = { revision: number; removed_at: Temporal.Instant | null };

/** A part of this plan that has not been taken out, locked. */
export async function lockPart(tx: Write, plan: PlanRow, kind: PartKind, partId: string): Promise<StoredPart> {
  const table = sql.table(partKinds[kind].table);
  const found = await sql<StoredPart>`
    select revision, removed_at from ${table} where id = ${partId} and plan_id = ${plan.id} for update`.execute(tx.db);
  const [part] = found.rows;
  if (!part || part.removed_at !== null) throw new NotFound();
  return part;
}

/** Behind the last part of its kind, those taken out among them. */
export async function nextPosition(tx: Write, plan: PlanRow, kind: PartKind): Promise<number> {
  const table = sql.table(partKinds[kind].table);
  const found = await sql<{ position: number }>`
    select coalesce(max(position), 0) + 1 as position from ${table} where plan_id = ${plan.id}`.execute(tx.db);
  return found.rows[0]?.position ?? 1;
}

/** What every new part carries. */
export type NewPart = {
  trust_id: string;
  plan_id: string;
  position: number;
  added_by: string;
  added_at: Temporal.Instant;
};

/** Adds a part to a plan or changes one of it. `title` is what the trail calls it. */
export async function savePart(
  ctx: Ctx,
  kind: PartKind,
  edit: PartEdit,
  part: {
    title: string;
    may: (plan: PlanRow) => Decision;
    insert: (tx: Write, base: NewPart) => Promise<unknown>;
    update: (tx: Write, partId: string, revision: number) => Promise<unknown>;
  },
): Promise<void> {
  const name = `the ${partKinds[kind].name} “${short(part.title)}”`;
  await changePlan(ctx, edit.planId, {
    why: edit.why,
    may: part.may,
    work: async (tx, plan) => {
      if (edit.partId === null) {
        const position = await nextPosition(tx, plan, kind);
        const base = {
          trust_id: plan.trust_id,
          plan_id: plan.id,
          position,
          added_by: ctx.actor.personId,
          added_at: ctx.now,
        };
        await part.insert(tx, base);
        return { summary: `added ${name}`, detail: { part: kind } };
      }
      const stored = await lockPart(tx, plan, kind, edit.partId);
      requireRevision(stored.revision, edit.revision);
      await part.update(tx, edit.partId, stored.revision + 1);
      return { summary: `changed ${name}`, detail: { part: kind, partId: edit.partId } };
    },
  });
}
