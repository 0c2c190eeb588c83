import { sql } from 'kysely';
import type { Db } from '#platform/db/database.ts';
import { sha256Hex } from '#platform/documents/index.ts';
import { NotFound } from '#platform/errors.ts';
import { emptyDraft, type SetUpDraft } from './draft.ts';
import './tables.ts';

export const hashToken = (token: string): string => sha256Hex(new TextEncoder().encode(token));

export async function trustExists(db: Db): Promise<boolean> {
  const result = await sql<{ found: boolean }>`select app.trust_exists() as found`.execute(db);
  return result.rows[0]?.found === true;
}

/** The draft behind a set-up link that still works; a used or unknown link, or a trust that exists already, is `NotFound`. */
export async function findDraft(db: Db, token: string): Promise<SetUpDraft> {
  const link = await db
    .selectFrom('set_up_link')
    .select(['draft', 'used_at'])
    .where('token_sha256', '=', hashToken(token))
    .executeTakeFirst();
  if (!link || link.used_at || (await trustExists(db))) {
    throw new NotFound(
      'This set-up link has been used, or a newer one has been printed where Cairn was started. Sign in, or use the newest link.',
    );
  }
  return { ...emptyDraft, ...(link.draft as Partial<SetUpDraft>) };
}
