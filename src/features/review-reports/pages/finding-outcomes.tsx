import type { Ctx } from '#core/context.ts';
import { actionPlanPaths } from '#features/action-plans/paths.ts';
import { londonDate, shortDate } from '#platform/clock.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { Link } from '#ui/link.tsx';
import { Table } from '#ui/table.tsx';
import { Tag, type TagColour } from '#ui/tag.tsx';
import type { IssuedFinding } from '../issues/issued.ts';
import type { ReportIssue } from '../issues/queries.ts';
import { type OutcomeState, outcomeNames, outcomeOf, outcomeWords } from '../outcome-rules.ts';
import { type Became, becameOf } from '../outcomes/queries.ts';
import { reviewReportPaths } from '../paths.ts';
import { mayFollowFinding } from '../policy.ts';
import type { Report } from '../queries.ts';

const colours: Record<OutcomeState, TagColour> = {
  done: 'green',
  in_plan: 'blue',
  not_taken_up: 'grey',
  open: 'amber',
};

/** What became of a finding, with the plan for those who may open it; who said so is for those who read names. */
export const Outcome = ({ became, named }: { became: Became; named: boolean }) => {
  const state = outcomeOf(became);
  const { line, said } = became;
  return (
    <>
      <Tag colour={colours[state]}>{outcomeNames[state]}</Tag>
      <div class="govuk-hint govuk-!-margin-bottom-0">
        {state === 'in_plan' && line && !line.withheld ? (
          <Link href={actionPlanPaths.plan(line.planId)}>{outcomeWords(became)}</Link>
        ) : (
          outcomeWords(became)
        )}
        {(state === 'done' || state === 'not_taken_up') && said
          ? ` (${named ? `${said.by}, ` : ''}${shortDate(londonDate(said.at))})`
          : ''}
      </div>
    </>
  );
};

type DoingProps = { ctx: Ctx; report: Report; finding: IssuedFinding; became: Became };

const Doing = ({ ctx, report, finding, became }: DoingProps) => {
  const state = outcomeOf(became);
  if (state === 'done') return null;
  const inPlan = state === 'in_plan';
  return (
    <>
      {inPlan ? null : (
        <Form action={reviewReportPaths.toPlan(report.id, finding.id)} csrfToken={ctx.page.csrfToken}>
          <Button hiddenText={`: finding ${finding.number}`}>Add to the plan</Button>
        </Form>
      )}
      <Link href={reviewReportPaths.toPlan(report.id, finding.id)}>
        {inPlan ? 'Say that it is done' : 'With an action, or not taken up'}
        <span class="govuk-visually-hidden"> (finding {finding.number})</span>
      </Link>
    </>
  );
};

type Props = { ctx: Ctx; report: Report; issue: ReportIssue; inFull: boolean };

/** The findings of an issue and what became of each; leaders put them into the plan from here. */
export async function FindingsTable({ ctx, report, issue, inFull }: Props) {
  if (issue.findings.length === 0) return null;
  const became = await becameOf(
    ctx,
    issue.findings.map((finding) => finding.id),
  );
  const may = issue.withdrawn_at === null && mayFollowFinding(ctx.actor, report).allowed;
  return (
    <Table
      caption="What became of the findings"
      stack
      columns={[
        { header: 'Finding' },
        { header: 'What became of it' },
        ...(may ? [{ header: 'Action', headerHidden: true }] : []),
      ]}
      rows={issue.findings.map((finding) => {
        const now = became.get(finding.id) ?? { line: null, said: null };
        return [
          `${finding.number}. ${inFull ? finding.what : finding.forGovernors.what}`,
          <Outcome became={now} named={inFull} />,
          ...(may ? [<Doing ctx={ctx} report={report} finding={finding} became={now} />] : []),
        ];
      })}
    />
  );
}
