import type { Ctx } from '#core/context.ts';
import { actionPlanPaths } from '#features/action-plans/paths.ts';
import type { FieldError } from '#platform/errors.ts';
import type { Typed } from '#platform/http/form.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { Table } from '#ui/table.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { boardReportPaths } from '../paths.ts';
import type { BoardReport, decisionsOf } from '../queries.ts';
import { plansWithBoard } from '../rules.ts';

type Props = {
  ctx: Ctx;
  report: BoardReport;
  decisions: Awaited<ReturnType<typeof decisionsOf>>;
  errors: readonly FieldError[];
  typed: Typed;
};

/** What trustees are asked to decide; plans that are with the board are offered. */
export const Decisions = ({ ctx, report, decisions, errors, typed }: Props) => {
  const csrfToken = ctx.page.csrfToken;
  const offered = plansWithBoard(report.facts).filter(
    (plan) => !decisions.some((decision) => decision.plan_id === plan.planId),
  );
  return (
    <section>
      <h2 class="govuk-heading-m">Decisions wanted</h2>
      <Table
        caption="Decisions wanted from trustees"
        captionHidden
        columns={[{ header: 'Decision' }, { header: 'Change', headerHidden: true }]}
        rows={decisions.map((decision) => [
          <>
            {decision.wanted}{' '}
            {decision.plan_id ? (
              <a class="govuk-link" href={actionPlanPaths.plan(decision.plan_id)}>
                See the plan
              </a>
            ) : null}
          </>,
          <Form
            action={boardReportPaths.removeDecision(report.id, decision.id)}
            csrfToken={csrfToken}
            label={`Take out: ${decision.wanted}`}
          >
            <Button variant="secondary" hiddenText={decision.wanted}>
              Take out
            </Button>
          </Form>,
        ])}
        rowHeaders={false}
        empty="None yet. The report will say that no decision is asked."
      />
      {offered.map((plan) => (
        <Form
          action={boardReportPaths.decisions(report.id)}
          csrfToken={csrfToken}
          label={`The action plan of ${plan.school}`}
        >
          <p class="govuk-body">
            The{' '}
            <a class="govuk-link" href={actionPlanPaths.plan(plan.planId)}>
              action plan of {plan.school}
            </a>{' '}
            is recommended to the board. No decision above is linked to it.
          </p>
          <HiddenField name="plan" value={plan.planId} />
          <HiddenField name="wanted" value={plan.wanted} />
          <Button variant="secondary" hiddenText={`on the plan of ${plan.school}`}>
            Ask for the decision
          </Button>
        </Form>
      ))}
      <Form action={boardReportPaths.decisions(report.id)} csrfToken={csrfToken}>
        <TextArea
          name="wanted"
          label="Ask trustees to decide"
          hint="One decision, so that it can be minuted as it stands"
          rows={2}
          value={typed['wanted']}
          error={errors.find((error) => error.field === 'wanted' || error.field === 'plan')?.message}
        />
        <Button variant="secondary">Add the decision</Button>
      </Form>
    </section>
  );
};
