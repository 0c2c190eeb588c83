import type { PublicCtx } from '#core/access/public-route.ts';
import { appPage } from '#core/web/app-page.tsx';
import { type FieldError, Invalid } from '#platform/errors.ts';
import { readForm } from '#platform/http/form.ts';
import { type PageRequest, textParam } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { readAccount } from '#platform/identity/queries.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { acceptInvitation } from '../actions/accept-invitation.ts';
import { finishSignIn } from '../actions/finish-sign-in.ts';
import { newPasswordForm } from '../forms.ts';
import { clientOf, identityOf } from '../identity-of.ts';
import { signInPaths } from '../paths.ts';
import { findOpenInvitation, type Newcomer } from '../queries.ts';
import { NewPasswordFields, repeatProblem } from './password-fields.tsx';

const spent = (ctx: PublicCtx): Reply =>
  appPage(
    ctx,
    { title: 'This invitation no longer works', status: 404 },
    <>
      <PageHeading
        title="This invitation no longer works"
        lead="An invitation works once, within 14 days, and only the newest one does."
      />
      <p class="govuk-body">
        Accepted it already? Then sign in. Otherwise ask your trust’s administrator to send it again: it takes them one
        click.
      </p>
      <ButtonLink href={signInPaths.signIn}>Sign in</ButtonLink>
    </>,
  );

function show(ctx: PublicCtx, token: string, invited: Newcomer, errors: readonly FieldError[] = []): Reply {
  return appPage(
    ctx,
    { title: 'Welcome to Cairn', errors },
    <>
      <PageHeading
        title={`Welcome, ${invited.name}`}
        caption={invited.trustName}
        lead={`${invited.trustName} uses Cairn for school improvement and has invited you. Choose a password, and you are in.`}
      />
      <p class="govuk-body">
        You sign in with <strong>{invited.email}</strong>.
      </p>
      <Form action={signInPaths.invitation(token)} csrfToken={ctx.page.csrfToken}>
        <NewPasswordFields errors={errors} />
        <Button>Accept the invitation</Button>
      </Form>
    </>,
  );
}

export async function invitationPage(ctx: PublicCtx, request: PageRequest): Promise<Reply> {
  const token = textParam(request, 'token');
  const invited = await findOpenInvitation(ctx.db, token, ctx.today);
  return invited ? show(ctx, token, invited) : spent(ctx);
}

export async function sendInvitation(ctx: PublicCtx, request: PageRequest): Promise<Reply> {
  const token = textParam(request, 'token');
  const invited = await findOpenInvitation(ctx.db, token, ctx.today);
  if (!invited) return spent(ctx);
  const form = readForm(newPasswordForm, request.form);
  if (!form.ok) return show(ctx, token, invited, form.errors);
  const differing = repeatProblem(form.value);
  if (differing.length > 0) return show(ctx, token, invited, differing);
  let accountId: string;
  try {
    accountId = await acceptInvitation(ctx, token, form.value.password);
  } catch (error) {
    if (error instanceof Invalid) return show(ctx, token, invited, error.errors);
    throw error;
  }
  // An account that was left over may have a second step: then the link alone does not let anybody in.
  const account = await readAccount(ctx.db, accountId);
  if (account?.hasSecondStep)
    return redirectTo(signInPaths.signIn, 'You have accepted the invitation. Sign in with your new password.');
  const cookies = await identityOf(ctx.services).openSession(accountId, clientOf(request));
  const finished = await finishSignIn(ctx, { kind: 'signed-in', accountId, cookies });
  if (finished.kind !== 'in') return redirectTo(signInPaths.noRole);
  for (const cookie of finished.cookies) ctx.setCookie(cookie);
  return redirectTo('/', 'Welcome to Cairn. You are signed in.');
}
