import { randomUUID } from 'node:crypto';
import type { Tx } from '../../db/database.ts';
import '../tables.ts';

/** Adds an account in the caller's transaction; the e-mail must not have one yet. Without a password it cannot sign in by itself. Returns its id. */
export async function createAccount(
  db: Tx,
  account: { name: string; email: string; passwordHash: string | null },
): Promise<string> {
  const id = randomUUID();
  await db
    .insertInto('identity.user_account')
    .values({ id, name: account.name, email: account.email.trim().toLowerCase(), email_verified: true })
    .execute();
  if (account.passwordHash !== null) await addPassword(db, id, account.passwordHash);
  return id;
}

/** Gives an account its password, in place of any before. */
export async function addPassword(db: Tx, accountId: string, passwordHash: string): Promise<void> {
  await db
    .insertInto('identity.credential')
    .values({
      id: randomUUID(),
      user_account_id: accountId,
      provider_id: 'credential',
      provider_account_id: accountId,
      password: passwordHash,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['provider_id', 'provider_account_id'])
        .doUpdateSet({ password: passwordHash, updated_at: (eb) => eb.fn<Temporal.Instant>('now') }),
    )
    .execute();
}
