import type { Db } from '../../db/database.ts';
import '../tables.ts';

/** Ends every session of an account, but for the one that is kept. Returns how many. */
export async function endSessions(db: Db, accountId: string, keepSessionId?: string): Promise<number> {
  let query = db.deleteFrom('identity.session').where('user_account_id', '=', accountId);
  if (keepSessionId !== undefined) query = query.where('id', '!=', keepSessionId);
  const result = await query.executeTakeFirst();
  return Number(result.numDeletedRows);
}

/** Ends one session, if it is this account's. */
export async function endSession(db: Db, accountId: string, sessionId: string): Promise<boolean> {
  const result = await db
    .deleteFrom('identity.session')
    .where('user_account_id', '=', accountId)
    .where('id', '=', sessionId)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}
