import { roles } from '#core/access/roles.ts';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { longDate, longMoment } from '#platform/clock.ts';
import { type FieldError, Invalid } from '#platform/errors.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { readAccount } from '#platform/identity/queries.ts';
import { Button, ButtonGroup, ButtonLink } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Table } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';
import { invitePerson } from '../actions/invite-person.ts';
import { comeBack } from '../actions/leave-trust.ts';
import { sendPasswordLink } from '../actions/send-password-link.ts';
import { peoplePaths } from '../paths.ts';
import { grantableRoles, mayManagePerson } from '../policy.ts';
import { findPerson, type Grant, lastInvitation, lastSignIn, listGrants } from '../queries.ts';
import { accessState, stateOf } from '../rules.ts';
import { placeOf } from './describe.ts';

const states = {
  live: <Tag colour="green">Holds it today</Tag>,
  future: <Tag colour="blue">Not begun yet</Tag>,
  past: <Tag>Over</Tag>,
};

const Roles = ({ ctx, grants, caption, empty }: { ctx: Ctx; grants: readonly Grant[]; caption: string; empty: string }) => (
  <Table
    caption={caption}
    stack
    columns={[{ header: 'Role' }, { header: 'Where' }, { header: 'From' }, { header: 'Until' }, { header: 'State' }, { header: 'Change', headerHidden: true }]}
    rows={grants.map((grant) => {
      const state = stateOf(grant, ctx.today);
      const why = [grant.reason, grant.end_reason].filter(Boolean).join('. Ended: ');
      return [
        <>
          {roles[grant.role].label}
          {why || grant.granted_by_name ? (
            <div class="govuk-hint">{[grant.granted_by_name ? `Given by ${grant.granted_by_name}` : '', why].filter(Boolean).join('. ')}</div>
          ) : null}
        </>,
        placeOf(grant),
        longDate(grant.starts_on),
        grant.ends_on ? longDate(grant.ends_on) : 'No end date',
        states[state],
        state !== 'past' && grantableRoles(ctx.actor).includes(grant.role) ? (
          <a class="govuk-link" href={peoplePaths.endRole(grant.person_id, grant.id)}>
            {state === 'future' ? 'Withdraw' : 'End'}
            <span class="govuk-visually-hidden"> the role {roles[grant.role].label}</span>
          </a>
        ) : (
          ''
        ),
      ];
    })}
    empty={empty}
  />
);

const PostButton = ({ ctx, action, children, primary }: { ctx: Ctx; action: string; children: string; primary?: boolean }) => (
  <Form action={action} csrfToken={ctx.page.csrfToken}>
    <Button variant={primary ? 'primary' : 'secondary'}>{children}</Button>
  </Form>
);

const signInLine = {
  'not-invited': 'Has not been invited yet',
  'invitation-over': 'The invitation ran out before it was accepted',
  invited: 'Invited; has not accepted yet',
};

