import type { Ctx } from '#core/context.ts';
import { longDate } from '#platform/clock.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { HiddenField } from '#ui/hidden-field.tsx';
import { Prose } from '#ui/prose.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { recommendPlan } from '../actions/recommend-plan.ts';
import { takeBackRecommendation } from '../actions/take-back-recommendation.ts';
import { recommendForm, takeBackForm } from '../forms.ts';
import { actionPlanPaths } from '../paths.ts';
import { loadPlan } from '../queries.ts';
import { recommendationBlockers } from '../recommend-rules.ts';
import { stepPage, submit, type Wrong, wrongIn } from './form-page.tsx';
import { Blockers } from './next-step.tsx';

const startingWords = (school: string) => `I recommend that the board approves the action plan of ${school}.`;

async function showRecommend(ctx: Ctx, planId: string, wrong: Wrong | null): Promise<Reply> {
  const view = await loadPlan(ctx, planId);
  const { plan, timing, facts, content } = view;
  const { recommendation, state } = timing.standing;
  if (state === 'recommended' && recommendation) {
    return stepPage(ctx, wrong, {
      plan,
      title: 'The plan is with the board',
      lead: `${recommendation.by} recommended it on ${longDate(recommendation.on)}. ${timing.approval.words}.`,
      before: (
        <Prose>
          <p>{recommendation.coveringWords}</p>
        </Prose>
      ),
      form: {
        action: actionPlanPaths.takeBack(plan.id),
        submit: 'Take the recommendation back',
        warning: true,
        fields: (
          <TextArea
            name="why"
            label="Why you take it back"
            hint="The plan can then be changed and recommended again. The recommendation stays in the history."
            rows={2}
            value={wrong?.typed['why']}
            error={wrongIn(wrong)('why')}
          />
        ),
      },
    });
  }
  const blockers = recommendationBlockers(facts, content, ctx.today);
  return stepPage(ctx, wrong, {
    plan,
    title: 'Recommend the plan to the board',
    lead: `The plan is frozen as it stands, with your covering words, and waits for the board’s decision. ${timing.approval.words}.`,
    before: <Blockers blockers={blockers} title="This stands in the way:" />,
    ...(blockers.length === 0
      ? {
          form: {
            action: actionPlanPaths.recommend(plan.id),
            submit: 'Recommend to the board',
            fields: (
              <>
                <HiddenField name="version" value={plan.content_version} />
                <TextArea
                  name="covering_words"
                  label="Covering words to the board"
                  hint="What the board should know before it decides: why these objectives, what the trust gives, what is at risk"
                  rows={8}
                  value={wrong?.typed['covering_words'] ?? startingWords(plan.school_name)}
                  error={wrongIn(wrong)('covering_words')}
                />
              </>
            ),
          },
        }
      : {}),
  });
}

export const recommendPage = (ctx: Ctx, request: PageRequest) => showRecommend(ctx, idParam(request, 'planId'), null);

export async function recommendPost(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const planId = idParam(request, 'planId');
  return await submit(
    readForm(recommendForm, request.form),
    async (value) => {
      await recommendPlan(ctx, planId, value.covering_words, value.version);
      return redirectTo(actionPlanPaths.plan(planId), 'The plan is recommended to the board.');
    },
    (wrong) => showRecommend(ctx, planId, wrong),
  );
}

export async function takeBackPost(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const planId = idParam(request, 'planId');
  return await submit(
    readForm(takeBackForm, request.form),
    async ({ why }) => {
      await takeBackRecommendation(ctx, planId, why);
      return redirectTo(
        actionPlanPaths.plan(planId),
        'The recommendation is taken back. The plan can be changed again.',
      );
    },
    (wrong) => showRecommend(ctx, planId, wrong),
  );
}
