import { termInYear } from '#core/academic-year/rules.ts';
import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { evidenceOfSchool } from '#core/evidence/queries.ts';
import { longDate, shortDate } from '#platform/clock.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Card } from '#ui/card.tsx';
import { Checkboxes } from '#ui/checkboxes.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { Radios } from '#ui/radios.tsx';
import { RagTag } from '#ui/rag-tag.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { currentReviewTerm, lineField, reviewPlan } from '../actions/review-plan.ts';
import type { CriterionRow } from '../content.ts';
import { fromTo, withUnit } from '../content-rules.ts';
import { reviewForm } from '../forms.ts';
import { actionPlanPaths } from '../paths.ts';
import { mayEndPlan, mayReviewPlan } from '../policy.ts';
import { loadPlan, type PlanView } from '../queries.ts';
import { decisionNames } from '../rules.ts';
import type { ReviewDecision } from '../tables.ts';
import { stepPage, submit, type Wrong, wrongIn } from './form-page.tsx';

const CriterionLine = ({ view, row, wrong }: { view: PlanView; row: CriterionRow; wrong: Wrong | null }) => {
  const last = view.newest(row.id);
  const onTrack = last?.rag === 'green' || last?.rag === 'blue';
  const name = lineField(row.id);
  return (
    <Card title={row.what} headingLevel={2} aside={<RagTag rating={last?.rag ?? 'none'} />}>
      <p class="govuk-body">
        {fromTo(row)}
        {row.by_when ? ` by ${longDate(row.by_when)}` : ''}.{' '}
        {last
          ? `On ${shortDate(last.noted_on)}: ${[withUnit(last.value_number, row.unit), last.value_words ?? ''].filter(Boolean).join(', ')}. ${last.reason}`
          : 'No progress has been recorded.'}
      </p>
      <TextArea
        name={name}
        label="What the review finds"
        required={!onTrack}
        rows={2}
        value={wrong?.typed[name]}
        error={wrongIn(wrong)(name)}
      />
    </Card>
  );
};

async function Evidence(ctx: Ctx, view: PlanView, wrong: Wrong | null) {
  const evidence = await evidenceOfSchool(ctx, view.plan.school_id);
  if (evidence.length === 0) return null;
  return (
    <Checkboxes
      name="evidence"
      label="Evidence that the review rests on"
      required={false}
      options={evidence
        .slice(0, 40)
        .map((row) => ({ value: row.id, label: row.title, hint: longDate(row.happened_on) }))}
      values={wrong?.typed['evidence']?.split('\n') ?? []}
      error={wrongIn(wrong)('evidence')}
    />
  );
}

async function showReview(ctx: Ctx, planId: string, wrong: Wrong | null): Promise<Reply> {
  const view = await loadPlan(ctx, planId);
  demand(mayReviewPlan(ctx.actor, view.plan));
  const { plan, timing, content } = view;
  const { term, academicYear } = await currentReviewTerm(ctx, plan.school_id);
  const title = `Review of the plan, ${termInYear(term, academicYear)}`;
  const held = view.reviews.some((row) => row.term === term && row.academic_year === academicYear);
  if (!timing.standing.running || held) {
    const why = held
      ? 'The review of this term is already recorded. It stands in the history of the plan.'
      : 'Only a plan that is agreed, in place or approved is reviewed.';
    return stepPage(ctx, wrong, { plan, title, before: <InsetText>{why}</InsetText> });
  }
  const decisions: readonly ReviewDecision[] = mayEndPlan(ctx.actor).allowed
    ? ['continue', 'strengthen', 'escalate', 'close']
    : ['continue', 'strengthen'];
  const error = wrongIn(wrong);
  const evidence = await Evidence(ctx, view, wrong);
  return stepPage(ctx, wrong, {
    plan,
    title,
    lead: 'Every criterion with its newest progress; then what it comes to, and what becomes of the plan.',
    form: {
      action: actionPlanPaths.review(planId),
      submit: 'Record the review',
      fields: (
        <>
          {content.criteria.map((row) => (
            <CriterionLine view={view} row={row} wrong={wrong} />
          ))}
          <TextArea
            name="overall"
            label="How the plan is going overall"
            rows={5}
            value={wrong?.typed['overall']}
            error={error('overall')}
          />
          <Radios
            name="decision"
            label="What becomes of the plan?"
            options={decisions.map((decision) => ({ value: decision, label: decisionNames[decision] }))}
            value={wrong?.typed['decision']}
            error={error('decision')}
          />
          <TextArea
            name="reason"
            label="Reason for the decision"
            rows={3}
            value={wrong?.typed['reason']}
            error={error('reason')}
          />
          {evidence}
        </>
      ),
    },
  });
}

export const reviewPage = (ctx: Ctx, request: PageRequest) => showReview(ctx, idParam(request, 'planId'), null);

export async function reviewPost(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const planId = idParam(request, 'planId');
  return await submit(
    readForm(reviewForm, request.form),
    async (value) => {
      const lines = new Map<string, string>();
      for (const [field, values] of Object.entries(request.form)) {
        if (field.startsWith(lineField(''))) lines.set(field.slice(lineField('').length), (values[0] ?? '').trim());
      }
      await reviewPlan(ctx, planId, {
        overall: value.overall,
        decision: value.decision,
        reason: value.reason,
        evidenceIds: value.evidence,
        lines,
      });
      return redirectTo(actionPlanPaths.plan(planId), 'The review is recorded.');
    },
    (wrong) => showReview(ctx, planId, wrong),
  );
}
