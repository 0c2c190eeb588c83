import { createHash } from 'node:crypto';
import { termInYear } from '#core/academic-year/rules.ts';
import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import { readPartnerFile } from '../partner-file.ts';
import { mayAsk } from '../policy.ts';
import { findCollection } from '../queries.ts';
import '../tables.ts';

type Sent = { partner: string; fileName: string; bytes: Uint8Array };

/** Takes a partner's totals for the term of a collection. A newer file of the same partner takes the place of the one before. Throws `Invalid` with every fault of the file. */
export async function receivePartnerFile(
  ctx: Ctx,
  collectionId: string,
  { partner, fileName, bytes }: Sent,
): Promise<void> {
  const read = await readPartnerFile(bytes);
  await write(ctx, async (tx) => {
    tx.authorise(mayAsk(ctx.actor));
    const collection = await findCollection(ctx, collectionId);
    if ('problems' in read)
      throw new Invalid(
        read.problems.map((message) => ({
          field: 'file',
          message: `${message}. Nothing was taken.`.replace('..', '.'),
        })),
      );
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const before = await tx.db
      .selectFrom('partner_file')
      .select(['id', 'sha256'])
      .where((eb) => eb(eb.fn<string>('lower', ['partner']), '=', partner.toLowerCase()))
      .where('academic_year', '=', collection.academic_year)
      .where('term', '=', collection.term)
      .where('ended_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (before?.sha256 === sha256)
      throw new Invalid([{ field: 'file', message: 'This very file counts already. Nothing was changed.' }]);
    if (before)
      await tx.db
        .updateTable('partner_file')
        .set({ ended_at: ctx.now, ended_by: ctx.actor.personId, ended_why: 'A newer file took its place' })
        .where('id', '=', before.id)
        .execute();
    const { id } = await tx.db
      .insertInto('partner_file')
      .values({
        trust_id: ctx.actor.trustId,
        partner,
        academic_year: collection.academic_year,
        term: collection.term,
        file_name: fileName,
        sha256,
        received_at: ctx.now,
        received_by: ctx.actor.personId,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.db
      .insertInto('partner_figure')
      .values(read.totals.map((each) => ({ trust_id: ctx.actor.trustId, file_id: id, ...each })))
      .execute();
    await tx.record({
      kind: 'partnership.totals-received',
      subjectType: 'partner_file',
      subjectId: id,
      schoolId: null,
      summary: `took in the totals of ${partner} for the ${termInYear(collection.term, collection.academic_year)} (${read.totals.length} figures)`,
    });
  });
}

/** Takes a partner's file out again: its figures no longer count. */
export async function endPartnerFile(ctx: Ctx, fileId: string, why: string): Promise<void> {
  await write(ctx, async (tx) => {
    tx.authorise(mayAsk(ctx.actor));
    const row = await tx.db
      .selectFrom('partner_file')
      .select(['id', 'partner'])
      .where('id', '=', fileId)
      .where('ended_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw new NotFound();
    await tx.db
      .updateTable('partner_file')
      .set({ ended_at: ctx.now, ended_by: ctx.actor.personId, ended_why: why })
      .where('id', '=', fileId)
      .execute();
    await tx.record({
      kind: 'partnership.totals-ended',
      subjectType: 'partner_file',
      subjectId: fileId,
      schoolId: null,
      summary: `took the totals of ${row.partner} out`,
      why,
    });
  });
}
