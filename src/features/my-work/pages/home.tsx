import { academicYearOf } from '#core/academic-year/rules.ts';
import { type Actor, hasRole, holds } from '#core/access/actor.ts';
import { type Role, roles } from '#core/access/roles.ts';
import type { Ctx } from '#core/context.ts';
import { listUnread } from '#core/notifications/queries.ts';
import { appPage } from '#core/web/app-page.tsx';
import { plansInScope } from '#features/action-plans/index.ts';
import { issuedReviews } from '#features/annual-reviews/index.ts';
import { schoolPaths } from '#features/schools/paths.ts';
import { longDate } from '#platform/clock.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { Table } from '#ui/table.tsx';
import { readNotice } from '../actions/read-notice.ts';
import { homePaths } from '../paths.ts';
import { schoolRows, setUpCounts } from '../queries.ts';
import { orderWaiting } from '../rules.ts';
import { waitingForActor } from '../waiting.ts';
import { SchoolsAtAGlance } from './schools-at-a-glance.tsx';
import { SetUpProgress } from './set-up-progress.tsx';
import { WaitingList } from './waiting-list.tsx';

const whatWillCome: Record<Role, string> = {
  executive_principal: 'Reviews to sign, plans to recommend and reports to issue will appear here.',
  trust_leader: 'Reviews to write or moderate and plans to review will appear here.',
  teaching_learning: 'Reviews that you write, and what schools reply, will appear here.',
  trustee: 'Papers to read and decisions to take will appear here.',
  clerk: 'Decisions of the board to record will appear here.',
  administrator: 'What needs you appears here and in the list of what is set up.',
  head_teacher: 'Facts to check, plans to sign and reviews of the term will appear here.',
  slt: 'Actions of the plan that you own will appear here.',
  middle_leader: 'Actions of the plan that you own will appear here.',
  teacher: 'When you own an action of your school’s plan, it appears here.',
  lgb_member: 'Papers of your school to read will appear here.',
  external_reviewer: 'The parts of the review that you write will appear here.',
};

const order = Object.keys(roles) as Role[];
const firstRole = (actor: Actor): Role | undefined =>
  order.find((role) => actor.grants.some((grant) => grant.role === role));

const roleLine = (ctx: Ctx, schools: readonly { id: string; name: string }[]): string =>
  [
    ...new Set(
      ctx.actor.grants.map((grant) => {
        const school = schools.find((found) => found.id === grant.schoolId);
        return school ? `${roles[grant.role].label}, ${school.name}` : roles[grant.role].label;
      }),
    ),
  ].join(' · ');

/** The first page of everybody: what waits for them, then what their role needs to see. */
export async function showHome(ctx: Ctx): Promise<Reply> {
  const schools = await schoolRows(ctx);
  const waiting = orderWaiting(await waitingForActor(ctx));
  const notices = await listUnread(ctx, 5);
  const readsReviews = holds(ctx.actor, 'annual-review:read');
  const reviews = readsReviews ? await issuedReviews(ctx) : [];
  const plans = holds(ctx.actor, 'plan:read') ? await plansInScope(ctx) : [];
  const year = academicYearOf(ctx.today);
  const role = firstRole(ctx.actor);
  const own = schools.filter((school) => ctx.actor.grants.some((grant) => grant.schoolId === school.id));
  return appPage(
    ctx,
    { title: 'Home', wide: true },
    <>
      <PageHeading title="What waits for you" caption={longDate(ctx.today)} lead={roleLine(ctx, schools)} />
      <WaitingList
        items={waiting}
        today={ctx.today}
        nothing={role ? whatWillCome[role] : 'When you are given a role, what it needs from you appears here.'}
      />
      {notices.length > 0 ? (
        <section>
          <h2 class="govuk-heading-m">New to you</h2>
          <Table
            caption="Notices that you have not opened"
            captionHidden
            columns={[{ header: 'What happened' }, { header: 'More' }, { header: 'Open', headerHidden: true }]}
            rows={notices.map((notice) => [
              notice.subject,
              notice.body,
              <Form action={homePaths.read(notice.id)} csrfToken={ctx.page.csrfToken} label={notice.subject}>
                <Button variant="secondary" hiddenText={`: ${notice.subject}`}>
                  Open it
                </Button>
              </Form>,
            ])}
            stack
          />
        </section>
      ) : null}
      {hasRole(ctx.actor, 'administrator') ? (
        <section>
          <h2 class="govuk-heading-m">What is set up</h2>
          <SetUpProgress counts={await setUpCounts(ctx, year)} academicYear={year} />
        </section>
      ) : null}
      {readsReviews ? (
        <SchoolsAtAGlance schools={schools} reviews={reviews} plans={plans} />
      ) : own.length > 0 ? (
        <section>
          <h2 class="govuk-heading-m">Your school</h2>
          <ul class="govuk-list">
            {own.map((school) => (
              <li>
                <a class="govuk-link" href={schoolPaths.school(school.id)}>
                  {school.name}
                </a>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>,
  );
}

/** Opens a notice: it is read, and leads to what it is about. */
export async function sendReadNotice(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return redirectTo(await readNotice(ctx, idParam(request, 'notificationId')));
}
