import type { PublicCtx } from '#core/access/public-route.ts';
import { appPage } from '#core/web/app-page.tsx';
import { type FieldError, Invalid } from '#platform/errors.ts';
import { readForm } from '#platform/http/form.ts';
import { type PageRequest, textParam } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { findPasswordReset } from '#platform/identity/actions/password-reset.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { resetPassword } from '../actions/reset-password.ts';
import { newPasswordForm } from '../forms.ts';
import { signInPaths } from '../paths.ts';
import { NewPasswordFields, repeatProblem } from './password-fields.tsx';

const spent = (ctx: PublicCtx): Reply =>
  appPage(
    ctx,
    { title: 'This link no longer works', status: 404 },
    <>
      <PageHeading
        title="This link no longer works"
        lead="A link to choose a new password works once, within an hour, and only the newest one does."
      />
      <ButtonLink href={signInPaths.forgotten}>Send me a new link</ButtonLink>
    </>,
  );

function show(ctx: PublicCtx, token: string, email: string, errors: readonly FieldError[] = []): Reply {
  return appPage(
    ctx,
    { title: 'Choose a new password', errors },
    <>
      <PageHeading title="Choose a new password" caption={email} lead="You will be signed out everywhere else." />
      <Form action={signInPaths.reset(token)} csrfToken={ctx.page.csrfToken}>
        <NewPasswordFields errors={errors} />
        <Button>Save the new password</Button>
      </Form>
    </>,
  );
}

export async function resetPasswordPage(ctx: PublicCtx, request: PageRequest): Promise<Reply> {
  const token = textParam(request, 'token');
  const account = await findPasswordReset(ctx.db, token);
  return account ? show(ctx, token, account.email) : spent(ctx);
}

export async function sendResetPassword(ctx: PublicCtx, request: PageRequest): Promise<Reply> {
  const token = textParam(request, 'token');
  const account = await findPasswordReset(ctx.db, token);
  if (!account) return spent(ctx);
  const form = readForm(newPasswordForm, request.form);
  if (!form.ok) return show(ctx, token, account.email, form.errors);
  const differing = repeatProblem(form.value);
  if (differing.length > 0) return show(ctx, token, account.email, differing);
  try {
    await resetPassword(ctx, token, form.value.password);
  } catch (error) {
    if (error instanceof Invalid) return show(ctx, token, account.email, error.errors);
    throw error;
  }
  return redirectTo(signInPaths.signIn, 'Your new password is saved. Sign in with it.');
}
