import { loadActor } from '#core/access/load-actor.ts';
import type { PublicCtx } from '#core/access/public-route.ts';
import { endSessions } from '#platform/identity/actions/end-sessions.ts';
import type { SignInResult } from '#platform/identity/identity.ts';
import { queueMail } from '#platform/mail/queue-mail.ts';
import { signInPaths } from '../paths.ts';
import { recordOwnEvent } from './record-own-event.ts';

export type Finished =
  | { kind: 'in'; cookies: readonly string[] }
  | { kind: 'code-needed'; cookies: readonly string[] }
  | { kind: 'no-role' | 'wrong' | 'locked' | 'start-again' };

/** Tells the owner of an account that guessing has closed it, and the trail. */
async function tellOfLock(ctx: PublicCtx, accountId: string): Promise<void> {
  const actor = await loadActor(ctx.db, accountId, ctx.today);
  if (!actor) return;
  const event = { kind: 'account.locked', summary: 'was locked out for 15 minutes after 5 wrong passwords or codes' };
  await recordOwnEvent(ctx, actor, event, (inside) =>
    queueMail(inside, {
      personId: actor.personId,
      to: actor.email,
      subject: 'Wrong passwords for your Cairn account',
      body: `Dear ${actor.name},\n\nSomebody typed a wrong password or code for your account five times, so nobody can sign in to it for 15 minutes.\n\nIf it was you, wait, or choose a new password:\n${ctx.services.publicUrl}${signInPaths.forgotten}\n\nIf it was not you, tell your administrator. Your password has not been changed.`,
    }),
  );
}

/** What follows from a password or a code: only somebody who holds a role today comes in, and the trail says so. */
export async function finishSignIn(ctx: PublicCtx, result: SignInResult, how = 'signed in'): Promise<Finished> {
  if (result.kind === 'locked') {
    if (result.justNow && result.accountId) await tellOfLock(ctx, result.accountId);
    return { kind: 'locked' };
  }
  if (result.kind !== 'signed-in') return result;
  const actor = await loadActor(ctx.db, result.accountId, ctx.today);
  if (!actor || actor.grants.length === 0) {
    await endSessions(ctx.db, result.accountId);
    return { kind: 'no-role' };
  }
  await recordOwnEvent(ctx, actor, { kind: 'account.signed-in', summary: how });
  return { kind: 'in', cookies: result.cookies };
}
