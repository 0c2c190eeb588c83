import type { Db } from '../db/database.ts';
import './tables.ts';

/** The account of an e-mail address; null when nobody has it. */
export async function findAccountByEmail(db: Db, email: string) {
  const account = await db
    .selectFrom('identity.user_account')
    .select(['id', 'email', 'name'])
    .where('email', '=', email.trim().toLowerCase())
    .executeTakeFirst();
  return account ?? null;
}

/** How an account signs in, for its owner's page. */
export async function readAccount(db: Db, accountId: string) {
  const account = await db
    .selectFrom('identity.user_account as a')
    .leftJoin('identity.credential as c', (join) =>
      join.onRef('c.user_account_id', '=', 'a.id').on('c.provider_id', '=', 'credential'),
    )
    .select(['a.id', 'a.email', 'a.two_factor_enabled', 'c.password'])
    .where('a.id', '=', accountId)
    .executeTakeFirst();
  if (!account) return null;
  return {
    id: account.id,
    email: account.email,
    hasSecondStep: account.two_factor_enabled,
    hasPassword: account.password !== null,
  };
}

/** The live sessions of an account, the one used last first. */
export async function listSessions(db: Db, accountId: string) {
  return await db
    .selectFrom('identity.session')
    .select(['id', 'ip_address', 'user_agent', 'created_at', 'updated_at'])
    .where('user_account_id', '=', accountId)
    .where((eb) => eb('expires_at', '>', eb.fn<Temporal.Instant>('now')))
    .orderBy('updated_at', 'desc')
    .execute();
}

/** The second factor of an account, verified or still being set up; its secret and codes are encrypted. */
export async function findSecondFactor(db: Db, accountId: string) {
  const factor = await db
    .selectFrom('identity.second_factor')
    .select(['id', 'secret', 'backup_codes', 'verified'])
    .where('user_account_id', '=', accountId)
    .executeTakeFirst();
  return factor ?? null;
}
