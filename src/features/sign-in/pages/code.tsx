import type { PublicCtx } from '#core/access/public-route.ts';
import { appPage } from '#core/web/app-page.tsx';
import type { FieldError } from '#platform/errors.ts';
import { readForm } from '#platform/http/form.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { TextField } from '#ui/text-field.tsx';
import { finishSignIn } from '../actions/finish-sign-in.ts';
import { codeForm } from '../forms.ts';
import { clientOf, cookieHeaderOf, identityOf } from '../identity-of.ts';
import { signInPaths } from '../paths.ts';
import { safeNext } from '../rules.ts';

const locked = 'Too many wrong codes. Wait 15 minutes, then sign in again.';

function show(ctx: PublicCtx, next: string, errors: readonly FieldError[] = []): Reply {
  return appPage(
    ctx,
    { title: 'Enter your code', errors },
    <>
      <PageHeading
        title="Enter your code"
        lead="Open the authenticator app on your phone and type the six digits that it shows for Cairn."
      />
      <Form action={signInPaths.code} csrfToken={ctx.page.csrfToken}>
        <HiddenField name="next" value={next} />
        <TextField
          name="code"
          label="Code"
          hint="Without your phone, type one of your backup codes instead, such as k7x2m-9pq4r."
          autocomplete="one-time-code"
          width={10}
          error={errors[0]?.message}
        />
        <Button>Sign in</Button>
      </Form>
      <p class="govuk-body">
        Neither phone nor backup codes? Ask your trust’s administrator to turn two-step sign-in off for you.
      </p>
    </>,
  );
}

export async function codePage(ctx: PublicCtx, request: PageRequest): Promise<Reply> {
  const next = safeNext(request.query['next']);
  if (!(await identityOf(ctx.services).waitsForCode(cookieHeaderOf(request))))
    return redirectTo(signInPaths.signInTo(next));
  return show(ctx, next);
}

export async function sendCode(ctx: PublicCtx, request: PageRequest): Promise<Reply> {
  const next = safeNext(request.form['next']?.[0]);
  const form = readForm(codeForm, request.form);
  if (!form.ok) return show(ctx, next, form.errors);
  const result = await identityOf(ctx.services).signInWithCode(
    form.value.code,
    cookieHeaderOf(request),
    clientOf(request),
  );
  const finished = await finishSignIn(ctx, result, 'signed in with a second step');
  if (finished.kind === 'in') {
    for (const cookie of finished.cookies) ctx.setCookie(cookie);
    return redirectTo(next);
  }
  if (finished.kind === 'no-role') return redirectTo(signInPaths.noRole);
  if (finished.kind === 'start-again')
    return redirectTo(signInPaths.signInTo(next), 'That took more than ten minutes. Please sign in again.');
  const message =
    finished.kind === 'locked' ? locked : 'This code is not right, or has been used. Wait for the next one.';
  return show(ctx, next, [{ field: 'code', message }]);
}
