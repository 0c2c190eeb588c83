import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid } from '#platform/errors.ts';
import { endSessions } from '#platform/identity/actions/end-sessions.ts';
import {
  beginSecondFactor,
  confirmSecondFactor,
  removeSecondFactor,
  renewBackupCodes,
} from '#platform/identity/actions/second-factor.ts';
import { findSecondFactor } from '#platform/identity/queries.ts';
import { queueMail } from '#platform/mail/queue-mail.ts';
import { identityOf } from '../identity-of.ts';
import { mayChangeAccount } from '../policy.ts';
import { requirePassword } from './require-password.ts';

const about = (ctx: Ctx) => ({ subjectType: 'person', subjectId: ctx.actor.personId, schoolId: null });

/** Makes the secret for an authenticator app; nothing is asked of the reader at sign-in until a code has confirmed it. */
export async function beginSecondStep(ctx: Ctx, password: string): Promise<void> {
  const accountId = await requirePassword(ctx, password);
  await write(ctx, async (tx) => {
    tx.authorise(mayChangeAccount(ctx.actor, ctx.actor.personId));
    const factor = await findSecondFactor(tx.db, accountId);
    if (factor?.verified) throw new Invalid([{ field: '', message: 'Two-step sign-in is on already.' }]);
    await beginSecondFactor(tx.db, identityOf(ctx.services), accountId);
    await tx.record({ ...about(ctx), kind: 'account.second-step-begun', summary: 'began to set up two-step sign-in' });
  });
}

/** Turns two-step sign-in on and ends the other sessions; returns the backup codes, to be shown once. */
export async function confirmSecondStep(ctx: Ctx, code: string, keepSessionId: string): Promise<readonly string[]> {
  const accountId = ctx.actor.accountId ?? '';
  return await write(ctx, async (tx) => {
    tx.authorise(mayChangeAccount(ctx.actor, ctx.actor.personId));
    const codes = await confirmSecondFactor(
      tx.db,
      identityOf(ctx.services),
      accountId,
      code,
      Math.floor(ctx.now.epochMilliseconds / 1000),
    );
    if (!codes)
      throw new Invalid([
        { field: 'code', message: 'This is not the code that your app shows now. Codes change every 30 seconds.' },
      ]);
    await endSessions(tx.db, accountId, keepSessionId);
    await tx.record({ ...about(ctx), kind: 'account.second-step-on', summary: 'set up two-step sign-in' });
    return codes;
  });
}

/** Ten new backup codes in place of the old. */
export async function renewOwnBackupCodes(ctx: Ctx, password: string): Promise<readonly string[]> {
  const accountId = await requirePassword(ctx, password);
  return await write(ctx, async (tx) => {
    tx.authorise(mayChangeAccount(ctx.actor, ctx.actor.personId));
    const factor = await findSecondFactor(tx.db, accountId);
    if (!factor?.verified) throw new Invalid([{ field: '', message: 'Set up two-step sign-in first.' }]);
    const codes = await renewBackupCodes(tx.db, identityOf(ctx.services), accountId);
    await tx.record({ ...about(ctx), kind: 'account.backup-codes', summary: 'made new backup codes' });
    return codes;
  });
}

/** Turns two-step sign-in off, and says so by mail in case it was somebody else. */
export async function endSecondStep(ctx: Ctx, password: string): Promise<void> {
  const accountId = await requirePassword(ctx, password, 'off-current');
  await write(ctx, async (tx) => {
    tx.authorise(mayChangeAccount(ctx.actor, ctx.actor.personId));
    await removeSecondFactor(tx.db, accountId);
    await queueMail(ctx, {
      personId: ctx.actor.personId,
      to: ctx.actor.email,
      subject: 'Two-step sign-in was turned off',
      body: `Dear ${ctx.actor.name},\n\nTwo-step sign-in for your Cairn account was turned off today. If it was not you, choose a new password and tell your administrator.`,
    });
    await tx.record({ ...about(ctx), kind: 'account.second-step-off', summary: 'turned two-step sign-in off' });
  });
}
