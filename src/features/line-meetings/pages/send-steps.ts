import { scopeOf } from '#core/access/actor.ts';
import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { finishAction, runningPlans, saveAction } from '#features/action-plans/index.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { answerMinutes } from '../actions/answer-minutes.ts';
import { beginMeeting } from '../actions/begin-meeting.ts';
import { circulateMinutes, correctMinutes } from '../actions/circulate-minutes.ts';
import { cancelMeeting, moveMeeting } from '../actions/move-meeting.ts';
import { answerForm, beginForm, cancelForm, circulateForm, correctForm, moveForm, planActionForm } from '../forms.ts';
import { mayWrite } from '../policy.ts';
import { findMeeting } from '../queries.ts';
import { takeStep } from './send-parts.ts';

const meetingId = (request: PageRequest) => idParam(request, 'lineMeetingId');

export async function sendMove(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = meetingId(request);
  return await takeStep(ctx, id, 'move', readForm(moveForm, request.form), async (value) => {
    await moveMeeting(ctx, id, value);
    return 'The meeting has been moved, and the other side told.';
  });
}

export async function sendCancel(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = meetingId(request);
  return await takeStep(ctx, id, 'cancel', readForm(cancelForm, request.form), async (value) => {
    await cancelMeeting(ctx, id, value);
    return 'The meeting is cancelled, and the other side told.';
  });
}

export async function sendBegin(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = meetingId(request);
  return await takeStep(ctx, id, 'begin', readForm(beginForm, request.form), async (value) => {
    await beginMeeting(ctx, id, value);
    return 'The meeting has begun. What either of you writes is kept as you go.';
  });
}

export async function sendCirculate(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = meetingId(request);
  return await takeStep(ctx, id, 'circulate', readForm(circulateForm, request.form), async (value) => {
    await circulateMinutes(ctx, id, value);
    return 'The minutes are circulated, and the progress stands in the plan.';
  });
}

export async function sendCorrect(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = meetingId(request);
  return await takeStep(ctx, id, 'correct', readForm(correctForm, request.form), async ({ revision }) => {
    await correctMinutes(ctx, id, revision);
    return 'The minutes are open to both of you. Circulate them again when they are right.';
  });
}

export async function sendAnswer(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = meetingId(request);
  return await takeStep(ctx, id, 'answer', readForm(answerForm, request.form), async ({ agrees, ...value }) => {
    await answerMinutes(ctx, id, { ...value, agrees: agrees === 'yes' });
    return 'Thank you. What you said stands with the minutes.';
  });
}

/** Records in the plan itself that one of its actions is done, or gives it a new date with the reason. */
export async function sendPlanAction(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const id = meetingId(request);
  const actionId = idParam(request, 'actionId');
  const form = readForm(planActionForm, request.form);
  return await takeStep(ctx, id, `plan-action-${actionId}`, form, async ({ planId, how, on, note, revision }) => {
    const meeting = await findMeeting(ctx, id);
    demand(mayWrite(ctx.actor, meeting, meeting));
    const planning: Ctx = { ...ctx, scope: scopeOf(ctx.actor, 'plan:write') };
    const plan = (await runningPlans(planning, meeting.school_id)).find((each) => each.plan.id === planId);
    const action = plan?.actions.find((each) => each.row.id === actionId)?.row;
    if (!action) throw new NotFound();
    if (how === 'done') {
      await finishAction(planning, planId, actionId, revision, { doneOn: on ?? meeting.held_on ?? ctx.today, note });
      return 'The plan says that it is done.';
    }
    if (!plan?.runsOnWhenChanged)
      throw new Invalid([
        {
          field: 'how',
          message: 'A new date would undo the signatures of this plan. Change it on the page of the plan',
        },
      ]);
    if (on === null || Temporal.PlainDate.compare(on, ctx.today) <= 0)
      throw new Invalid([{ field: 'on', message: 'Enter a new date after today' }]);
    if (note === null) throw new Invalid([{ field: 'note', message: 'Enter the reason for the new date' }]);
    const { objective_id, what, owner_id, owner_name, starts_on, resource_need } = action;
    await saveAction(
      planning,
      { planId, partId: actionId, revision, why: note },
      { objective_id, what, owner_id, owner_name, starts_on, due_on: on, resource_need },
    );
    return 'The plan has the new date.';
  });
}
