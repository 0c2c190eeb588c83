import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { pieceInWords } from '#core/evidence/rules.ts';
import { Invalid, requireRevision } from '#platform/errors.ts';
import { type Note, standingOf } from '../queries.ts';
import { type Content, changeRecorded } from './change-evidence.ts';
import { lockNote } from './save-note.ts';

function requireRecorded(note: Note): void {
  if (standingOf(note) === 'recorded') return;
  throw new Invalid([{ field: '', message: 'Only a note that is recorded and stands can be corrected or withdrawn.' }]);
}

/** Corrects a recorded note as a new version: what it said before stays on its page, with why. */
export async function correctNote(
  ctx: Ctx,
  id: string,
  content: Content,
  input: { why: string; revision: number },
): Promise<void> {
  await write(ctx, async (tx) => {
    const note = await lockNote(ctx, tx, id);
    requireRecorded(note);
    requireRevision(note.revision, input.revision);
    await changeRecorded(ctx, tx, note, content, { kind: 'corrected', why: input.why });
    await tx.record({
      kind: 'visit-note.corrected',
      subjectType: 'visit_note',
      subjectId: id,
      schoolId: note.school_id,
      summary: 'corrected a visit note',
    });
  });
}

/** Withdraws a recorded note and its evidence: both stay readable with the reason. The minutes stay booked, because they were spent. */
export async function withdrawNote(ctx: Ctx, id: string, input: { why: string; revision: number }): Promise<void> {
  await write(ctx, async (tx) => {
    const note = await lockNote(ctx, tx, id);
    requireRecorded(note);
    requireRevision(note.revision, input.revision);
    const gone = { withdrawn_at: ctx.now, withdrawn_by: ctx.actor.personId, withdrawn_why: input.why };
    await tx.db
      .updateTable('visit_note')
      .set({ ...gone, revision: note.revision + 1 })
      .where('id', '=', id)
      .execute();
    const evidence = await tx.db
      .updateTable('evidence')
      .set((eb) => ({ ...gone, revision: eb('revision', '+', 1) }))
      .where('id', '=', note.evidence_id)
      .returning(['id', 'kind', 'title', 'readers'])
      .executeTakeFirstOrThrow();
    const event = { schoolId: note.school_id, why: evidence.readers === 'named' ? null : input.why };
    await tx.record({
      ...event,
      kind: 'evidence.withdrawn',
      subjectType: 'evidence',
      subjectId: evidence.id,
      summary: `withdrew the evidence ${pieceInWords(evidence)} with its visit note`,
    });
    await tx.record({
      ...event,
      kind: 'visit-note.withdrawn',
      subjectType: 'visit_note',
      subjectId: id,
      summary: 'withdrew a visit note',
    });
  });
}
