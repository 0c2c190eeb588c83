import type { Actor } from '#core/access/actor.ts';
import { type Role, roleNames, roles } from '#core/access/roles.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { longDate } from '#platform/clock.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { PageHeading } from '#ui/page-heading.tsx';
import { readNotice } from '../actions/read-notice.ts';
import { homeFacts } from '../queries.ts';
import { orderWaiting } from '../rules.ts';
import { waitingForActor } from '../waiting.ts';
import { Notices } from './notices.tsx';
import { sectionsFor } from './sections.tsx';
import { WaitingList } from './waiting-list.tsx';
import { whatWillCome } from './what-will-come.ts';

const noticesShown = 5;

const firstRole = (actor: Actor): Role | undefined =>
  roleNames.find((role) => actor.grants.some((grant) => grant.role === role));

const roleLine = (ctx: Ctx, schools: readonly { id: string; name: string }[]): string =>
  [
    ...new Set(
      ctx.actor.grants.map((grant) => {
        const school = schools.find((found) => found.id === grant.schoolId);
        return school ? `${roles[grant.role].label}, ${school.name}` : roles[grant.role].label;
      }),
    ),
  ].join(' · ');

/** The first page of everybody: what waits for them, then what their roles need to see. */
export async function showHome(ctx: Ctx): Promise<Reply> {
  const facts = await homeFacts(ctx, noticesShown);
  const waiting = orderWaiting(await waitingForActor(ctx));
  const sections = await sectionsFor(ctx, facts);
  const role = firstRole(ctx.actor);
  return appPage(
    ctx,
    { title: 'Home', wide: true },
    <>
      <PageHeading title="What waits for you" caption={longDate(ctx.today)} lead={roleLine(ctx, facts.schools)} />
      <WaitingList
        items={waiting}
        today={ctx.today}
        nothing={role ? whatWillCome[role] : 'When you are given a role, what it needs from you appears here.'}
      />
      <Notices notices={facts.notices} csrfToken={ctx.page.csrfToken} />
      {sections}
    </>,
  );
}

/** Opens a notice: it is read, and leads to what it is about. */
export async function sendReadNotice(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return redirectTo(await readNotice(ctx, idParam(request, 'notificationId')));
}
