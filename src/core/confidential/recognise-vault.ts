import type { Db } from '#platform/db/database.ts';
import type { Vault } from '#platform/vault.ts';
import './tables.ts';

/**
 * Compares the key of this process with the one that confidential records were wrapped with; the first process of an installation writes its fingerprint down.
 * False where it is another: nothing is lost, but nobody can open the records until the key is back.
 */
export async function recogniseVault(db: Db, vault: Vault): Promise<boolean> {
  const known = await db.selectFrom('vault_key').select('fingerprint').execute();
  if (known.length > 0) return known.some((key) => key.fingerprint === vault.fingerprint);
  await db
    .insertInto('vault_key')
    .values({ fingerprint: vault.fingerprint })
    .onConflict((on) => on.doNothing())
    .execute();
  return true;
}
