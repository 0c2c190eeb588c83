import type { Child } from 'hono/jsx';
import { termInYear } from '#core/academic-year/rules.ts';
import type { Actor } from '#core/access/actor.ts';
import { longDate } from '#platform/clock.ts';
import { ButtonLink } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { contentBlockers } from '../content-rules.ts';
import { actionPlanPaths } from '../paths.ts';
import {
  mayDeclareReady,
  mayPutInPlace,
  mayRecommend,
  mayRecordDecision,
  mayReviewPlan,
  maySignPlan,
  signingSide,
} from '../policy.ts';
import type { PlanView } from '../queries.ts';
import { recommendationBlockers } from '../recommend-rules.ts';
import { changedSinceApproval } from '../rules.ts';

type Step = {
  words: string;
  blockers?: readonly string[];
  go?: { href: string; label: string };
  also?: { href: string; label: string };
};

const preparing = {
  agreed: 'Read and sign the plan',
  imposed: 'Put the plan in place',
  school: 'Declare the plan ready',
} as const;

function mayPrepare(actor: Actor, view: PlanView): boolean {
  const { plan, timing } = view;
  if (plan.basis === 'imposed') return mayPutInPlace(actor, plan).allowed;
  if (plan.basis === 'school') return mayDeclareReady(actor, plan).allowed;
  const signed = signingSide(actor, plan) === 'school' ? timing.standing.schoolSigned : timing.standing.trustSigned;
  return maySignPlan(actor, plan).allowed && !signed;
}

function preparingWords(view: PlanView): string {
  const { schoolSigned, trustSigned } = view.timing.standing;
  if (view.plan.basis === 'imposed')
    return 'The trust puts this plan in place. The head teacher is told then, and can comment at any time.';
  if (view.plan.basis === 'school')
    return 'When the plan is written, the head teacher declares it ready for the Executive Principal to recommend.';
  if (schoolSigned) return 'The school has signed. The Executive Principal has not signed for the trust yet.';
  if (trustSigned) return 'The trust has signed. The head teacher has not signed for the school yet.';
  return 'The plan is agreed once the head teacher has signed for the school and the Executive Principal for the trust.';
}

function stepOf(actor: Actor, view: PlanView, today: Temporal.PlainDate): Step {
  const { plan, timing, content, facts } = view;
  const { standing, reviewDue } = timing;
  if (facts.closure)
    return { words: `Closed on ${longDate(facts.closure.on)} by ${facts.closure.by}: ${facts.closure.why}` };
  if (standing.state === 'recommended') {
    const words = `${standing.recommendation?.by} recommended the plan on ${longDate(standing.recommendation?.on ?? today)}. It waits for the board’s decision.`;
    if (mayRecordDecision(actor).allowed)
      return { words, go: { href: actionPlanPaths.decision(plan.id), label: 'Record the board’s decision' } };
    return mayRecommend(actor).allowed
      ? { words, go: { href: actionPlanPaths.recommend(plan.id), label: 'See the recommendation' } }
      : { words };
  }
  if (!standing.prepared) {
    const blockers = contentBlockers(content, today, standing.approval !== null);
    const again = standing.approval
      ? 'The plan stays in force, but has been changed since the board approved it. '
      : '';
    const go = { href: actionPlanPaths.agree(plan.id), label: preparing[plan.basis] };
    return {
      words: again + preparingWords(view),
      blockers,
      ...(mayPrepare(actor, view) && blockers.length === 0 ? { go } : {}),
    };
  }
  if (standing.state === 'in_force') {
    const words = reviewDue
      ? `The review for the ${termInYear(reviewDue.term, reviewDue.academicYear)} is ${reviewDue.overdue ? 'overdue: it was due' : 'due'} by ${longDate(reviewDue.on)}.`
      : 'The plan is in force.';
    return {
      words,
      ...(mayReviewPlan(actor, plan).allowed
        ? { go: { href: actionPlanPaths.review(plan.id), label: 'Hold the termly review' } }
        : {}),
      ...(changedSinceApproval(facts) && mayRecommend(actor).allowed
        ? { also: { href: actionPlanPaths.recommend(plan.id), label: 'Recommend the changed plan to the board again' } }
        : {}),
    };
  }
  const blockers = recommendationBlockers(facts, content, today);
  const words =
    'The Executive Principal recommends the plan to the board, which approves it, amends it or sends it back.';
  const go = { href: actionPlanPaths.recommend(plan.id), label: 'Recommend to the board' };
  return { words, blockers, ...(mayRecommend(actor).allowed && blockers.length === 0 ? { go } : {}) };
}

export const Blockers = ({ blockers, title }: { blockers: readonly string[]; title: string }): Child =>
  blockers.length === 0 ? null : (
    <>
      <p class="govuk-body">{title}</p>
      <ul class="govuk-list govuk-list--bullet">
        {blockers.map((blocker) => (
          <li>{blocker}</li>
        ))}
      </ul>
    </>
  );

/** What happens next with a plan, who does it, and what stands in the way. */
export const NextStep = ({ actor, view, today }: { actor: Actor; view: PlanView; today: Temporal.PlainDate }) => {
  const step = stepOf(actor, view, today);
  return (
    <Card title="Next step" headingLevel={2}>
      <p class="govuk-body">{step.words}</p>
      <Blockers blockers={step.blockers ?? []} title="Before that:" />
      {step.go ? <ButtonLink href={step.go.href}>{step.go.label}</ButtonLink> : null}
      {step.also ? (
        <p class="govuk-body">
          <a class="govuk-link" href={step.also.href}>
            {step.also.label}
          </a>
        </p>
      ) : null}
    </Card>
  );
};
