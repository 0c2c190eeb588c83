import type { Tx } from '#platform/db/database.ts';
import '#core/organisations/tables.ts';

type OwnSchool = { id: string; name: string };

/** How rows of public files are told to be the trust's own: by URN (today's or a predecessor's), or by LAESTAB where a file has no URN. */
export type OwnSchools = {
  /** URN → school; `predecessor` is set where the URN is an older one. */
  byUrn: ReadonlyMap<string, OwnSchool & { predecessor: boolean }>;
  byLaestab: ReadonlyMap<string, OwnSchool>;
  /** School → URN of today. */
  urnOf: ReadonlyMap<string, string>;
  /** Codes of the local authorities that the schools lie in. */
  authorities: ReadonlySet<string>;
};

/** Every school that the trust has or had, whatever the reader's own scope: an import is the trust's. */
export async function loadOwnSchools(db: Tx): Promise<OwnSchools> {
  const schools = await db
    .selectFrom('school')
    .select(['id', 'name', 'urn', 'laestab', 'local_authority_code'])
    .orderBy('name')
    .execute();
  const predecessors = await db.selectFrom('school_predecessor').select(['school_id', 'urn', 'name']).execute();
  const byUrn = new Map<string, OwnSchool & { predecessor: boolean }>();
  for (const { school_id, urn, name } of predecessors) byUrn.set(urn, { id: school_id, name, predecessor: true });
  for (const { id, name, urn } of schools) byUrn.set(urn, { id, name, predecessor: false });
  const byLaestab = new Map<string, OwnSchool>();
  const authorities = new Set<string>();
  for (const { id, name, laestab, local_authority_code: la } of schools) {
    if (laestab) byLaestab.set(laestab, { id, name });
    const code = la ?? laestab?.slice(0, 3);
    if (code) authorities.add(code);
  }
  return { byUrn, byLaestab, urnOf: new Map(schools.map(({ id, urn }) => [id, urn])), authorities };
}
