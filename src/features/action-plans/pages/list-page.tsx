import { academicYearName, academicYearOf } from '#core/academic-year/rules.ts';
import { holds } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { longDate, shortDate } from '#platform/clock.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { ButtonLink } from '#ui/button.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { SubNavigation } from '#ui/sub-navigation.tsx';
import { Table } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';
import { WarningText } from '#ui/warning-text.tsx';
import { actionPlanPaths } from '../paths.ts';
import { planYears } from '../queries.ts';
import { basisNames } from '../rules.ts';
import { type PlanSummary, summarisePlans } from '../summary-queries.ts';
import { RagCounts, StateTag } from './plan-tags.tsx';

const Approval = ({ summary }: { summary: PlanSummary }) => {
  const { approval, standing } = summary.timing;
  if (standing.approval) return <>Approved {shortDate(standing.approval.meetingOn)}</>;
  if (standing.state === 'closed') return <>Closed</>;
  const assumed = approval.deadline.basis === 'assumed' ? ' (assumed: no term dates entered)' : '';
  return (
    <>
      {approval.late ? <Tag colour="red">Late</Tag> : null} {approval.late ? 'Was due' : 'Due'}{' '}
      {shortDate(approval.deadline.on)}
      {assumed}
    </>
  );
};

const State = ({ summary }: { summary: PlanSummary }) => (
  <>
    <StateTag state={summary.timing.standing.state} />{' '}
    {summary.lastReview?.decision === 'escalate' ? <Tag colour="amber">Escalated</Tag> : null}
  </>
);

/** For those who cannot open the plan yet. */
const BeingWritten = () => (
  <>
    <StateTag state="draft" />
    <br />
    You can read it once it is agreed, put in place or recommended to the board.
  </>
);

const ReviewDue = ({ summary }: { summary: PlanSummary }) => {
  const due = summary.timing.reviewDue;
  if (!due) return <>—</>;
  return (
    <>
      {due.overdue ? <Tag colour="red">Overdue</Tag> : null} {shortDate(due.on)}
    </>
  );
};

const lateWords = (late: readonly PlanSummary[]) =>
  late.length === 1
    ? `One plan is late: the board has not approved the plan of ${late[0]?.plan.school_name}`
    : `${late.length} plans are late: the board has not approved them`;

/** All plans in scope, those that need somebody first in the reader’s eye: late ones are said above the table. */
export async function listPage(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const current = academicYearOf(ctx.today);
  const asked = /^\d{4}$/.test(request.query['year'] ?? '') ? Number(request.query['year']) : undefined;
  const summaries = await summarisePlans(ctx, { academicYear: asked });
  const years = [...new Set([current, ...(await planYears(ctx))])].sort((one, other) => other - one);
  const late = summaries.filter((summary) => summary.timing.approval.late);
  const mayStart = holds(ctx.actor, 'plan:write');
  const several = new Set(summaries.map((summary) => summary.plan.academic_year)).size > 1;
  const start = mayStart ? <ButtonLink href={actionPlanPaths.start()}>Start a plan</ButtonLink> : undefined;
  return appPage(
    ctx,
    { title: 'Action plans', crumbs: [], wide: true },
    <>
      <PageHeading
        title="Action plans"
        lead="Each school’s plan from the key issues of its review: recommended by the Executive Principal, approved by the board by the end of the autumn term, reviewed each term."
        actions={start}
      />
      {holds(ctx.actor, 'trust-plan:read') ? (
        <p class="govuk-body">
          <a class="govuk-link" href={actionPlanPaths.trustPlan}>
            Trust Action Plan
          </a>
          : the Trust’s support under all of them, with days and cost
        </p>
      ) : null}
      <SubNavigation
        label="Academic years"
        items={[
          { href: actionPlanPaths.list(), label: 'Current', current: asked === undefined },
          ...years.map((year) => ({
            href: actionPlanPaths.list(year),
            label: academicYearName(year),
            current: asked === year,
          })),
        ]}
      />
      {late.length > 0 ? <WarningText>{lateWords(late)}.</WarningText> : null}
      {summaries.length === 0 ? (
        <EmptyState title="No action plan here yet" action={start}>
          A plan opens by itself when an annual review with a 3 or a 4 is issued. A school can also start its own.
        </EmptyState>
      ) : (
        <Table
          caption={`Action plans on ${longDate(ctx.today)}`}
          captionHidden
          stack
          columns={[
            { header: 'School' },
            { header: 'Basis' },
            { header: 'State' },
            { header: 'Board’s approval' },
            { header: 'Criteria' },
            { header: 'Actions overdue', align: 'number' },
            { header: 'Next review due' },
          ]}
          rows={summaries.map((summary) => {
            const { plan } = summary;
            const name = `${plan.school_name}${several ? ` ${academicYearName(plan.academic_year)}` : ''}`;
            if (plan.withheld)
              return [name, basisNames[plan.basis], <BeingWritten />, <Approval summary={summary} />, '—', '—', '—'];
            return [
              <a class="govuk-link" href={actionPlanPaths.plan(plan.id)}>
                {name}
              </a>,
              basisNames[plan.basis],
              <State summary={summary} />,
              <Approval summary={summary} />,
              <RagCounts counts={summary.ratings} />,
              summary.overdueActions,
              <ReviewDue summary={summary} />,
            ];
          })}
        />
      )}
    </>,
  );
}
