import { demand } from '#core/access/decision.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { londonDate, longMoment, shortDate } from '#platform/clock.ts';
import type { Refused } from '#platform/http/answer-form.ts';
import type { Reply } from '#platform/http/reply.ts';
import { ButtonGroup, ButtonLink } from '#ui/button.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';
import { WarningText } from '#ui/warning-text.tsx';
import { identitySettings, schoolNames } from '../identity-queries.ts';
import { keptTitles, keptWords } from '../identity-words.ts';
import { protectionPaths } from '../paths.ts';
import { mayFindPupils, mayKeepRules } from '../policy.ts';
import { accessRequestsOf } from '../pupil-queries.ts';
import { holdsOf, type Rule, rulesOf, runsOf, watchOf } from '../rule-queries.ts';
import { dueInWords, kindTitles, kindWords, ruleInWords } from '../rules.ts';
import { Holds, holdNames } from './holds.tsx';
import { RunsTable } from './runs-table.tsx';

const Rules = (props: { rules: readonly Rule[]; watch: Awaited<ReturnType<typeof watchOf>> }) => (
  <Table
    caption="How long pupil data is kept"
    columns={[
      { header: 'Kind of data' },
      { header: 'What it is' },
      { header: 'Erased' },
      { header: 'Confirmed' },
      { header: 'The job last looked' },
      { header: 'Change', headerHidden: true },
    ]}
    rows={props.rules.map((rule) => {
      const looked = props.watch.find((each) => each.kind === rule.kind);
      return [
        kindTitles[rule.kind],
        kindWords[rule.kind],
        ruleInWords(rule.kind, rule.months),
        rule.confirmed === null ? (
          <Tag colour="amber">To be confirmed</Tag>
        ) : (
          `${rule.confirmed} (${rule.changedBy ?? ''}${rule.changedAt ? `, ${shortDate(londonDate(rule.changedAt))}` : ''})`
        ),
        looked ? `${longMoment(looked.ran_at)}: ${looked.said}` : 'Not yet',
        <a class="govuk-link" href={protectionPaths.rule(rule.kind)}>
          {rule.confirmed === null ? 'Confirm or change' : 'Change'}
          <span class="govuk-visually-hidden"> {kindTitles[rule.kind].toLowerCase()}</span>
        </a>,
      ];
    })}
    stack
  />
);

export async function overviewPage(ctx: Ctx, refused?: Refused): Promise<Reply> {
  demand(mayKeepRules(ctx.actor));
  const rules = await rulesOf(ctx);
  const unconfirmed = rules.filter((rule) => rule.confirmed === null).length;
  const settings = await identitySettings(ctx);
  const names = await schoolNames(ctx);
  const trust = settings.find((setting) => setting.schoolId === null)?.keeps ?? 'names';
  const own = settings.filter((setting) => setting.schoolId !== null);
  const holds = await holdsOf(ctx);
  const open = (await accessRequestsOf(ctx)).filter((request) => request.closed_at === null);
  const runs = await runsOf(ctx, { size: 5, from: 0 });
  const finds = mayFindPupils(ctx.actor).allowed;
  return appPage(
    ctx,
    { title: 'Protection of pupil data', wide: true, errors: refused?.errors ?? [], crumbs: [] },
    <>
      <PageHeading
        title="Protection of pupil data"
        lead="How long the Trust keeps pupil data, what stops its erasing, what was erased, and what identifies pupils in Cairn."
      />
      {unconfirmed > 0 ? (
        <WarningText>
          {unconfirmed === 1 ? 'One rule has' : `${unconfirmed} rules have`} not been confirmed by the Trust’s data
          protection officer. Nothing is erased under {unconfirmed === 1 ? 'it' : 'them'} until somebody has written
          down here who confirmed {unconfirmed === 1 ? 'it' : 'them'}.
        </WarningText>
      ) : null}
      <Rules rules={rules} watch={await watchOf(ctx)} />
      <p class="govuk-body">
        Published documents, reports and figures of groups are in none of these rules: nothing here erases them.
      </p>
      <ButtonGroup>
        <ButtonLink href={protectionPaths.due} variant="secondary">
          What would be erased today
        </ButtonLink>
        {finds ? (
          <ButtonLink href={protectionPaths.find} variant="secondary">
            Find what is held of one pupil
          </ButtonLink>
        ) : null}
      </ButtonGroup>
      <Holds ctx={ctx} holds={holds} withSchool names={await holdNames(ctx, holds)} refused={refused} />
      <p class="govuk-body">A hold is placed on the page of a school, or of one pupil.</p>
      <Table
        caption="Schools"
        columns={[
          { header: 'School' },
          { header: 'What identifies pupils' },
          { header: 'Holds', align: 'number' },
          { header: 'Requests for access', align: 'number' },
        ]}
        rows={[...names].map(([id, name]) => [
          <a class="govuk-link" href={protectionPaths.school(id)}>
            {name}
          </a>,
          keptTitles[own.find((setting) => setting.schoolId === id)?.keeps ?? trust],
          holds.filter((hold) => hold.school_id === id && hold.lifted_at === null).length,
          open.filter((request) => request.school_id === id).length,
        ])}
        empty="No school yet."
        stack
      />
      <p class="govuk-body">
        In the Trust’s schools pupils are known by: {keptWords[trust]}, unless a school chose otherwise.{' '}
        <a class="govuk-link" href={protectionPaths.identity}>
          Change what identifies pupils
        </a>
      </p>
      {open.length > 0 ? (
        <Table
          caption="Requests for access that are open"
          columns={[{ header: 'School' }, { header: 'To be answered' }, { header: 'Written down by' }]}
          rows={open.map((request) => [
            finds ? (
              <a class="govuk-link" href={protectionPaths.access(request.id)}>
                {request.school}
              </a>
            ) : (
              request.school
            ),
            dueInWords(request.due_on, ctx.today),
            request.opener,
          ])}
          stack
        />
      ) : null}
      <RunsTable runs={runs} caption="What was erased last" />
      {runs.length > 0 ? (
        <p class="govuk-body">
          <a class="govuk-link" href={protectionPaths.runs}>
            Everything that was erased, with its certificates
          </a>
        </p>
      ) : null}
    </>,
  );
}

export const showOverview = (ctx: Ctx): Promise<Reply> => overviewPage(ctx);
