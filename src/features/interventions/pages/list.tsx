import { academicYearName } from '#core/academic-year/rules.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { longDate, shortDate } from '#platform/clock.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { Details } from '#ui/details.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';
import { allInterventions, directLeadershipInForce, type ShownIntervention, type ShownLeadership } from '../exports.ts';
import { interventionPaths } from '../paths.ts';
import { CauseList, ResponseWords } from './cause.tsx';

const PlanLink = ({ one }: { one: ShownIntervention }) =>
  one.plan ? (
    <>
      <a class="govuk-link" href={one.plan.href}>
        {one.plan.stateInWords}
      </a>{' '}
      {one.plan.approval.late ? <Tag colour="red">Approval late</Tag> : null}
    </>
  ) : (
    <>No plan that you can open</>
  );

const Led = ({ one }: { one: ShownIntervention }) => {
  const led = one.leaderships.filter(
    (row) => row.state !== 'declined' && row.state !== 'lapsed' && row.state !== 'handed_back',
  );
  if (led.length === 0) return <>None</>;
  return (
    <>
      {led.map((row) => (
        <div>
          <strong>{row.aspect}</strong>: {row.leader},{' '}
          {row.state === 'proposed' ? 'proposed to the board' : `until ${shortDate(row.endsOn)}`}{' '}
          {row.state === 'overdue' ? <Tag colour="red">Overdue</Tag> : null}
        </div>
      ))}
    </>
  );
};

const OpenTable = ({ ctx, open }: { ctx: Ctx; open: readonly ShownIntervention[] }) => (
  <Table
    caption={`Open interventions on ${longDate(ctx.today)}`}
    captionHidden
    stack
    columns={[
      { header: 'School' },
      { header: 'Trust judgements' },
      { header: 'What follows' },
      { header: 'Action plan' },
      { header: 'Direct leadership' },
      { header: 'Opened' },
      { header: 'Days since', align: 'number' },
    ]}
    rows={open.map((one) => [
      <a class="govuk-link" href={one.href}>
        {one.schoolName} {academicYearName(one.academicYear)}
      </a>,
      <CauseList causes={one.causes} />,
      <ResponseWords response={one.response} mayLead={false} />,
      <PlanLink one={one} />,
      <Led one={one} />,
      shortDate(one.openedOn),
      one.days,
    ])}
  />
);

const Mine = ({ mine }: { mine: readonly ShownLeadership[] }) =>
  mine.length === 0 ? null : (
    <section>
      <h2 class="govuk-heading-m">What you lead for the Trust</h2>
      <Table
        caption="Aspects of schools that you lead"
        captionHidden
        stack
        columns={[
          { header: 'School' },
          { header: 'What you lead' },
          { header: 'Until' },
          { header: 'It goes back when' },
        ]}
        rows={mine.map((row) => [
          row.schoolName,
          row.aspect,
          <>
            {shortDate(row.endsOn)} {row.state === 'overdue' ? <Tag colour="red">Overdue</Tag> : null}
          </>,
          row.exitCriteria,
        ])}
      />
      <p class="govuk-body">While you lead there, you neither write nor moderate that school’s Annual Review.</p>
    </section>
  );

/** Schools where a 3 or a 4 has set something off: why, what follows, and how far it has come. */
export async function showInterventions(ctx: Ctx, _request: PageRequest): Promise<Reply> {
  const all = await allInterventions(ctx);
  const open = all.filter((one) => one.open);
  const ended = all.filter((one) => !one.open);
  const mine = (await directLeadershipInForce(ctx)).filter((row) => row.leaderId === ctx.actor.personId);
  return appPage(
    ctx,
    { title: 'Interventions', crumbs: [], wide: true },
    <>
      <PageHeading
        title="Interventions"
        lead="What the Trust’s judgements of a school set off: a plan that Trust and school agree after a 3, a plan that the Trust puts in place after a 4."
      />
      {open.length === 0 ? (
        <EmptyState title="No school has an open intervention">
          One opens by itself when an Annual Review is issued whose judgements ask for it.
        </EmptyState>
      ) : (
        <OpenTable ctx={ctx} open={open} />
      )}
      <Mine mine={mine} />
      {ended.length === 0 ? null : (
        <Details summary={`Ended (${ended.length})`}>
          <ul class="govuk-list">
            {ended.map((one) => (
              <li>
                <a class="govuk-link" href={one.href}>
                  {one.schoolName} {academicYearName(one.academicYear)}
                </a>
                : {one.causeInWords}
              </li>
            ))}
          </ul>
        </Details>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={interventionPaths.rules}>
          The rules: what a grade sets off
        </a>
      </p>
    </>,
  );
}
