import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { longDate } from '#platform/clock.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { DateField } from '#ui/date-field.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { Radios } from '#ui/radios.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { TextField } from '#ui/text-field.tsx';
import { recordDecision } from '../actions/record-decision.ts';
import { decisionForm } from '../forms.ts';
import { actionPlanPaths } from '../paths.ts';
import { mayRecordDecision } from '../policy.ts';
import { loadPlan, type PlanView } from '../queries.ts';
import { stepPage, submit, type Wrong, wrongIn } from './form-page.tsx';

const Fields = ({ wrong, view, today }: { wrong: Wrong | null; view: PlanView; today: Temporal.PlainDate }) => {
  const error = wrongIn(wrong);
  const typed = wrong?.typed ?? {};
  return (
    <>
      <Radios
        name="outcome"
        label="What did the board decide?"
        value={typed['outcome']}
        error={error('outcome')}
        options={[
          { value: 'approved', label: 'Approved', hint: 'The plan is in force as it was recommended' },
          {
            value: 'approved_with_amendments',
            label: 'Approved with amendments',
            hint: 'The plan is in force; leaders then write the amendments into it',
          },
          { value: 'sent_back', label: 'Sent back', hint: 'The plan is changed and recommended again' },
        ]}
      />
      <DateField
        name="meeting_on"
        label="Date of the meeting"
        min={view.timing.standing.recommendation?.on.toString()}
        max={today.toString()}
        value={typed['meeting_on']}
        error={error('meeting_on')}
      />
      <TextField
        name="minute_reference"
        label="Minute reference"
        hint="Such as TB/26/47"
        width={10}
        value={typed['minute_reference']}
        error={error('minute_reference')}
      />
      <TextArea
        name="words"
        label="Amendments, or what the board asks for"
        hint="Leave empty if the plan was approved as it is"
        required={false}
        rows={4}
        value={typed['words']}
        error={error('words')}
      />
    </>
  );
};

async function showDecision(ctx: Ctx, planId: string, wrong: Wrong | null): Promise<Reply> {
  const view = await loadPlan(ctx, planId);
  demand(mayRecordDecision(ctx.actor));
  const { plan, timing } = view;
  const { state, recommendation } = timing.standing;
  if (state !== 'recommended' || !recommendation) {
    return stepPage(ctx, wrong, {
      plan,
      title: 'Record the board’s decision',
      before: (
        <InsetText>
          There is no recommendation that waits for a decision. The board decides after the Executive Principal has
          recommended the plan.
        </InsetText>
      ),
    });
  }
  return stepPage(ctx, wrong, {
    plan,
    title: 'Record the board’s decision',
    lead: `${recommendation.by} recommended the plan on ${longDate(recommendation.on)}. ${timing.approval.words}.`,
    before: (
      <>
        <InsetText>{recommendation.coveringWords}</InsetText>
        <p class="govuk-body">
          The plan as it was recommended:{' '}
          <a class="govuk-link" href={actionPlanPaths.document(plan.id, 'pdf')}>
            PDF
          </a>{' '}
          ·{' '}
          <a class="govuk-link" href={actionPlanPaths.document(plan.id, 'docx')}>
            Word
          </a>
        </p>
      </>
    ),
    form: {
      action: actionPlanPaths.decision(plan.id),
      submit: 'Record the decision',
      fields: <Fields wrong={wrong} view={view} today={ctx.today} />,
    },
  });
}

export const decisionPage = (ctx: Ctx, request: PageRequest) => showDecision(ctx, idParam(request, 'planId'), null);

export async function decisionPost(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const planId = idParam(request, 'planId');
  return await submit(
    readForm(decisionForm, request.form),
    async (value) => {
      await recordDecision(ctx, planId, {
        outcome: value.outcome,
        meetingOn: value.meeting_on,
        minuteReference: value.minute_reference,
        words: value.words,
      });
      return redirectTo(actionPlanPaths.plan(planId), 'The board’s decision is recorded.');
    },
    (wrong) => showDecision(ctx, planId, wrong),
  );
}
