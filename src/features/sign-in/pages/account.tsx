import { roles } from '#core/access/roles.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { longDate, longMoment } from '#platform/clock.ts';
import { readForm } from '#platform/http/form.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { listSessions, readAccount } from '#platform/identity/queries.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { SummaryList, type SummaryRow } from '#ui/summary-list.tsx';
import { Table } from '#ui/table.tsx';
import { endOwnSessions } from '../actions/end-own-sessions.ts';
import { sessionForm } from '../forms.ts';
import { cookieHeaderOf, identityOf } from '../identity-of.ts';
import { signInPaths } from '../paths.ts';
import { listOwnRoles, type OwnRole } from '../queries.ts';
import { describeBrowser } from '../rules.ts';

const place = (role: OwnRole) => [role.department, role.school].filter(Boolean).join(', ') || 'The whole trust';

const Roles = ({ held, today }: { held: readonly OwnRole[]; today: Temporal.PlainDate }) => (
  <Table
    caption="Your roles"
    stack
    columns={[{ header: 'Role' }, { header: 'Where' }, { header: 'From' }, { header: 'Until' }]}
    rows={held.map((role) => [
      roles[role.role].label,
      place(role),
      Temporal.PlainDate.compare(role.starts_on, today) > 0
        ? `${longDate(role.starts_on)} (not yet)`
        : longDate(role.starts_on),
      role.ends_on ? longDate(role.ends_on) : 'No end date',
    ])}
    empty="You hold no role today."
  />
);

type Sessions = Awaited<ReturnType<typeof listSessions>>;

const Devices = ({
  sessions,
  current,
  csrfToken,
}: {
  sessions: Sessions;
  current: string | undefined;
  csrfToken: string;
}) => (
  <Table
    caption="Where you are signed in"
    stack
    columns={[
      { header: 'Device' },
      { header: 'Last used' },
      { header: 'Address' },
      { header: 'Sign out', headerHidden: true },
    ]}
    rows={sessions.map((session) => [
      describeBrowser(session.user_agent),
      longMoment(session.updated_at),
      session.ip_address ?? '',
      session.id === current ? (
        'This device'
      ) : (
        <Form action={signInPaths.endSession} csrfToken={csrfToken}>
          <HiddenField name="sessionId" value={session.id} />
          <Button variant="secondary" hiddenText={`on ${describeBrowser(session.user_agent)}`}>
            Sign out
          </Button>
        </Form>
      ),
    ])}
  />
);

const withoutPassword: readonly SummaryRow[] = [
  { key: 'Password', value: 'None: people of a demonstration sign in by their button' },
];

const passwordRows = (hasSecondStep: boolean): readonly SummaryRow[] => [
  {
    key: 'Password',
    value: 'Set',
    action: { href: signInPaths.password, label: 'Change', hiddenText: 'password' },
  },
  {
    key: 'Two-step sign-in',
    value: hasSecondStep ? 'On: a code from your phone is asked for' : 'Off: your password alone lets you in',
    action: {
      href: signInPaths.secondStep,
      label: hasSecondStep ? 'Change' : 'Set up',
      hiddenText: 'two-step sign-in',
    },
  },
];

export async function accountPage(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const { actor } = ctx;
  const accountId = actor.accountId ?? '';
  const account = await readAccount(ctx.db, accountId);
  const sessions = await listSessions(ctx.db, accountId);
  const session = await identityOf(ctx.services).readSession(cookieHeaderOf(request));
  return appPage(
    ctx,
    { title: 'Your account', crumbs: [] },
    <>
      <PageHeading title="Your account" />
      <SummaryList
        rows={[
          { key: 'Name', value: actor.name },
          { key: 'E-mail address', value: actor.email },
          ...(account?.hasPassword ? passwordRows(account.hasSecondStep) : withoutPassword),
        ]}
      />
      <p class="govuk-body">Name or e-mail address wrong? Your trust’s administrator changes them under People.</p>
      <Roles held={await listOwnRoles(ctx)} today={ctx.today} />
      <Devices sessions={sessions} current={session?.sessionId} csrfToken={ctx.page.csrfToken} />
      <p class="govuk-body">A device that is not used for 12 hours is signed out by itself.</p>
      <Form action={signInPaths.endAllSessions} csrfToken={ctx.page.csrfToken}>
        <Button variant="warning">Sign out everywhere</Button>
      </Form>
    </>,
  );
}

export async function sendEndSession(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const form = readForm(sessionForm, request.form);
  if (!form.ok) return redirectTo(signInPaths.account);
  await endOwnSessions(ctx, form.value.sessionId);
  return redirectTo(signInPaths.account, 'That device has been signed out.');
}

export async function sendEndAllSessions(ctx: Ctx): Promise<Reply> {
  await endOwnSessions(ctx, null);
  return redirectTo(signInPaths.signIn, 'You have been signed out everywhere.');
}
