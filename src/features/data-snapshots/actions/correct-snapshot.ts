import { inScope } from '#core/access/scope.ts';
import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import { copyContent } from '../content-queries.ts';
import { mayCollect } from '../policy.ts';

/**
 * Opens the next version of a snapshot that was taken with a mistake in it, filled with what the last one holds. The one that was taken stands, and counts until
 * the next is taken. Returns the new version's id.
 */
export async function correctSnapshot(ctx: Ctx, id: string, why: string): Promise<string> {
  return await write(ctx, async (tx) => {
    const row = await tx.db
      .selectFrom('data_snapshot as s')
      .innerJoin('data_collection as c', 'c.id', 's.collection_id')
      .selectAll('s')
      .select('c.name')
      .where(inScope(ctx.scope, 's.school_id'))
      .where('s.id', '=', id)
      .forUpdate('s')
      .executeTakeFirst();
    if (!row) throw new NotFound();
    tx.authorise(mayCollect(ctx.actor, row.school_id));
    const refuse = (message: string): never => {
      throw new Invalid([{ field: '', message }]);
    };
    if (!row.taken_at) refuse('It has not been taken: change it as it is.');
    if (row.pupils_erased_at)
      refuse('Its pupils have been erased under the retention rules: only its figures are left.');
    const later = await tx.db
      .selectFrom('data_snapshot')
      .select('id')
      .where('collection_id', '=', row.collection_id)
      .where('school_id', '=', row.school_id)
      .where('version', '>', row.version)
      .executeTakeFirst();
    if (later) refuse('There is a later version already: correct that one.');
    const { id: next } = await tx.db
      .insertInto('data_snapshot')
      .values({
        trust_id: ctx.actor.trustId,
        collection_id: row.collection_id,
        school_id: row.school_id,
        version: row.version + 1,
        corrects_why: why,
        due_on: row.due_on,
        opened_at: ctx.now,
        opened_by: ctx.actor.personId,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await copyContent(ctx, id, next);
    await tx.record({
      kind: 'snapshot.reopened',
      subjectType: 'data_snapshot',
      subjectId: next,
      schoolId: row.school_id,
      summary: `began version ${row.version + 1} of the ${row.name}`,
      why,
    });
    return next;
  });
}
