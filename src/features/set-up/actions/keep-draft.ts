import type { Db } from '#platform/db/database.ts';
import type { SetUpDraft } from '../draft.ts';
import { hashToken } from '../queries.ts';

/** Stores what has been chosen so far. */
export async function keepDraft(db: Db, token: string, draft: SetUpDraft): Promise<void> {
  await db
    .updateTable('set_up_link')
    .set({ draft: JSON.stringify(draft) })
    .where('token_sha256', '=', hashToken(token))
    .execute();
}
