import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { longDate } from '#platform/clock.ts';
import type { Tx } from '#platform/db/database.ts';
import { Invalid, NotFound, StaleRevision } from '#platform/errors.ts';
import { snapshotPaths } from '../paths.ts';
import { mayAsk } from '../policy.ts';
import { tellCollectors } from './tell-collectors.ts';

async function lockCollection(db: Tx, id: string, revision: number) {
  const row = await db.selectFrom('data_collection').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw new NotFound();
  if (row.withdrawn_at)
    throw new Invalid([{ field: '', message: 'This is no longer asked for: nothing was changed.' }]);
  if (row.revision !== revision) throw new StaleRevision();
  return row;
}

const openOnes = (db: Tx, collectionId: string) =>
  db
    .selectFrom('data_snapshot')
    .select(['id', 'school_id'])
    .where('collection_id', '=', collectionId)
    .where('taken_at', 'is', null)
    .execute();

/** Takes back what was asked for. What schools have taken already stands; what they had begun is closed. */
export async function withdrawCollection(
  ctx: Ctx,
  id: string,
  input: { why: string; revision: number },
): Promise<void> {
  await write(ctx, async (tx) => {
    const row = await lockCollection(tx.db, id, input.revision);
    tx.authorise(mayAsk(ctx.actor));
    await tx.db
      .updateTable('data_collection')
      .set({
        withdrawn_at: ctx.now,
        withdrawn_by: ctx.actor.personId,
        withdrawn_why: input.why,
        revision: row.revision + 1,
      })
      .where('id', '=', id)
      .execute();
    await tx.record({
      kind: 'snapshot.no-longer-asked',
      subjectType: 'data_collection',
      subjectId: id,
      schoolId: null,
      summary: `no longer asks for “${row.name}”`,
      why: input.why,
    });
    for (const snapshot of await openOnes(tx.db, id))
      await tellCollectors(ctx, tx, snapshot.school_id, {
        subject: `“${row.name}” is no longer asked for`,
        body: 'Nothing more needs doing. What was taken already stands.',
        href: snapshotPaths.snapshot(snapshot.id),
      });
  });
}

/** Moves the day by which it is due, for every school that has not taken its snapshot. */
export async function moveDueDate(
  ctx: Ctx,
  id: string,
  input: { dueOn: Temporal.PlainDate; why: string; revision: number },
): Promise<void> {
  await write(ctx, async (tx) => {
    const row = await lockCollection(tx.db, id, input.revision);
    tx.authorise(mayAsk(ctx.actor));
    if (Temporal.PlainDate.compare(input.dueOn, row.data_on) < 0)
      throw new Invalid([
        { field: 'dueOn', message: 'The day by which it is due must not be before the day of the data' },
      ]);
    if (Temporal.PlainDate.compare(input.dueOn, ctx.today) < 0)
      throw new Invalid([{ field: 'dueOn', message: 'The day by which it is due must not have passed' }]);
    await tx.db
      .updateTable('data_collection')
      .set({ due_on: input.dueOn, revision: row.revision + 1 })
      .where('id', '=', id)
      .execute();
    const open = await openOnes(tx.db, id);
    await tx.db
      .updateTable('data_snapshot')
      .set({ due_on: input.dueOn })
      .where('collection_id', '=', id)
      .where('taken_at', 'is', null)
      .execute();
    await tx.record({
      kind: 'snapshot.due-date-moved',
      subjectType: 'data_collection',
      subjectId: id,
      schoolId: null,
      summary: `moved the day by which “${row.name}” is due to ${longDate(input.dueOn)}`,
      why: input.why,
      detail: { before: row.due_on.toString(), after: input.dueOn.toString() },
    });
    for (const snapshot of open)
      await tellCollectors(ctx, tx, snapshot.school_id, {
        subject: `“${row.name}” is now due by ${longDate(input.dueOn)}`,
        body: input.why,
        href: snapshotPaths.snapshot(snapshot.id),
      });
  });
}
