import type { Child } from 'hono/jsx';
import type { Ctx } from '#core/context.ts';
import { appPage, type PageProps } from '#core/web/app-page.tsx';
import { shortDate } from '#platform/clock.ts';
import type { Reply } from '#platform/http/reply.ts';
import { Tag, type TagColour } from '#ui/tag.tsx';
import { TextArea } from '#ui/text-area.tsx';
import type { Activity } from '../activity-queries.ts';
import { clockTime, endsAt } from '../activity-rules.ts';
import { qaReviewPaths } from '../paths.ts';
import type { Member, QaReview } from '../queries.ts';
import { reviewStates } from '../rules.ts';
import type { ReviewState } from '../tables.ts';

/** A page about one review, with the way back to it. */
export function reviewPage(ctx: Ctx, review: QaReview, props: PageProps, children: Child): Reply {
  const crumbs = [
    { href: qaReviewPaths.list, label: 'Reviews' },
    { href: qaReviewPaths.review(review.id), label: `${review.title}, ${review.schoolName}` },
  ];
  return appPage(ctx, { crumbs, ...props }, children);
}

const colours: Record<ReviewState, TagColour> = {
  preparing: 'grey',
  shared: 'blue',
  gathered: 'green',
  cancelled: 'red',
};

export const StateTag = ({ state, short = false }: { state: ReviewState; short?: boolean }) => (
  <Tag colour={colours[state]}>{reviewStates[state][short ? 'short' : 'words']}</Tag>
);

/** Asked with every change once the school has the page. */
export const ChangeWhy = ({
  review,
  value,
  error,
  id,
}: {
  review: QaReview;
  value?: string | undefined;
  error?: string | undefined;
  id?: string;
}) =>
  review.state === 'shared' ? (
    <TextArea
      name="changeWhy"
      id={id}
      label="Why is it changed?"
      hint="The school has this page. What was changed and why stands on it, and everybody concerned is told."
      rows={2}
      value={value}
      error={error}
      required
    />
  ) : null;

/** “10 Mar 2026, 09:15 to 10:15”. */
export const whenOf = (activity: Pick<Activity, 'on_day' | 'at_time' | 'minutes'>): string =>
  activity.at_time === null
    ? `${shortDate(activity.on_day)}, ${activity.minutes} minutes`
    : `${shortDate(activity.on_day)}, ${clockTime(activity.at_time)} to ${endsAt(activity.at_time, activity.minutes)}`;

/** With whom an activity is: the person, the words, or both. */
export const withOf = (activity: Pick<Activity, 'with_name' | 'with_words'>): string =>
  [activity.with_name, activity.with_words].filter(Boolean).join(', ') || '—';

/** Who leads and who is second. */
export const ledOf = (activity: Pick<Activity, 'led_by_name' | 'second_by_name'>): string =>
  [activity.led_by_name, activity.second_by_name].filter(Boolean).join(' with ') || 'Nobody yet';

/** Where a member of the team comes from: what they do and at which school, or the organisation of somebody from outside. */
export function fromOf(member: Pick<Member, 'organisation' | 'jobTitle' | 'places'>): string {
  if (member.organisation !== null) return member.organisation;
  const places = member.places.filter((place) => !member.jobTitle?.includes(place));
  return [member.jobTitle, ...places].filter(Boolean).join(', ') || '—';
}
