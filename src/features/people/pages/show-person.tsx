import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { longDate, longMoment } from '#platform/clock.ts';
import { type FieldError, Invalid } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { readAccount } from '#platform/identity/queries.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { DateField } from '#ui/date-field.tsx';
import { Details } from '#ui/details.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { TextField } from '#ui/text-field.tsx';
import { invitePerson } from '../actions/invite-person.ts';
import { comeBack, leaveTrust } from '../actions/leave-trust.ts';
import { removeSecondStep } from '../actions/remove-second-step.ts';
import { sendPasswordLink } from '../actions/send-password-link.ts';
import { leaveForm, reasonForm } from '../forms.ts';
import { peoplePaths } from '../paths.ts';
import { grantableRoles, mayManagePerson } from '../policy.ts';
import { findPerson, lastInvitation, lastSignIn, listGrants } from '../queries.ts';
import { accessState, stateOf } from '../rules.ts';
import { RoleTable } from './role-table.tsx';

const withoutServer = 'Where no mail server is set, an administrator reads it under People, Mail.';

type Shown = { errors?: readonly FieldError[]; typed?: Typed };

async function personPage(ctx: Ctx, personId: string, { errors = [], typed = {} }: Shown): Promise<Reply> {
  const person = await findPerson(ctx, personId);
  const grants = await listGrants(ctx, [personId]);
  const invitation = await lastInvitation(ctx, personId);
  const signedIn = await lastSignIn(ctx, personId);
  const account = person.account_id === null ? null : await readAccount(ctx.db, person.account_id);
  const error = (field: string) => errors.find((found) => found.field === field)?.message;
  const live = grants.filter((grant) => stateOf(grant, ctx.today) !== 'past');
  const manages = mayManagePerson(
    ctx.actor,
    live.map((grant) => grant.role),
  ).allowed;
  const grantable = grantableRoles(ctx.actor);
  const access = accessState(
    {
      hasAccount: person.account_id !== null,
      invitedUntil: invitation?.expires_at ?? null,
    },
    ctx.now,
  );
  const accessWords = {
    in: signedIn ? `Last signed in on ${longMoment(signedIn)}` : 'Has an account and has not signed in yet',
    invited: `Invited on ${invitation ? longMoment(invitation.sent_at) : ''}; has not accepted yet`,
    'invitation-over': 'The invitation has run out without being accepted',
    'not-invited': 'Has not been invited',
  }[access];
  const csrfToken = ctx.page.csrfToken;
  return appPage(
    ctx,
    { title: person.name, crumbs: [{ href: peoplePaths.list, label: 'People' }], errors },
    <>
      <PageHeading
        title={person.name}
        caption={person.job_title ?? undefined}
        actions={
          manages ? (
            <ButtonLink href={peoplePaths.edit(person.id)} variant="secondary">
              Change the details
            </ButtonLink>
          ) : null
        }
      />
      <SummaryList
        rows={[
          { key: 'E-mail', value: person.email },
          { key: 'Getting in', value: accessWords },
          ...(person.left_on ? [{ key: 'Leaves the trust', value: longDate(person.left_on) }] : []),
        ]}
      />
      <RoleTable ctx={ctx} grants={grants} />
      {grantable.length > 0 && !person.left_on ? (
        <ButtonLink href={peoplePaths.grantRole(person.id)}>Give a role</ButtonLink>
      ) : null}
      {manages && !person.left_on ? (
        <>
          <h2 class="govuk-heading-m">Getting in</h2>
          {person.account_id === null ? (
            <Form action={peoplePaths.invite(person.id)} csrfToken={csrfToken}>
              <Button variant={access === 'not-invited' ? 'primary' : 'secondary'}>
                {access === 'not-invited' ? 'Send the invitation' : 'Send the invitation again'}
              </Button>
            </Form>
          ) : (
            <>
              <Form action={peoplePaths.passwordLink(person.id)} csrfToken={csrfToken}>
                <Button variant="secondary">Send a link to choose a new password</Button>
              </Form>
              {account?.hasSecondStep ? (
                <Details summary="Turn two-step sign-in off" open={Boolean(error('reason'))}>
                  <p class="govuk-body">
                    For somebody who has lost the phone and the backup codes. They are signed out everywhere and told.
                  </p>
                  <Form action={peoplePaths.removeSecondStep(person.id)} csrfToken={csrfToken}>
                    <TextField name="reason" label="Why" value={typed['reason']} error={error('reason')} required />
                    <Button variant="warning">Turn it off</Button>
                  </Form>
                </Details>
              ) : null}
            </>
          )}
        </>
      ) : null}
      {manages && !person.left_on && person.id !== ctx.actor.personId ? (
        <Details summary="This person leaves the trust" open={Boolean(error('leftOn'))}>
          <p class="govuk-body">
            From that day they are let in no more and their roles end. What they wrote stays under their name.
          </p>
          <Form action={peoplePaths.leave(person.id)} csrfToken={csrfToken}>
            <DateField name="leftOn" label="Leaves on" value={typed['leftOn']} error={error('leftOn')} required />
            <TextField
              name="reason"
              id="leave-reason"
              label="Why"
              hint="For the trail; keep it short and factual"
              value={typed['reason']}
              required
            />
            <Button variant="warning">Record that they leave</Button>
          </Form>
        </Details>
      ) : null}
      {manages && person.left_on ? (
        <Form action={peoplePaths.comeBack(person.id)} csrfToken={csrfToken}>
          <Button variant="secondary">They stay, or are back</Button>
        </Form>
      ) : null}
    </>,
  );
}

