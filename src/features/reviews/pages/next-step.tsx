import type { Ctx } from '#core/context.ts';
import { errorFor, type FieldError } from '#platform/errors.ts';
import { Button, ButtonGroup, ButtonLink } from '#ui/button.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { Link } from '#ui/link.tsx';
import { TextArea } from '#ui/text-area.tsx';
import type { Activity } from '../activity-queries.ts';
import { qaReviewPaths } from '../paths.ts';
import { mayChangePlan, mayEnterOwn, mayManage, mayRecordActivity, mayWriteTheme } from '../policy.ts';
import type { QaReview } from '../queries.ts';
import type { Theme } from '../theme-queries.ts';

export type StepShown = {
  step: 'share' | 'gather' | 'reopen' | 'cancel';
  errors: readonly FieldError[];
  typed: string;
};

const Missing = ({ blockers, title }: { blockers: readonly string[]; title: string }) =>
  blockers.length === 0 ? null : (
    <InsetText>
      <p class="govuk-body govuk-!-font-weight-bold">{title}</p>
      <ul class="govuk-list govuk-list--bullet">
        {blockers.map((blocker) => (
          <li>{blocker}</li>
        ))}
      </ul>
    </InsetText>
  );

type Props = {
  ctx: Ctx;
  review: QaReview;
  themes: readonly Theme[];
  activities: readonly Activity[];
  blockers: readonly string[];
  shown: StepShown | undefined;
};

const ReasonStep = ({
  ctx,
  review,
  shown,
  step,
  summary,
  label,
  hint,
}: Pick<Props, 'ctx' | 'review' | 'shown'> & {
  step: 'reopen' | 'cancel';
  summary: string;
  label: string;
  hint: string;
}) => {
  const open = shown?.step === step;
  return (
    <Details summary={summary} open={open}>
      <Form action={qaReviewPaths.step(review.id, step)} csrfToken={ctx.page.csrfToken}>
        <TextArea
          name="why"
          id={`why-${step === 'reopen' ? 'reopened' : 'cancelled'}`}
          label="Reason"
          hint={hint}
          rows={3}
          value={open ? shown.typed : undefined}
          error={open ? errorFor(shown.errors, `why-${step === 'reopen' ? 'reopened' : 'cancelled'}`) : undefined}
          required
        />
        <Button variant="secondary">{label}</Button>
      </Form>
    </Details>
  );
};

const SharePart = ({ ctx, review, blockers, shown }: Props) => {
  if (blockers.length > 0) return <Missing blockers={blockers} title="Before it can be shared with the school" />;
  const overWhy = shown?.step === 'share' ? errorFor(shown.errors, 'overWhy') : undefined;
  return (
    <Form action={qaReviewPaths.step(review.id, 'share')} csrfToken={ctx.page.csrfToken}>
      <p class="govuk-body">
        The head teacher, the leader of the department, the team and everybody named in the timetable are told. Their
        notice counts from today.
      </p>
      {overWhy || shown?.typed ? (
        <TextArea
          name="overWhy"
          label="Why is it needed with so little notice?"
          rows={3}
          value={shown?.typed}
          error={overWhy}
          required
        />
      ) : null}
      <Button>Share with the school</Button>
    </Form>
  );
};

const UnderWay = ({ ctx, review, themes, activities, blockers }: Props) => {
  const mine = activities.filter(
    (activity) =>
      activity.recorded_at === null &&
      activity.cancelled_at === null &&
      Temporal.PlainDate.compare(activity.on_day, ctx.today) <= 0 &&
      [activity.led_by_person_id, activity.second_by_person_id].includes(ctx.actor.personId) &&
      mayRecordActivity(ctx.actor, review, {
        ledBy: activity.led_by_person_id,
        secondBy: activity.second_by_person_id,
      }).allowed,
  );
  const written = themes.filter(
    (theme) =>
      theme.grade_code === null &&
      Temporal.PlainDate.compare(review.startsOn, ctx.today) <= 0 &&
      (theme.delegated_to ?? review.leadId) === ctx.actor.personId &&
      mayWriteTheme(ctx.actor, review, { delegatedTo: theme.delegated_to }).allowed,
  );
  const own = mayEnterOwn(ctx.actor, review).allowed ? themes.filter((theme) => theme.own_saved_at === null) : [];
  const links = [
    ...mine.map((activity) => ({
      href: qaReviewPaths.activityPart(review.id, activity.id, 'record'),
      label: `Record “${activity.title}”`,
    })),
    ...written.map((theme) => ({ href: qaReviewPaths.theme(review.id, theme.id), label: `Write “${theme.title}”` })),
    ...own.map((theme) => ({
      href: qaReviewPaths.themePart(review.id, theme.id, 'own'),
      label: `Say how the school sees “${theme.title}”`,
    })),
  ];
  return (
    <>
      {links.length > 0 ? (
        <>
          <h2 class="govuk-heading-m">What is yours to do</h2>
          <ul class="govuk-list govuk-list--bullet">
            {links.map((link) => (
              <li>
                <Link href={link.href}>{link.label}</Link>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {mayManage(ctx.actor, review).allowed ? (
        blockers.length > 0 ? (
          <Details summary={`What is missing until the evidence is complete (${blockers.length})`}>
            <Missing blockers={blockers} title="Before the evidence is complete" />
          </Details>
        ) : (
          <Form action={qaReviewPaths.step(review.id, 'gather')} csrfToken={ctx.page.csrfToken}>
            <Button>Evidence is complete</Button>
          </Form>
        )
      ) : null}
    </>
  );
};

/** What this reader can do now to bring the review forward. */
export const NextStep = (props: Props) => {
  const { ctx, review } = props;
  const changes = mayChangePlan(ctx.actor, review).allowed;
  const manages = mayManage(ctx.actor, review).allowed;
  const own = review.members.find((member) => member.personId === ctx.actor.personId);
  return (
    <>
      {own?.standing === 'undeclared' ? (
        <ButtonLink href={qaReviewPaths.team(review.id)}>Declare whether anything ties you to the school</ButtonLink>
      ) : null}
      {changes ? (
        <ButtonGroup>
          <ButtonLink href={qaReviewPaths.purpose(review.id)} variant="secondary">
            Purpose and days
          </ButtonLink>
          <ButtonLink href={qaReviewPaths.themes(review.id)} variant="secondary">
            Change the themes
          </ButtonLink>
          <ButtonLink href={qaReviewPaths.team(review.id)} variant="secondary">
            Change the team
          </ButtonLink>
          <ButtonLink href={qaReviewPaths.timetable(review.id)} variant="secondary">
            Add to the timetable
          </ButtonLink>
        </ButtonGroup>
      ) : null}
      {review.state === 'preparing' && manages ? <SharePart {...props} /> : null}
      {review.state === 'shared' ? <UnderWay {...props} /> : null}
      {review.state === 'gathered' && manages ? (
        <ReasonStep
          {...props}
          step="reopen"
          summary="Open the evidence again"
          label="Open it again"
          hint="Activities can then be added and recorded, and themes written, until it is complete once more."
        />
      ) : null}
      {changes ? (
        <ReasonStep
          {...props}
          step="cancel"
          summary="Cancel this review"
          label="Cancel the review"
          hint="Whoever knows of it is told. What has been recorded stays."
        />
      ) : null}
    </>
  );
};
