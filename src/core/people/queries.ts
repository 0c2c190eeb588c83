import type { Tx } from '#platform/db/database.ts';
import type { Role } from '../access/roles.ts';
import './tables.ts';

/** Who holds one of these roles at some schools on a day, by name: each grant that counts (not one ended at a moment of that day), of people who have not left. */
export async function holdersAt(
  db: Tx,
  schoolIds: readonly string[],
  roles: readonly Role[],
  today: Temporal.PlainDate,
) {
  if (schoolIds.length === 0) return [];
  return await db
    .selectFrom('role_grant as g')
    .innerJoin('person as p', 'p.id', 'g.person_id')
    .select(['p.id', 'p.name', 'p.email', 'p.job_title', 'g.school_id', 'g.role', 'g.starts_on'])
    .where('g.school_id', 'in', [...schoolIds])
    .where('g.role', 'in', [...roles])
    .where('g.starts_on', '<=', today)
    .where((eb) => eb.or([eb('g.ends_on', 'is', null), eb('g.ends_on', '>=', today)]))
    .where('g.ended_at', 'is', null)
    .where((eb) => eb.or([eb('p.left_on', 'is', null), eb('p.left_on', '>', today)]))
    .orderBy('p.name')
    .execute();
}
