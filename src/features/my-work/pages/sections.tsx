import type { Child } from 'hono/jsx';
import { academicYearOf } from '#core/academic-year/rules.ts';
import { type Actor, hasRole, holds, holdsAt, scopeOf } from '#core/access/actor.ts';
import { type Role, roles } from '#core/access/roles.ts';
import type { Ctx } from '#core/context.ts';
import { ownedWork, plansInScope } from '#features/action-plans/index.ts';
import { issuedReviews, outstandingReceipts } from '#features/annual-reviews/index.ts';
import { listPath } from '#features/annual-reviews/paths.ts';
import { calendarFeedPaths } from '#features/calendar-feeds/paths.ts';
import { capturePaths } from '#features/capture/paths.ts';
import { dataReviewDays } from '#features/data-reviews/index.ts';
import { evidencePaths } from '#features/evidence/paths.ts';
import { meetingCounts } from '#features/line-meetings/index.ts';
import { qaQualityPaths } from '#features/qa-quality/paths.ts';
import { qaReviewPaths } from '#features/reviews/paths.ts';
import { workloadPaths } from '#features/workload/paths.ts';
import { longDate } from '#platform/clock.ts';
import { InsetText } from '#ui/inset-text.tsx';
import { type HomeFacts, setUpCounts } from '../queries.ts';
import { LatePlans, MeetingsWithHeads, ReceiptsOutstanding, SchoolsOfConcern } from './for-the-board.tsx';
import { OwnSchool } from './own-school.tsx';
import { OwnWork } from './own-work.tsx';
import { SchoolsAtAGlance } from './schools-at-a-glance.tsx';
import { SetUpProgress } from './set-up-progress.tsx';
import { TrustFigures } from './trust-figures.tsx';

type Schools = HomeFacts['schools'];

const any = (actor: Actor, wanted: readonly Role[]) => actor.grants.some((grant) => wanted.includes(grant.role));

/** Until when the reader is let in, where a role of theirs has a last day. */
function lastDays(ending: HomeFacts['rolesThatEnd']): Child {
  if (ending.length === 0) return null;
  return (
    <InsetText>
      {ending.map((grant) => (
        <p class="govuk-body">
          {grant.role === 'data_access'
            ? 'Your full access to the data'
            : `Your role as ${roles[grant.role].label.toLowerCase()}`}
          {grant.school ? ` ${grant.role === 'data_access' ? 'of' : 'at'} ${grant.school}` : ''} lasts until{' '}
          {grant.ends_on ? longDate(grant.ends_on) : ''}, that day included.{' '}
          {grant.role === 'visiting_reviewer' ? (
            <a class="govuk-link" href={qaReviewPaths.list}>
              The review that you take part in
            </a>
          ) : null}
          {grant.role === 'external_reviewer' ? (
            <a class="govuk-link" href={listPath}>
              Reviews that you may open
            </a>
          ) : null}
        </p>
      ))}
    </InsetText>
  );
}

/** The schools to which the reader belongs, each as far as the roles held there go. */
async function ownSchools(ctx: Ctx, schools: Schools): Promise<Child> {
  const own = schools.filter((school) => ctx.actor.grants.some((grant) => grant.schoolId === school.id));
  if (own.length === 0) return null;
  const { actor } = ctx;
  const reviews = await issuedReviews(ctx, { schoolIds: own.map((school) => school.id) });
  const plans = own.some((school) => holdsAt(actor, 'plan:read', school.id)) ? await plansInScope(ctx) : [];
  const days = await dataReviewDays(ctx);
  return own.map((school) => (
    <OwnSchool
      school={school}
      reviews={
        holdsAt(actor, 'annual-review:read', school.id)
          ? reviews.filter((review) => review.schoolId === school.id)
          : null
      }
      plans={holdsAt(actor, 'plan:read', school.id) ? plans.filter((plan) => plan.schoolId === school.id) : null}
      snapshots={holdsAt(actor, 'snapshot:read', school.id)}
      dataReview={holdsAt(actor, 'data-review:read', school.id) ? days.find((day) => day.schoolId === school.id) : null}
    />
  ));
}

