import { academicYearOf } from '#core/academic-year/rules.ts';
import { belongsToSchool, holds, scopeOf } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { blockersToShare } from './actions/take-step.ts';
import { activitiesFor, activitiesNaming } from './activity-queries.ts';
import { entriesToPrepare } from './entry-queries.ts';
import { qaReviewPaths } from './paths.ts';
import { mayDecideInterest, mayEnterOwn, mayManage, mayWriteTheme } from './policy.ts';
import { type QaReview, readableReviews } from './queries.ts';
import { type Theme, themesOfReviews } from './theme-queries.ts';

/** Something that waits for the person who asks. */
type WaitingItem = { title: string; detail: string; href: string; dueOn?: Temporal.PlainDate };

/** Weeks before its days in which a review of the calendar that nobody has prepared is brought to mind. */
const weeksBefore = 6;

function ofTeam(ctx: Ctx, review: QaReview, of: string): WaitingItem[] {
  const items: WaitingItem[] = [];
  const own = review.members.find((member) => member.personId === ctx.actor.personId);
  if (own?.standing === 'undeclared' && !belongsToSchool(ctx.actor, review.schoolId))
    items.push({
      title: `Declare whether anything ties you to ${review.schoolName}`,
      detail: of,
      href: qaReviewPaths.team(review.id),
      dueOn: review.startsOn,
    });
  if (review.members.some((member) => member.standing === 'undecided') && mayDecideInterest(ctx.actor, review).allowed)
    items.push({
      title: 'Decide about a declared interest',
      detail: of,
      href: qaReviewPaths.team(review.id),
      dueOn: review.startsOn,
    });
  return items;
}

function ofThemes(ctx: Ctx, review: QaReview, themes: readonly Theme[], of: string): WaitingItem[] {
  const mine = themes.filter(
    (theme) =>
      theme.grade_code === null &&
      Temporal.PlainDate.compare(review.startsOn, ctx.today) <= 0 &&
      (theme.delegated_to ?? review.leadId) === ctx.actor.personId &&
      mayWriteTheme(ctx.actor, review, { delegatedTo: theme.delegated_to }).allowed,
  );
  const own = mayEnterOwn(ctx.actor, review).allowed ? themes.filter((theme) => theme.own_saved_at === null) : [];
  return [
    ...mine.map((theme) => ({
      title: `Write the theme “${theme.title}”`,
      detail: of,
      href: qaReviewPaths.theme(review.id, theme.id),
      dueOn: review.endsOn.add({ days: 7 }),
    })),
    ...own.map((theme) => ({
      title: `Say how the school sees “${theme.title}”`,
      detail: of,
      href: qaReviewPaths.themePart(review.id, theme.id, 'own'),
      dueOn: review.endsOn,
    })),
  ];
}

async function ofReview(ctx: Ctx, review: QaReview, themes: readonly Theme[]): Promise<WaitingItem[]> {
  const of = `${review.title}, ${review.schoolName}`;
  const items = ofTeam(ctx, review, of);
  if (review.state === 'preparing' && review.leadId === ctx.actor.personId && mayManage(ctx.actor, review).allowed) {
    const ready = (await blockersToShare(ctx, review)).length === 0;
    items.push({
      title: ready ? 'Share a review with the school' : 'Prepare a review',
      detail: of,
      href: qaReviewPaths.review(review.id),
      dueOn: review.startsOn.subtract({ days: 14 }),
    });
  }
  if (review.state === 'shared') items.push(...ofThemes(ctx, review, themes, of));
  return items;
}

/** Entries of the calendar that name this person as lead, soon and not prepared. */
async function toPrepare(ctx: Ctx): Promise<WaitingItem[]> {
  if (!holds(ctx.actor, 'review:lead')) return [];
  const until = ctx.today.add({ weeks: weeksBefore });
  const year = academicYearOf(ctx.today);
  const entries = await entriesToPrepare(ctx, [year, year + 1]);
  return entries
    .filter(
      (entry) =>
        entry.lead_id === ctx.actor.personId &&
        Temporal.PlainDate.compare(entry.starts_on, until) <= 0 &&
        Temporal.PlainDate.compare(entry.ends_on, ctx.today) >= 0,
    )
    .map((entry) => ({
      title: 'Prepare a review',
      detail: `${entry.title}, ${entry.school_name}`,
      href: qaReviewPaths.prepare(entry.id),
      dueOn: entry.starts_on.subtract({ days: 14 }),
    }));
}

/** What waits for this person in any review: declare, decide, prepare, share, record an activity, write a theme, say how the school sees itself, or be ready. */
export async function qaReviewsWaitingFor(ctx: Ctx): Promise<WaitingItem[]> {
  const named = await activitiesNaming(ctx, ctx.today);
  const items: WaitingItem[] = named.map((activity) => ({
    title: `A review names you: ${activity.title}`,
    detail: `${activity.review_title}. Read when, with whom and about what.`,
    href: qaReviewPaths.withMe,
    dueOn: activity.on_day,
  }));
  if (!holds(ctx.actor, 'review:read')) return items;
  const reading = { ...ctx, scope: scopeOf(ctx.actor, 'review:read') };
  const reviews = await readableReviews(reading, { states: ['preparing', 'shared'] });
  const themes = await themesOfReviews(
    reading,
    reviews.filter((review) => review.state === 'shared').map((review) => review.id),
  );
  for (const review of reviews) items.push(...(await ofReview(reading, review, themes.get(review.id) ?? [])));
  const soon = ctx.today.add({ days: 7 });
  for (const activity of await activitiesFor(reading))
    if (Temporal.PlainDate.compare(activity.on_day, soon) <= 0)
      items.push({
        title: `Record “${activity.title}”`,
        detail: `${activity.review_title}, ${activity.school_name}`,
        href: qaReviewPaths.activityPart(activity.review_id, activity.id, 'record'),
        dueOn: activity.on_day,
      });
  items.push(...(await toPrepare(reading)));
  return items;
}
