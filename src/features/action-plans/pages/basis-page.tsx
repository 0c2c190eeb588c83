import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Radios } from '#ui/radios.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { setBasis } from '../actions/set-basis.ts';
import { basisForm } from '../forms.ts';
import { actionPlanPaths } from '../paths.ts';
import { mayChangeBasis } from '../policy.ts';
import { loadPlan } from '../queries.ts';
import { basisNames, basisReasons } from '../rules.ts';
import { stepPage, submit, type Wrong, wrongIn } from './form-page.tsx';

/** The three bases as choices, each with the model’s sentence. */
export const basisChoices = (['school', 'agreed', 'imposed'] as const).map((basis) => ({
  value: basis,
  label: basisNames[basis],
  hint: basisReasons[basis],
}));

async function showBasis(ctx: Ctx, planId: string, wrong: Wrong | null): Promise<Reply> {
  const { plan } = await loadPlan(ctx, planId);
  demand(mayChangeBasis(ctx.actor));
  return stepPage(ctx, wrong, {
    plan,
    title: 'Change the basis of the plan',
    lead: 'A grade of a key judgement sets the basis by itself. Change it by hand only for a reason that you can give the board. Earlier signatures no longer count.',
    form: {
      action: actionPlanPaths.basis(planId),
      submit: 'Change the basis',
      fields: (
        <>
          <Radios
            name="basis"
            label="How does the plan stand?"
            options={basisChoices}
            value={wrong?.typed['basis'] ?? plan.basis}
            error={wrongIn(wrong)('basis')}
          />
          <TextArea name="why" label="Why" rows={3} value={wrong?.typed['why']} error={wrongIn(wrong)('why')} />
        </>
      ),
    },
  });
}

export const basisPage = (ctx: Ctx, request: PageRequest) => showBasis(ctx, idParam(request, 'planId'), null);

export async function basisPost(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const planId = idParam(request, 'planId');
  return await submit(
    readForm(basisForm, request.form),
    async (value) => {
      await setBasis(ctx, planId, value.basis, value.why);
      return redirectTo(actionPlanPaths.plan(planId), `The plan is now: ${basisNames[value.basis].toLowerCase()}.`);
    },
    (wrong) => showBasis(ctx, planId, wrong),
  );
}
