import { sql } from 'kysely';
import { type Process, runAs } from '#core/access/run-as.ts';
import { type BuiltSchool, type BuiltTrust, buildActor, inTrust } from '#core/organisations/build.ts';
import { type BuiltSnapshot, buildOpenSnapshot } from '#core/pupil-data/build.ts';
import { type PupilRecord, subjectOf } from '#features/measures/index.ts';
import { realisticPupils } from '#features/measures/realistic-pupils.ts';
import type { Db, Tx } from '#platform/db/database.ts';
import { takeSnapshot } from './actions/take-snapshot.ts';

type Fillable = PupilRecord & { upn?: string; reference?: string; surname?: string; forename?: string };

/** Puts pupils with their results, attendance and suspensions into an open snapshot, past the import: for tests, the demonstration's story and the bench. Subjects must be standard ones. */
export async function fillSnapshot(db: Db, snapshot: BuiltSnapshot, pupils: readonly Fillable[]): Promise<void> {
  await inTrust(db, snapshot.trustId, (tx) => fillSnapshotIn(tx, snapshot, pupils));
}

/** The same in a transaction that is under way. */
export async function fillSnapshotIn(
  tx: Tx,
  { trustId, id, schoolId }: Omit<BuiltSnapshot, 'collectionId'>,
  pupils: readonly Fillable[],
): Promise<void> {
  const codes = [...new Set(pupils.flatMap((pupil) => pupil.results.flatMap((result) => result.subjectCode ?? [])))];
  const json = (rows: readonly unknown[]) => JSON.stringify(rows);
  await sql`
      insert into assessment_subject (trust_id, code, name, qualification, scale)
      select ${trustId}, r->>0, r->>1, r->>2, r->>3 from jsonb_array_elements(${json(
        codes.map((code) => {
          const subject = subjectOf(code);
          if (!subject) throw new Error(`There is no subject ${code}.`);
          return [code, subject.name, subject.qualification, subject.scale];
        }),
      )}::jsonb) r on conflict do nothing`.execute(tx);
  const reference = (pupil: Fillable) => pupil.reference ?? `P${pupil.pupilId}`;
  await sql`
      insert into pupil (trust_id, school_id, upn, reference, surname, forename)
      select ${trustId}, ${schoolId}, r->>0, r->>1, r->>2, r->>3 from jsonb_array_elements(${json(
        pupils.map((pupil) => [pupil.upn ?? null, reference(pupil), pupil.surname ?? null, pupil.forename ?? null]),
      )}::jsonb) r on conflict (trust_id, school_id, reference) where reference is not null do nothing`.execute(tx);
  await sql`
      insert into snapshot_pupil (trust_id, snapshot_id, pupil_id, year_group, registration, sex, sen, disadvantaged, looked_after, eal, joined_on, left_on,
        ks2_reading, ks2_maths, ks4_points, counted, not_counted_why)
      select ${trustId}, ${id}, p.id, (r->>1)::int, r->>2, r->>3, r->>4, (r->>5)::boolean, (r->>6)::boolean, (r->>7)::boolean, (r->>8)::date, (r->>9)::date,
        (r->>10)::real, (r->>11)::real, (r->>12)::real, (r->>13)::boolean, case when (r->>13)::boolean then null else 'Joined from abroad in Year 11' end
      from jsonb_array_elements(${json(
        pupils.map((one) => [
          reference(one),
          one.yearGroup,
          one.registration,
          one.sex,
          one.sen,
          one.disadvantaged,
          one.lookedAfter,
          one.eal,
          one.joinedOn,
          one.leftOn,
          one.ks2Reading,
          one.ks2Maths,
          one.ks4Points,
          one.counted,
        ]),
      )}::jsonb) r join pupil p on p.trust_id = ${trustId} and p.school_id = ${schoolId} and p.reference = r->>0`.execute(
    tx,
  );
  await sql`
      insert into snapshot_result (trust_id, snapshot_id, pupil_id, subject_id, kind, grade, points, class, counts)
      select ${trustId}, ${id}, p.id, a.id, r->>2, r->>3, (r->>4)::real, r->>5, (r->>6)::boolean
      from jsonb_array_elements(${json(
        pupils.flatMap((pupil) =>
          pupil.results.map((result) => [
            reference(pupil),
            result.subjectCode,
            result.kind,
            result.grade,
            result.points,
            result.className,
            result.counts,
          ]),
        ),
      )}::jsonb) r
      join pupil p on p.trust_id = ${trustId} and p.school_id = ${schoolId} and p.reference = r->>0
      join assessment_subject a on a.trust_id = ${trustId} and a.code = r->>1`.execute(tx);
  await sql`
      insert into snapshot_attendance (trust_id, snapshot_id, pupil_id, possible, authorised, unauthorised, late)
      select ${trustId}, ${id}, p.id, (r->>1)::int, (r->>2)::int, (r->>3)::int, (r->>4)::int
      from jsonb_array_elements(${json(
        pupils.flatMap((pupil) =>
          pupil.attendance
            ? [
                [
                  reference(pupil),
                  pupil.attendance.possible,
                  pupil.attendance.authorised,
                  pupil.attendance.unauthorised,
                  pupil.attendance.late,
                ],
              ]
            : [],
        ),
      )}::jsonb) r join pupil p on p.trust_id = ${trustId} and p.school_id = ${schoolId} and p.reference = r->>0`.execute(
    tx,
  );
  await sql`
      insert into snapshot_suspension (trust_id, snapshot_id, pupil_id, number, kind, sessions)
      select ${trustId}, ${id}, p.id, (r->>1)::int, r->>2, (r->>3)::int
      from jsonb_array_elements(${json(
        pupils.flatMap((pupil) =>
          pupil.suspensions.map((each, index) => [reference(pupil), index + 1, each.kind, each.sessions]),
        ),
      )}::jsonb) r join pupil p on p.trust_id = ${trustId} and p.school_id = ${schoolId} and p.reference = r->>0`.execute(
    tx,
  );
}

/** A taken snapshot of a few Year 11 pupils. */
export async function buildTakenSnapshot(
  process: Process,
  trust: BuiltTrust,
  school: BuiltSchool,
  size = 8,
): Promise<BuiltSnapshot> {
  const head = await buildActor(process.db, trust, 'head_teacher', { schoolId: school.id });
  const snapshot = await buildOpenSnapshot(process.db, trust, school, head);
  await fillSnapshot(process.db, snapshot, [
    ...realisticPupils({ seed: size, size, yearGroups: [11], academicYear: 2026, kinds: ['c'], sessions: 120 }),
  ]);
  await runAs(process, head, 'snapshot:collect', (ctx) =>
    takeSnapshot(ctx, snapshot.id, { note: null, noSuspensions: true, revision: 1 }),
  );
  return snapshot;
}
