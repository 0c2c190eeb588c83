import { academicYearName, academicYearOf } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { actionPlanPaths } from '#features/action-plans/paths.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import { answerForm, type Refused, shownIn } from '#platform/http/answer-form.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { DateField } from '#ui/date-field.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { Link } from '#ui/link.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Radios } from '#ui/radios.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { TextField } from '#ui/text-field.tsx';
import { issuedFinding, type PlanEntry, putInPlan, sayOutcome } from '../actions/follow-finding.ts';
import { outcomeForm, planForm } from '../forms.ts';
import { outcomeOf } from '../outcome-rules.ts';
import { becameOf } from '../outcomes/queries.ts';
import { reviewReportPaths } from '../paths.ts';
import { mayFollowFinding } from '../policy.ts';
import { findReport } from '../queries.ts';
import { Outcome } from './finding-outcomes.tsx';
import { reportPage } from './frame.tsx';

type Shown = ReturnType<typeof shownIn>;

const PlanFields = ({ text, shown }: { text: string; shown: Shown }) => (
  <>
    <TextArea
      name="text"
      label="Key issue"
      hint="As governors read the finding. You may word it for the plan."
      rows={3}
      value={shown.value('text') ?? text}
      error={shown.error('text')}
    />
    <TextArea
      name="why"
      label="Why the plan is changed"
      hint="Needed once people have agreed to what the plan says"
      rows={2}
      value={shown.value('why')}
      error={shown.error('why')}
      required={false}
    />
    <Details
      summary="With a first action"
      open={['objective', 'action', 'ownerName', 'dueOn'].some(
        (field) => (shown.value(field) ?? '') !== '' || shown.error(field),
      )}
    >
      <TextArea
        name="objective"
        label="Objective"
        hint="What will be so when it has been done"
        rows={2}
        value={shown.value('objective')}
        error={shown.error('objective')}
      />
      <TextArea name="action" label="Action" rows={2} value={shown.value('action')} error={shown.error('action')} />
      <TextField name="ownerName" label="Owner" value={shown.value('ownerName')} error={shown.error('ownerName')} />
      <DateField name="dueOn" label="Due on" value={shown.value('dueOn')} error={shown.error('dueOn')} />
    </Details>
  </>
);

async function show(ctx: Ctx, reportId: string, findingId: string, refused?: Refused): Promise<Reply> {
  const report = await findReport(ctx, reportId);
  if (!mayFollowFinding(ctx.actor, report).allowed) throw new NotFound();
  const { finding } = await issuedFinding(ctx, report, findingId).catch((error: unknown) => {
    throw error instanceof Invalid ? new NotFound(error.message) : error;
  });
  const became = (await becameOf(ctx, [findingId])).get(findingId) ?? { line: null, said: null };
  const inPlan = became.line !== null && became.line.removedWhy === null;
  const done = outcomeOf(became) === 'done';
  const year = academicYearOf(ctx.today);
  const outcome = shownIn('outcome', refused);
  return reportPage(
    ctx,
    report,
    { title: `Finding ${finding.number}`, errors: refused?.errors ?? [] },
    <>
      <PageHeading title={`Finding ${finding.number}`} caption={`${report.schoolName}: ${report.title}`} />
      <InsetText>
        <p class="govuk-body govuk-!-font-weight-bold">{finding.what}</p>
        <p class="govuk-body">{finding.why}</p>
      </InsetText>
      <Outcome became={became} named />
      {inPlan || done ? null : (
        <>
          <h2 class="govuk-heading-m">Add to the action plan {academicYearName(year)}</h2>
          <Form
            action={reviewReportPaths.toPlan(report.id, findingId)}
            csrfToken={ctx.page.csrfToken}
            label="Add to the plan"
          >
            <PlanFields text={finding.forGovernors.what} shown={shownIn('plan', refused)} />
            <Button>Add to the plan</Button>
          </Form>
        </>
      )}
      <h2 class="govuk-heading-m">
        {done ? 'Say something else' : inPlan ? 'Say that it is done' : 'Or say what else became of it'}
      </h2>
      <Form
        action={reviewReportPaths.outcome(report.id, findingId)}
        csrfToken={ctx.page.csrfToken}
        label="What became of it"
      >
        <Radios
          name="outcome"
          label="What became of it?"
          value={outcome.value('outcome')}
          error={outcome.error('outcome')}
          options={[
            { value: 'done', label: 'It is done' },
            ...(inPlan ? [] : [{ value: 'not_taken_up', label: 'It is not taken up' }]),
          ]}
        />
        <TextArea
          name="outcomeWhy"
          label="What was done, or why it is not taken up"
          hint="Governors read this beside the finding. Name nobody."
          rows={3}
          value={outcome.value('outcomeWhy')}
          error={outcome.error('outcomeWhy')}
        />
        <Button variant="secondary">Save</Button>
      </Form>
      <p class="govuk-body">
        <Link href={reviewReportPaths.issued(report.id)}>Back to the issued report</Link>
      </p>
    </>,
  );
}

export const showFindingToPlan = (ctx: Ctx, request: PageRequest): Promise<Reply> =>
  show(ctx, idParam(request, 'reviewReportId'), idParam(request, 'reportFindingId'));

/** The action that was typed, or null where nothing was; half an action is refused. */
function actionOf(value: {
  objective: string | null;
  action: string | null;
  ownerName: string | null;
  dueOn: Temporal.PlainDate | null;
}): PlanEntry['action'] {
  const { objective, action, ownerName, dueOn } = value;
  if (objective === null && action === null && ownerName === null && dueOn === null) return null;
  if (action === null)
    throw new Invalid([{ field: 'action', message: 'Enter the action, or leave all its fields empty' }]);
  if (objective === null)
    throw new Invalid([{ field: 'objective', message: 'Enter the objective that the action serves' }]);
  return { objective, what: action, ownerName, dueOn };
}

export async function postFindingToPlan(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reportId = idParam(request, 'reviewReportId');
  const findingId = idParam(request, 'reportFindingId');
  return await answerForm(
    'plan',
    readForm(planForm, request.form),
    async (value) => {
      const { planId } = await putInPlan(ctx, reportId, findingId, {
        text: value.text,
        why: value.why,
        action: actionOf(value),
      });
      return redirectTo(actionPlanPaths.plan(planId), 'The finding is a key issue of the plan.');
    },
    (refused) => show(ctx, reportId, findingId, refused),
  );
}

export async function postOutcome(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const reportId = idParam(request, 'reviewReportId');
  const findingId = idParam(request, 'reportFindingId');
  return await answerForm(
    'outcome',
    readForm(outcomeForm, request.form),
    async ({ outcome, outcomeWhy }) => {
      await sayOutcome(ctx, reportId, findingId, { outcome, why: outcomeWhy });
      return redirectTo(reviewReportPaths.issued(reportId), 'Saved. The report shows it beside the finding.');
    },
    (refused) => show(ctx, reportId, findingId, refused),
  );
}
