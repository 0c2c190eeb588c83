import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { isEvidenceTag } from '#core/evidence/tags.ts';
import { Invalid, requireRevision } from '#platform/errors.ts';
import { mayChange, mayWrite } from '../policy.ts';
import { myNote, type Note, standingOf } from '../queries.ts';
import { openReasons } from '../reasons.ts';
import { type NoteFields, noteKinds, reasonColumns, reasonOf, usualMinutes } from '../rules.ts';

/** Where a note that a device wrote comes from. */
export type FromDevice = { clientId: string; deviceId: string; capturedAt: Temporal.Instant };

/** The reason in words: as it reads now, or as it read when it was chosen, where it is no longer open. */
async function reasonWords(ctx: Ctx, fields: NoteFields, before: Note | null): Promise<string | null> {
  if (fields.reason === null) return null;
  if (before && reasonOf(before) === fields.reason) return before.reason_words;
  const found = (await openReasons(ctx, fields.schoolId)).find((reason) => reason.key === fields.reason);
  if (!found)
    throw new Invalid([{ field: 'reason', message: 'This reason is no longer open. Choose another reason.' }]);
  return found.label;
}

/** Ids that belong to the school; what does not is left out, as if nobody had chosen it. */
async function ofTheSchool(tx: Write, fields: NoteFields) {
  const department = fields.departmentId
    ? await tx.db
        .selectFrom('department')
        .select('id')
        .where('id', '=', fields.departmentId)
        .where('school_id', '=', fields.schoolId)
        .executeTakeFirst()
    : undefined;
  const observed = fields.observedId
    ? await tx.db
        .selectFrom('role_grant')
        .select('person_id')
        .where('person_id', '=', fields.observedId)
        .where((eb) => eb.or([eb('school_id', '=', fields.schoolId), eb('school_id', 'is', null)]))
        .executeTakeFirst()
    : undefined;
  if (fields.departmentId && !department)
    throw new Invalid([{ field: 'departmentId', message: 'Choose a department of this school' }]);
  if (fields.observedId && !observed)
    throw new Invalid([{ field: 'observedId', message: 'Choose a teacher of this school' }]);
  return { department_id: department?.id ?? null, observed_id: observed?.person_id ?? null };
}

async function columnsOf(ctx: Ctx, tx: Write, fields: NoteFields, before: Note | null) {
  const { department_id, observed_id } = await ofTheSchool(tx, fields);
  // An activity of a review says itself who was observed, and books the minutes.
  const observed = fields.reason?.startsWith('activity:') ? null : observed_id;
  return {
    school_id: fields.schoolId,
    department_id,
    kind: fields.kind,
    happened_on: fields.happenedOn,
    ...reasonColumns(fields.reason),
    reason_words: await reasonWords(ctx, fields, before),
    words: fields.words,
    points: fields.points,
    area_ids: [...new Set(fields.areaIds)],
    tags: [...new Set(fields.tags)].filter(isEvidenceTag),
    observed_id: observed,
    observed_minutes: observed ? (fields.observedMinutes ?? usualMinutes) : null,
    over_why: fields.overWhy,
  };
}

/** Locks one of the actor's own notes inside a write. */
export async function lockNote(ctx: Ctx, tx: Write, id: string): Promise<Note> {
  await tx.db.selectFrom('visit_note').select('id').where('id', '=', id).forUpdate().execute();
  const note = await myNote(ctx, id);
  tx.authorise(mayChange(ctx.actor, note));
  return note;
}

/** Refuses what is no draft any more. */
export function requireDraft(note: Note): void {
  const state = standingOf(note);
  if (state === 'draft') return;
  const message =
    state === 'thrown_away'
      ? 'This note was thrown away. Your words are still here: write a new note with them.'
      : 'This note has been recorded already. Correct it on its page.';
  throw new Invalid([{ field: '', message }]);
}

/** Begins a note at a school. */
export async function startNote(ctx: Ctx, fields: NoteFields, device?: FromDevice): Promise<string> {
  return await write(ctx, async (tx) => {
    tx.authorise(mayWrite(ctx.actor, fields.schoolId, fields.departmentId));
    const row = await tx.db
      .insertInto('visit_note')
      .values({
        trust_id: ctx.actor.trustId,
        ...(await columnsOf(ctx, tx, fields, null)),
        written_by: ctx.actor.personId,
        started_at: ctx.now,
        saved_at: ctx.now,
        ...(device
          ? { client_id: device.clientId, changed_device: device.deviceId, captured_at: device.capturedAt }
          : {}),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.record({
      kind: 'visit-note.started',
      subjectType: 'visit_note',
      subjectId: row.id,
      schoolId: fields.schoolId,
      summary: `began a visit note (${noteKinds[fields.kind].toLowerCase()})`,
    });
    return row.id;
  });
}

/** Keeps a draft while it is written; returns its new revision. `revision` null is a device whose place in the row of changes has been checked. */
export async function saveNote(
  ctx: Ctx,
  id: string,
  fields: NoteFields,
  from: { revision: number } | { deviceId: string },
): Promise<number> {
  return await write(ctx, async (tx) => {
    const note = await lockNote(ctx, tx, id);
    tx.authorise(mayWrite(ctx.actor, fields.schoolId, fields.departmentId));
    requireDraft(note);
    if ('revision' in from) requireRevision(note.revision, from.revision);
    await tx.db
      .updateTable('visit_note')
      .set({
        ...(await columnsOf(ctx, tx, fields, note)),
        saved_at: ctx.now,
        revision: note.revision + 1,
        changed_device: 'deviceId' in from ? from.deviceId : null,
      })
      .where('id', '=', id)
      .execute();
    await tx.record({
      kind: 'visit-note.draft-kept',
      subjectType: 'visit_note',
      subjectId: id,
      schoolId: fields.schoolId,
      summary: 'wrote on a visit note',
    });
    return note.revision + 1;
  });
}

/** Throws a draft away; it can no longer be recorded. */
export async function throwNoteAway(ctx: Ctx, id: string): Promise<void> {
  await write(ctx, async (tx) => {
    const note = await lockNote(ctx, tx, id);
    if (standingOf(note) !== 'thrown_away') requireDraft(note);
    await tx.db.updateTable('visit_note').set({ thrown_away_at: ctx.now }).where('id', '=', id).execute();
    await tx.record({
      kind: 'visit-note.thrown-away',
      subjectType: 'visit_note',
      subjectId: id,
      schoolId: note.school_id,
      summary: 'threw a draft of a visit note away',
    });
  });
}
