import type { Ctx } from '#core/context.ts';
import { longMoment } from '#platform/clock.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { HiddenField } from '#ui/hidden-field.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { declarePlan } from '../actions/declare-plan.ts';
import { signPlan } from '../actions/sign-plan.ts';
import { contentBlockers } from '../content-rules.ts';
import { agreeForm } from '../forms.ts';
import { actionPlanPaths } from '../paths.ts';
import { mayDeclareReady, mayPutInPlace, maySignPlan, signingSide } from '../policy.ts';
import { loadPlan, type PlanView } from '../queries.ts';
import { basisReasons, lockedBecause } from '../rules.ts';
import { stepPage, submit, type Wrong } from './form-page.tsx';
import { Blockers } from './next-step.tsx';
import { IssueSections } from './plan-issues.tsx';
import type { PlanRights } from './plan-parts.tsx';
import { SupportSection } from './plan-support.tsx';

const reading: PlanRights = { edit: false, support: false, progress: false, readReview: true, readReport: true };

const words = {
  school: {
    title: 'Declare the plan ready',
    submit: 'Declare the plan ready',
    done: 'The plan is declared ready. The Executive Principal can recommend it.',
  },
  agreed: { title: 'Read and sign the plan', submit: 'Sign the plan', done: 'You have signed the plan.' },
  imposed: {
    title: 'Put the plan in place',
    submit: 'Put the plan in place',
    done: 'The plan is in place. The head teacher is told.',
  },
} as const;

function statement(ctx: Ctx, view: PlanView): string {
  if (view.plan.basis === 'imposed')
    return 'By sending this, you put the plan in place for the trust. The school’s agreement is not needed; the head teacher is told and may comment.';
  if (view.plan.basis === 'school')
    return 'By sending this, you say that the plan is written and can be recommended to the board.';
  const side = signingSide(ctx.actor, view.plan);
  return `By sending this, ${ctx.actor.name} signs the plan as it stands above for the ${side ?? 'school'}. A later change of the plan asks for both signatures again.`;
}

const Signatures = ({ view }: { view: PlanView }) => {
  const current = view.facts.signatures.filter((row) => row.contentVersion === view.plan.content_version);
  const older = view.facts.signatures.length - current.length;
  return (
    <>
      {current.map((row) => (
        <p class="govuk-body">
          Signed for the {row.side} by {row.by} on {longMoment(row.at)}.
        </p>
      ))}
      {older > 0 ? (
        <p class="govuk-body">
          Signatures on earlier versions of the plan no longer count. They are kept in its history.
        </p>
      ) : null}
    </>
  );
};

function mayDo(ctx: Ctx, view: PlanView): { allowed: boolean; why: string } {
  const { plan, timing } = view;
  const decision =
    plan.basis === 'agreed'
      ? maySignPlan(ctx.actor, plan)
      : plan.basis === 'imposed'
        ? mayPutInPlace(ctx.actor, plan)
        : mayDeclareReady(ctx.actor, plan);
  if (!decision.allowed) return decision;
  const side = plan.basis === 'agreed' ? signingSide(ctx.actor, plan) : null;
  const done =
    timing.standing.prepared ||
    (side === 'school' ? timing.standing.schoolSigned : side === 'trust' && timing.standing.trustSigned);
  const why = lockedBecause(timing.standing) ?? (done ? 'This is already done for the plan as it is now.' : '');
  return { allowed: why === '', why };
}

async function showAgree(ctx: Ctx, planId: string, wrong: Wrong | null): Promise<Reply> {
  const view = await loadPlan(ctx, planId);
  const { plan, content, timing } = view;
  const blockers = contentBlockers(content, ctx.today, timing.standing.approval !== null);
  const may = mayDo(ctx, view);
  const open = may.allowed && blockers.length === 0;
  return stepPage(ctx, wrong, {
    plan,
    title: words[plan.basis].title,
    lead: basisReasons[plan.basis],
    wide: true,
    before: (
      <>
        {may.allowed ? null : <InsetText>{may.why}</InsetText>}
        <Blockers blockers={blockers} title="This stands in the way:" />
        <Signatures view={view} />
        <IssueSections view={view} rights={reading} today={ctx.today} />
        <SupportSection view={view} rights={reading} />
      </>
    ),
    ...(open
      ? {
          form: {
            action: actionPlanPaths.agree(plan.id),
            submit: words[plan.basis].submit,
            fields: (
              <>
                <HiddenField name="version" value={plan.content_version} />
                <InsetText>{statement(ctx, view)}</InsetText>
              </>
            ),
          },
        }
      : {}),
  });
}

export const agreePage = (ctx: Ctx, request: PageRequest) => showAgree(ctx, idParam(request, 'planId'), null);

export async function agreePost(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const planId = idParam(request, 'planId');
  return await submit(
    readForm(agreeForm, request.form),
    async ({ version }) => {
      const { plan } = await loadPlan(ctx, planId);
      if (plan.basis === 'agreed') await signPlan(ctx, planId, version);
      else await declarePlan(ctx, planId, plan.basis === 'imposed' ? 'put_in_place' : 'ready', version);
      return redirectTo(actionPlanPaths.plan(planId), words[plan.basis].done);
    },
    (wrong) => showAgree(ctx, planId, wrong),
  );
}
