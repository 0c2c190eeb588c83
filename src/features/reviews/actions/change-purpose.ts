import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { longDate } from '#platform/clock.ts';
import { Invalid, requireRevision } from '#platform/errors.ts';
import { activitiesOf } from '../activity-queries.ts';
import { mayChangePlan } from '../policy.ts';
import { daysAfterReview } from '../rules.ts';
import { lockReview } from './lock-review.ts';
import { noteChange } from './note-change.ts';
import { dayProblems } from './prepare-review.ts';

export type Purpose = {
  title: string;
  purpose: string;
  startsOn: Temporal.PlainDate;
  endsOn: Temporal.PlainDate;
  revision: number;
  changeWhy: string | null;
};

/** Changes what a review is called, what it wants to find out, and its days; the roles of visiting reviewers go along with the last day. */
export async function changePurpose(ctx: Ctx, reviewId: string, input: Purpose): Promise<void> {
  await write(ctx, async (tx) => {
    const review = await lockReview(ctx, tx, reviewId);
    tx.authorise(mayChangePlan(ctx.actor, review));
    requireRevision(review.revision, input.revision);
    const problems = dayProblems(input.startsOn, input.endsOn);
    if (problems.length > 0) throw new Invalid(problems);
    const outside = (await activitiesOf(ctx, reviewId)).filter(
      (activity) =>
        activity.cancelled_at === null &&
        (Temporal.PlainDate.compare(activity.on_day, input.startsOn) < 0 ||
          Temporal.PlainDate.compare(activity.on_day, input.endsOn) > 0),
    );
    if (outside[0])
      throw new Invalid([
        {
          field: 'startsOn',
          message: `“${outside[0].title}” is planned for ${longDate(outside[0].on_day)}. Move it first, or choose days that take it in`,
        },
      ]);
    await tx.db
      .updateTable('qa_review')
      .set({
        title: input.title,
        purpose: input.purpose,
        starts_on: input.startsOn,
        ends_on: input.endsOn,
        revision: review.revision + 1,
      })
      .where('id', '=', review.id)
      .execute();
    const moved = !input.startsOn.equals(review.startsOn) || !input.endsOn.equals(review.endsOn);
    if (moved) {
      const granted = await tx.db
        .selectFrom('qa_review_member')
        .select('role_grant_id')
        .where('review_id', '=', review.id)
        .where('left_at', 'is', null)
        .where('role_grant_id', 'is not', null)
        .execute();
      const ids = granted.flatMap((row) => row.role_grant_id ?? []);
      if (ids.length > 0)
        await tx.db
          .updateTable('role_grant')
          .set({ ends_on: input.endsOn.add({ days: daysAfterReview }) })
          .where('id', 'in', ids)
          .where('ended_at', 'is', null)
          .execute();
    }
    const what = [
      ...(input.title === review.title ? [] : [`changed its name to “${input.title}”`]),
      ...(moved ? [`moved its days to ${longDate(input.startsOn)} to ${longDate(input.endsOn)}`] : []),
      ...(input.purpose === review.purpose ? [] : ['changed what it wants to find out']),
    ];
    if (what.length === 0) what.push('kept its purpose as it was');
    await noteChange(ctx, tx, review, { kind: 'purpose-changed', what: what.join(', '), why: input.changeWhy });
  });
}
