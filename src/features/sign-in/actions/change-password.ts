import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid } from '#platform/errors.ts';
import { addPassword } from '#platform/identity/actions/create-account.ts';
import { endSessions } from '#platform/identity/actions/end-sessions.ts';
import { passwordProblem } from '#platform/identity/passwords.ts';
import { identityOf } from '../identity-of.ts';
import { mayChangeAccount } from '../policy.ts';
import { requirePassword } from './require-password.ts';

/** Changes the reader's own password and ends their other sessions. */
export async function changePassword(
  ctx: Ctx,
  typed: { current: string; password: string; keepSessionId: string },
): Promise<void> {
  const accountId = await requirePassword(ctx, typed.current);
  const problem = passwordProblem(typed.password, ctx.actor.email);
  if (problem) throw new Invalid([{ field: 'password', message: problem }]);
  const hash = await identityOf(ctx.services).hashPassword(typed.password);
  await write(ctx, async (tx) => {
    tx.authorise(mayChangeAccount(ctx.actor, ctx.actor.personId));
    await addPassword(tx.db, accountId, hash);
    await endSessions(tx.db, accountId, typed.keepSessionId);
    await tx.record({
      kind: 'account.password-changed',
      subjectType: 'person',
      subjectId: ctx.actor.personId,
      schoolId: null,
      summary: 'changed their password',
    });
  });
}
