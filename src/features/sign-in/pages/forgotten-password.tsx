import { setTimeout as wait } from 'node:timers/promises';
import type { PublicCtx } from '#core/access/public-route.ts';
import { appPage } from '#core/web/app-page.tsx';
import { type FormResult, readForm } from '#platform/http/form.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { TextField } from '#ui/text-field.tsx';
import { requestPasswordReset } from '../actions/request-password-reset.ts';
import { forgottenForm } from '../forms.ts';
import { signInPaths } from '../paths.ts';

/** Milliseconds that every answer takes, so that its speed does not tell whether the address has an account. */
const steadyAnswer = 300;

export async function forgottenPasswordPage(ctx: PublicCtx): Promise<Reply> {
  return show(ctx);
}

function show(ctx: PublicCtx, form?: FormResult<unknown>): Reply {
  const errors = form && !form.ok ? form.errors : [];
  return appPage(
    ctx,
    { title: 'Choose a new password', errors },
    <>
      <PageHeading
        title="Choose a new password"
        lead="Type your e-mail address. We send a link there that works once, within an hour."
      />
      <Form action={signInPaths.forgotten} csrfToken={ctx.page.csrfToken}>
        <TextField
          name="email"
          label="E-mail address"
          type="email"
          autocomplete="username"
          width={30}
          value={form?.typed['email']}
          error={errors[0]?.message}
        />
        <Button>Send the link</Button>
      </Form>
    </>,
  );
}

export async function sendForgottenPassword(ctx: PublicCtx, request: PageRequest): Promise<Reply> {
  const form = readForm(forgottenForm, request.form);
  if (!form.ok) return show(ctx, form);
  await Promise.all([requestPasswordReset(ctx, form.value.email), wait(steadyAnswer)]);
  return appPage(
    ctx,
    { title: 'Look in your e-mail' },
    <>
      <PageHeading
        title="Look in your e-mail"
        lead="If that address has an account, a link to choose a new password is on its way there."
      />
      <p class="govuk-body">
        Nothing after a few minutes? Look in the folder for unwanted mail, and check the address. If your trust sends no
        mail from Cairn, your administrator can read the link to you.
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={signInPaths.signIn}>
          Back to sign in
        </a>
      </p>
    </>,
  );
}
