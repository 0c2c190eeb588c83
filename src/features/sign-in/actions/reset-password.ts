import { loadActor } from '#core/access/load-actor.ts';
import type { PublicCtx } from '#core/access/public-route.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import { addPassword } from '#platform/identity/actions/create-account.ts';
import { endSessions } from '#platform/identity/actions/end-sessions.ts';
import { forgetGuesses } from '#platform/identity/actions/forget-guesses.ts';
import { findPasswordReset, usePasswordReset } from '#platform/identity/actions/password-reset.ts';
import { passwordProblem } from '#platform/identity/passwords.ts';
import { identityOf } from '../identity-of.ts';
import { recordOwnEvent } from './record-own-event.ts';

/** Sets the new password of a link that works once, and ends every session: whoever knew the old password is out. */
export async function resetPassword(ctx: PublicCtx, token: string, password: string): Promise<void> {
  const account = await findPasswordReset(ctx.db, token);
  const actor = account ? await loadActor(ctx.db, account.id, ctx.today) : null;
  if (!account || !actor) throw new NotFound();
  const problem = passwordProblem(password, account.email);
  if (problem) throw new Invalid([{ field: 'password', message: problem }]);
  const hash = await identityOf(ctx.services).hashPassword(password);
  await recordOwnEvent(
    ctx,
    actor,
    { kind: 'account.password-reset', summary: 'reset the password' },
    async ({ db }) => {
      if (!(await usePasswordReset(db, token))) throw new NotFound();
      await addPassword(db, account.id, hash);
      await endSessions(db, account.id);
      await forgetGuesses(db, account);
    },
  );
}
