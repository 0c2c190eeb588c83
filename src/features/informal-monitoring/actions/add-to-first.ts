import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import type { Note } from '../queries.ts';
import { joined } from '../rules.ts';
import { changeRecorded } from './change-evidence.ts';
import { filesFromPhotos } from './keep-photo.ts';

/** Adds a second note of the same visit to the first, inside the write that records it: one note, one reason. What the first said before is kept. */
export async function addToFirst(ctx: Ctx, tx: Write, first: Note, second: Note): Promise<void> {
  await changeRecorded(
    ctx,
    tx,
    first,
    {
      words: joined(first.words, second.words),
      points: first.points === second.points ? first.points : 'mixed',
      areaIds: [...first.area_ids, ...second.area_ids],
      tags: [...first.tags, ...second.tags],
    },
    { kind: 'added', why: 'A second note for the same reason on the same day was added' },
  );
  if (first.evidence_id) await filesFromPhotos(ctx, tx, second.id, first.evidence_id);
  await tx.db.updateTable('visit_note_photo').set({ note_id: first.id }).where('note_id', '=', second.id).execute();
  await tx.db
    .updateTable('visit_note')
    .set({ added_to_id: first.id, added_at: ctx.now, saved_at: ctx.now, revision: second.revision + 1 })
    .where('id', '=', second.id)
    .execute();
  await tx.record({
    kind: 'visit-note.added',
    subjectType: 'visit_note',
    subjectId: first.id,
    schoolId: first.school_id,
    summary: 'added a second note of the same visit to the first',
    detail: { addedNoteId: second.id },
  });
}
