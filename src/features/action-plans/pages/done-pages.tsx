import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { longDate, shortDate } from '#platform/clock.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { DateField } from '#ui/date-field.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { NumberField } from '#ui/number-field.tsx';
import { Table } from '#ui/table.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { TextField } from '#ui/text-field.tsx';
import { finishAction } from '../actions/finish-action.ts';
import { recordDelivery } from '../actions/record-delivery.ts';
import { deliveryForm, doneForm } from '../forms.ts';
import { days, daysInWords } from '../money.ts';
import { actionPlanPaths } from '../paths.ts';
import { mayRecordProgress } from '../policy.ts';
import { loadPlan } from '../queries.ts';
import { stepPage, submit, type Wrong, wrongIn } from './form-page.tsx';

async function showDone(ctx: Ctx, planId: string, actionId: string, wrong: Wrong | null): Promise<Reply> {
  const view = await loadPlan(ctx, planId);
  const action = view.content.actions.find((row) => row.id === actionId);
  if (!action) throw new NotFound();
  demand(mayRecordProgress(ctx.actor, view.plan));
  const error = wrongIn(wrong);
  const revision = wrong && !wrong.stale ? wrong.typed['revision'] : action.revision;
  if (action.done_on) {
    return stepPage(ctx, wrong, {
      plan: view.plan,
      title: 'This action is done',
      lead: action.what,
      before: (
        <p class="govuk-body">
          Done on {longDate(action.done_on)}, recorded by {view.name(action.done_by)}. {action.done_note ?? ''}
        </p>
      ),
      form: {
        action: actionPlanPaths.finishAction(planId, actionId),
        submit: 'It is not done after all',
        warning: true,
        fields: (
          <>
            <HiddenField name="revision" value={revision} />
            <HiddenField name="undo" value="yes" />
          </>
        ),
      },
    });
  }
  return stepPage(ctx, wrong, {
    plan: view.plan,
    title: 'Mark the action as done',
    lead: action.what,
    form: {
      action: actionPlanPaths.finishAction(planId, actionId),
      submit: 'It is done',
      fields: (
        <>
          <HiddenField name="revision" value={revision} />
          <DateField
            name="done_on"
            label="Done on"
            max={ctx.today.toString()}
            value={wrong?.typed['done_on'] ?? ctx.today.toString()}
            error={error('done_on')}
          />
          <TextArea
            name="note"
            label="What came of it"
            required={false}
            rows={3}
            value={wrong?.typed['note']}
            error={error('note')}
          />
        </>
      ),
    },
  });
}

export const donePage = (ctx: Ctx, request: PageRequest) =>
  showDone(ctx, idParam(request, 'planId'), idParam(request, 'partId'), null);

export async function donePost(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const planId = idParam(request, 'planId');
  const actionId = idParam(request, 'partId');
  return await submit(
    readForm(doneForm, request.form),
    async (value) => {
      if (!value.undo && value.done_on === null)
        throw new Invalid([{ field: 'done_on', message: 'Enter the day on which it was done' }]);
      const finished = value.undo || value.done_on === null ? null : { doneOn: value.done_on, note: value.note };
      await finishAction(ctx, planId, actionId, value.revision, finished);
      return redirectTo(
        actionPlanPaths.plan(planId),
        finished ? 'The action is recorded as done.' : 'The action is open again.',
      );
    },
    (wrong) => showDone(ctx, planId, actionId, wrong),
  );
}

async function showDelivery(ctx: Ctx, planId: string, supportId: string, wrong: Wrong | null): Promise<Reply> {
  const view = await loadPlan(ctx, planId);
  const support = view.content.support.find((row) => row.id === supportId);
  if (!support) throw new NotFound();
  demand(mayRecordProgress(ctx.actor, view.plan));
  const error = wrongIn(wrong);
  const typed = wrong?.typed ?? {};
  const given = view.deliveries.filter((row) => row.support_id === supportId);
  const total = given.reduce((sum, row) => sum + row.half_days, 0);
  const promised =
    support.half_days === null ? 'No number of days was promised.' : `${daysInWords(support.half_days)} promised.`;
  return stepPage(ctx, wrong, {
    plan: view.plan,
    title: 'Record support that was given',
    lead: support.what,
    before: (
      <p class="govuk-body">
        {promised} {total === 0 ? 'None given so far.' : `${daysInWords(total)} given so far.`}
      </p>
    ),
    form: {
      action: actionPlanPaths.delivery(planId, supportId),
      submit: 'Record',
      fields: (
        <>
          <DateField
            name="delivered_on"
            label="Day, or last day"
            max={ctx.today.toString()}
            value={typed['delivered_on'] ?? ctx.today.toString()}
            error={error('delivered_on')}
          />
          <NumberField
            name="half_days"
            label="Days given"
            hint="Whole or half days, such as 0.5"
            decimal
            value={typed['half_days']}
            error={error('half_days')}
          />
          <TextField name="note" label="Note" required={false} value={typed['note']} error={error('note')} />
        </>
      ),
    },
    after:
      given.length === 0 ? null : (
        <Table
          caption="Given so far"
          columns={[
            { header: 'Day' },
            { header: 'Days', align: 'number' },
            { header: 'Note' },
            { header: 'Recorded by' },
          ]}
          rows={given.map((row) => [
            shortDate(row.delivered_on),
            days(row.half_days),
            row.note ?? '',
            view.name(row.recorded_by),
          ])}
        />
      ),
  });
}

export const deliveryPage = (ctx: Ctx, request: PageRequest) =>
  showDelivery(ctx, idParam(request, 'planId'), idParam(request, 'partId'), null);

export async function deliveryPost(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const planId = idParam(request, 'planId');
  const supportId = idParam(request, 'partId');
  return await submit(
    readForm(deliveryForm, request.form),
    async (value) => {
      await recordDelivery(ctx, planId, supportId, {
        deliveredOn: value.delivered_on,
        halfDays: value.half_days,
        note: value.note,
      });
      return redirectTo(actionPlanPaths.plan(planId), `${daysInWords(value.half_days)} recorded as given.`);
    },
    (wrong) => showDelivery(ctx, planId, supportId, wrong),
  );
}
