import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { tellObserved } from '#core/evidence/observed.ts';
import { workloadDone } from '#core/workload/book-workload.ts';
import { NotFound } from '#platform/errors.ts';
import type { Activity } from '../activity-queries.ts';
import { mayRecordActivity } from '../policy.ts';
import type { QaReview } from '../queries.ts';
import { reachOf } from '../reach-rules.ts';
import { lockActivity, requireUnrecorded } from './lock-activity.ts';
import { recordOf } from './lock-review.ts';

/** Locks an activity that this person is about to record; refuses whoever may not, and what has been recorded or cancelled. */
export async function lockToRecord(ctx: Ctx, tx: Write, activityId: string, reviewId?: string) {
  const locked = await lockActivity(ctx, tx, activityId, reviewId);
  const { led_by_person_id: ledBy, second_by_person_id: secondBy } = locked.activity;
  tx.authorise(mayRecordActivity(ctx.actor, locked.review, { ledBy, secondBy }));
  requireUnrecorded(locked.activity);
  return locked;
}

/** An activity has its record, and its minutes are done. Whoever records the evidence tells the teacher who was observed. */
export async function markRecorded(
  ctx: Ctx,
  tx: Write,
  review: QaReview,
  activity: Activity,
  evidenceId: string,
): Promise<void> {
  await tx.db
    .updateTable('qa_review_activity')
    .set((eb) => ({
      evidence_id: evidenceId,
      recorded_at: ctx.now,
      recorded_by: ctx.actor.personId,
      revision: eb('revision', '+', 1),
    }))
    .where('id', '=', activity.id)
    .execute();
  await workloadDone(tx, { type: 'qa_review_activity', id: activity.id });
  await recordOf(
    tx,
    review,
    'activity-recorded',
    `recorded “${activity.title}” of the review “${review.title}”`,
    null,
    {
      activityId: activity.id,
      evidenceId,
    },
  );
}

/** What evidence of this activity must carry: whom it is about, who saw it, who may read it. For whoever records it elsewhere, before `recordEvidence`. */
export async function reachOfActivity(ctx: Ctx, tx: Write, activityId: string) {
  const { review, activity } = await lockToRecord(ctx, tx, activityId);
  return { ...reachOf(review, activity), schoolId: review.schoolId, kind: activity.kind, title: activity.title };
}

/**
 * A note that was taken on a phone becomes the record of an activity, inside the caller's write. What it says of one observed teacher is kept to that teacher
 * and the team, whoever recorded it. Throws `Forbidden` for anybody who neither leads nor seconds the activity, `Invalid` where it has its record.
 */
export async function attachNoteToActivity(ctx: Ctx, tx: Write, activityId: string, evidenceId: string): Promise<void> {
  const { review, activity } = await lockToRecord(ctx, tx, activityId);
  const reach = reachOf(review, activity);
  const note = await tx.db
    .selectFrom('evidence')
    .select(['id', 'source_type', 'observed_id', 'happened_on'])
    .where('id', '=', evidenceId)
    .where('school_id', '=', review.schoolId)
    .where('recorded_by', '=', ctx.actor.personId)
    .executeTakeFirst();
  if (!note) throw new NotFound();
  await tx.db
    .updateTable('evidence')
    .set({
      ...(note.source_type === null ? { source_type: 'qa_review_activity' as const, source_id: activity.id } : {}),
      ...(reach.observedId === null ? {} : { observed_id: reach.observedId, readers: 'named' as const }),
    })
    .where('id', '=', note.id)
    .where((eb) => eb.or([eb('source_type', 'is', null), eb.lit(reach.observedId !== null)]))
    .execute();
  const of = { trust_id: ctx.actor.trustId, evidence_id: note.id };
  if (reach.readerIds.length > 0)
    await tx.db
      .insertInto('evidence_reader')
      .values(reach.readerIds.map((personId) => ({ ...of, person_id: personId, added_by: ctx.actor.personId })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  if (reach.observers.length > 0)
    await tx.db
      .insertInto('evidence_observer')
      .values(reach.observers.map((observer) => ({ ...of, person_id: observer.personId, name: observer.name })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  if (note.observed_id === null)
    await tellObserved(ctx, tx, { id: note.id, observedId: reach.observedId, happenedOn: note.happened_on });
  await markRecorded(ctx, tx, review, activity, note.id);
}
