import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import '#core/evidence/tables.ts';
import { sha256Hex } from '#platform/documents/sha256.ts';
import '#platform/db/tables.ts';
import { Invalid } from '#platform/errors.ts';
import { lockNote, requireDraft } from './save-note.ts';

/** A photo whose bytes have been checked and stripped of what a camera adds. */
export type CleanPhoto = { clientId: string; bytes: Uint8Array; mediaType: 'image/jpeg' | 'image/png' };

/** At most so many photos stand with one note. */
export const mostPhotos = 6;

/** Keeps a photo with a draft. The same photo sent twice is one photo. */
export async function keepPhoto(ctx: Ctx, noteId: string, photo: CleanPhoto): Promise<void> {
  await write(ctx, async (tx) => {
    const note = await lockNote(ctx, tx, noteId);
    const standing = await tx.db
      .selectFrom('visit_note_photo')
      .select(['client_id', 'removed_at'])
      .where('note_id', '=', noteId)
      .execute();
    const known = standing.some((one) => one.client_id === photo.clientId);
    if (!known) {
      requireDraft(note);
      if (standing.filter((one) => one.removed_at === null).length >= mostPhotos)
        throw new Invalid([{ field: 'photo', message: `A note holds ${mostPhotos} photos at most.` }]);
      const file = await tx.db
        .insertInto('stored_file')
        .values({
          trust_id: ctx.actor.trustId,
          name: `photo-${standing.length + 1}.${photo.mediaType === 'image/png' ? 'png' : 'jpg'}`,
          media_type: photo.mediaType,
          size_bytes: photo.bytes.byteLength,
          sha256: sha256Hex(photo.bytes),
          content: Buffer.from(photo.bytes),
          stored_by: ctx.actor.personId,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await tx.db
        .insertInto('visit_note_photo')
        .values({
          trust_id: ctx.actor.trustId,
          note_id: noteId,
          client_id: photo.clientId,
          file_id: file.id,
          added_at: ctx.now,
          added_by: ctx.actor.personId,
          removed_at: null,
        })
        .execute();
    }
    await tx.record({
      kind: 'visit-note.photo-kept',
      subjectType: 'visit_note',
      subjectId: noteId,
      schoolId: note.school_id,
      summary: 'kept a photo with a visit note',
    });
  });
}

/** Takes a photo out of a draft. */
export async function removePhoto(ctx: Ctx, noteId: string, clientId: string): Promise<void> {
  await write(ctx, async (tx) => {
    const note = await lockNote(ctx, tx, noteId);
    requireDraft(note);
    await tx.db
      .updateTable('visit_note_photo')
      .set({ removed_at: ctx.now })
      .where('note_id', '=', noteId)
      .where('client_id', '=', clientId)
      .where('removed_at', 'is', null)
      .execute();
    await tx.record({
      kind: 'visit-note.photo-removed',
      subjectType: 'visit_note',
      subjectId: noteId,
      schoolId: note.school_id,
      summary: 'took a photo out of a visit note',
    });
  });
}

/** The photos of a note become files of its evidence, inside the write that records it. */
export async function filesFromPhotos(ctx: Ctx, tx: Write, noteId: string, evidenceId: string): Promise<void> {
  const photos = await tx.db
    .selectFrom('visit_note_photo')
    .select('file_id')
    .where('note_id', '=', noteId)
    .where('removed_at', 'is', null)
    .execute();
  if (photos.length === 0) return;
  await tx.db
    .insertInto('evidence_file')
    .values(
      photos.map((photo) => ({
        trust_id: ctx.actor.trustId,
        evidence_id: evidenceId,
        file_id: photo.file_id,
        added_by: ctx.actor.personId,
        withdrawn_at: null,
        withdrawn_by: null,
        withdrawn_why: null,
      })),
    )
    .execute();
}
