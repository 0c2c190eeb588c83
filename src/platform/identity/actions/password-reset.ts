import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import { hashOneTimeToken, newOneTimeToken } from '../one-time-token.ts';
import '../tables.ts';

/** Makes the secret of a link that lets the account choose a new password once within an hour; earlier links stop working. */
export async function startPasswordReset(db: Db, accountId: string): Promise<string> {
  const { token, hash } = newOneTimeToken();
  await db.deleteFrom('identity.password_reset').where('user_account_id', '=', accountId).execute();
  await db
    .insertInto('identity.password_reset')
    .values({ user_account_id: accountId, token_hash: hash, expires_at: sql`now() + interval '1 hour'` })
    .execute();
  return token;
}

/** Whose link it is while it can still be used. */
export async function findPasswordReset(db: Db, token: string) {
  const reset = await db
    .selectFrom('identity.password_reset as r')
    .innerJoin('identity.user_account as a', 'a.id', 'r.user_account_id')
    .select(['a.id', 'a.email'])
    .where('r.token_hash', '=', hashOneTimeToken(token))
    .where('r.used_at', 'is', null)
    .where('r.expires_at', '>', sql<Temporal.Instant>`now()`)
    .executeTakeFirst();
  return reset ?? null;
}

/** Uses the link up; false when somebody else just did. */
export async function usePasswordReset(db: Db, token: string): Promise<boolean> {
  const result = await db
    .updateTable('identity.password_reset')
    .set({ used_at: sql`now()` })
    .where('token_hash', '=', hashOneTimeToken(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', sql<Temporal.Instant>`now()`)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
