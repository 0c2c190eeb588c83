import type { PublicCtx } from '#core/access/public-route.ts';
import { appPage } from '#core/web/app-page.tsx';
import type { FieldError } from '#platform/errors.ts';
import { readForm, type Typed } from '#platform/http/form.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { HiddenField } from '#ui/hidden-field.tsx';
import { PageHeading } from '#ui/page-heading.tsx';
import { TextField } from '#ui/text-field.tsx';
import { type Finished, finishSignIn } from '../actions/finish-sign-in.ts';
import { signInToDemo } from '../actions/sign-in-to-demo.ts';
import { demoForm, signInForm } from '../forms.ts';
import { clientOf, cookieHeaderOf, identityOf } from '../identity-of.ts';
import { signInPaths } from '../paths.ts';
import { listDemoPeople } from '../queries.ts';
import { safeNext } from '../rules.ts';
import { DemoPeople } from './demo-people.tsx';

const wrong = 'The e-mail address or the password is not right';
const locked = 'Too many wrong passwords. Wait 15 minutes, then try again, or choose a new password below.';

async function show(
  ctx: PublicCtx,
  next: string,
  form: { errors?: readonly FieldError[]; typed?: Typed; status?: number } = {},
): Promise<Reply> {
  const people = await listDemoPeople(ctx.db, ctx.today);
  const errors = form.errors ?? [];
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message;
  return appPage(
    ctx,
    { title: 'Sign in', errors, ...(form.status === undefined ? {} : { status: form.status }) },
    <>
      <PageHeading title="Sign in" />
      {people.length > 0 ? <DemoPeople people={people} csrfToken={ctx.page.csrfToken} /> : null}
      {people.length > 0 ? <h2 class="govuk-heading-m">With a password</h2> : null}
      <Form action={signInPaths.signIn} csrfToken={ctx.page.csrfToken}>
        <HiddenField name="next" value={next} />
        <TextField
          name="email"
          label="E-mail address"
          type="email"
          autocomplete="username"
          width={30}
          value={form.typed?.['email']}
          error={errorOf('email')}
        />
        <TextField
          name="password"
          label="Password"
          type="password"
          autocomplete="current-password"
          width={30}
          error={errorOf('password')}
        />
        <Button>Sign in</Button>
      </Form>
      <p class="govuk-body">
        <a class="govuk-link" href={signInPaths.forgotten}>
          I have forgotten my password
        </a>
      </p>
      <p class="govuk-body">Accounts are given by your trust’s administrator, who sends you an invitation by e-mail.</p>
    </>,
  );
}

/** Where somebody goes after a first step; `null` when the page has to be shown again. */
function moveOn(ctx: PublicCtx, finished: Finished, next: string): Reply | null {
  if (finished.kind === 'in' || finished.kind === 'code-needed')
    for (const cookie of finished.cookies) ctx.setCookie(cookie);
  if (finished.kind === 'in') return redirectTo(next);
  if (finished.kind === 'code-needed') return redirectTo(`${signInPaths.code}?next=${encodeURIComponent(next)}`);
  if (finished.kind === 'no-role') return redirectTo(signInPaths.noRole);
  return null;
}

export async function signInPage(ctx: PublicCtx, request: PageRequest): Promise<Reply> {
  const next = safeNext(request.query['next']);
  // Somebody who is signed in already, and followed an old link, has nothing to do here.
  if (ctx.page.flash === null && (await identityOf(ctx.services).readSession(cookieHeaderOf(request))))
    return redirectTo(next);
  return await show(ctx, next);
}

export async function sendSignIn(ctx: PublicCtx, request: PageRequest): Promise<Reply> {
  const next = safeNext(request.form['next']?.[0]);
  const form = readForm(signInForm, request.form);
  if (!form.ok) return await show(ctx, next, form);
  const { email, password } = form.value;
  const finished = await finishSignIn(ctx, await identityOf(ctx.services).signIn(email, password, clientOf(request)));
  const message = finished.kind === 'locked' ? locked : wrong;
  return (
    moveOn(ctx, finished, next) ?? (await show(ctx, next, { errors: [{ field: 'email', message }], typed: form.typed }))
  );
}

export async function sendDemoSignIn(ctx: PublicCtx, request: PageRequest): Promise<Reply> {
  const form = readForm(demoForm, request.form);
  if (!form.ok) return await show(ctx, '/', form);
  const finished = await signInToDemo(ctx, form.value.personId, clientOf(request));
  return moveOn(ctx, finished, '/') ?? redirectTo(signInPaths.signIn);
}

export async function signOut(ctx: PublicCtx, request: PageRequest): Promise<Reply> {
  for (const cookie of await identityOf(ctx.services).signOut(cookieHeaderOf(request))) ctx.setCookie(cookie);
  return redirectTo(signInPaths.signIn, 'You have signed out.');
}
