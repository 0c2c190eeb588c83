import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { isEvidenceTag } from '#core/evidence/tags.ts';
import { Invalid, NotFound, requireRevision } from '#platform/errors.ts';
import { standingOf } from '../queries.ts';
import type { NoteFields } from '../rules.ts';
import { openVersions } from '../version-queries.ts';
import { changeRecorded } from './change-evidence.ts';
import { lockNote } from './save-note.ts';

/** Keeps what a second device wrote beside what stands, until the writer has chosen. What the same device sends next takes its place. */
export async function keepVersion(
  ctx: Ctx,
  noteId: string,
  fields: NoteFields,
  from: { deviceId: string; basedOn: number; writtenAt: Temporal.Instant },
): Promise<void> {
  await write(ctx, async (tx) => {
    const note = await lockNote(ctx, tx, noteId);
    const content = {
      kind: fields.kind,
      happened_on: fields.happenedOn,
      words: fields.words,
      points: fields.points,
      area_ids: [...fields.areaIds],
      tags: fields.tags.filter(isEvidenceTag),
      written_at: from.writtenAt,
      received_at: ctx.now,
    };
    const before = (await openVersions(ctx, [noteId])).find((version) => version.device_id === from.deviceId);
    if (before) await tx.db.updateTable('visit_note_version').set(content).where('id', '=', before.id).execute();
    else
      await tx.db
        .insertInto('visit_note_version')
        .values({
          trust_id: ctx.actor.trustId,
          note_id: noteId,
          device_id: from.deviceId,
          base_revision: from.basedOn,
          school_id: note.school_id,
          department_id: note.department_id,
          ...content,
        })
        .execute();
    await tx.record({
      kind: 'visit-note.version-kept',
      subjectType: 'visit_note',
      subjectId: noteId,
      schoolId: note.school_id,
      summary: 'wrote the same visit note on two devices: both versions are kept',
    });
  });
}

export type Settling = { versionId: string; keep: 'stood' | 'this' | 'both'; words: string | null; revision: number };

/** The writer chooses: what stood, the other version, or a text made of both. Nothing is thrown away: the other stays in the history. */
export async function settleVersion(ctx: Ctx, noteId: string, choice: Settling): Promise<void> {
  await write(ctx, async (tx) => {
    const note = await lockNote(ctx, tx, noteId);
    requireRevision(note.revision, choice.revision);
    const version = (await openVersions(ctx, [noteId])).find((one) => one.id === choice.versionId);
    if (!version) throw new NotFound();
    const words = choice.keep === 'this' ? version.words : choice.keep === 'both' ? (choice.words ?? '') : note.words;
    if (choice.keep === 'both' && words.trim() === '')
      throw new Invalid([{ field: 'words', message: 'Write the text that brings both together' }]);
    const state = standingOf(note);
    if (choice.keep !== 'stood' && state !== 'draft' && state !== 'recorded')
      throw new Invalid([
        { field: '', message: 'This note does not stand any more: write a new one with these words.' },
      ]);
    if (choice.keep !== 'stood' && state === 'recorded') {
      const content = { words, points: note.points, areaIds: note.area_ids, tags: note.tags };
      await changeRecorded(ctx, tx, note, content, { kind: 'corrected', why: 'Two versions were brought together' });
    } else {
      // Whichever is kept, the revision moves on: every device takes over what was decided.
      const chosen =
        choice.keep === 'this' && state === 'draft'
          ? {
              kind: version.kind,
              points: version.points,
              area_ids: version.area_ids,
              tags: version.tags,
              happened_on: version.happened_on,
            }
          : {};
      await tx.db
        .updateTable('visit_note')
        .set({ ...chosen, words, revision: note.revision + 1, saved_at: ctx.now, changed_device: null })
        .where('id', '=', noteId)
        .execute();
    }
    await tx.db
      .updateTable('visit_note_version')
      .set({ settled: choice.keep, settled_at: ctx.now, settled_by: ctx.actor.personId })
      .where('id', '=', version.id)
      .execute();
    const which = { stood: 'what stood', this: 'the other version', both: 'both, brought together' }[choice.keep];
    await tx.record({
      kind: 'visit-note.version-settled',
      subjectType: 'visit_note',
      subjectId: noteId,
      schoolId: note.school_id,
      summary: `chose between two versions of a visit note: ${which}`,
    });
  });
}
