import { demand } from '#core/access/decision.ts';
import type { PublicCtx } from '#core/access/public-route.ts';
import { runAs } from '#core/access/run-as.ts';
import { write } from '#core/audit/write.ts';
import { NotFound } from '#platform/errors.ts';
import { createAccount } from '#platform/identity/actions/create-account.ts';
import type { Client } from '#platform/identity/identity.ts';
import { identityOf } from '../identity-of.ts';
import { mayChangeAccount, maySignInWithoutPassword } from '../policy.ts';
import { findDemoPerson, type Newcomer } from '../queries.ts';
import { type Finished, finishSignIn } from './finish-sign-in.ts';

/** People of a demonstration get an account, without any password, the first time that somebody steps into their shoes. */
async function giveAccount(ctx: PublicCtx, person: Newcomer): Promise<string> {
  return await runAs({ db: ctx.db, services: ctx.services }, { ...person, grants: [] }, 'own-account', (inside) =>
    write(inside, async (tx) => {
      tx.authorise(mayChangeAccount(inside.actor, person.personId));
      const accountId = await createAccount(tx.db, { name: person.name, email: person.email, passwordHash: null });
      await tx.db.updateTable('person').set({ account_id: accountId }).where('id', '=', person.personId).execute();
      await tx.record({
        kind: 'account.created',
        subjectType: 'person',
        subjectId: person.personId,
        schoolId: null,
        summary: 'was given an account for the demonstration',
      });
      return accountId;
    }),
  );
}

/** One-click sign-in. The database only ever answers for people of a demonstration, and the policy asks its row again. */
export async function signInToDemo(ctx: PublicCtx, personId: string, from: Client): Promise<Finished> {
  const person = await findDemoPerson(ctx.db, personId, ctx.today);
  if (!person) throw new NotFound();
  demand(maySignInWithoutPassword(person));
  const accountId = person.accountId ?? (await giveAccount(ctx, person));
  const cookies = await identityOf(ctx.services).openSession(accountId, from);
  return await finishSignIn(ctx, { kind: 'signed-in', accountId, cookies }, 'signed in to the demonstration');
}
