import type { Tx } from '#platform/db/database.ts';
import { type Choices, choicesFrom } from './kind-rules.ts';
import './tables.ts';

/** How a person wants to be told of each kind of thing. */
export async function choicesOf(db: Tx, personId: string): Promise<Choices> {
  const rows = await db.selectFrom('notice_choice').select(['kind', 'way']).where('person_id', '=', personId).execute();
  return choicesFrom(rows);
}
