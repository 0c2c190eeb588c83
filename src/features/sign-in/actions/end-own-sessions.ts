import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { NotFound } from '#platform/errors.ts';
import { endSession, endSessions } from '#platform/identity/actions/end-sessions.ts';
import { mayChangeAccount } from '../policy.ts';

/** Signs the reader out on one device, or with `null` on all of them, this one too. */
export async function endOwnSessions(ctx: Ctx, sessionId: string | null): Promise<void> {
  const { accountId, personId } = ctx.actor;
  if (accountId === null) throw new NotFound();
  await write(ctx, async (tx) => {
    tx.authorise(mayChangeAccount(ctx.actor, personId));
    if (sessionId === null) await endSessions(tx.db, accountId);
    else if (!(await endSession(tx.db, accountId, sessionId)))
      throw new NotFound('That device has been signed out already.');
    await tx.record({
      kind: 'account.signed-out',
      subjectType: 'person',
      subjectId: personId,
      schoolId: null,
      summary: sessionId === null ? 'signed out everywhere' : 'signed out another device',
    });
  });
}
