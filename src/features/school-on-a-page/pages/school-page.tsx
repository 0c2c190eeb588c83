import { academicYearName } from '#core/academic-year/rules.ts';
import { holdsAt, scopeOf } from '#core/access/actor.ts';
import { roles } from '#core/access/roles.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { schoolNavigation } from '#core/web/school-navigation.tsx';
import { plansInScope, trustSupport } from '#features/action-plans/index.ts';
import { actionPlanPaths } from '#features/action-plans/paths.ts';
import { latestIssuedReview } from '#features/annual-reviews/index.ts';
import { listPath as reviewListPath } from '#features/annual-reviews/paths.ts';
import { type DataReviewDay, dataReviewAt } from '#features/data-reviews/index.ts';
import { dataReviewPaths } from '#features/data-reviews/paths.ts';
import { evidencePaths } from '#features/evidence/paths.ts';
import { directLeadershipInForce, openInterventions } from '#features/interventions/index.ts';
import { headlineFigures } from '#features/performance-data/index.ts';
import { phaseLabels, stagesTaught } from '#features/schools/index.ts';
import { schoolPaths } from '#features/schools/paths.ts';
import { termDatesPaths } from '#features/term-dates/paths.ts';
import { trailPaths } from '#features/trail/paths.ts';
import { longDate, longMoment } from '#platform/clock.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { Columns } from '#ui/columns.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { RagTag } from '#ui/rag-tag.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Table } from '#ui/table.tsx';
import { type SchoolFacts, schoolFacts } from '../queries.ts';
import { Headlines } from './headlines.tsx';
import { Judgements } from './judgements.tsx';
import { TrustSupport } from './trust-support.tsx';
import { LinesOfEnquiry, WhatTheTrustDoes } from './what-the-trust-does.tsx';

type Link = { href: string; label: string; shown: boolean };

const dataReviewLabel = (day: DataReviewDay | undefined): string => {
  if (day?.heldOn) return `Data review, held on ${longDate(day.heldOn)}`;
  return day?.plannedOn ? `Data review, on ${longDate(day.plannedOn)}` : 'Data reviews';
};

/** Where else to read about this school, beside the pages that are its own. */
function linksOf(
  ctx: Ctx,
  school: SchoolFacts['school'],
  evidence: number | null,
  dataReview: DataReviewDay | undefined,
): Link[] {
  const at = (permission: Parameters<typeof holdsAt>[1]) => holdsAt(ctx.actor, permission, school.id);
  return [
    {
      href: dataReview?.href ?? dataReviewPaths.list,
      label: dataReviewLabel(dataReview),
      shown: at('data-review:read'),
    },
    { href: reviewListPath, label: 'Annual Reviews', shown: at('annual-review:read') },
    { href: actionPlanPaths.list(), label: 'Action plans', shown: at('plan:read') },
    {
      href: evidencePaths.list(school.id),
      label: `Evidence: ${evidence} this year`,
      shown: evidence !== null,
    },
    { href: termDatesPaths.overview, label: 'Term dates', shown: true },
    { href: `${trailPaths.trail}?school=${school.id}`, label: 'Trail of this school', shown: at('trail:read') },
  ].filter((link) => link.shown);
}

/** What the other features have to say of the school today, each by its own permission. */
async function statusOf(ctx: Ctx, schoolId: string) {
  const readsFigures = holdsAt(ctx.actor, 'published-data:read', schoolId);
  const figures = readsFigures
    ? await headlineFigures({ ...ctx, scope: scopeOf(ctx.actor, 'published-data:read') }, [schoolId])
    : null;
  return {
    plans: holdsAt(ctx.actor, 'plan:read', schoolId) ? await plansInScope(ctx, { schoolId }) : [],
    interventions: await openInterventions(ctx, schoolId),
    leaderships: await directLeadershipInForce(ctx, schoolId),
    dataReview: await dataReviewAt(ctx, schoolId),
    support: (await trustSupport(ctx, schoolId)).lines,
    figures: figures?.get(schoolId) ?? [],
  };
}

