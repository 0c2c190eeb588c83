import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { StoredNow } from '#core/web/stored-now.tsx';
import { defaultLimits, type WorkloadLimits } from '#core/workload/limits.ts';
import { workloadLimits } from '#core/workload/queries.ts';
import { londonDate, shortDate } from '#platform/clock.ts';
import { Invalid, StaleRevision } from '#platform/errors.ts';
import { type Refused, shownIn } from '#platform/http/answer-form.ts';
import { readForm } from '#platform/http/form.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Checkboxes } from '#ui/checkboxes.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { NumberField } from '#ui/number-field.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Table } from '#ui/table.tsx';
import { TextField } from '#ui/text-field.tsx';
import { setLimits } from '../actions/set-limits.ts';
import { limitsForm } from '../forms.ts';
import { limitsInWords } from '../limits-rules.ts';
import { workloadPaths } from '../paths.ts';
import { maySetLimits } from '../policy.ts';
import { type LimitVersion, limitVersions } from '../queries.ts';

const numbers = [
  ['observationsAYear', 'Observations of one person in a year, at most', ''],
  ['warnAtObservations', 'Warn from this observation on', ''],
  ['observedMinutesAYear', 'Time observed in a year, at most', 'minutes'],
  ['noticeSchoolDays', 'Notice before an observation', 'school days'],
  ['observersAtMost', 'Observers at once, at most', ''],
  ['schoolHoursATerm', 'Hours of a school in a term, at most', 'hours'],
] as const;

const weeks = [
  ['notInFirstWeek', 'Nobody is observed in the first week of a term'],
  ['notInLastWeek', 'Nobody is observed in the last week of a term'],
  ['notInExamWeeks', 'Nobody is observed in weeks of examinations'],
] as const;

const ChangeForm = (props: { ctx: Ctx; limits: WorkloadLimits; version: number; refused: Refused | undefined }) => {
  const { open, value, error } = shownIn('limits', props.refused);
  return (
    <Form action={workloadPaths.limits} csrfToken={props.ctx.page.csrfToken} label="Change the limits">
      <h2 class="govuk-heading-m">Change them</h2>
      <HiddenField name="revision" value={props.version} />
      {numbers.map(([name, label, suffix]) => (
        <NumberField
          name={name}
          label={label}
          suffix={suffix || undefined}
          value={value(name) ?? props.limits[name]}
          error={error(name)}
          required
        />
      ))}
      {weeks.map(([name, label]) => (
        <Checkboxes
          name={name}
          label={label}
          labelHidden
          options={[{ value: 'yes', label }]}
          values={(open ? value(name) === 'yes' : props.limits[name]) ? ['yes'] : []}
        />
      ))}
      <TextField
        name="why"
        label="Why the limits change"
        hint="Everybody can read it, with the version before"
        value={value('why')}
        error={error('why')}
        required
      />
      <Button>Change the limits</Button>
    </Form>
  );
};

const inColumns = (row: LimitVersion) => [
  `Version ${row.version}`,
  `${shortDate(londonDate(row.set_at))}, ${row.by}`,
  row.observations_a_year,
  row.observed_minutes_a_year,
  row.notice_school_days,
  row.school_hours_a_term,
  row.why,
];

async function limitsPage(ctx: Ctx, refused?: Refused, stale?: string): Promise<Reply> {
  const limits = await workloadLimits(ctx);
  const versions = await limitVersions(ctx);
  return appPage(
    ctx,
    {
      title: 'Limits of workload',
      crumbs: [{ label: 'Workload', href: workloadPaths.trust }],
      ...(refused ? { errors: refused.errors } : {}),
      ...(stale ? { status: 409 } : {}),
    },
    <>
      <PageHeading
        title="Limits of workload"
        lead="They hold in every school of the Trust, over formal reviews, learning walks, appraisal, early career and peer observation together. Going over one needs a reason, which is kept and reported."
      />
      {stale ? (
        <StoredNow message={stale} rows={limitsInWords(limits)} />
      ) : (
        <SummaryList rows={limitsInWords(limits)} />
      )}
      {maySetLimits(ctx.actor).allowed ? (
        <ChangeForm ctx={ctx} limits={limits} version={versions[0]?.version ?? 0} refused={refused} />
      ) : null}
      <Table
        caption="Earlier and present versions"
        columns={[
          { header: 'Version' },
          { header: 'Set' },
          { header: 'Observations', align: 'number' },
          { header: 'Minutes', align: 'number' },
          { header: 'Notice', align: 'number' },
          { header: 'Hours a term', align: 'number' },
          { header: 'Why' },
        ]}
        rows={[
          ...versions.map(inColumns),
          [
            'To begin with',
            'Cairn',
            defaultLimits.observationsAYear,
            defaultLimits.observedMinutesAYear,
            defaultLimits.noticeSchoolDays,
            defaultLimits.schoolHoursATerm,
            'After the policy of the National Education Union; the hours of a school are a proposal',
          ],
        ]}
        stack
      />
    </>,
  );
}

export const showLimits = (ctx: Ctx): Promise<Reply> => limitsPage(ctx);

export async function sendLimits(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const read = readForm(limitsForm, request.form);
  if (!read.ok) return await limitsPage(ctx, { form: 'limits', errors: read.errors, typed: read.typed });
  const { why, revision, ...limits } = read.value;
  try {
    const version = await setLimits(ctx, revision, limits, why);
    return redirectTo(workloadPaths.limits, `The limits have changed. This is version ${version}.`);
  } catch (error) {
    if (error instanceof Invalid)
      return await limitsPage(ctx, { form: 'limits', errors: error.errors, typed: read.typed });
    if (error instanceof StaleRevision)
      return await limitsPage(ctx, { form: 'limits', errors: [], typed: read.typed }, error.message);
    throw error;
  }
}
