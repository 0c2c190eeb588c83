import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { StoredNow } from '#core/web/stored-now.tsx';
import { errorFor, type FieldError, Forbidden, Invalid, StaleRevision } from '#platform/errors.ts';
import type { Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { json, type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { DateField } from '#ui/date-field.tsx';
import { FileField } from '#ui/file-field.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { WarningText } from '#ui/warning-text.tsx';
import { requireUnrecorded } from '../actions/lock-activity.ts';
import { recordActivity, saveDraft } from '../actions/save-record.ts';
import { type Activity, findActivity } from '../activity-queries.ts';
import { findInstrument, type Question } from '../instrument-queries.ts';
import { qaReviewPaths } from '../paths.ts';
import { mayRecordActivity } from '../policy.ts';
import { findReview, type QaReview } from '../queries.ts';
import { readRecord } from '../record-form.ts';
import { areasToSay, recordOfActivity } from '../record-queries.ts';
import { activityKinds } from '../rules.ts';
import { reviewPage, whenOf } from './frame.tsx';
import { QuestionField, ReachFields, SampleFields } from './record-fields.tsx';

type Stored = Awaited<ReturnType<typeof recordOfActivity>>;
type Shown = { typed?: Typed; errors?: readonly FieldError[]; stale?: string; filesLost?: boolean };

async function load(ctx: Ctx, request: PageRequest) {
  const review = await findReview(ctx, idParam(request, 'qaReviewId'));
  const activity = await findActivity(ctx, review.id, idParam(request, 'activityId'));
  const stored = await recordOfActivity(ctx, activity);
  return { review, activity, stored, areas: await areasToSay(ctx, review, stored.questions) };
}

function mayRecord(ctx: Ctx, review: QaReview, activity: Activity) {
  return mayRecordActivity(ctx.actor, review, {
    ledBy: activity.led_by_person_id,
    secondBy: activity.second_by_person_id,
  });
}

const counted = (value: number | null): string => (value === null ? '' : String(value));

/** What is stored of a form, by the names of its fields. */
function typedOf(activity: Activity, stored: Stored, today: Temporal.PlainDate): Typed {
  const day = Temporal.PlainDate.compare(activity.on_day, today) > 0 ? today : activity.on_day;
  return {
    happenedOn: day.toString(),
    summary: activity.summary,
    tags: activity.tags.join('\n'),
    sampleSize: counted(activity.sample_size),
    sampleDisadvantaged: counted(activity.sample_disadvantaged),
    sampleSend: counted(activity.sample_send),
    sampleLow: counted(activity.sample_low),
    sampleMiddle: counted(activity.sample_middle),
    sampleHigh: counted(activity.sample_high),
    ...Object.fromEntries(
      stored.answers.flatMap((one) => [
        [`answer-${one.questionId}`, one.answer],
        [`seen-${one.questionId}`, one.seen ?? ''],
      ]),
    ),
    ...Object.fromEntries(stored.areas.map((area) => [`area-${area.areaId}`, area.points])),
  };
}

const storedRows = (activity: Activity, stored: Stored) => [
  { key: 'What was seen', value: <span class="cairn-pre">{activity.summary}</span> },
  ...stored.questions.flatMap((question) => {
    const one = stored.answers.find((answer) => answer.questionId === question.id);
    return one?.answer ? [{ key: question.prompt, value: <span class="cairn-pre">{one.answer}</span> }] : [];
  }),
];

/** The questions in order, with a heading where another area begins. */
const Questions = ({
  questions,
  typed,
  errors,
}: {
  questions: readonly Question[];
  typed: Typed;
  errors: readonly FieldError[];
}) => (
  <>
    {questions.map((question, index) => (
      <>
        {question.area_id !== questions[index - 1]?.area_id ? (
          <h2 class="govuk-heading-m">{question.area_title ?? (index === 0 ? 'What was looked at' : 'Also')}</h2>
        ) : null}
        <QuestionField question={question} values={(name) => typed[name]} errors={errors} />
      </>
    ))}
  </>
);

async function recordPage(ctx: Ctx, request: PageRequest, shown: Shown = {}): Promise<Reply> {
  const { review, activity, stored, areas } = await load(ctx, request);
  demand(mayRecord(ctx, review, activity));
  requireUnrecorded(activity);
  const { errors = [], stale } = shown;
  const typed = shown.typed ?? typedOf(activity, stored, ctx.today);
  const form = activity.instrument_id === null ? null : await findInstrument(ctx, activity.instrument_id);
  const values = (name: string) => typed[name];
  const path = (what: 'record' | 'autosave') => qaReviewPaths.activityPart(review.id, activity.id, what);
  return reviewPage(
    ctx,
    review,
    { title: `Record “${activity.title}”`, errors, ...(stale ? { status: 409 } : {}) },
    <>
      <PageHeading
        caption={`${activityKinds[activity.kind].label}, ${review.schoolName}, ${whenOf(activity)}`}
        title={`Record “${activity.title}”`}
        lead="What you write is kept as you write. It becomes evidence when you press Record."
      />
      {stale ? <StoredNow message={stale} rows={storedRows(activity, stored)} /> : null}
      {form?.advice ? <InsetText>{form.advice}</InsetText> : null}
      {activity.kind === 'lesson_observation' && activity.with_name ? (
        <WarningText>{activity.with_name} reads these notes as soon as they are recorded, and may reply.</WarningText>
      ) : null}
      <Form
        action={path('record')}
        csrfToken={ctx.page.csrfToken}
        enctype="multipart/form-data"
        autosave={stale ? undefined : path('autosave')}
        warnUnsaved
      >
        <HiddenField name="revision" value={activity.revision} />
        <DateField
          name="happenedOn"
          label="When did it take place?"
          value={typed['happenedOn']}
          max={ctx.today.toString()}
          error={errorFor(errors, 'happenedOn')}
          required
        />
        <SampleFields kind={activity.kind} values={values} errors={errors} />
        <Questions questions={stored.questions} typed={typed} errors={errors} />
        <h2 class="govuk-heading-m">In short</h2>
        <TextArea
          name="summary"
          label="What was seen, read or heard, in a few sentences"
          hint="Name no pupil."
          rows={6}
          value={typed['summary']}
          error={errorFor(errors, 'summary')}
          required
        />
        {errorFor(errors, 'areas') ? (
          <p class="govuk-error-message" id="areas">
            {errorFor(errors, 'areas')}
          </p>
        ) : null}
        <ReachFields areas={areas} tags={(typed['tags'] ?? '').split('\n')} values={values} errors={errors} />
        {shown.filesLost ? (
          <InsetText>Your browser has not kept the files that you chose. Please choose them again.</InsetText>
        ) : null}
        <FileField
          name="files"
          label="Files"
          hint="PDF, Word, Excel, pictures or text, up to 10 MB each. No names or faces of pupils in them either."
          accept=".pdf,.docx,.xlsx,.txt,.csv,.png,.jpg,.jpeg,.gif,.webp,.heic"
          multiple
          error={errorFor(errors, 'files')}
          required={false}
        />
        <ButtonGroup>
          <Button>Record</Button>
          <a class="govuk-link" href={qaReviewPaths.activity(review.id, activity.id)}>
            Go on later
          </a>
        </ButtonGroup>
      </Form>
    </>,
  );
}

export async function showRecord(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const { review, activity } = await load(ctx, request);
  if (activity.recorded_at !== null || activity.cancelled_at !== null)
    return redirectTo(qaReviewPaths.activity(review.id, activity.id));
  return await recordPage(ctx, request);
}

export async function postRecord(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const { review, activity, stored, areas } = await load(ctx, request);
  demand(mayRecord(ctx, review, activity));
  if (activity.recorded_at !== null || activity.cancelled_at !== null)
    return redirectTo(qaReviewPaths.activity(review.id, activity.id), 'It has been recorded or cancelled already.');
  const files = request.files.filter((file) => file.fileName !== '');
  const filesLost = files.length > 0;
  const form = readRecord(
    request.form,
    stored.questions.map((question) => question.id),
    areas.map((area) => area.id),
  );
  if (!form.ok) return await recordPage(ctx, request, { ...form, filesLost });
  try {
    await recordActivity(ctx, review.id, activity.id, form.value, files);
  } catch (error) {
    if (error instanceof Invalid)
      return await recordPage(ctx, request, { typed: form.typed, errors: error.errors, filesLost });
    if (error instanceof StaleRevision)
      return await recordPage(ctx, request, { typed: form.typed, stale: error.message, filesLost });
    throw error;
  }
  return redirectTo(qaReviewPaths.activity(review.id, activity.id), `“${activity.title}” has been recorded.`);
}

/** Keeps what is on the form while somebody types. */
export async function autosaveRecord(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const { review, activity, stored, areas } = await load(ctx, request);
  const form = readRecord(
    request.form,
    stored.questions.map((question) => question.id),
    areas.map((area) => area.id),
  );
  if (!form.ok) return json({ message: form.errors.map((error) => error.message).join('. ') }, 400);
  try {
    return json({ revision: await saveDraft(ctx, review.id, activity.id, form.value) });
  } catch (error) {
    if (error instanceof StaleRevision || error instanceof Invalid || error instanceof Forbidden)
      return json({ message: `${error.message} Your text is still here: copy it before you leave.` }, 409);
    throw error;
  }
}
