import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { Tx } from '../../db/database.ts';
import type { Identity } from '../identity.ts';
import { findSecondFactor } from '../queries.ts';
import { totpMatches } from '../totp.ts';
import '../tables.ts';

// No letters or digits that are taken for one another when they are copied from paper.
const codeAlphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

function newBackupCodes(): string[] {
  const part = () => Array.from({ length: 5 }, () => codeAlphabet[randomInt(codeAlphabet.length)]).join('');
  return Array.from({ length: 10 }, () => `${part()}-${part()}`);
}

/** Starts to set up a second step: a new secret that does not count until a code has proved that the app has it. */
export async function beginSecondFactor(db: Tx, identity: Identity, accountId: string): Promise<void> {
  const values = {
    secret: await identity.encrypt(randomBytes(20).toString('base64url').slice(0, 25)),
    backup_codes: await identity.encrypt(JSON.stringify(newBackupCodes())),
    verified: false,
  };
  await db
    .insertInto('identity.second_factor')
    .values({ id: randomUUID(), user_account_id: accountId, ...values })
    .onConflict((conflict) => conflict.column('user_account_id').doUpdateSet(values))
    .execute();
}

/** Turns the second step on when the code is right; returns the backup codes to show once, or null for a wrong code. */
export async function confirmSecondFactor(
  db: Tx,
  identity: Identity,
  accountId: string,
  code: string,
  epochSeconds: number,
): Promise<readonly string[] | null> {
  const factor = await findSecondFactor(db, accountId);
  if (!factor || factor.verified) return null;
  if (!totpMatches(await identity.decrypt(factor.secret), code.replace(/\s/g, ''), epochSeconds)) return null;
  await db.updateTable('identity.second_factor').set({ verified: true }).where('id', '=', factor.id).execute();
  await db.updateTable('identity.user_account').set({ two_factor_enabled: true }).where('id', '=', accountId).execute();
  return JSON.parse(await identity.decrypt(factor.backup_codes));
}

/** Ten new backup codes; the old ones stop working. */
export async function renewBackupCodes(db: Tx, identity: Identity, accountId: string): Promise<readonly string[]> {
  const codes = newBackupCodes();
  await db
    .updateTable('identity.second_factor')
    .set({ backup_codes: await identity.encrypt(JSON.stringify(codes)) })
    .where('user_account_id', '=', accountId)
    .execute();
  return codes;
}

/** Turns the second step off. False when there was none. */
export async function removeSecondFactor(db: Tx, accountId: string): Promise<boolean> {
  const result = await db
    .deleteFrom('identity.second_factor')
    .where('user_account_id', '=', accountId)
    .executeTakeFirst();
  await db
    .updateTable('identity.user_account')
    .set({ two_factor_enabled: false })
    .where('id', '=', accountId)
    .execute();
  return result.numDeletedRows > 0n;
}
