import { academicYearName, termInYear } from '#core/academic-year/rules.ts';
import { holdsAt } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { evidenceByIds } from '#core/evidence/queries.ts';
import { newestFrozen } from '#core/frozen-records/read-frozen.ts';
import { appPage } from '#core/web/app-page.tsx';
import { TrailLink } from '#core/web/trail-link.tsx';
import { longDate, longMoment } from '#platform/clock.ts';
import type { FieldError } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Card } from '#ui/card.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Tag } from '#ui/tag.tsx';
import { WarningText } from '#ui/warning-text.tsx';
import { commentOnPlan } from '../actions/comment-on-plan.ts';
import { commentForm } from '../forms.ts';
import { actionPlanPaths } from '../paths.ts';
import { mayChangeBasis, mayComment, mayEditPlan, mayPromiseSupport, mayRecordProgress } from '../policy.ts';
import { progressSources } from '../progress-sources.ts';
import { loadPlan, type PlanView } from '../queries.ts';
import { basisNames, basisReasons, changedSinceApproval, lockedBecause } from '../rules.ts';
import { countRatings } from '../summary-queries.ts';
import { NextStep } from './next-step.tsx';
import { CommentsSection, PlanHistory, RemovedParts } from './plan-history.tsx';
import { IssueSections } from './plan-issues.tsx';
import type { PlanRights } from './plan-parts.tsx';
import { SupportSection } from './plan-support.tsx';
import { RagCounts, StateTag } from './plan-tags.tsx';

/** To read or print: nothing to press. */
const reading: PlanRights = { edit: false, support: false, progress: false, readReview: false, readReport: false };

function rightsOf(ctx: Ctx, view: PlanView): PlanRights {
  const open = lockedBecause(view.timing.standing) === null;
  // A middle leader opens reports about the own department only, and the plan does not know which these are.
  const grants = ctx.actor.grants.filter((grant) => grant.role !== 'middle_leader');
  return {
    edit: open && mayEditPlan(ctx.actor, view.plan).allowed,
    support: open && mayPromiseSupport(ctx.actor).allowed,
    readReview: holdsAt(ctx.actor, 'annual-review:read', view.plan.school_id),
    readReport: holdsAt({ ...ctx.actor, grants }, 'review-report:read', view.plan.school_id),
    progress: view.facts.closure === null && mayRecordProgress(ctx.actor, view.plan).allowed,
  };
}

const Facts = ({ view }: { view: PlanView }) => {
  const { approval, reviewDue } = view.timing;
  const due = reviewDue
    ? `For the ${termInYear(reviewDue.term, reviewDue.academicYear)}, by ${longDate(reviewDue.on)}`
    : 'None while the plan is not running';
  return (
    <SummaryList
      rows={[
        { key: 'Basis', value: basisNames[view.plan.basis] },
        {
          key: 'Board’s approval',
          value: (
            <>
              {approval.late ? <Tag colour="red">Late</Tag> : null} {approval.words}
            </>
          ),
        },
        {
          key: 'Next termly review',
          value: (
            <>
              {reviewDue?.overdue ? <Tag colour="red">Overdue</Tag> : null} {due}
            </>
          ),
        },
        { key: 'Criteria', value: <RagCounts counts={countRatings(view.content, view.newest)} /> },
      ]}
    />
  );
};

const Documents = ({ view, frozenAt }: { view: PlanView; frozenAt: Temporal.Instant | null }) =>
  frozenAt === null ? null : (
    <Card title="As the board had it" headingLevel={2}>
      <p class="govuk-body">
        Frozen on {longMoment(frozenAt)}:{' '}
        <a class="govuk-link" href={actionPlanPaths.document(view.plan.id, 'pdf')}>
          PDF
        </a>{' '}
        ·{' '}
        <a class="govuk-link" href={actionPlanPaths.document(view.plan.id, 'docx')}>
          Word
        </a>
      </p>
    </Card>
  );

export async function showPlan(
  ctx: Ctx,
  planId: string,
  wrong?: { typed: Typed; errors: readonly FieldError[] },
  toPrint = false,
): Promise<Reply> {
  const view = await loadPlan(ctx, planId);
  const frozen = await newestFrozen(ctx, 'action-plan', planId);
  const evidence = await evidenceByIds(
    ctx,
    view.reviews.flatMap((review) => review.evidence_ids),
  );
  const rights = toPrint ? reading : rightsOf(ctx, view);
  const sources = await progressSources(
    ctx,
    toPrint ? [] : view.content.criteria.flatMap((row) => view.newest(row.id)?.id ?? []),
  );
  const { plan, timing } = view;
  const title = `Action plan ${academicYearName(plan.academic_year)}`;
  return appPage(
    ctx,
    {
      title: `${title}, ${plan.school_name}`,
      wide: true,
      crumbs: [{ href: actionPlanPaths.list(), label: 'Action plans' }],
      errors: wrong?.errors ?? [],
    },
    <>
      <PageHeading
        title={title}
        caption={plan.school_name}
        status={<StateTag state={timing.standing.state} />}
        lead={basisReasons[plan.basis]}
        actions={
          <a class="govuk-link" href={toPrint ? actionPlanPaths.plan(plan.id) : actionPlanPaths.print(plan.id)}>
            {toPrint ? 'Back to the working page' : 'Version to print'}
          </a>
        }
      />
      {timing.approval.late ? <WarningText>{timing.approval.words}.</WarningText> : null}
      {changedSinceApproval(view.facts) ? (
        <WarningText>The plan has been changed since the board approved it. The trail says what and why.</WarningText>
      ) : null}
      {toPrint ? null : <NextStep actor={ctx.actor} view={view} today={ctx.today} />}
      <Facts view={view} />
      {mayChangeBasis(ctx.actor).allowed && lockedBecause(timing.standing) === null && !toPrint ? (
        <p class="govuk-body">
          <a class="govuk-link" href={actionPlanPaths.basis(plan.id)}>
            Change the basis of the plan
          </a>
        </p>
      ) : null}
      <IssueSections view={view} rights={rights} today={ctx.today} sources={sources} />
      <SupportSection view={view} rights={rights} />
      <Documents view={view} frozenAt={frozen?.frozen_at ?? null} />
      <PlanHistory view={view} evidence={evidence} />
      <RemovedParts view={view} />
      {!toPrint && holdsAt(ctx.actor, 'plan:write', plan.school_id) ? (
        <TrailLink table="action_plan" id={plan.id} label="History of this plan" />
      ) : null}
      <CommentsSection
        view={view}
        csrfToken={ctx.page.csrfToken}
        mayWrite={!toPrint && mayComment(ctx.actor, plan).allowed}
        typed={wrong?.typed['text']}
        error={wrong?.errors.find((error) => error.field === 'text')?.message}
      />
    </>,
  );
}

export const planPage = (ctx: Ctx, request: PageRequest) =>
  showPlan(ctx, idParam(request, 'planId'), undefined, request.query['view'] === 'print');

export async function commentPost(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const planId = idParam(request, 'planId');
  const form = readForm(commentForm, request.form);
  if (!form.ok) return await showPlan(ctx, planId, { typed: form.typed, errors: form.errors });
  await commentOnPlan(ctx, planId, form.value.text);
  return redirectTo(`${actionPlanPaths.plan(planId)}#comments`, 'Your comment is added.');
}
