import { sql } from 'kysely';
import type { Tx } from '#platform/db/database.ts';
import type { SchoolPupil } from '../reading/resolve-pupil.ts';

const atOnce = 5000;

type Place = { trustId: string; schoolId: string; snapshotId: string };

async function storeNew(tx: Tx, place: Place, pupils: readonly SchoolPupil[]): Promise<void> {
  for (let at = 0; at < pupils.length; at += atOnce) {
    const some = pupils.slice(at, at + atOnce);
    const list = some.map(({ upn, formerUpn, reference, row }) => ({
      upn,
      former_upn: formerUpn,
      reference,
      surname: row?.surname ?? null,
      forename: row?.forename ?? null,
      born_on: row?.bornOn ?? null,
    }));
    const { rows } = await sql<{ id: number; upn: string | null; reference: string | null }>`
      insert into pupil (trust_id, school_id, upn, former_upn, reference, surname, forename, born_on)
      select ${place.trustId}::uuid, ${place.schoolId}::uuid, * from jsonb_to_recordset(${JSON.stringify(list)}::jsonb)
        as r (upn text, former_upn text, reference text, surname text, forename text, born_on date)
      returning id, upn, reference`.execute(tx);
    const byUpn = new Map(rows.map((row) => [row.upn, row.id]));
    const byReference = new Map(rows.map((row) => [row.reference, row.id]));
    for (const pupil of some)
      pupil.id = (pupil.upn === null ? byReference.get(pupil.reference) : byUpn.get(pupil.upn)) ?? null;
  }
}

/** Names and days of birth as the newest file has them; what it does not say stays as it was. */
async function storeKnown(tx: Tx, pupils: readonly SchoolPupil[], keepsNames: boolean): Promise<void> {
  for (let at = 0; at < pupils.length; at += atOnce) {
    const list = pupils.slice(at, at + atOnce).map(({ id, upn, formerUpn, reference, row }) => ({
      id,
      upn,
      former_upn: formerUpn,
      reference,
      surname: row?.surname ?? null,
      forename: row?.forename ?? null,
      born_on: row?.bornOn ?? null,
    }));
    await sql`
      update pupil p set upn = r.upn, former_upn = r.former_upn, reference = r.reference,
        surname = ${keepsNames ? sql`coalesce(r.surname, p.surname)` : sql`null`},
        forename = ${keepsNames ? sql`coalesce(r.forename, p.forename)` : sql`null`},
        born_on = ${keepsNames ? sql`coalesce(r.born_on, p.born_on)` : sql`null`}
      from jsonb_to_recordset(${JSON.stringify(list)}::jsonb)
        as r (id bigint, upn text, former_upn text, reference text, surname text, forename text, born_on date)
      where p.id = r.id and (p.upn, p.former_upn, p.reference, p.surname, p.forename, p.born_on) is distinct from
        (r.upn, r.former_upn, r.reference, coalesce(r.surname, p.surname), coalesce(r.forename, p.forename), coalesce(r.born_on, p.born_on))`.execute(
      tx,
    );
  }
}

/** Makes the snapshot's pupils anew from all that its standing files say of them. Pupils whom no snapshot holds any more go. */
export async function writePupils(
  tx: Tx,
  place: Place,
  all: readonly SchoolPupil[],
  keepsNames: boolean,
): Promise<void> {
  const here = all.filter(({ row }) => row !== null);
  await storeKnown(
    tx,
    here.filter(({ id }) => id !== null),
    keepsNames,
  );
  await storeNew(
    tx,
    place,
    here.filter(({ id }) => id === null),
  );
  const before = await tx
    .selectFrom('snapshot_pupil')
    .select('pupil_id')
    .where('snapshot_id', '=', place.snapshotId)
    .execute();
  await tx.deleteFrom('snapshot_pupil').where('snapshot_id', '=', place.snapshotId).execute();
  for (let at = 0; at < here.length; at += atOnce) {
    const list = here.slice(at, at + atOnce).map(({ id, row }) => ({
      pupil_id: id,
      year_group: row?.year ?? null,
      registration: row?.registration?.slice(0, 100) ?? null,
      sex: row?.sex ?? null,
      sen: row?.sen ?? null,
      sen_need: row?.senNeed ?? null,
      disadvantaged: row?.disadvantaged ?? null,
      looked_after: row?.lookedAfter ?? null,
      eal: row?.eal ?? null,
      joined_on: row?.joinedOn ?? null,
      left_on: row?.leftOn ?? null,
      ks2_reading: row?.ks2Reading ?? null,
      ks2_maths: row?.ks2Maths ?? null,
      ks4_points: row?.ks4Points ?? null,
      counted: row?.counted ?? true,
      not_counted_why: row?.counted === false ? 'The school’s file says so.' : null,
    }));
    await sql`
      insert into snapshot_pupil (trust_id, snapshot_id, pupil_id, year_group, registration, sex, sen, sen_need, disadvantaged, looked_after, eal,
        joined_on, left_on, ks2_reading, ks2_maths, ks4_points, counted, not_counted_why)
      select ${place.trustId}::uuid, ${place.snapshotId}::uuid, * from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as r (pupil_id bigint,
        year_group smallint, registration text, sex text, sen text, sen_need text, disadvantaged boolean, looked_after boolean, eal boolean,
        joined_on date, left_on date, ks2_reading real, ks2_maths real, ks4_points real, counted boolean, not_counted_why text)`.execute(
      tx,
    );
  }
  const stay = new Set(here.map(({ id }) => id));
  const gone = before.map(({ pupil_id }) => pupil_id).filter((id) => !stay.has(id));
  if (gone.length > 0) await removeUnheld(tx, place, gone);
}

async function removeUnheld(tx: Tx, place: Place, gone: readonly number[]): Promise<void> {
  for (const table of ['snapshot_result', 'snapshot_attendance', 'snapshot_suspension'] as const)
    await sql`delete from ${sql.table(table)} where snapshot_id = ${place.snapshotId} and pupil_id = any(${gone}::bigint[])`.execute(
      tx,
    );
  await sql`
    delete from pupil p where p.id = any(${gone}::bigint[])
      and not exists (select from snapshot_pupil s where s.trust_id = p.trust_id and s.pupil_id = p.id)`.execute(tx);
}
