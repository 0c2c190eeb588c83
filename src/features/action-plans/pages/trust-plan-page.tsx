import { academicYearName } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { longDate } from '#platform/clock.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { EmptyState } from '#ui/empty-state.tsx';
import { Grid } from '#ui/grid.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { StatTile } from '#ui/stat-tile.tsx';
import { Table } from '#ui/table.tsx';
import { days, pounds } from '../money.ts';
import { actionPlanPaths } from '../paths.ts';
import { supportKindNames, supportKinds } from '../rules.ts';
import { type SupportLine, supportLines, totalSupport } from '../support-queries.ts';
import { supportSpan } from './support-span.ts';

const totals = (lines: readonly SupportLine[]) => {
  const sum = totalSupport(lines);
  return [days(sum.promisedHalfDays), days(sum.givenHalfDays), pounds(sum.costPence)];
};

const SchoolTable = ({ lines }: { lines: readonly SupportLine[] }) => {
  const [first] = lines;
  if (!first) return null;
  return (
    <section>
      <h2 class="govuk-heading-m">{first.schoolName}</h2>
      <p class="govuk-body">
        <a class="govuk-link" href={actionPlanPaths.plan(first.planId)}>
          Action plan {academicYearName(first.academicYear)}
          <span class="govuk-visually-hidden"> of {first.schoolName}</span>
        </a>
      </p>
      <Table
        caption={`Support for ${first.schoolName}`}
        captionHidden
        stack
        dense
        columns={[
          { header: 'What' },
          { header: 'Kind' },
          { header: 'Who' },
          { header: 'When' },
          { header: 'Days promised', align: 'number' },
          { header: 'Days given', align: 'number' },
          { header: 'Cost', align: 'number' },
        ]}
        rows={lines.map((line) => [
          line.what,
          supportKinds[line.kind],
          [line.who, line.fromSchool].filter(Boolean).join(', ') || '—',
          supportSpan(line.startsOn, line.endsOn),
          line.promisedHalfDays === 0 ? '—' : days(line.promisedHalfDays),
          days(line.givenHalfDays),
          line.costPence === 0 ? '—' : pounds(line.costPence),
        ])}
        foot={[['Total', '', '', '', ...totals(lines)]]}
      />
    </section>
  );
};

const KindTable = ({ lines }: { lines: readonly SupportLine[] }) => {
  const used = supportKindNames.filter((kind) => lines.some((line) => line.kind === kind));
  return (
    <Table
      caption="By kind of support"
      dense
      stack
      columns={[
        { header: 'Kind' },
        { header: 'Schools', align: 'number' },
        { header: 'Days promised', align: 'number' },
        { header: 'Days given', align: 'number' },
        { header: 'Cost', align: 'number' },
      ]}
      rows={used.map((kind) => {
        const mine = lines.filter((line) => line.kind === kind);
        return [supportKinds[kind], new Set(mine.map((line) => line.schoolId)).size, ...totals(mine)];
      })}
      foot={[['Total', new Set(lines.map((line) => line.schoolId)).size, ...totals(lines)]]}
    />
  );
};

/** The Trust Action Plan: all the support that the trust has promised under plans that are agreed, in place or approved. */
export async function trustPlanPage(ctx: Ctx, _request: PageRequest): Promise<Reply> {
  const lines = await supportLines(ctx);
  const sum = totalSupport(lines);
  const plans = [...new Set(lines.map((line) => line.planId))];
  return appPage(
    ctx,
    { title: 'Trust Action Plan', crumbs: [{ href: actionPlanPaths.list(), label: 'Action plans' }], wide: true },
    <>
      <PageHeading
        title="Trust Action Plan"
        caption={`${ctx.actor.trustName}, ${longDate(ctx.today)}`}
        lead="The trust’s support under every action plan that is agreed, in place or approved: what was promised, what was given, and what it costs."
      />
      {lines.length === 0 ? (
        <EmptyState title="The trust has promised no support yet">
          Support is added on the page of a plan. It is shown here once the plan is agreed, put in place or approved.
        </EmptyState>
      ) : (
        <>
          <Grid of="tiles">
            <StatTile label="Schools supported" value={new Set(lines.map((line) => line.schoolId)).size} />
            <StatTile label="Cost to central budgets" value={pounds(sum.costPence)} />
            <StatTile label="Days promised" value={days(sum.promisedHalfDays)} />
            <StatTile label="Days given" value={days(sum.givenHalfDays)} />
          </Grid>
          <KindTable lines={lines} />
          {plans.map((planId) => (
            <SchoolTable lines={lines.filter((line) => line.planId === planId)} />
          ))}
        </>
      )}
    </>,
  );
}
