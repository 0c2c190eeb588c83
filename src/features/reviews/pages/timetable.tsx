import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { StoredNow } from '#core/web/stored-now.tsx';
import { errorFor, errorsOf, type FieldError, StaleRevision } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { addActivity, cancelActivity, changeActivity } from '../actions/plan-activity.ts';
import { type Activity, activitiesOf, findActivity } from '../activity-queries.ts';
import { addActivityForm, changeActivityForm, whyForm } from '../forms.ts';
import { peopleOfSchool } from '../member-queries.ts';
import { qaReviewPaths } from '../paths.ts';
import { mayChangePlan } from '../policy.ts';
import { findReview } from '../queries.ts';
import { activityKindNames, activityKinds } from '../rules.ts';
import { ActivityFields } from './activity-fields.tsx';
import { reviewPage, whenOf, withOf } from './frame.tsx';
import { TimetableTable } from './plan-tables.tsx';

type Shown = { typed?: Typed; errors?: readonly FieldError[]; stale?: string; cancelling?: boolean };

async function timetablePage(ctx: Ctx, reviewId: string, { typed = {}, errors = [] }: Shown = {}): Promise<Reply> {
  const review = await findReview(ctx, reviewId);
  demand(mayChangePlan(ctx.actor, review));
  const activities = await activitiesOf(ctx, review.id);
  const last = activities.at(-1);
  const begun = {
    onDay: (last?.on_day ?? review.startsOn).toString(),
    minutes: '30',
    ...typed,
  };
  return reviewPage(
    ctx,
    review,
    { title: 'Timetable', errors },
    <>
      <PageHeading
        caption={review.schoolName}
        title="Timetable"
        lead="What is planned stands below; add one activity after the other. Open one to change or cancel it."
      />
      <TimetableTable ctx={ctx} review={review} activities={activities} />
      <h2 class="govuk-heading-m">Add an activity</h2>
      <Form action={qaReviewPaths.timetable(review.id)} csrfToken={ctx.page.csrfToken} warnUnsaved>
        <Radios
          name="kind"
          label="Kind of activity"
          value={typed['kind']}
          error={errorFor(errors, 'kind')}
          required
          options={activityKindNames.map((kind) => ({ value: kind, label: activityKinds[kind].label }))}
        />
        <ActivityFields
          review={review}
          people={await peopleOfSchool(ctx, review.schoolId)}
          typed={begun}
          errors={errors}
          unit="Class, subject and year; whose work; which pupils; which data; about what."
        />
        <ButtonGroup>
          <Button>Add to the timetable</Button>
          <a class="govuk-link" href={qaReviewPaths.review(review.id)}>
            Back to the plan
          </a>
        </ButtonGroup>
      </Form>
    </>,
  );
}

export const showTimetable = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  timetablePage(ctx, idParam(request, 'qaReviewId'));

const planned = <T extends { focus: string | null; place: string | null; withWords: string | null }>(value: T) => ({
  ...value,
  focus: value.focus ?? '',
  place: value.place ?? '',
  withWords: value.withWords ?? '',
});

export async function postActivity(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reviewId = idParam(request, 'qaReviewId');
  const form = readForm(addActivityForm, request.form);
  if (!form.ok) return await timetablePage(ctx, reviewId, form);
  try {
    await addActivity(ctx, reviewId, planned(form.value));
    return redirectTo(qaReviewPaths.timetable(reviewId), `“${form.value.title}” is in the timetable.`);
  } catch (error) {
    return await timetablePage(ctx, reviewId, { typed: form.typed, errors: errorsOf(error) });
  }
}

const typedOf = (activity: Activity): Typed => ({
  title: activity.title,
  focus: activity.focus,
  onDay: activity.on_day.toString(),
  startsAt: activity.at_time?.slice(0, 5) ?? '',
  minutes: String(activity.minutes),
  place: activity.place,
  withPersonId: activity.with_person_id ?? '',
  withWords: activity.with_words,
  ledById: activity.led_by_id ?? '',
  secondById: activity.second_by_id ?? '',
});

