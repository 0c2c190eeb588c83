import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { bookWorkload } from '#core/workload/book-workload.ts';
import { workloadFindings } from '#core/workload/queries.ts';
import { recordExcess } from '#core/workload/record-excess.ts';
import { type Activity, activitiesOf } from '../activity-queries.ts';
import { type Slot, sharesOf } from '../activity-rules.ts';
import type { QaReview } from '../queries.ts';

/** An activity as the rules need it. */
export const slotOf = (activity: Activity): Slot => ({
  kind: activity.kind,
  title: activity.title,
  onDay: activity.on_day,
  startsAt: activity.at_time,
  minutes: activity.minutes,
  withPersonId: activity.with_person_id,
  ledBy: activity.led_by_id === null ? null : { id: activity.led_by_id, personId: activity.led_by_person_id },
  secondBy:
    activity.second_by_id === null ? null : { id: activity.second_by_id, personId: activity.second_by_person_id },
});

type Booking = {
  overWhy: string | null;
  /** Told already of this very day, so that the notice is not asked for again. */
  toldBefore: boolean;
};

/**
 * Books what one activity costs, in place of what it cost before, and of the calendar's estimate now that there is a timetable. Passing a limit needs a reason.
 * Notice counts from the day of sharing, so while the review is prepared nobody is asked for it here.
 */
export async function bookActivity(
  ctx: Ctx,
  tx: Write,
  review: QaReview,
  activityId: string,
  slot: Slot,
  { overWhy, toldBefore }: Booking,
): Promise<void> {
  const cause = { type: 'qa_review_activity' as const, id: activityId };
  await bookWorkload(ctx, tx, { type: 'qa_entry', id: review.entryId }, []);
  const shares = sharesOf(slot, review);
  const skipsNotice = review.state === 'preparing' || toldBefore;
  const findings = (await workloadFindings(ctx, shares, cause)).filter(
    (finding) => !(skipsNotice && finding.limit === 'notice'),
  );
  await recordExcess(ctx, tx, cause, review.schoolId, findings, overWhy);
  await bookWorkload(ctx, tx, cause, shares);
}

/** Books again what is still planned, as when somebody has left the team. */
export async function bookAllAgain(ctx: Ctx, tx: Write, review: QaReview): Promise<void> {
  for (const activity of await activitiesOf(ctx, review.id))
    if (activity.recorded_at === null && activity.cancelled_at === null)
      await bookWorkload(ctx, tx, { type: 'qa_review_activity', id: activity.id }, sharesOf(slotOf(activity), review));
}

/**
 * What the notice of every observation comes to, counted from today, the day of sharing: too short a notice needs a reason, which is kept with the calendar
 * entry of the review.
 */
export async function requireNotice(ctx: Ctx, tx: Write, review: QaReview, overWhy: string | null): Promise<void> {
  const planned = (await activitiesOf(ctx, review.id)).filter((activity) => activity.cancelled_at === null);
  const shares = planned.flatMap((activity) => sharesOf(slotOf(activity), review));
  const observed = shares.filter((share) => share.part === 'being_observed');
  const cause = { type: 'qa_entry' as const, id: review.entryId };
  const findings = (await workloadFindings(ctx, observed, cause)).filter((finding) => finding.limit === 'notice');
  await recordExcess(ctx, tx, cause, review.schoolId, findings, overWhy);
}