async function show(ctx: Ctx, personId: string, errors: readonly FieldError[] = []): Promise<Reply> {
  const person = await findPerson(ctx, personId);
  const grants = await listGrants(ctx, [personId]);
  const now = grants.filter((grant) => stateOf(grant, ctx.today) !== 'past');
  const past = grants.filter((grant) => stateOf(grant, ctx.today) === 'past').reverse();
  const invitation = await lastInvitation(ctx, personId);
  const account = person.account_id === null ? null : await readAccount(ctx.db, person.account_id);
  const signedIn = await lastSignIn(ctx, personId);
  const access = accessState(
    { hasAccount: account !== null, invitedUntil: invitation?.expires_at ?? null, invitedAt: invitation?.sent_at ?? null }, ctx.now);
  const gone = person.left_on !== null && Temporal.PlainDate.compare(person.left_on, ctx.today) <= 0;
  const manages = mayManagePerson(ctx.actor, now.map((grant) => grant.role)).allowed;
  return appPage(
    ctx,
    { title: person.name, crumbs: [{ href: peoplePaths.list, label: 'People' }], errors },
    <>
      <PageHeading
        title={person.name}
        caption={person.job_title}
        status={gone ? <Tag colour="amber">Has left</Tag> : undefined}
        actions={
          manages && !gone && access !== 'in' ? (
            <PostButton ctx={ctx} action={peoplePaths.invite(personId)} primary>
              {access === 'not-invited' ? 'Send the invitation' : 'Send the invitation again'}
            </PostButton>
          ) : undefined
        }
      />
      <SummaryList
        rows={[
          { key: 'E-mail address', value: person.email, ...(manages ? { action: { href: peoplePaths.edit(personId), label: 'Change', hiddenText: 'name, e-mail address and job title' } } : {}) },
          {
            key: 'Sign-in',
            value:
              access === 'in'
                ? signedIn
                  ? `Last signed in on ${longMoment(signedIn)}`
                  : 'Has an account; has not signed in yet'
                : `${signInLine[access]}${invitation ? ` (sent on ${longMoment(invitation.sent_at)})` : ''}`,
          },
          ...(account ? [{ key: 'Two-step sign-in', value: account.hasSecondStep ? 'On' : 'Off' }] : []),
          ...(person.left_on ? [{ key: gone ? 'Left' : 'Leaves', value: longDate(person.left_on) }] : []),
        ]}
      />
      <Roles ctx={ctx} grants={now} caption="Roles" empty={gone ? 'None: this person has left.' : 'No role. Without one this person can sign in but sees nothing: give them a role.'} />
      {grantableRoles(ctx.actor).length > 0 && !gone ? <ButtonLink href={peoplePaths.grantRole(personId)}>Give a role</ButtonLink> : null}
      {past.length > 0 ? <Roles ctx={ctx} grants={past} caption="Roles that are over" empty="" /> : null}
      {manages ? (
        <>
          <h2 class="govuk-heading-m">Also</h2>
          <ButtonGroup>
            {account && !gone ? <PostButton ctx={ctx} action={peoplePaths.passwordLink(personId)}>Send a link for a new password</PostButton> : null}
            {account?.hasSecondStep ? (
              <ButtonLink href={peoplePaths.removeSecondStep(personId)} variant="secondary">
                Turn two-step sign-in off
              </ButtonLink>
            ) : null}
            {person.left_on === null && personId !== ctx.actor.personId ? (
              <ButtonLink href={peoplePaths.leave(personId)} variant="secondary">
                Leaves the trust
              </ButtonLink>
            ) : null}
            {person.left_on !== null ? <PostButton ctx={ctx} action={peoplePaths.comeBack(personId)}>{gone ? 'Is back' : 'Does not leave'}</PostButton> : null}
          </ButtonGroup>
        </>
      ) : null}
    </>,
  );
}

export const personPage = (ctx: Ctx, request: PageRequest): Promise<Reply> => show(ctx, idParam(request, 'personId'));

async function orShowAgain(ctx: Ctx, personId: string, work: () => Promise<unknown>, flash: string): Promise<Reply> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Invalid) return await show(ctx, personId, error.errors);
    throw error;
  }
  return redirectTo(peoplePaths.person(personId), flash);
}

export async function sendInvite(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const personId = idParam(request, 'personId');
  return await orShowAgain(ctx, personId, () => invitePerson(ctx, personId), 'The invitation is on its way. It can be accepted for 14 days.');
}

export async function sendPersonPasswordLink(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const personId = idParam(request, 'personId');
  return await orShowAgain(ctx, personId, () => sendPasswordLink(ctx, personId), 'The link is on its way. It works for an hour.');
}

export async function sendComeBack(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const personId = idParam(request, 'personId');
  return await orShowAgain(ctx, personId, () => comeBack(ctx, personId), 'Recorded. Roles that ended are given anew.');
}
