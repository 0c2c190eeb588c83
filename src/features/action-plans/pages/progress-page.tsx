import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { capital } from '#platform/capital.ts';
import { longDate, shortDate } from '#platform/clock.ts';
import { NotFound } from '#platform/errors.ts';
import { readForm } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Columns } from '#ui/columns.tsx';
import { DateField } from '#ui/date-field.tsx';
import { NumberField } from '#ui/number-field.tsx';
import { Radios } from '#ui/radios.tsx';
import { RagTag } from '#ui/rag-tag.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Table } from '#ui/table.tsx';
import { TextArea } from '#ui/text-area.tsx';
import { ragWords, recordProgress } from '../actions/record-progress.ts';
import type { CriterionRow, ProgressRow } from '../content.ts';
import { fromTo, fromWhat, withUnit } from '../content-rules.ts';
import { progressForm } from '../forms.ts';
import { actionPlanPaths } from '../paths.ts';
import { mayRecordProgress } from '../policy.ts';
import { type ProgressSource, progressSources } from '../progress-sources.ts';
import { loadPlan, type PlanView } from '../queries.ts';
import { stepPage, submit, type Wrong, wrongIn } from './form-page.tsx';
import { RecordedAt } from './plan-parts.tsx';

type Sources = ReadonlyMap<string, ProgressSource>;

const standingAt = (criterion: CriterionRow, row: ProgressRow) =>
  [withUnit(row.value_number, criterion.unit), row.value_words ?? ''].filter(Boolean).join(': ');

const Previous = ({ view, criterion, sources }: { view: PlanView; criterion: CriterionRow; sources: Sources }) => {
  const last = view.newest(criterion.id);
  return (
    <>
      <h2 class="govuk-heading-s">Last entry</h2>
      {last ? (
        <SummaryList
          rows={[
            { key: 'Date', value: longDate(last.noted_on) },
            { key: 'Rating', value: <RagTag rating={last.rag} /> },
            { key: 'It stood at', value: standingAt(criterion, last) },
            { key: 'Reason', value: last.reason },
            { key: 'By', value: view.name(last.recorded_by) },
            ...(sources.has(last.id) ? [{ key: 'Where', value: <RecordedAt source={sources.get(last.id)} /> }] : []),
          ]}
        />
      ) : (
        <p class="govuk-body">
          This is the first entry. It started from {fromWhat(criterion) || 'a point that the plan does not say'}.
        </p>
      )}
    </>
  );
};

const Fields = ({
  wrong,
  criterion,
  today,
}: {
  wrong: Wrong | null;
  criterion: CriterionRow;
  today: Temporal.PlainDate;
}) => {
  const error = wrongIn(wrong);
  const typed = wrong?.typed ?? {};
  return (
    <>
      <DateField
        name="noted_on"
        label="As on"
        max={today.toString()}
        value={typed['noted_on'] ?? today.toString()}
        error={error('noted_on')}
      />
      {criterion.measure === 'number' ? (
        <NumberField
          name="value_number"
          label={criterion.unit ? `Where it stands now (${criterion.unit})` : 'Where it stands now'}
          decimal
          value={typed['value_number']}
          error={error('value_number')}
        />
      ) : null}
      <TextArea
        name="value_words"
        label={criterion.measure === 'number' ? 'In words' : 'Where it stands now'}
        required={criterion.measure !== 'number'}
        rows={3}
        value={typed['value_words']}
        error={error('value_words')}
      />
      <Radios
        name="rag"
        label="How does it stand?"
        value={typed['rag']}
        error={error('rag')}
        options={(['green', 'amber', 'red', 'blue'] as const).map((rag) => ({
          value: rag,
          label: <RagTag rating={rag} />,
          hint: capital(ragWords[rag]),
        }))}
      />
      <TextArea name="reason" label="Reason for the rating" rows={2} value={typed['reason']} error={error('reason')} />
    </>
  );
};

const Entries = ({ view, criterion, sources }: { view: PlanView; criterion: CriterionRow; sources: Sources }) => {
  const rows = view.progress.filter((row) => row.criterion_id === criterion.id).toReversed();
  if (rows.length < 2) return null;
  return (
    <Table
      caption="All entries, newest first"
      stack
      dense
      columns={[
        { header: 'Date' },
        { header: 'Rating' },
        { header: 'It stood at' },
        { header: 'Reason' },
        { header: 'By' },
      ]}
      rows={rows.map((row) => [
        shortDate(row.noted_on),
        <RagTag rating={row.rag} />,
        standingAt(criterion, row),
        row.reason,
        <>
          {view.name(row.recorded_by)} <RecordedAt source={sources.get(row.id)} />
        </>,
      ])}
    />
  );
};

async function showProgress(ctx: Ctx, planId: string, criterionId: string, wrong: Wrong | null): Promise<Reply> {
  const view = await loadPlan(ctx, planId);
  const criterion = view.content.criteria.find((row) => row.id === criterionId);
  if (!criterion) throw new NotFound();
  demand(mayRecordProgress(ctx.actor, view.plan));
  const entries = view.progress.filter((row) => row.criterion_id === criterion.id);
  const sources = await progressSources(
    ctx,
    entries.map((row) => row.id),
  );
  const target = `${fromTo(criterion)}${criterion.by_when ? ` by ${longDate(criterion.by_when)}` : ''}.`;
  return stepPage(ctx, wrong, {
    plan: view.plan,
    title: 'Record progress',
    lead: criterion.what,
    wide: true,
    before: (
      <p class="govuk-body">
        {target} {criterion.how_known ? `Known by: ${criterion.how_known}` : ''}
      </p>
    ),
    form: {
      action: actionPlanPaths.progress(planId, criterionId),
      submit: 'Record progress',
      fields: (
        <Columns
          asideLabel="Last entry"
          main={<Fields wrong={wrong} criterion={criterion} today={ctx.today} />}
          aside={<Previous view={view} criterion={criterion} sources={sources} />}
        />
      ),
    },
    after: <Entries view={view} criterion={criterion} sources={sources} />,
  });
}

export const progressPage = (ctx: Ctx, request: PageRequest) =>
  showProgress(ctx, idParam(request, 'planId'), idParam(request, 'partId'), null);

export async function progressPost(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const planId = idParam(request, 'planId');
  const criterionId = idParam(request, 'partId');
  return await submit(
    readForm(progressForm, request.form),
    async (value) => {
      await recordProgress(ctx, planId, criterionId, {
        notedOn: value.noted_on,
        valueNumber: value.value_number,
        valueWords: value.value_words,
        rag: value.rag,
        reason: value.reason,
      });
      return redirectTo(actionPlanPaths.plan(planId), 'Progress is recorded.');
    },
    (wrong) => showProgress(ctx, planId, criterionId, wrong),
  );
}
