import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import type { Framework } from '#core/frameworks/framework.ts';
import { findFramework } from '#core/frameworks/queries.ts';
import { NotFound, requireRevision } from '#platform/errors.ts';
import { mayChange } from '../policy.ts';

/** What a change did, for the trail; the subject is always the framework. */
export type Changed = { kind: string; summary: string; why?: string; detail?: Record<string, unknown> };

/**
 * One change to a draft: locks it, refuses an adopted version and a stale form, counts the revision up, records what `work` says it did. Everything in
 * the draft shares one revision, so two people who change different areas are told of each other.
 */
export async function changeDraft(
  ctx: Ctx,
  frameworkId: string,
  revision: number,
  work: (tx: Write, framework: Framework) => Promise<Changed>,
): Promise<void> {
  await write(ctx, async (tx) => {
    const row = await tx.db
      .selectFrom('framework')
      .selectAll()
      .where('id', '=', frameworkId)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw new NotFound();
    tx.authorise(mayChange(ctx.actor, row));
    requireRevision(row.revision, revision);
    const changed = await work(tx, await findFramework(ctx, frameworkId));
    await tx.db
      .updateTable('framework')
      .set({ revision: row.revision + 1 })
      .where('id', '=', frameworkId)
      .where('adopted_at', 'is', null)
      .execute();
    await tx.record({ ...changed, subjectType: 'framework', subjectId: frameworkId, schoolId: null });
  });
}
