import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { type FieldError, Invalid } from '#platform/errors.ts';
import { readForm } from '#platform/http/form.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { TextField } from '#ui/text-field.tsx';
import { changePassword } from '../actions/change-password.ts';
import { changePasswordForm } from '../forms.ts';
import { cookieHeaderOf, identityOf } from '../identity-of.ts';
import { signInPaths } from '../paths.ts';
import { NewPasswordFields, repeatProblem } from './password-fields.tsx';

export async function changePasswordPage(ctx: Ctx): Promise<Reply> {
  return show(ctx);
}

function show(ctx: Ctx, errors: readonly FieldError[] = []): Reply {
  return appPage(
    ctx,
    { title: 'Change your password', crumbs: [{ href: signInPaths.account, label: 'Your account' }], errors },
    <>
      <PageHeading title="Change your password" lead="You stay signed in here and are signed out everywhere else." />
      <Form action={signInPaths.password} csrfToken={ctx.page.csrfToken}>
        <TextField
          name="current"
          label="Your password of today"
          type="password"
          autocomplete="current-password"
          width={30}
          error={errors.find((error) => error.field === 'current')?.message}
        />
        <NewPasswordFields errors={errors} />
        <Button>Change the password</Button>
      </Form>
    </>,
  );
}

export async function sendChangePassword(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const form = readForm(changePasswordForm, request.form);
  if (!form.ok) return show(ctx, form.errors);
  const differing = repeatProblem(form.value);
  if (differing.length > 0) return show(ctx, differing);
  const session = await identityOf(ctx.services).readSession(cookieHeaderOf(request));
  try {
    await changePassword(ctx, { ...form.value, keepSessionId: session?.sessionId ?? '' });
  } catch (error) {
    if (error instanceof Invalid) return show(ctx, error.errors);
    throw error;
  }
  return redirectTo(signInPaths.account, 'Your password has been changed.');
}
