import type { Db } from '../../db/database.ts';
import { passwordSubject } from '../identity.ts';
import '../tables.ts';

/** Opens an account again that wrong passwords or codes had closed: its owner has proved themself by mail, or an administrator vouches. */
export async function forgetGuesses(db: Db, account: { id: string; email: string }): Promise<void> {
  await db
    .deleteFrom('identity.guess')
    .where('subject', 'in', [passwordSubject(account.email), `code:${account.id}`])
    .execute();
}
