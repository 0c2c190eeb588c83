import { holdsAt } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import type { Evidence } from '#core/evidence/queries.ts';
import { evidencePaths } from '#features/evidence/paths.ts';
import type { StandsOut } from '#features/performance-data/index.ts';
import { longDate, shortDate } from '#platform/clock.ts';
import { type FieldError, Invalid } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { DateField } from '#ui/date-field.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { Select } from '#ui/select.tsx';
import { Tag } from '#ui/tag.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { TextField } from '#ui/text-field.tsx';
import { agreeLine, answerLine } from '../actions/follow-lines.ts';
import { answerForm, lineForm } from '../forms.ts';
import { dataReviewPaths } from '../paths.ts';
import { mayAnswer } from '../policy.ts';
import type { DataReview, linesOfEnquiry, possibleAttendees } from '../queries.ts';
import { isOverdue } from '../rules.ts';
import { reviewPage } from './review.tsx';

type Line = Awaited<ReturnType<typeof linesOfEnquiry>>[number];

const LineCard = ({
  ctx,
  review,
  line,
  evidence,
  errors,
  typed,
}: {
  ctx: Ctx;
  review: DataReview;
  line: Line;
  evidence: readonly Evidence[];
  errors: readonly FieldError[];
  typed: Typed;
}) => {
  const error = (name: string) => errors.find((found) => found.field === name)?.message;
  const tag = line.answered_at ? (
    <Tag colour="green">Answered</Tag>
  ) : isOverdue(line, ctx.today) ? (
    <Tag colour="red">Late</Tag>
  ) : (
    <Tag colour="blue">Open</Tag>
  );
  return (
    <Card title={line.question} aside={tag}>
      <p class="govuk-body">{line.why}</p>
      <p class="govuk-body">
        {line.owner_name} follows it up by {longDate(line.by_when)}.{line.measure ? ` Measure: ${line.measure}.` : ''}
      </p>
      {line.finding ? (
        <p class="govuk-body">
          <strong>What was found:</strong> {line.finding}
          {line.evidence_id ? (
            <>
              {' '}
              {line.evidence_title !== null && holdsAt(ctx.actor, 'evidence:read', line.school_id) ? (
                <a class="govuk-link" href={evidencePaths.evidence(line.school_id, line.evidence_id)}>
                  Evidence: {line.evidence_title}
                </a>
              ) : (
                'It rests on evidence that is held by those who gathered it.'
              )}
            </>
          ) : null}
        </p>
      ) : mayAnswer(ctx.actor, line).allowed ? (
        <Details summary="Say what was found" open={errors.length > 0}>
          <Form
            action={dataReviewPaths.answerLine(review.id, line.id)}
            csrfToken={ctx.page.csrfToken}
            label={`Answer: ${line.question}`}
          >
            <TextArea
              name="finding"
              id={`finding-${line.id}`}
              label="What was found"
              rows={4}
              value={typed['finding']}
              error={error('finding')}
              required
            />
            {evidence.length > 0 ? (
              <Select
                name="evidenceId"
                id={`evidence-${line.id}`}
                label="Evidence"
                placeholder="None"
                value={typed['evidenceId']}
                error={error('evidenceId')}
                options={evidence.map((piece) => ({
                  value: piece.id,
                  label: `${piece.title}, ${shortDate(piece.happened_on)}`,
                }))}
                required={false}
              />
            ) : null}
            <Button>Answer it</Button>
          </Form>
        </Details>
      ) : null}
    </Card>
  );
};

/** Concerns and strengths that the rules of the data pack name; a warning about few pupils is no question. */
export const isQuestion = ({ kind }: StandsOut): boolean => kind !== 'care';

const Raised = ({ review, raised }: { review: DataReview; raised: readonly StandsOut[] }) => (
  <Details summary={`What stands out in the data pack: ${raised.length}`}>
    <ul class="govuk-list govuk-list--spaced">
      {raised.map((one, index) => (
        <li>
          {one.title}.{' '}
          <a class="govuk-link" href={dataReviewPaths.lineAbout(review.id, index)}>
            Agree a line of enquiry<span class="govuk-visually-hidden"> about: {one.title}</span>
          </a>
        </li>
      ))}
    </ul>
  </Details>
);

