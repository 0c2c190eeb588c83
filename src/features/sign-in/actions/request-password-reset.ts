import { loadActor } from '#core/access/load-actor.ts';
import type { PublicCtx } from '#core/access/public-route.ts';
import { startPasswordReset } from '#platform/identity/actions/password-reset.ts';
import { findAccountByEmail } from '#platform/identity/queries.ts';
import { queueMail } from '#platform/mail/queue-mail.ts';
import { signInPaths } from '../paths.ts';
import { recordOwnEvent } from './record-own-event.ts';

/** Mails a link to choose a new password, where the address belongs to somebody who may sign in. The caller learns nothing either way. */
export async function requestPasswordReset(ctx: PublicCtx, email: string): Promise<void> {
  const account = await findAccountByEmail(ctx.db, email);
  const actor = account ? await loadActor(ctx.db, account.id, ctx.today) : null;
  if (!account || !actor) return;
  const event = { kind: 'account.reset-asked', summary: 'asked for a link to choose a new password' };
  await recordOwnEvent(ctx, actor, event, async (inside) => {
    const token = await startPasswordReset(inside.db, account.id);
    await queueMail(inside, {
      personId: actor.personId,
      to: account.email,
      subject: 'Choose a new password for Cairn',
      goodUntil: ctx.now.add({ hours: 1 }),
      body: `Dear ${actor.name},\n\nSomebody, we hope you, asked for a new password. Choose it here within an hour; the link works once:\n${ctx.services.publicUrl}${signInPaths.reset(token)}\n\nIf it was not you, do nothing: your password stays as it is.`,
    });
  });
}
