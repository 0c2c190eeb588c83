import QRCode from 'qrcode';
import type { Ctx } from '#core/context.ts';
import { appPage } from '#core/web/app-page.tsx';
import { type FieldError, Invalid } from '#platform/errors.ts';
import { readForm } from '#platform/http/form.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { type Reply, redirectTo } from '#platform/http/reply.ts';
import { findSecondFactor } from '#platform/identity/queries.ts';
import { base32, otpauthUri } from '#platform/identity/totp.ts';
import { PageHeading } from '#ui/page-heading.tsx';
import {
  beginSecondStep,
  confirmSecondStep,
  endSecondStep,
  renewOwnBackupCodes,
} from '../actions/change-second-step.ts';
import { codeForm, passwordOnlyForm } from '../forms.ts';
import { cookieHeaderOf, identityOf } from '../identity-of.ts';
import { signInPaths } from '../paths.ts';
import { BackupCodes, BeginForm, ConfirmForm, SecondStepIsOn } from './second-step-parts.tsx';

const title = 'Two-step sign-in';
const crumbs = [{ href: signInPaths.account, label: 'Your account' }];
const lead = 'A password can be guessed or seen. With a second step, nobody gets in without your phone as well.';

/** The secret as a picture for the phone's camera; an SVG in a data address, which the Content Security Policy allows for images. */
async function qrCode(uri: string): Promise<string> {
  const svg = await QRCode.toString(uri, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' });
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
}

async function show(ctx: Ctx, errors: readonly FieldError[] = []): Promise<Reply> {
  const factor = await findSecondFactor(ctx.db, ctx.actor.accountId ?? '');
  const secret = factor && !factor.verified ? await identityOf(ctx.services).decrypt(factor.secret) : null;
  const parts = { csrfToken: ctx.page.csrfToken, errors };
  return appPage(
    ctx,
    { title, crumbs, errors },
    <>
      <PageHeading title={title} lead={lead} />
      {factor?.verified ? <SecondStepIsOn {...parts} /> : null}
      {secret === null ? null : (
        <ConfirmForm
          {...parts}
          picture={await qrCode(otpauthUri(secret, ctx.actor.email, 'Cairn'))}
          secret={base32(secret)}
        />
      )}
      {factor === null ? <BeginForm {...parts} /> : null}
    </>,
  );
}

const showCodes = (ctx: Ctx, codes: readonly string[], heading: string): Reply =>
  appPage(ctx, { title: heading, crumbs }, <BackupCodes heading={heading} codes={codes} />);

export const secondStepPage = (ctx: Ctx): Promise<Reply> => show(ctx);

async function orShowAgain(ctx: Ctx, work: () => Promise<Reply>): Promise<Reply> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Invalid) return await show(ctx, error.errors);
    throw error;
  }
}

export async function sendBeginSecondStep(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const form = readForm(passwordOnlyForm, request.form);
  if (!form.ok) return await show(ctx, form.errors);
  return await orShowAgain(ctx, async () => {
    await beginSecondStep(ctx, form.value.current);
    return redirectTo(signInPaths.secondStep);
  });
}

export async function sendConfirmSecondStep(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const form = readForm(codeForm, request.form);
  if (!form.ok) return await show(ctx, form.errors);
  const session = await identityOf(ctx.services).readSession(cookieHeaderOf(request));
  return await orShowAgain(ctx, async () => {
    const codes = await confirmSecondStep(ctx, form.value.code, session?.sessionId ?? '');
    return showCodes(ctx, codes, 'Two-step sign-in is on');
  });
}

export async function sendRenewBackupCodes(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const form = readForm(passwordOnlyForm, request.form);
  if (!form.ok) return await show(ctx, form.errors);
  return await orShowAgain(ctx, async () =>
    showCodes(ctx, await renewOwnBackupCodes(ctx, form.value.current), 'Your new backup codes'),
  );
}

export async function sendEndSecondStep(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const given = request.form['off-current'] ?? [];
  const form = readForm(passwordOnlyForm, { current: given });
  if (!form.ok) return await show(ctx, [{ field: 'off-current', message: 'Enter your password' }]);
  return await orShowAgain(ctx, async () => {
    await endSecondStep(ctx, form.value.current);
    return redirectTo(signInPaths.account, 'Two-step sign-in is off.');
  });
}