/** A school on one page: what it is, what the Trust does about it, how it was judged, where its plan stands, who leads it, and the way to everything else. */
export async function showSchool(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const { school, people, evidence, events } = await schoolFacts(ctx, idParam(request, 'schoolId'));
  const readsReviews = holdsAt(ctx.actor, 'annual-review:read', school.id);
  const review = readsReviews ? await latestIssuedReview(ctx, school.id) : null;
  const status = await statusOf(ctx, school.id);
  const { plans } = status;
  return appPage(
    ctx,
    { title: school.name, crumbs: [{ href: schoolPaths.list, label: 'Schools' }], wide: true },
    <>
      <PageHeading
        title={school.name}
        caption={`${phaseLabels[school.phase]}, ages ${school.low_age} to ${school.high_age} (${stagesTaught(school).join(', ')})`}
        {...(school.left_on ? { lead: `Left the trust on ${longDate(school.left_on)}` } : {})}
      />
      {schoolNavigation(ctx, school.id, 'overview')}
      <Columns
        main={
          <>
            <WhatTheTrustDoes interventions={status.interventions} leaderships={status.leaderships} />
            {readsReviews ? (
              review ? (
                <Judgements review={review} />
              ) : (
                <EmptyState title="No Annual Review has been issued yet">
                  The review of the autumn appears here when the Executive Principal has signed and issued it.
                </EmptyState>
              )
            ) : null}
            {plans.length > 0 ? (
              <Table
                caption="Action plans"
                columns={[
                  { header: 'Year' },
                  { header: 'Rests on' },
                  { header: 'State' },
                  { header: 'Criteria' },
                  { header: 'Approval by the board' },
                ]}
                rows={plans.map((plan) => [
                  <a class="govuk-link" href={plan.href}>
                    {academicYearName(plan.academicYear)}
                  </a>,
                  plan.basisInWords,
                  plan.stateInWords,
                  (['red', 'amber', 'green', 'blue'] as const).map((rag) =>
                    plan.ratings[rag] > 0 ? (
                      <RagTag rating={rag} label={`${plan.ratings[rag]} ${rag === 'blue' ? 'reached' : rag}`} />
                    ) : null,
                  ),
                  plan.approval.late ? <strong>{plan.approval.words}</strong> : plan.approval.words,
                ])}
                stack
              />
            ) : null}
            <TrustSupport support={status.support} />
            <Headlines schoolId={school.id} figures={status.figures} />
            <LinesOfEnquiry lines={status.dataReview.lines} />
            {events ? (
              <Table
                caption="What happened last"
                columns={[{ header: 'When' }, { header: 'Who' }, { header: 'What' }]}
                rows={events.map((event) => [longMoment(event.at), event.actor_name, event.summary])}
                rowHeaders={false}
                empty="Nothing has been recorded at this school yet."
                stack
              />
            ) : null}
          </>
        }
        aside={
          <>
            <h2 class="govuk-heading-m">More about this school</h2>
            <ul class="govuk-list">
              {linksOf(ctx, school, evidence, status.dataReview.day).map((link) => (
                <li>
                  <a class="govuk-link" href={link.href}>
                    {link.label}
                  </a>
                </li>
              ))}
            </ul>
            <SummaryList
              rows={[
                { key: 'URN', value: school.urn },
                { key: 'On roll', value: school.pupils_on_roll?.toLocaleString('en-GB') ?? 'Not recorded' },
                { key: 'Capacity', value: school.capacity?.toLocaleString('en-GB') ?? 'Not recorded' },
                { key: 'Joined', value: school.joined_on ? longDate(school.joined_on) : 'Not recorded' },
              ]}
            />
            <h2 class="govuk-heading-m">Who leads and governs</h2>
            {people.length === 0 ? <p class="govuk-body">Nobody is recorded yet.</p> : null}
            <ul class="govuk-list">
              {people.map((person) => (
                <li>
                  {person.name}, {person.job_title ?? roles[person.role].label}
                </li>
              ))}
            </ul>
          </>
        }
      />
    </>,
  );
}
