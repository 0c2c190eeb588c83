import { inScope } from '#core/access/scope.ts';
import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid, NotFound, StaleRevision } from '#platform/errors.ts';
import { countContent, hashContent } from '../content-queries.ts';
import { mayCollect } from '../policy.ts';
import { inWords, missingFrom } from '../rules.ts';
import { storeFigures } from './store-figures.ts';

/** The snapshot, locked, where the school may still fill it. Throws `Invalid` in words where it may not. */
async function lockOpenSnapshot(ctx: Ctx, tx: Pick<Write, 'db'>, id: string) {
  const row = await tx.db
    .selectFrom('data_snapshot as s')
    .innerJoin('data_collection as c', 'c.id', 's.collection_id')
    .innerJoin('school', 'school.id', 's.school_id')
    .selectAll('s')
    .select(['c.name', 'c.wanted', 'c.data_on', 'c.academic_year', 'c.withdrawn_at', 'school.name as school'])
    .where(inScope(ctx.scope, 's.school_id'))
    .where('s.id', '=', id)
    .forUpdate('s')
    .executeTakeFirst();
  if (!row) throw new NotFound();
  if (row.taken_at) throw new Invalid([{ field: '', message: 'This snapshot has been taken: what it holds stands.' }]);
  if (row.withdrawn_at) throw new Invalid([{ field: '', message: 'The Trust no longer asks for this snapshot.' }]);
  return row;
}

/**
 * Takes a school's snapshot: from here on nothing in it changes. Its figures are worked out and stored, and its rows sealed with a hash. What was asked for and
 * is not there must be owned up to in the note. Throws `Invalid` with what is missing.
 */
export async function takeSnapshot(
  ctx: Ctx,
  id: string,
  input: { note: string | null; noSuspensions?: boolean; revision: number },
): Promise<void> {
  await write(ctx, async (tx) => {
    const row = await lockOpenSnapshot(ctx, tx, id);
    tx.authorise(mayCollect(ctx.actor, row.school_id));
    if (row.revision !== input.revision) throw new StaleRevision();
    const content = await countContent(ctx, id);
    if (content.pupils === 0)
      throw new Invalid([{ field: '', message: 'There are no pupils in it yet. Bring in the file of pupils first.' }]);
    const noSuspensions = input.noSuspensions === true && content.suspensions === 0;
    const missing = missingFrom(row.wanted, content, { noSuspensions });
    if (missing.length > 0 && input.note === null)
      throw new Invalid([{ field: 'note', message: `Say why there is nothing on ${inWords(missing)}` }]);
    await storeFigures(ctx, tx, {
      id,
      academicYear: row.academic_year,
      dataOn: row.data_on,
      suspensionsKnown: content.suspensions > 0 || noSuspensions,
    });
    await tx.db
      .updateTable('data_snapshot')
      .set({
        taken_at: ctx.now,
        taken_by: ctx.actor.personId,
        taken_note: input.note,
        content: JSON.stringify(content),
        sha256: await hashContent(ctx, id),
        revision: row.revision + 1,
      })
      .where('id', '=', id)
      .execute();
    await tx.record({
      kind: 'snapshot.taken',
      subjectType: 'data_snapshot',
      subjectId: id,
      schoolId: row.school_id,
      summary: `took the ${row.name} (${content.pupils} pupils${row.version > 1 ? `, version ${row.version}` : ''})`,
      why: input.note,
      detail: content,
    });
  });
}