type Props = {
  ctx: Ctx;
  review: DataReview;
  lines: readonly Line[];
  people: Awaited<ReturnType<typeof possibleAttendees>>;
  records: boolean;
  /** What stands out in the data pack today: questions to begin from. */
  raised: readonly StandsOut[];
  /** Which of them the form was opened for. */
  about: number | undefined;
  evidence: readonly Evidence[];
  errors: readonly FieldError[];
  typed: Typed;
};

/** The lines of enquiry of a data review, and the form to agree another. */
export const LinesSection = ({
  ctx,
  review,
  lines,
  people,
  records,
  raised,
  about,
  evidence,
  errors,
  typed,
}: Props) => {
  const chosen = about === undefined ? undefined : raised[about];
  const begun: Typed = chosen ? { why: `${chosen.title}. ${chosen.why}`.slice(0, 1000), measure: chosen.about } : {};
  const field = (name: string) => ({
    name,
    value: typed[name] ?? begun[name],
    error: errors.find((found) => found.field === name)?.message,
  });
  const answering = (line: Line) => typed['lineId'] === line.id;
  return (
    <section>
      <h2 class="govuk-heading-m">Lines of enquiry</h2>
      {lines.length === 0 ? <p class="govuk-body">None has been agreed yet.</p> : null}
      {lines.map((line) => (
        <LineCard
          ctx={ctx}
          review={review}
          line={line}
          evidence={evidence}
          errors={answering(line) ? errors : []}
          typed={answering(line) ? typed : {}}
        />
      ))}
      {records && raised.length > 0 ? <Raised review={review} raised={raised} /> : null}
      {records ? (
        <div id="agree">
          <Details
            summary="Agree a line of enquiry"
            open={chosen !== undefined || ['question', 'why', 'ownerId', 'byWhen'].some((name) => field(name).error)}
          >
            <Form action={dataReviewPaths.addLine(review.id)} csrfToken={ctx.page.csrfToken}>
              <TextField
                {...field('question')}
                label="The question"
                hint="For example: why do pupils with low starting points fall behind in year 8?"
                required
              />
              <TextArea
                {...field('why')}
                label="What makes it a question"
                hint="The figures that raise it"
                rows={3}
                required
              />
              <TextField {...field('measure')} label="Measure" required={false} />
              <Select
                {...field('ownerId')}
                label="Who follows it up"
                placeholder="Somebody else, named below"
                options={people.map((person) => ({
                  value: person.id,
                  label: [person.name, person.department ?? person.job_title].filter(Boolean).join(', '),
                }))}
              />
              <TextField {...field('ownerName')} label="Or a name" required={false} />
              <DateField {...field('byWhen')} label="By when" min={ctx.today.toString()} required />
              <Button>Agree it</Button>
            </Form>
          </Details>
        </div>
      ) : null}
    </section>
  );
};

export async function sendLine(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'dataReviewId');
  const form = readForm(lineForm, request.form);
  if (!form.ok) return await reviewPage(ctx, id, form);
  try {
    await agreeLine(ctx, id, form.value);
  } catch (error) {
    if (error instanceof Invalid) return await reviewPage(ctx, id, { errors: error.errors, typed: form.typed });
    throw error;
  }
  return redirectTo(dataReviewPaths.review(id), 'The line of enquiry has been agreed.');
}

export async function sendAnswer(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'dataReviewId');
  const lineId = idParam(request, 'lineId');
  const form = readForm(answerForm, request.form);
  if (!form.ok) return await reviewPage(ctx, id, { errors: form.errors, typed: { ...form.typed, lineId } });
  try {
    await answerLine(ctx, id, lineId, form.value.finding, form.value.evidenceId);
  } catch (error) {
    if (error instanceof Invalid)
      return await reviewPage(ctx, id, { errors: error.errors, typed: { ...form.typed, lineId } });
    throw error;
  }
  return redirectTo(dataReviewPaths.review(id), 'The line of enquiry has been answered.');
}
