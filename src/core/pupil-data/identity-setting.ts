import type { Generated } from 'kysely';
import type { Db } from '#platform/db/database.ts';

/** What of a pupil's identity is kept: everything; no names and no day of birth; or only the school's own number. */
export type IdentityKept = 'names' | 'upn' | 'reference';

declare module '#platform/db/database.ts' {
  interface Database {
    data_protection_setting: {
      id: Generated<string>;
      trust_id: string;
      school_id: string | null;
      keeps: IdentityKept;
      changed_at: Generated<Temporal.Instant>;
      changed_by: string;
      why: string | null;
    };
  }
}

/** What of the identity of a school's pupils is kept: the school's own setting, else the trust's, else everything. */
export async function identitySetting(db: Db, schoolId: string): Promise<IdentityKept> {
  const rows = await db
    .selectFrom('data_protection_setting')
    .select(['school_id', 'keeps'])
    .where((where) => where.or([where('school_id', '=', schoolId), where('school_id', 'is', null)]))
    .execute();
  const own = rows.find((row) => row.school_id === schoolId) ?? rows[0];
  return own?.keeps ?? 'names';
}
