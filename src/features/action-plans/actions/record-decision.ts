import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { longDate } from '#platform/clock.ts';
import { type FieldError, Invalid } from '#platform/errors.ts';
import { mayRecordDecision } from '../policy.ts';
import { outcomeNames, standingOf } from '../rules.ts';
import type { Outcome } from '../tables.ts';
import { lockPlan, recordPlanEvent, refuseWhen } from './change-plan.ts';
import { freezePlan } from './freeze-plan.ts';
import { tellAboutPlan } from './tell-about-plan.ts';

export type DecisionValues = {
  outcome: Outcome;
  meetingOn: Temporal.PlainDate;
  minuteReference: string;
  words: string | null;
};

/** What is wrong with a decision: it follows the recommendation, is not of a meeting to come, and says what is amended or asked. */
export function decisionErrors(
  values: DecisionValues,
  recommendedOn: Temporal.PlainDate,
  today: Temporal.PlainDate,
): FieldError[] {
  const errors: FieldError[] = [];
  if (Temporal.PlainDate.compare(values.meetingOn, today) > 0)
    errors.push({ field: 'meeting_on', message: 'The date of the meeting must be today or before' });
  if (Temporal.PlainDate.compare(values.meetingOn, recommendedOn) < 0) {
    errors.push({
      field: 'meeting_on',
      message: `The board can only decide on or after ${longDate(recommendedOn)}, when the plan was recommended`,
    });
  }
  if (values.outcome !== 'approved' && values.words === null) {
    const what = values.outcome === 'sent_back' ? 'what the board asks for' : 'the amendments that the board made';
    errors.push({ field: 'words', message: `Enter ${what}` });
  }
  return errors;
}

/** A trustee or the clerk records what the board decided about the plan that was recommended. */
export async function recordDecision(ctx: Ctx, planId: string, values: DecisionValues): Promise<void> {
  await write(ctx, async (tx) => {
    const { plan, facts } = await lockPlan(ctx, tx, planId);
    tx.authorise(mayRecordDecision(ctx.actor));
    const { recommendation } = standingOf(facts);
    if (!recommendation)
      throw new Invalid([
        { field: '', message: 'The plan has not been recommended, so the board cannot have decided on it.' },
      ]);
    if (recommendation.decision) refuseWhen('The board’s decision on this recommendation is already recorded.');
    const errors = decisionErrors(values, recommendation.on, ctx.today);
    if (errors.length > 0) throw new Invalid(errors);
    await tx.db
      .insertInto('board_decision')
      .values({
        trust_id: plan.trust_id,
        plan_id: plan.id,
        recommendation_id: recommendation.id,
        outcome: values.outcome,
        meeting_on: values.meetingOn,
        minute_reference: values.minuteReference,
        words: values.words,
        recorded_at: ctx.now,
        recorded_by: ctx.actor.personId,
      })
      .execute();
    const frozen = values.outcome === 'sent_back' ? null : await freezePlan(ctx, tx, plan.id);
    await recordPlanEvent(tx, plan, {
      kind: values.outcome === 'sent_back' ? 'plan.sent-back' : 'plan.approved',
      summary: `recorded the board’s decision of ${longDate(values.meetingOn)}: ${outcomeNames[values.outcome].toLowerCase()}`,
      why: values.words,
      detail: {
        minuteReference: values.minuteReference,
        contentVersion: recommendation.contentVersion,
        sha256: frozen?.sha256 ?? null,
      },
    });
    await tellAboutPlan(ctx, tx, plan, ['executive_principal', 'head_teacher'], (school) => ({
      subject: `The board has decided on the action plan of ${school}`,
      body: `Meeting of ${longDate(values.meetingOn)}, minute ${values.minuteReference}.`,
    }));
  });
}
