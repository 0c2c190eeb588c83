import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { dataPackPaths } from '#features/performance-data/paths.ts';
import { type FieldError, Invalid, StaleRevision } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { json, type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Checkboxes } from '#ui/checkboxes.tsx';
import { DateField } from '#ui/date-field.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { RichTextArea } from '#ui/rich-text-area.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { WarningText } from '#ui/warning-text.tsx';
import { keepPoints, recordMeeting } from '../actions/record-meeting.ts';
import { meetingForm } from '../forms.ts';
import { dataReviewPaths } from '../paths.ts';
import { mayRecord } from '../policy.ts';
import { attendeesOf, findDataReview, possibleAttendees } from '../queries.ts';

type Shown = { errors?: readonly FieldError[]; typed?: Typed; stale?: string };

async function meetingPage(ctx: Ctx, id: string, { errors = [], typed, stale }: Shown): Promise<Reply> {
  const review = await findDataReview(ctx, id);
  demand(mayRecord(ctx.actor, review.school_id));
  const people = await possibleAttendees(ctx, review.school_id);
  const attendees = await attendeesOf(ctx, id);
  const values = typed ?? {
    heldOn: (review.held_on ?? review.planned_on).toString(),
    points: review.points,
    attendees: attendees.flatMap((person) => person.person_id ?? []).join('\n'),
    others: attendees
      .filter((person) => person.person_id === null)
      .map((person) => person.name)
      .join('\n'),
  };
  const error = (name: string) => errors.find((found) => found.field === name)?.message;
  const crumbs = [
    { href: dataReviewPaths.list, label: 'Data reviews' },
    { href: dataReviewPaths.review(id), label: review.school },
  ];
  return appPage(
    ctx,
    { title: 'Record the meeting', crumbs, errors, ...(stale ? { status: 409 } : {}) },
    <>
      <PageHeading
        caption={review.school}
        title="Record the meeting"
        lead={
          <>
            About the{' '}
            <a class="govuk-link" href={dataPackPaths.pack(review.school_id)}>
              data pack
            </a>
            . Write no names of pupils.
          </>
        }
      />
      {stale ? (
        <>
          <WarningText>{stale}</WarningText>
          <Details summary="What is stored now" open>
            <p class="govuk-body cairn-pre">{review.points}</p>
          </Details>
        </>
      ) : null}
      <Form
        action={dataReviewPaths.meeting(id)}
        csrfToken={ctx.page.csrfToken}
        autosave={review.held_on === null ? dataReviewPaths.autosave(id) : undefined}
        warnUnsaved
      >
        <HiddenField name="revision" value={String(review.revision)} />
        <DateField
          name="heldOn"
          label="Held on"
          value={values['heldOn']}
          max={ctx.today.toString()}
          error={error('heldOn')}
          required
        />
        <Checkboxes
          name="attendees"
          label="Who was there"
          values={(values['attendees'] ?? '').split('\n')}
          error={error('attendees')}
          options={people.map((person) => ({
            value: person.id,
            label: [person.name, person.department ?? person.job_title].filter(Boolean).join(', '),
          }))}
        />
        <TextArea
          name="others"
          label="Others who were there"
          hint="One name a line"
          rows={3}
          value={values['others']}
          error={error('others')}
          required={false}
        />
        <RichTextArea
          name="points"
          label="Points"
          hint="What the results say, what explains them, what was questioned"
          value={values['points']}
          error={error('points')}
          required
        />
        <Button>Record the meeting</Button>
      </Form>
    </>,
  );
}

export const showMeeting = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  meetingPage(ctx, idParam(request, 'dataReviewId'), {});

export async function sendMeeting(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'dataReviewId');
  const form = readForm(meetingForm, request.form);
  if (!form.ok) return await meetingPage(ctx, id, form);
  const { heldOn, attendees, others, points, revision } = form.value;
  const names = (others ?? '')
    .split('\n')
    .map((name) => name.trim())
    .filter(Boolean);
  try {
    await recordMeeting(ctx, id, { heldOn, attendeeIds: attendees, others: names, points: points ?? '', revision });
  } catch (error) {
    if (error instanceof Invalid) return await meetingPage(ctx, id, { errors: error.errors, typed: form.typed });
    if (error instanceof StaleRevision) return await meetingPage(ctx, id, { typed: form.typed, stale: error.message });
    throw error;
  }
  return redirectTo(
    dataReviewPaths.review(id),
    'The meeting has been recorded. Agree the lines of enquiry, then both sides confirm.',
  );
}

/** Keeps the points while they are written. */
export async function autosaveMeeting(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'dataReviewId');
  await findDataReview(ctx, id);
  const points = (request.form['points']?.[0] ?? '').replaceAll('\r\n', '\n').slice(0, 20_000);
  try {
    return json({ revision: await keepPoints(ctx, id, points, Number(request.form['revision']?.[0] ?? 0)) });
  } catch (error) {
    if (error instanceof StaleRevision || error instanceof Invalid) return json({ message: error.message }, 409);
    throw error;
  }
}
