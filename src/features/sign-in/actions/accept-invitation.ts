import type { PublicCtx } from '#core/access/public-route.ts';
import { runAs } from '#core/access/run-as.ts';
import { write } from '#core/audit/write.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import { addPassword, createAccount } from '#platform/identity/actions/create-account.ts';
import { endSessions } from '#platform/identity/actions/end-sessions.ts';
import { forgetGuesses } from '#platform/identity/actions/forget-guesses.ts';
import { passwordProblem } from '#platform/identity/passwords.ts';
import { findAccountByEmail } from '#platform/identity/queries.ts';
import { identityOf } from '../identity-of.ts';
import { mayChangeAccount } from '../policy.ts';
import { findOpenInvitation } from '../queries.ts';

const elsewhere =
  'This e-mail address signs in at another trust on this server already. Ask your administrator to invite you with a different address.';

/** The database allows an account one person, of whichever trust: see migrations/0013_one_account_one_person.sql. */
const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'constraint' in error && error.constraint === 'person_one_account';

/**
 * Accepts an invitation: the person gets an account with the password they chose. An account that the address has already is taken over only when it
 * is nobody's; who belongs to another trust keeps that account untouched. Returns the account.
 */
export async function acceptInvitation(ctx: PublicCtx, token: string, password: string): Promise<string> {
  const invited = await findOpenInvitation(ctx.db, token, ctx.today);
  if (!invited) throw new NotFound();
  const problem = passwordProblem(password, invited.email);
  if (problem) throw new Invalid([{ field: 'password', message: problem }]);
  const passwordHash = await identityOf(ctx.services).hashPassword(password);
  const { invitationId, ...newcomer } = invited;
  const accepting = runAs(
    { db: ctx.db, services: ctx.services },
    { ...newcomer, grants: [] },
    'own-account',
    (inside) =>
      write(inside, async (tx) => {
        const used = await tx.db
          .updateTable('invitation')
          .set({ accepted_at: inside.now })
          .where('id', '=', invitationId)
          .where('accepted_at', 'is', null)
          .where('withdrawn_at', 'is', null)
          .executeTakeFirst();
        if (used.numUpdatedRows !== 1n) throw new NotFound();
        tx.authorise(mayChangeAccount(inside.actor, newcomer.personId));
        const existing = await findAccountByEmail(tx.db, newcomer.email);
        const accountId =
          existing?.id ??
          (await createAccount(tx.db, { name: newcomer.name, email: newcomer.email, passwordHash: null }));
        await addPassword(tx.db, accountId, passwordHash);
        await endSessions(tx.db, accountId);
        await forgetGuesses(tx.db, { id: accountId, email: newcomer.email });
        await tx.db.updateTable('person').set({ account_id: accountId }).where('id', '=', newcomer.personId).execute();
        await tx.record({
          kind: 'invitation.accepted',
          subjectType: 'person',
          subjectId: newcomer.personId,
          schoolId: null,
          summary: 'accepted the invitation',
        });
        return accountId;
      }),
  );
  return await accepting.catch((error: unknown) => {
    if (isTaken(error)) throw new Invalid([{ field: 'password', message: elsewhere }]);
    throw error;
  });
}
