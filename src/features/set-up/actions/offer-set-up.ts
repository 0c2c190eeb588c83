import { randomBytes } from 'node:crypto';
import type { Db } from '#platform/db/database.ts';
import { hashToken, trustExists } from '../queries.ts';

/**
 * Makes the one-time link of the first hour and forgets earlier ones; null once a trust exists. Run as the owner of the database, by the process that
 * prints the link.
 */
export async function offerSetUp(ownerDb: Db): Promise<string | null> {
  if (await trustExists(ownerDb)) return null;
  const token = randomBytes(24).toString('base64url');
  await ownerDb.transaction().execute(async (tx) => {
    const [old] = await tx.deleteFrom('set_up_link').where('used_at', 'is', null).returning('draft').execute();
    await tx
      .insertInto('set_up_link')
      .values({ token_sha256: hashToken(token), draft: JSON.stringify(old?.draft ?? {}) })
      .execute();
  });
  return token;
}