export async function showPerson(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await personPage(ctx, idParam(request, 'personId'), {});
}

/** Runs an action on one person; what it refuses is shown on the person's page with what was typed. */
async function carryOut(
  ctx: Ctx,
  request: PageRequest,
  work: (personId: string) => Promise<string>,
  typed: Typed = {},
): Promise<Reply> {
  const personId = idParam(request, 'personId');
  try {
    return redirectTo(peoplePaths.person(personId), await work(personId));
  } catch (error) {
    if (error instanceof Invalid) return await personPage(ctx, personId, { errors: error.errors, typed });
    throw error;
  }
}

export async function sendInvite(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await carryOut(ctx, request, async (personId) => {
    await invitePerson(ctx, personId);
    return `The invitation is on its way. ${withoutServer}`;
  });
}

export async function sendLink(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await carryOut(ctx, request, async (personId) => {
    await sendPasswordLink(ctx, personId);
    return `The link is on its way and works for an hour. ${withoutServer}`;
  });
}

export async function sendRemoveSecondStep(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const form = readForm(reasonForm, request.form);
  if (!form.ok) return await personPage(ctx, idParam(request, 'personId'), form);
  return await carryOut(
    ctx,
    request,
    async (personId) => {
      await removeSecondStep(ctx, personId, form.value.reason);
      return 'Two-step sign-in has been turned off.';
    },
    form.typed,
  );
}

export async function sendLeave(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const form = readForm(leaveForm, request.form);
  if (!form.ok) {
    const errors = form.errors.map((found) =>
      found.field === 'reason' ? { field: 'leftOn', message: found.message } : found,
    );
    return await personPage(ctx, idParam(request, 'personId'), { errors, typed: form.typed });
  }
  return await carryOut(
    ctx,
    request,
    async (personId) => {
      await leaveTrust(ctx, personId, form.value);
      return `Recorded: they leave on ${longDate(form.value.leftOn)}.`;
    },
    form.typed,
  );
}

export async function sendComeBack(ctx: Ctx, request: PageRequest): Promise<Reply> {
  return await carryOut(ctx, request, async (personId) => {
    await comeBack(ctx, personId);
    return 'Recorded. Give them their roles anew.';
  });
}
