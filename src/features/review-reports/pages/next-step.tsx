import type { Child } from 'hono/jsx';
import type { Ctx } from '#core/context.ts';
import { errorFor, type FieldError } from '#platform/errors.ts';
import { Button, ButtonGroup, ButtonLink } from '#ui/button.tsx';
import { DateField } from '#ui/date-field.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { type HandOver, mayTake } from '../actions/take-step.ts';
import { blockersOf, cautionsOf, type ReportFacts } from '../blocker-rules.ts';
import { reviewReportPaths } from '../paths.ts';
import { isOfTrust, mayCheckFacts, maySign, mayWrite } from '../policy.ts';
import type { Report } from '../queries.ts';
import { daysToCheckFacts, isWritable } from '../rules.ts';
import { Blockers } from './frame.tsx';

type HandOverProps = { ctx: Ctx; report: Report; step: HandOver; label: string; facts: ReportFacts; children?: Child };

/** A step that hands the pen on: what stands in its way, then its button; the button is there only when nothing does. */
export const HandOverForm = ({ ctx, report, step, label, facts, children }: HandOverProps) => {
  const blockers = blockersOf(step, facts);
  if (!mayTake(step, ctx.actor, report).allowed) {
    if (!isOfTrust(ctx.actor, report.schoolId) || !isWritable(report.state)) return null;
    const lead = report.authors.find((author) => author.role === 'lead')?.name ?? 'The authors';
    return (
      <>
        <p class="govuk-body">{lead} and the other authors have the pen.</p>
        <Blockers title="What is still missing" lines={blockers} />
      </>
    );
  }
  return (
    <>
      <Blockers title={`Before you can ${label.charAt(0).toLowerCase()}${label.slice(1)}`} lines={blockers} />
      <Blockers title="Think about" lines={cautionsOf(step, facts)} />
      {blockers.length === 0 ? (
        <Form action={reviewReportPaths.step(report.id, step)} csrfToken={ctx.page.csrfToken}>
          {children}
          <Button>{label}</Button>
        </Form>
      ) : null}
    </>
  );
};

type ReasonProps = {
  ctx: Ctx;
  report: Report;
  step: HandOver | 'withdrawn';
  may: boolean;
  summary: string;
  hint: string;
  label: string;
  errors: readonly FieldError[];
};

/** A step that needs its reason, closed until it is wanted. */
export const ReasonForm = ({ ctx, report, step, may, summary, hint, label, errors }: ReasonProps) => {
  if (!may) return null;
  const error = errorFor(errors, `why-${step}`);
  return (
    <Details summary={summary} open={error !== undefined}>
      <Form action={reviewReportPaths.step(report.id, step)} csrfToken={ctx.page.csrfToken}>
        <TextArea name="why" id={`why-${step}`} label="Reason" hint={hint} rows={3} error={error} required />
        <Button variant="secondary">{label}</Button>
      </Form>
    </Details>
  );
};

const DueOn = ({ ctx, errors, id }: { ctx: Ctx; errors: readonly FieldError[]; id: string }) => (
  <DateField
    name="dueOn"
    id={id}
    label="The school answers by"
    value={ctx.today.add({ days: daysToCheckFacts }).toString()}
    error={errorFor(errors, 'dueOn')}
    required
  />
);

type Props = { ctx: Ctx; report: Report; facts: ReportFacts; errors: readonly FieldError[] };

/** What this reader can do now to bring the report forward; nothing where it waits for somebody else. */
export const NextStep = ({ ctx, report, facts, errors }: Props) => {
  switch (report.state) {
    case 'draft':
      return (
        <HandOverForm
          ctx={ctx}
          report={report}
          step="sent_to_school"
          label="Send to the school to check the facts"
          facts={facts}
        >
          <DueOn ctx={ctx} errors={errors} id="dueOn" />
        </HandOverForm>
      );
    case 'facts':
      return (
        <>
          {mayCheckFacts(ctx.actor, report).allowed ? (
            <ButtonLink href={reviewReportPaths.facts(report.id)}>Check the facts</ButtonLink>
          ) : null}
          <ReasonForm
            ctx={ctx}
            report={report}
            step="taken_back"
            may={mayTake('taken_back', ctx.actor, report).allowed}
            summary="Take the report back from the school"
            label="Take it back"
            errors={errors}
            hint="The school then no longer sees the draft. What it has answered so far is kept."
          />
        </>
      );
    case 'revision':
      return (
        <>
          {facts.unreplied > 0 && mayWrite(ctx.actor, report).allowed ? (
            <ButtonGroup>
              <ButtonLink href={reviewReportPaths.replies(report.id)}>Reply to the school</ButtonLink>
            </ButtonGroup>
          ) : null}
          <HandOverForm ctx={ctx} report={report} step="sent_to_sign" label="Send to be signed" facts={facts} />
          {mayTake('sent_to_school', ctx.actor, report).allowed && facts.unreplied === 0 ? (
            <Details
              summary="The text has changed much: let the school check it once more"
              open={errorFor(errors, 'dueOn') !== undefined}
            >
              <HandOverForm
                ctx={ctx}
                report={report}
                step="sent_to_school"
                label="Send to the school again"
                facts={facts}
              >
                <DueOn ctx={ctx} errors={errors} id="again" />
              </HandOverForm>
            </Details>
          ) : null}
        </>
      );
    case 'signature':
    case 'signed':
      return maySign(ctx.actor, report).allowed ? (
        <ButtonLink href={reviewReportPaths.sign(report.id)}>
          {report.state === 'signature' ? 'Read and sign' : 'Issue the report'}
        </ButtonLink>
      ) : (
        <p class="govuk-body">
          {report.state === 'signature'
            ? 'A trust leader who did not lead the writing signs it.'
            : 'It is signed. A trust leader who did not lead the writing issues it.'}
        </p>
      );
    default:
      return <ButtonLink href={reviewReportPaths.issued(report.id)}>Read the issued report</ButtonLink>;
  }
};
