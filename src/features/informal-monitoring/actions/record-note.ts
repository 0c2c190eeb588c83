import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import type { EvidenceKind } from '#core/evidence/kinds.ts';
import { recordEvidence } from '#core/evidence/record-evidence.ts';
import { isEvidenceTag } from '#core/evidence/tags.ts';
import { bookWorkload, type WorkloadShare } from '#core/workload/book-workload.ts';
import { workloadFindings } from '#core/workload/queries.ts';
import { recordExcess } from '#core/workload/record-excess.ts';
import { Invalid, requireRevision } from '#platform/errors.ts';
import { mayWrite } from '../policy.ts';
import { myNotesOfDay, type Note } from '../queries.ts';
import { afterRecording, openReasons, type Reason } from '../reasons.ts';
import { noteKinds, reasonOf, recordProblems, saysTheSameVisit, titleOf } from '../rules.ts';
import { addToFirst } from './add-to-first.ts';
import { filesFromPhotos } from './keep-photo.ts';
import { lockNote, requireDraft } from './save-note.ts';

/** What to do where a note of the same visit stands already: ask, add to it, or keep this one apart. */
export type SameDay = 'ask' | 'add' | 'apart';

export type Recorded = { noteId: string; outcome: 'recorded' | 'added' };

/** The field of the error that asks what to do with a second note. */
export const sameDayField = 'sameDay';

function sharesOf(note: Note): WorkloadShare[] {
  if (note.observed_id === null || note.observed_minutes === null) return [];
  return [
    {
      schoolId: note.school_id,
      personId: note.observed_id,
      departmentId: note.department_id,
      onDay: note.happened_on,
      purpose: 'informal_monitoring',
      part: 'being_observed',
      minutes: note.observed_minutes,
      what: noteKinds[note.kind],
      state: 'done',
    },
  ];
}

/** Books the minutes of whoever was observed; passing a limit needs a reason. */
async function bookMinutes(ctx: Ctx, tx: Write, note: Note, cause: string): Promise<void> {
  const shares = sharesOf(note);
  if (shares.length === 0) return;
  const source = { type: 'visit_note' as const, id: cause };
  const findings = await workloadFindings(ctx, shares, cause === note.id ? source : undefined);
  await recordExcess(ctx, tx, source, note.school_id, findings, note.over_why);
  await bookWorkload(ctx, tx, source, shares);
}

function kindOf(note: Note, reason: Reason): EvidenceKind {
  return reason.evidenceKind ?? (note.observed_id ? 'lesson_observation' : 'other');
}

async function keepAsEvidence(ctx: Ctx, tx: Write, note: Note, reason: Reason): Promise<string> {
  const made = await recordEvidence(
    ctx,
    tx,
    {
      schoolId: note.school_id,
      kind: kindOf(note, reason),
      title: titleOf({ kind: note.kind, department: note.department, happenedOn: note.happened_on }),
      summary: note.words,
      happenedOn: note.happened_on,
      departmentId: note.department_id,
      observedId: note.observed_id,
      readers: note.observed_id ? 'named' : 'leaders',
      areas: note.area_ids.map((areaId) => ({ areaId, points: note.points })),
      tags: note.tags.filter(isEvidenceTag),
      criterionIds: reason.type === 'criterion' ? [reason.id] : [],
      enquiryIds: reason.type === 'enquiry' ? [reason.id] : [],
      source: { type: 'visit_note', id: note.id },
      clientId: note.client_id,
      capturedAt: note.captured_at,
    },
    'monitoring:write',
  );
  return made.id;
}

async function reasonThatStands(ctx: Ctx, note: Note): Promise<Reason> {
  const found = (await openReasons(ctx, note.school_id)).find((reason) => reason.key === reasonOf(note));
  if (found) return found;
  const message = 'This reason is no longer open: it was met, answered or closed. Choose another reason.';
  throw new Invalid([{ field: 'reason', message }]);
}

/** The recorded note of the same visit, where the writer has one: same school, reason and day, and the same teacher or none. */
async function firstOf(ctx: Ctx, note: Note): Promise<Note | undefined> {
  const ofDay = await myNotesOfDay(ctx, note.school_id, note.happened_on);
  const told = { ...note, reason: reasonOf(note) };
  return ofDay.find((other) => other.id !== note.id && saysTheSameVisit({ ...other, reason: reasonOf(other) }, told));
}

/**
 * Records a note: from now on it is a piece of evidence for its one reason. A second note of one visit joins the first, or stands apart where its writer wants
 * so; while nobody has said which, `Invalid` asks in the field `sameDay`. Minutes of whoever was observed are booked, and passing a limit needs a reason.
 */
export async function recordNote(
  ctx: Ctx,
  id: string,
  options: { revision?: number; sameDay: SameDay },
): Promise<Recorded> {
  return await write(ctx, async (tx) => {
    const note = await lockNote(ctx, tx, id);
    tx.authorise(mayWrite(ctx.actor, note.school_id, note.department_id));
    requireDraft(note);
    if (options.revision !== undefined) requireRevision(note.revision, options.revision);
    const problems = recordProblems(
      {
        reason: reasonOf(note),
        words: note.words,
        happenedOn: note.happened_on,
        observedId: note.observed_id,
        observedMinutes: note.observed_minutes,
      },
      ctx.today,
    );
    if (problems.length > 0) throw new Invalid(problems);
    const reason = await reasonThatStands(ctx, note);
    const first = options.sameDay === 'apart' ? undefined : await firstOf(ctx, note);
    if (first && options.sameDay === 'ask') {
      const message = 'You have written a note for this reason here on this day. Add this one to it, or keep it apart.';
      throw new Invalid([{ field: sameDayField, message }]);
    }
    if (first) {
      await bookMinutes(ctx, tx, note, first.id);
      await addToFirst(ctx, tx, first, note);
      return { noteId: first.id, outcome: 'added' };
    }
    await bookMinutes(ctx, tx, note, note.id);
    const evidenceId = await keepAsEvidence(ctx, tx, note, reason);
    await filesFromPhotos(ctx, tx, note.id, evidenceId);
    await tx.db
      .updateTable('visit_note')
      .set({ recorded_at: ctx.now, evidence_id: evidenceId, saved_at: ctx.now, revision: note.revision + 1 })
      .where('id', '=', id)
      .execute();
    await afterRecording(ctx, tx, reason, evidenceId);
    await tx.record({
      kind: 'visit-note.recorded',
      subjectType: 'visit_note',
      subjectId: id,
      schoolId: note.school_id,
      summary: `recorded a visit note (${noteKinds[note.kind].toLowerCase()}) for “${reason.label}”`,
      detail: { evidenceId, reason: reason.key },
    });
    return { noteId: id, outcome: 'recorded' };
  });
}
