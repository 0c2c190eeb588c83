import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { tellObserved } from '#core/evidence/observed.ts';
import { pieceInWords } from '#core/evidence/rules.ts';
import type { Points } from '#core/evidence/tables.ts';
import { isEvidenceTag } from '#core/evidence/tags.ts';
import { Invalid } from '#platform/errors.ts';
import type { Note } from '../queries.ts';

export type Content = { words: string; points: Points; areaIds: readonly string[]; tags: readonly string[] };

/** Keeps what a recorded note said before, and lets note and evidence say the new. `why` is for the reader of both. */
export async function changeRecorded(
  ctx: Ctx,
  tx: Write,
  note: Note,
  content: Content,
  how: { kind: 'corrected' | 'added'; why: string },
): Promise<void> {
  if (note.evidence_id === null) throw new Error('Only a recorded note has evidence.');
  const tags = [...new Set(content.tags)].filter(isEvidenceTag);
  const areaIds = [...new Set(content.areaIds)];
  const last = await tx.db
    .selectFrom('visit_note_correction')
    .select((eb) => eb.fn.max('number').as('number'))
    .where('note_id', '=', note.id)
    .executeTakeFirst();
  const evidence = await tx.db
    .updateTable('evidence')
    .set((eb) => ({ summary: content.words, revision: eb('revision', '+', 1) }))
    .where('id', '=', note.evidence_id)
    .where('withdrawn_at', 'is', null)
    .returning(['id', 'kind', 'title', 'readers', 'observed_id', 'happened_on'])
    .executeTakeFirst();
  if (!evidence)
    throw new Invalid([{ field: '', message: 'This note has been withdrawn. It can no longer be changed.' }]);
  await tx.db
    .insertInto('visit_note_correction')
    .values({
      trust_id: ctx.actor.trustId,
      note_id: note.id,
      number: (last?.number ?? 0) + 1,
      kind: how.kind,
      words_before: note.words,
      points_before: note.points,
      why: how.why,
      corrected_at: ctx.now,
      corrected_by: ctx.actor.personId,
    })
    .execute();
  await tx.db
    .updateTable('visit_note')
    .set({
      words: content.words,
      points: content.points,
      area_ids: areaIds,
      tags,
      saved_at: ctx.now,
      revision: note.revision + 1,
    })
    .where('id', '=', note.id)
    .execute();
  const of = { trust_id: ctx.actor.trustId, evidence_id: evidence.id };
  await tx.db.deleteFrom('evidence_area').where('evidence_id', '=', evidence.id).execute();
  await tx.db.deleteFrom('evidence_tag').where('evidence_id', '=', evidence.id).execute();
  if (areaIds.length > 0)
    await tx.db
      .insertInto('evidence_area')
      .values(areaIds.map((id) => ({ ...of, area_id: id, points: content.points, tagged_by: ctx.actor.personId })))
      .execute();
  if (tags.length > 0)
    await tx.db
      .insertInto('evidence_tag')
      .values(tags.map((tag) => ({ ...of, tag })))
      .execute();
  await tx.record({
    kind: 'evidence.corrected',
    subjectType: 'evidence',
    subjectId: evidence.id,
    schoolId: note.school_id,
    summary: `corrected the evidence ${pieceInWords(evidence)} with its visit note`,
  });
  await tellObserved(
    ctx,
    tx,
    { id: evidence.id, observedId: evidence.observed_id, happenedOn: evidence.happened_on },
    true,
  );
}
