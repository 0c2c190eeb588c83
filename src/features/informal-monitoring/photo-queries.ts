import type { Ctx } from '#core/context.ts';
import '#platform/db/tables.ts';
import { NotFound } from '#platform/errors.ts';
import './tables.ts';

/** The photos that stand with a note. The caller has read the note as one that the reader may read. */
export async function photosOf(ctx: Ctx, noteId: string) {
  return await ctx.db
    .selectFrom('visit_note_photo as p')
    .innerJoin('stored_file as f', 'f.id', 'p.file_id')
    .select(['p.id', 'p.client_id', 'p.file_id', 'f.name', 'f.size_bytes'])
    .where('p.note_id', '=', noteId)
    .where('p.removed_at', 'is', null)
    .orderBy('p.added_at')
    .execute();
}

/** One photo of a note with its bytes; one that was removed, or withdrawn from the evidence, is `NotFound`. */
export async function photoContent(ctx: Ctx, noteId: string, photoId: string) {
  const found = await ctx.db
    .selectFrom('visit_note_photo as p')
    .innerJoin('stored_file as f', 'f.id', 'p.file_id')
    .leftJoin('evidence_file as e', (join) => join.onRef('e.file_id', '=', 'f.id').on('e.withdrawn_at', 'is not', null))
    .select(['f.name', 'f.media_type', 'f.content'])
    .where('p.note_id', '=', noteId)
    .where('p.id', '=', photoId)
    .where('p.removed_at', 'is', null)
    .where('e.id', 'is', null)
    .executeTakeFirst();
  if (!found) throw new NotFound();
  return found;
}
