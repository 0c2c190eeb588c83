import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { workloadStopped } from '#core/workload/book-workload.ts';
import { longDate } from '#platform/clock.ts';
import { Invalid } from '#platform/errors.ts';
import { activitiesOf } from '../activity-queries.ts';
import { gatherBlockers, shareBlockers } from '../blocker-rules.ts';
import { mayManage } from '../policy.ts';
import type { QaReview } from '../queries.ts';
import { reviewSteps } from '../rules.ts';
import { themesOf } from '../theme-queries.ts';
import { requireNotice } from './book-activity.ts';
import { letOut } from './let-in.ts';
import { insertStep, lockReview, recordOf, requireStep } from './lock-review.ts';
import { tellAll } from './tell-people.ts';

const refuse = (blockers: readonly string[]): void => {
  if (blockers.length > 0) throw new Invalid(blockers.map((message) => ({ field: '', message })));
};

/** What still stands in the way of sharing a review, in words. */
export async function blockersToShare(ctx: Ctx, review: QaReview): Promise<string[]> {
  const activities = (await activitiesOf(ctx, review.id)).filter((activity) => activity.cancelled_at === null);
  return shareBlockers({
    purpose: review.purpose,
    startsOn: review.startsOn,
    themes: (await themesOf(ctx, review.id)).length,
    leadClear: review.leadId !== null && review.clearIds.includes(review.leadId),
    activities: activities.map((activity) => ({ title: activity.title, led: activity.led_by_id !== null })),
  });
}

/** What still stands in the way of closing the evidence, in words. */
export async function blockersToGather(ctx: Ctx, review: QaReview): Promise<string[]> {
  return gatherBlockers({
    activities: (await activitiesOf(ctx, review.id)).map((activity) => ({
      title: activity.title,
      recorded: activity.recorded_at !== null,
      cancelled: activity.cancelled_at !== null,
    })),
    themes: (await themesOf(ctx, review.id)).map((theme) => ({
      title: theme.title,
      graded: theme.grade_code !== null,
    })),
  });
}

/** Shares the page with the school: its leaders, the team and everybody named in the timetable are told. From here on a change needs a reason. */
export async function shareReview(ctx: Ctx, reviewId: string, overWhy: string | null): Promise<void> {
  await write(ctx, async (tx) => {
    const review = await lockReview(ctx, tx, reviewId);
    tx.authorise(mayManage(ctx.actor, review));
    requireStep(review, 'shared', null);
    refuse(await blockersToShare(ctx, review));
    await requireNotice(ctx, tx, review, overWhy);
    await insertStep(ctx, tx, review, 'shared', null);
    await recordOf(tx, review, 'shared', `${reviewSteps.shared.summary}: “${review.title}”`, overWhy);
    const days = `from ${longDate(review.startsOn)} to ${longDate(review.endsOn)}`;
    await tellAll(
      ctx,
      tx,
      review,
      {
        subject: `Shared: ${review.title}`,
        body: `The review at ${review.schoolName} ${days} has been planned: what it looks at and what it leaves alone, who comes, and when.`,
      },
      review.namedIds,
      {
        subject: `You are named in a review: ${review.title}`,
        body: `A review at ${review.schoolName} ${days} has been planned, and you are named in its timetable. No lesson is graded. The page says when, with whom and about what.`,
      },
    );
  });
}

/** Closes the evidence: refused, in words, while an activity is neither recorded nor cancelled or a theme has no grade. */
export async function gatherReview(ctx: Ctx, reviewId: string): Promise<void> {
  await write(ctx, async (tx) => {
    const review = await lockReview(ctx, tx, reviewId);
    tx.authorise(mayManage(ctx.actor, review));
    requireStep(review, 'gathered', null);
    refuse(await blockersToGather(ctx, review));
    await insertStep(ctx, tx, review, 'gathered', null);
    await recordOf(tx, review, 'gathered', `${reviewSteps.gathered.summary} “${review.title}”`);
  });
}

/** Opens the evidence again, with the reason. */
export async function reopenReview(ctx: Ctx, reviewId: string, why: string | null): Promise<void> {
  await write(ctx, async (tx) => {
    const review = await lockReview(ctx, tx, reviewId);
    tx.authorise(mayManage(ctx.actor, review));
    requireStep(review, 'reopened', why);
    await insertStep(ctx, tx, review, 'reopened', why);
    await recordOf(tx, review, 'reopened', `${reviewSteps.reopened.summary} “${review.title}”`, why);
  });
}

/** Cancels the whole review, with the reason: what was still planned counts as stopped, and whoever knew of it is told. What was recorded stays. */
export async function cancelReview(ctx: Ctx, reviewId: string, why: string | null): Promise<void> {
  await write(ctx, async (tx) => {
    const review = await lockReview(ctx, tx, reviewId);
    tx.authorise(mayManage(ctx.actor, review));
    requireStep(review, 'cancelled', why);
    for (const activity of await activitiesOf(ctx, review.id))
      if (activity.recorded_at === null && activity.cancelled_at === null)
        await workloadStopped(tx, { type: 'qa_review_activity', id: activity.id }, why ?? '');
    for (const member of review.members) await letOut(ctx, tx, review, member.id, why ?? '');
    await insertStep(ctx, tx, review, 'cancelled', why);
    await recordOf(tx, review, 'cancelled', `${reviewSteps.cancelled.summary} “${review.title}”`, why);
    if (!review.everShared) return;
    const body = `The review that was planned at ${review.schoolName} has been cancelled. Nobody has to prepare anything for it.`;
    const words = { subject: `Cancelled: ${review.title}`, body };
    await tellAll(ctx, tx, review, words, review.namedIds, words);
  });
}
