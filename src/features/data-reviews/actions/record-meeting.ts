import { academicYearName } from '#core/academic-year/rules.ts';
import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { recordEvidence } from '#core/evidence/record-evidence.ts';
import { freezeDocument } from '#core/frozen-records/freeze.ts';
import { calendarEntryDone } from '#core/workload/book-workload.ts';
import { dataPackDocument, loadDataPack } from '#features/performance-data/index.ts';
import { Invalid, requireRevision } from '#platform/errors.ts';
import { mayRecord } from '../policy.ts';
import { type DataReview, findDataReview, possibleAttendees } from '../queries.ts';
import { meetingProblems } from '../rules.ts';

export type Meeting = {
  heldOn: Temporal.PlainDate;
  attendeeIds: readonly string[];
  others: readonly string[];
  points: string;
  revision: number;
};

async function lock(ctx: Ctx, tx: Write, id: string): Promise<DataReview> {
  await tx.db.selectFrom('data_review').select('id').where('id', '=', id).forUpdate().execute();
  return await findDataReview(ctx, id);
}

/** Freezes the data pack that was looked at; null where no figures of the school have been imported, because then there was none. */
async function freezePack(ctx: Ctx, tx: Write, review: DataReview): Promise<string | null> {
  const pack = await loadDataPack(ctx, review.school_id);
  if (pack.sections.length === 0) return null;
  const frozen = await freezeDocument(ctx, tx, {
    kind: 'data-pack',
    subjectId: review.id,
    schoolId: review.school_id,
    document: dataPackDocument(pack, ctx.actor.trustName),
    fileName: `Data pack ${review.school} ${ctx.today.toString()}`,
  });
  return frozen.id;
}

/** Makes the piece of evidence, or brings it up to date with a changed record: what is cited must be what both sides confirm. */
async function keepAsEvidence(ctx: Ctx, tx: Write, review: DataReview, meeting: Meeting): Promise<string> {
  const title = `Autumn data review ${academicYearName(review.academic_year)}`;
  const summary = meeting.points.slice(0, 4000);
  if (review.evidence_id === null) {
    const made = await recordEvidence(ctx, tx, {
      schoolId: review.school_id,
      kind: 'data',
      title,
      summary,
      happenedOn: meeting.heldOn,
    });
    return made.id;
  }
  const changed = await tx.db
    .updateTable('evidence')
    .set((eb) => ({ summary, happened_on: meeting.heldOn, revision: eb('revision', '+', 1) }))
    .where('id', '=', review.evidence_id)
    .where('withdrawn_at', 'is', null)
    .where((eb) => eb.or([eb('summary', '<>', summary), eb('happened_on', '<>', meeting.heldOn)]))
    .returning('id')
    .executeTakeFirst();
  if (changed) {
    await tx.record({
      kind: 'evidence.corrected',
      subjectType: 'evidence',
      subjectId: review.evidence_id,
      schoolId: review.school_id,
      summary: `corrected the evidence “${title}” with the record of the meeting`,
    });
  }
  return review.evidence_id;
}

/**
 * Records that the meeting was held: when, who was there, what was said. The first time it becomes a piece of evidence that the Annual Review can cite, and
 * the data pack is frozen as it was looked at. A later change asks both sides to confirm again.
 */
export async function recordMeeting(ctx: Ctx, id: string, meeting: Meeting): Promise<void> {
  await write(ctx, async (tx) => {
    const review = await lock(ctx, tx, id);
    tx.authorise(mayRecord(ctx.actor, review.school_id));
    requireRevision(review.revision, meeting.revision);
    const known = await possibleAttendees(ctx, review.school_id);
    const there = known.filter((person) => meeting.attendeeIds.includes(person.id));
    const problems = meetingProblems(meeting.heldOn, there.length + meeting.others.length, ctx.today);
    if (meeting.points.trim() === '')
      problems.push({ field: 'points', message: 'Write down the points of the meeting' });
    if (problems.length > 0) throw new Invalid(problems);
    await tx.db.deleteFrom('data_review_attendee').where('data_review_id', '=', id).execute();
    const attendees = [
      ...there.map(({ id: personId, name }) => ({ person_id: personId, name })),
      ...meeting.others.map((name) => ({ person_id: null, name })),
    ];
    await tx.db
      .insertInto('data_review_attendee')
      .values(attendees.map((attendee) => ({ trust_id: ctx.actor.trustId, data_review_id: id, ...attendee })))
      .execute();
    const evidenceId = await keepAsEvidence(ctx, tx, review, meeting);
    const frozenId = review.held_on === null ? await freezePack(ctx, tx, review) : review.frozen_record_id;
    await tx.db
      .updateTable('data_review')
      .set({
        held_on: meeting.heldOn,
        held_recorded_at: ctx.now,
        held_recorded_by: ctx.actor.personId,
        points: meeting.points,
        evidence_id: evidenceId,
        frozen_record_id: frozenId,
        revision: review.revision + 1,
      })
      .where('id', '=', id)
      .execute();
    await calendarEntryDone(tx, {
      schoolId: review.school_id,
      academicYear: review.academic_year,
      kind: 'data_review',
    });
    await tx.record({
      kind: 'data-review.recorded',
      subjectType: 'data_review',
      subjectId: id,
      schoolId: review.school_id,
      summary: `${review.held_on ? 'changed the record of' : 'recorded'} the data review, with ${attendees.length} people there`,
    });
  });
}

/** Keeps the points while somebody writes, until the meeting has been recorded; from then on only `recordMeeting` changes them. */
export async function keepPoints(ctx: Ctx, id: string, points: string, revision: number): Promise<number> {
  return await write(ctx, async (tx) => {
    const review = await lock(ctx, tx, id);
    tx.authorise(mayRecord(ctx.actor, review.school_id));
    requireRevision(review.revision, revision);
    if (review.held_on !== null)
      throw new Invalid([{ field: 'points', message: 'This record stands: press “Record the meeting” to change it.' }]);
    await tx.db
      .updateTable('data_review')
      .set({ points, revision: review.revision + 1 })
      .where('id', '=', id)
      .execute();
    await tx.record({
      kind: 'data-review.draft-kept',
      subjectType: 'data_review',
      subjectId: id,
      schoolId: review.school_id,
      summary: 'wrote on the points of the data review',
    });
    return review.revision + 1;
  });
}
