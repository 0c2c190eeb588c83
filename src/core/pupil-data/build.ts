import type { Insertable } from 'kysely';
import type { Database, Db } from '#platform/db/database.ts';
import type { Actor } from '../access/actor.ts';
import { type BuiltSchool, type BuiltTrust, inTrust, nextNumber } from '../organisations/build.ts';
import './tables.ts';

export type BuiltSnapshot = { id: string; collectionId: string; schoolId: string; trustId: string };
export type BuiltPupil = { id: number; upn: string | null; reference: string | null };
type PupilValues = Partial<Omit<Insertable<Database['pupil']>, 'trust_id' | 'school_id'>> &
  Partial<Omit<Insertable<Database['snapshot_pupil']>, 'trust_id' | 'snapshot_id' | 'pupil_id'>>;

const letters = 'ABCDEFGHJKLMNPQRTUVWXYZ';

/** A UPN with its right check letter, of an invented establishment (891 9999): the same number gives the same UPN. */
export function buildUpn(number: number): string {
  const rest = `8919999${String(number).padStart(5, '0').slice(-5)}`;
  const sum = [...rest].reduce((total, digit, index) => total + Number(digit) * (index + 2), 0);
  return `${letters[sum % 23]}${rest}`;
}

/** What the trust asks its schools for, due in the autumn term of 2026/27 unless `values` say otherwise. */
export async function buildCollection(
  db: Db,
  trust: BuiltTrust,
  askedBy: Pick<Actor, 'personId'>,
  values: Partial<Insertable<Database['data_collection']>> = {},
): Promise<string> {
  const row = await inTrust(db, trust.id, (tx) =>
    tx
      .insertInto('data_collection')
      .values({
        trust_id: trust.id,
        academic_year: 2026,
        term: 'autumn',
        name: `Autumn data ${nextNumber()}`,
        data_on: Temporal.PlainDate.from('2026-11-13'),
        due_on: Temporal.PlainDate.from('2026-11-27'),
        wanted: ['pupils', 'assessments', 'attendance', 'suspensions'],
        asked_by: askedBy.personId,
        ...values,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  return row.id;
}

/** A school's snapshot that is open: nothing is in it yet. Without a collection it makes one, asked by the same person. */
export async function buildOpenSnapshot(
  db: Db,
  trust: BuiltTrust,
  school: BuiltSchool,
  by: Pick<Actor, 'personId'>,
  values: Partial<Insertable<Database['data_snapshot']>> = {},
): Promise<BuiltSnapshot> {
  const collectionId = values.collection_id ?? (await buildCollection(db, trust, by));
  const row = await inTrust(db, trust.id, (tx) =>
    tx
      .insertInto('data_snapshot')
      .values({
        trust_id: trust.id,
        collection_id: collectionId,
        school_id: school.id,
        due_on: Temporal.PlainDate.from('2026-11-27'),
        opened_by: by.personId,
        ...values,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  return { id: row.id, collectionId, schoolId: school.id, trustId: trust.id };
}

/** Takes an open snapshot without working out figures: for what only depends on its standing. */
export async function takeBuiltSnapshot(db: Db, snapshot: BuiltSnapshot, by: Pick<Actor, 'personId'>): Promise<void> {
  await inTrust(db, snapshot.trustId, (tx) =>
    tx
      .updateTable('data_snapshot')
      .set({ taken_at: Temporal.Instant.from('2026-11-20T15:00:00Z'), taken_by: by.personId })
      .where('id', '=', snapshot.id)
      .execute(),
  );
}

/** Pupils of the school, on roll in the snapshot: invented names and valid UPNs unless a pupil's values say otherwise. Year 11 unless said. */
export async function buildSnapshotPupils(
  db: Db,
  snapshot: BuiltSnapshot,
  pupils: readonly PupilValues[] | number,
): Promise<BuiltPupil[]> {
  const wanted = typeof pupils === 'number' ? Array.from({ length: pupils }, (): PupilValues => ({})) : pupils;
  return await inTrust(db, snapshot.trustId, async (tx) => {
    const built: BuiltPupil[] = [];
    for (const values of wanted) {
      const number = nextNumber();
      const { upn, former_upn, reference, surname, forename, born_on, ...here } = values;
      const pupil = await tx
        .insertInto('pupil')
        .values({
          trust_id: snapshot.trustId,
          school_id: snapshot.schoolId,
          upn: upn === undefined ? buildUpn(number) : upn,
          former_upn: former_upn ?? null,
          reference: reference ?? null,
          surname: surname === undefined ? `Invented ${number}` : surname,
          forename: forename === undefined ? 'Pupil' : forename,
          born_on: born_on === undefined ? Temporal.PlainDate.from('2010-10-05') : born_on,
        })
        .returning(['id', 'upn', 'reference'])
        .executeTakeFirstOrThrow();
      await tx
        .insertInto('snapshot_pupil')
        .values({ trust_id: snapshot.trustId, snapshot_id: snapshot.id, pupil_id: pupil.id, year_group: 11, ...here })
        .execute();
      built.push(pupil);
    }
    return built;
  });
}
