import { allowed } from '#core/access/decision.ts';
import { loadActor } from '#core/access/load-actor.ts';
import { type Process, runAs } from '#core/access/run-as.ts';
import { write } from '#core/audit/write.ts';
import { signInPaths } from '#features/sign-in/paths.ts';
import { londonDate } from '#platform/clock.ts';
import type { Db } from '#platform/db/database.ts';
import { startPasswordReset } from '#platform/identity/actions/password-reset.ts';
import { findAccountByEmail } from '#platform/identity/queries.ts';
import { makeInvitation } from './actions/invite-person.ts';
import { findPersonAsOwner } from './queries.ts';

// Whoever runs commands on the server stands above every trust, so these authorise without asking; the trail still says what was done.

/** A link to choose a new password, to be read to its owner; null when the address has no account that may sign in. */
export async function resetPasswordLink(process: Process, email: string): Promise<string | null> {
  const account = await findAccountByEmail(process.db, email);
  const actor = account ? await loadActor(process.db, account.id, londonDate(process.services.clock.now())) : null;
  if (!account || !actor) return null;
  return await runAs(process, actor, 'own-account', (ctx) =>
    write(ctx, async (tx) => {
      tx.authorise(allowed);
      const token = await startPasswordReset(tx.db, account.id);
      await tx.record({
        kind: 'account.reset-sent',
        subjectType: 'person',
        subjectId: actor.personId,
        schoolId: null,
        summary: 'was made a link to choose a new password, on the server',
      });
      return `${process.services.publicUrl}${signInPaths.reset(token)}`;
    }),
  );
}

/** An invitation's link for somebody who has been added but has no account; null when there is no such person. `ownerDb` sees every trust. */
export async function invitationLink(process: Process, ownerDb: Db, email: string): Promise<string | null> {
  const person = await findPersonAsOwner(ownerDb, email);
  if (!person || person.account_id !== null) return null;
  const actor = {
    personId: person.id,
    accountId: null,
    name: person.name,
    email: person.email,
    trustId: person.trust_id,
    trustName: person.trust_name,
    isDemo: person.is_demo,
    grants: [],
  };
  return await runAs(process, actor, 'own-account', (ctx) =>
    write(ctx, async (tx) => {
      tx.authorise(allowed);
      const link = await makeInvitation(ctx, tx, person);
      await tx.record({
        kind: 'invitation.sent',
        subjectType: 'person',
        subjectId: person.id,
        schoolId: null,
        summary: 'was invited, on the server',
      });
      return link;
    }),
  );
}