async function changePage(ctx: Ctx, request: PageRequest, shown: Shown = {}): Promise<Reply> {
  const review = await findReview(ctx, idParam(request, 'qaReviewId'));
  demand(mayChangePlan(ctx.actor, review));
  const activity = await findActivity(ctx, review.id, idParam(request, 'activityId'));
  const { errors = [], stale, cancelling = false } = shown;
  const fieldErrors = cancelling ? [] : errors;
  return reviewPage(
    ctx,
    review,
    { title: `Change “${activity.title}”`, errors, ...(stale ? { status: 409 } : {}) },
    <>
      <PageHeading
        caption={`${activityKinds[activity.kind].label}, ${review.schoolName}`}
        title={`Change “${activity.title}”`}
      />
      {stale ? (
        <StoredNow
          message={stale}
          rows={[
            { key: 'What is looked at', value: activity.title },
            { key: 'When', value: whenOf(activity) },
            { key: 'With', value: withOf(activity) },
          ]}
        />
      ) : null}
      <Form
        action={qaReviewPaths.activityPart(review.id, activity.id, 'change')}
        csrfToken={ctx.page.csrfToken}
        warnUnsaved
      >
        <HiddenField name="revision" value={activity.revision} />
        <ActivityFields
          review={review}
          people={await peopleOfSchool(ctx, review.schoolId)}
          typed={cancelling ? typedOf(activity) : (shown.typed ?? typedOf(activity))}
          errors={fieldErrors}
          unit={activityKinds[activity.kind].unit}
        />
        <ButtonGroup>
          <Button>Save the activity</Button>
          <a class="govuk-link" href={qaReviewPaths.review(review.id)}>
            Cancel
          </a>
        </ButtonGroup>
      </Form>
      <Details summary="This activity is not going to take place" open={cancelling}>
        <Form action={qaReviewPaths.activityPart(review.id, activity.id, 'cancel')} csrfToken={ctx.page.csrfToken}>
          <TextArea
            name="why"
            label="Reason"
            hint="It stays in the timetable as cancelled, and the minutes that it would have cost count as saved."
            rows={2}
            value={cancelling ? shown.typed?.['why'] : undefined}
            error={cancelling ? errorFor(errors, 'why') : undefined}
            required
          />
          <Button variant="warning">Cancel the activity</Button>
        </Form>
      </Details>
    </>,
  );
}

export const showActivityChange = (ctx: Ctx, request: PageRequest): Promise<Reply> => changePage(ctx, request);

export async function postActivityChange(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reviewId = idParam(request, 'qaReviewId');
  const activityId = idParam(request, 'activityId');
  const form = readForm(changeActivityForm, request.form);
  if (!form.ok) return await changePage(ctx, request, form);
  try {
    await changeActivity(ctx, reviewId, activityId, planned(form.value));
    return redirectTo(qaReviewPaths.review(reviewId), `“${form.value.title}” has been changed.`);
  } catch (error) {
    if (error instanceof StaleRevision)
      return await changePage(ctx, request, { typed: form.typed, stale: error.message });
    return await changePage(ctx, request, { typed: form.typed, errors: errorsOf(error) });
  }
}

export async function postActivityCancel(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reviewId = idParam(request, 'qaReviewId');
  const form = readForm(whyForm, request.form);
  if (!form.ok) return await changePage(ctx, request, { ...form, cancelling: true });
  try {
    await cancelActivity(ctx, reviewId, idParam(request, 'activityId'), form.value.why);
    return redirectTo(qaReviewPaths.review(reviewId), 'The activity has been cancelled.');
  } catch (error) {
    return await changePage(ctx, request, { typed: form.typed, errors: errorsOf(error), cancelling: true });
  }
}