/** Governors, trustees and those who run the trust’s office are neither observed nor reviewed by name. */
const takesPart = (actor: Actor) =>
  actor.grants.some((grant) => !['trustee', 'clerk', 'administrator', 'lgb_member'].includes(grant.role));

/** What reviews ask of the reader, and how they reach their calendar and mail. */
const ownLinks = (actor: Actor): Child => (
  <ul class="govuk-list">
    {takesPart(actor) ? (
      <li>
        <a class="govuk-link" href={workloadPaths.own}>
          My part in reviews
        </a>
        : what is planned for you, and how far you are from the limits
      </li>
    ) : null}
    {actor.grants.some((grant) => grant.schoolId !== null) && takesPart(actor) ? (
      <li>
        <a class="govuk-link" href={evidencePaths.observations}>
          Notes on your lessons
        </a>
        : what others wrote down when they were in your lesson
      </li>
    ) : null}
    {holds(actor, 'monitoring:write') ? (
      <li>
        <a class="govuk-link" href={capturePaths.app}>
          Visit notes on a phone or tablet
        </a>
        : they work without a signal
      </li>
    ) : null}
    <li>
      <a class="govuk-link" href={calendarFeedPaths.feeds}>
        Reviews in your calendar
      </a>
      : in Outlook, Google Calendar or on a phone
    </li>
    <li>
      <a class="govuk-link" href={calendarFeedPaths.reminders}>
        Reminders and the weekly digest
      </a>
    </li>
  </ul>
);

async function ownWork(ctx: Ctx): Promise<Child> {
  const work = await ownedWork(ctx);
  const asked = any(ctx.actor, ['slt', 'middle_leader', 'teacher']);
  return work.length > 0 || asked ? <OwnWork work={work} today={ctx.today} /> : null;
}

/** Every school in a row, and before it what the board, the clerk or the Trust's leaders look for first. */
async function wholeTrust(ctx: Ctx, { schools, lateSnapshots }: HomeFacts): Promise<Child> {
  const { actor } = ctx;
  if (scopeOf(actor, 'annual-review:read').schools !== 'all') return null;
  const reviews = await issuedReviews(ctx, { newestOnly: true });
  const plans = await plansInScope(ctx);
  return (
    <>
      {any(actor, ['executive_principal', 'trust_leader']) ? (
        <TrustFigures reviews={reviews} plans={plans} lateSnapshots={lateSnapshots?.length ?? null} />
      ) : null}
      {hasRole(actor, 'clerk') ? <ReceiptsOutstanding receipts={await outstandingReceipts(ctx)} /> : null}
      {hasRole(actor, 'trustee') ? <SchoolsOfConcern reviews={reviews} plans={plans} /> : null}
      {any(actor, ['trustee', 'clerk']) ? <LatePlans plans={plans} /> : null}
      {holds(actor, 'line-meeting:count') ? <MeetingsWithHeads counts={await meetingCounts(ctx)} /> : null}
      <SchoolsAtAGlance schools={schools} reviews={reviews} plans={plans} />
    </>
  );
}

async function setUp(ctx: Ctx): Promise<Child> {
  if (!hasRole(ctx.actor, 'administrator')) return null;
  const year = academicYearOf(ctx.today);
  return (
    <section>
      <h2 class="govuk-heading-m">What is set up</h2>
      <SetUpProgress counts={await setUpCounts(ctx, year)} academicYear={year} />
    </section>
  );
}

/** The way to how good quality assurance itself is, for those who answer for it. */
const qualityOfQa = (actor: Actor): Child =>
  holds(actor, 'qa-quality:read') ? (
    <p class="govuk-body">
      <a class="govuk-link" href={qaQualityPaths.trust}>
        How good is our quality assurance?
      </a>
    </p>
  ) : null;

/**
 * What the reader's roles need to see below what waits for them; somebody with several roles sees the parts of each. One after the other, because they share
 * one connection.
 */
export async function sectionsFor(ctx: Ctx, facts: HomeFacts): Promise<Child[]> {
  return [
    lastDays(facts.rolesThatEnd),
    await setUp(ctx),
    await ownWork(ctx),
    await ownSchools(ctx, facts.schools),
    await wholeTrust(ctx, facts),
    qualityOfQa(ctx.actor),
    ownLinks(ctx.actor),
  ];
}
