import type { Ctx } from '#core/context.ts';
import { longDate, longMoment } from '#platform/clock.ts';
import { errorFor, errorsOf, type FieldError, isStale } from '#platform/errors.ts';
import { type FormBody, idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { Link } from '#ui/link.tsx';
import { NotificationBanner } from '#ui/notification-banner.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { saveOutcomes } from '../actions/save-texts.ts';
import { assemble, stepsWithOutcomes } from '../assemble.ts';
import { outcomeWords, type StepFact } from '../facts.ts';
import { readOutcomes, stepFields } from '../forms.ts';
import { analysisPaths as paths } from '../paths.ts';
import { findAnalysis, outcomesOf, type StoredOutcome } from '../queries.ts';
import { stepPart, type Warning, warningsOf } from '../ready.ts';
import { analysisPage, captionOf } from './analysis-frame.tsx';
import { WarningList } from './warning-list.tsx';

type Shown = { errors?: readonly FieldError[]; typed?: FormBody; stale?: boolean };

const outcomes = [
  { value: 'done', label: outcomeWords.done },
  { value: 'not_done', label: outcomeWords.not_done },
  { value: 'going', label: outcomeWords.going, hint: 'It comes again in the next analysis.' },
];

const Step = (props: {
  step: StepFact;
  stored: StoredOutcome | undefined;
  warnings: readonly Warning[];
  shown: Shown;
}) => {
  const { step, stored, shown } = props;
  const names = stepFields(step.id);
  const errors = shown.errors ?? [];
  const typed = (name: string) => shown.typed?.[name]?.[0];
  const due = step.by === null ? '' : `, by ${longDate(Temporal.PlainDate.from(step.by))}`;
  // After a clash only the step that a colleague has written of says what is stored.
  const clash = shown.stale && stored !== undefined && Number(typed(names.revision)) !== stored.revision;
  return (
    <Card title={step.step} headingLevel={2}>
      <p class="govuk-body">
        {step.about}. {step.who}
        {due}. Said in the {step.saidIn}.
      </p>
      {clash ? (
        <NotificationBanner kind="error" title="Somebody else saved this first">
          {stored.saver}, {longMoment(stored.saved_at)}: {outcomeWords[stored.outcome]}.{' '}
          {stored.note === '' ? 'No words.' : `“${stored.note}”`} What you wrote is below: saving again replaces theirs.
        </NotificationBanner>
      ) : null}
      <WarningList warnings={props.warnings.filter((each) => each.part === stepPart(step.id))} />
      <HiddenField name={names.revision} value={stored?.revision ?? 0} />
      <Radios
        name={names.outcome}
        label="Has it happened?"
        options={outcomes}
        value={typed(names.outcome) ?? stored?.outcome}
        error={errorFor(errors, names.outcome)}
      />
      <TextArea
        name={names.note}
        label="What came of it"
        required={false}
        rows={3}
        value={typed(names.note) ?? stored?.note ?? ''}
        hint={stored ? `Last said by ${stored.saver}, ${longMoment(stored.saved_at)}` : undefined}
        error={errorFor(errors, names.note)}
      />
    </Card>
  );
};

async function lastTimePage(ctx: Ctx, request: PageRequest, shown: Shown = {}): Promise<Reply> {
  const analysis = await findAnalysis(ctx, idParam(request, 'analysisId'));
  const draft = await assemble(ctx, analysis, { number: 1, why: null });
  const warnings = await warningsOf(ctx, analysis, draft);
  const stored = new Map((await outcomesOf(ctx, analysis.id)).map((each) => [each.step_id, each]));
  return analysisPage(
    ctx,
    analysis,
    {
      title: 'What we said last time',
      draft: true,
      errors: shown.errors ?? [],
      ...(shown.stale ? { status: 409 } : {}),
    },
    <>
      <PageHeading
        caption={captionOf(analysis)}
        title="What we said last time"
        lead="Whether each step has happened stands in this paper, beside what comes next."
      />
      {shown.stale ? (
        <NotificationBanner kind="error" title="Not saved">
          Somebody else has saved something here since you opened the page. Nothing of yours has been lost: look below,
          then save again.
        </NotificationBanner>
      ) : null}
      {draft.steps.length === 0 ? (
        <EmptyState title="There is nothing to look back upon">
          No analysis of an earlier snapshot of this school has been presented with a next step.{' '}
          <Link href={paths.write(analysis.id)}>Back to the draft</Link>
        </EmptyState>
      ) : (
        <Form action={paths.lastTime(analysis.id)} csrfToken={ctx.page.csrfToken} warnUnsaved>
          {draft.steps.map((step) => (
            <Step step={step} stored={stored.get(step.id)} warnings={warnings} shown={shown} />
          ))}
          <ButtonGroup>
            <Button>Save and go back</Button>
          </ButtonGroup>
        </Form>
      )}
    </>,
  );
}

export const showLastTime = (ctx: Ctx, request: PageRequest): Promise<Reply> => lastTimePage(ctx, request);

export async function sendOutcomes(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = idParam(request, 'analysisId');
  const steps = await stepsWithOutcomes(ctx, await findAnalysis(ctx, id));
  const typed = request.form;
  const { errors, said } = readOutcomes(
    steps.map((step) => step.id),
    typed,
  );
  if (errors.length > 0) return await lastTimePage(ctx, request, { errors, typed });
  try {
    await saveOutcomes(ctx, id, said);
    return redirectTo(paths.write(id), 'What came of last time has been saved.');
  } catch (error) {
    if (isStale(error)) return await lastTimePage(ctx, request, { typed, stale: true });
    return await lastTimePage(ctx, request, { errors: errorsOf(error), typed });
  }
}
