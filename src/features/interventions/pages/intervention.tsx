import { academicYearName } from '#core/academic-year/rules.ts';
import { holds } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { TrailLink } from '#core/web/trail-link.tsx';
import { issuedPath } from '#features/annual-reviews/paths.ts';
import { londonDate, longDate } from '#platform/clock.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { ButtonLink } from '#ui/button.tsx';
import { Columns } from '#ui/columns.tsx';
import { InsetText } from '#ui/inset-text.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Tag } from '#ui/tag.tsx';
import { Timeline } from '#ui/timeline.tsx';
import { leaderships } from '../leadership-queries.ts';
import { interventionPaths } from '../paths.ts';
import { type PlanNow, planNow } from '../plan-now.ts';
import { mayCloseIntervention } from '../policy.ts';
import { findIntervention, type Intervention, isOpen, planSteps, stepsOf } from '../queries.ts';
import { versionBehind } from '../rule-queries.ts';
import type { Cause } from '../rules.ts';
import { CauseGrade, Source } from './cause.tsx';
import { DirectLeadership } from './direct-leadership.tsx';
import { eventsOf } from './events.tsx';
import { interventionCrumbs } from './step-page.tsx';
import { WhatMustHappen } from './what-must-happen.tsx';

/** Judgement, then the sentence that it fired: several judgements under one sentence stand together. */
const Causes = ({ causes }: { causes: readonly Cause[] }) => (
  <>
    {[...new Set(causes.map((cause) => cause.sentence))].map((sentence) => {
      const own = causes.filter((cause) => cause.sentence === sentence);
      return (
        <section>
          <ul class="govuk-list">
            {own.map((cause) => (
              <li>
                {cause.judgement.areaTitle} <CauseGrade cause={cause} />
              </li>
            ))}
          </ul>
          <InsetText>
            “{sentence}”
            <br />
            <Source source={own[0]?.source ?? 'trust'} />
          </InsetText>
        </section>
      );
    })}
  </>
);

const dominates = ({ cause }: Intervention): boolean => new Set(cause.map((one) => one.response)).size > 1;

const stateWords = (one: Intervention): string =>
  isOpen(one) ? 'Open' : one.last_step === 'withdrawn' ? 'Withdrawn with its review' : 'Closed';

type Version = Awaited<ReturnType<typeof versionBehind>>;

const Facts = ({ one, plan, version }: { one: Intervention; plan: PlanNow | null; version: Version }) => (
  <SummaryList
    rows={[
      {
        key: 'Opened',
        value: `${longDate(londonDate(one.opened_at))} by ${one.opener}`,
      },
      {
        key: 'Annual Review',
        value: (
          <a class="govuk-link" href={issuedPath(one.review_id)}>
            Annual Review {academicYearName(one.academic_year)}
          </a>
        ),
      },
      {
        key: 'Action plan',
        value: plan ? (
          <a class="govuk-link" href={plan.shown.href}>
            {plan.shown.stateInWords}
          </a>
        ) : (
          'No plan that you can open'
        ),
      },
      {
        key: 'Rules',
        value: version ? (
          <a class="govuk-link" href={interventionPaths.ruleSet(version.id)}>
            Version {version.version}
          </a>
        ) : (
          'Not known'
        ),
      },
    ]}
  />
);

/** One intervention: why it was opened, what must happen, who has done what, and what the Trust leads itself. */
export async function showIntervention(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const one = await findIntervention(ctx, idParam(request, 'interventionId'));
  const open = isOpen(one);
  const plan = await planNow(ctx, one.school_id, one.academic_year);
  const steps = await stepsOf(ctx, one.id);
  const led = await leaderships(ctx, { interventionId: one.id });
  const version = await versionBehind(ctx, one.review_id);
  const ending = open ? null : steps.at(-1);
  const title = `Intervention ${academicYearName(one.academic_year)}`;
  const [, ...crumbs] = interventionCrumbs(one).reverse();
  return appPage(
    ctx,
    { title: `${one.school} ${academicYearName(one.academic_year)}`, crumbs },
    <>
      <PageHeading
        title={title}
        caption={one.school}
        status={<Tag colour={open ? 'amber' : 'grey'}>{stateWords(one)}</Tag>}
      />
      {ending ? (
        <InsetText>
          Ended on {longDate(londonDate(ending.taken_at))} by {ending.by}: {ending.why}
          {ending.becomes ? (
            <>
              <br />
              {ending.becomes}
            </>
          ) : null}
        </InsetText>
      ) : null}
      <Columns
        main={
          <>
            <h2 class="govuk-heading-m">{open ? 'Why it is open' : 'Why it was opened'}</h2>
            <p class="govuk-body">
              Trust judgements of the Annual Review, and the sentence that each of them sets off.
            </p>
            <Causes causes={one.cause} />
            {dominates(one) ? (
              <p class="govuk-body">
                A plan that the Trust puts in place outweighs one that is agreed: one plan covers all of these.
              </p>
            ) : null}
            <WhatMustHappen one={one} plan={plan} open={open} led={led} />
            <DirectLeadership ctx={ctx} one={one} open={open} led={led} />
            <h2 class="govuk-heading-m">What has been done</h2>
            <Timeline events={eventsOf(one, steps, await planSteps(ctx, one.plan_id), led)} />
          </>
        }
        aside={
          <>
            <Facts one={one} plan={plan} version={version} />
            {open && mayCloseIntervention(ctx.actor).allowed ? (
              <ButtonLink href={interventionPaths.close(one.id)} variant="secondary">
                Close the intervention
              </ButtonLink>
            ) : null}
            {holds(ctx.actor, 'trail:read') ? <TrailLink table="intervention" id={one.id} /> : null}
          </>
        }
      />
    </>,
  );
}
