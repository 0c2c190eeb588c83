import type { Tx } from '#platform/db/database.ts';
import '#core/organisations/tables.ts';
import type { SchoolChange } from '../findings.ts';
import type { ReadImport } from './read-import.ts';
import { schoolChanges } from './school-changes.ts';

/** What the registers in a file would change about the trust's own schools: details, the day of joining, and predecessors. */
export async function findChanges(db: Tx, read: ReadImport): Promise<SchoolChange[]> {
  if (read.establishments.length + read.groupLinks.length + read.predecessorLinks.length === 0) return [];
  const schools = await db.selectFrom('school').selectAll().execute();
  const byUrn = new Map(schools.map((school) => [school.urn, school]));
  const changes: SchoolChange[] = [];
  for (const row of read.establishments) {
    const school = byUrn.get(row.urn);
    if (school) changes.push(...schoolChanges(school, row));
  }
  const trust = await db.selectFrom('trust').select('group_uid').executeTakeFirstOrThrow();
  for (const { urn, joinedDate, group } of read.groupLinks) {
    const school = byUrn.get(urn);
    // The school may be in a sponsor's group too: only the trust's own group says when it joined.
    if (!school || !joinedDate || trust.group_uid === null || group.uid !== trust.group_uid) continue;
    const old = school.joined_on?.toString() ?? null;
    const joined = joinedDate.toString();
    if (old !== joined && (school.left_on === null || joined <= school.left_on.toString()))
      changes.push({ ...of(school), field: 'joined_on', label: 'Joined the trust', old, new: joined });
  }
  const known = await db.selectFrom('school_predecessor').select(['school_id', 'urn']).execute();
  for (const link of read.predecessorLinks) {
    const school = byUrn.get(link.urn);
    if (!school || !link.linkIsPredecessor) continue;
    if (known.some((row) => row.school_id === school.id && row.urn === link.linkUrn)) continue;
    const name = link.linkName ?? `School ${link.linkUrn}`;
    const words = `${link.linkUrn} ${name}${link.date ? `, until ${link.date}` : ''}`;
    changes.push({ ...of(school), field: 'predecessor', label: 'Predecessor', old: null, new: words });
  }
  return changes;
}

const of = (school: { id: string; name: string }) => ({ schoolId: school.id, school: school.name });
