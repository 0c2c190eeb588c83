import { sql } from 'kysely';
import type { Tx } from '#platform/db/database.ts';
import type { AttendanceRow } from '../reading/attendance-row.ts';
import type { SuspensionRow } from '../reading/suspension-row.ts';

type Place = { trustId: string; snapshotId: string };

/** Makes the snapshot's attendance anew; of two files that hold the same pupil the later counts. */
export async function writeAttendance(
  tx: Tx,
  place: Place,
  files: readonly (readonly AttendanceRow[])[],
): Promise<void> {
  const byPupil = new Map(files.flat().map((row) => [row.pupilId, row]));
  const rows = [...byPupil.values()];
  const column = (of: (row: AttendanceRow) => number): number[] => rows.map(of);
  await tx.deleteFrom('snapshot_attendance').where('snapshot_id', '=', place.snapshotId).execute();
  await sql`
    insert into snapshot_attendance (trust_id, snapshot_id, pupil_id, possible, authorised, unauthorised, late)
    select ${place.trustId}::uuid, ${place.snapshotId}::uuid, * from unnest(${column((r) => r.pupilId)}::bigint[], ${column((r) => r.possible)}::integer[],
      ${column((r) => r.authorised)}::integer[], ${column((r) => r.unauthorised)}::integer[], ${column((r) => r.late)}::integer[])`.execute(
    tx,
  );
}

/** Makes the snapshot's suspensions anew, numbered by day for each pupil. The same one in two files is one. */
export async function writeSuspensions(
  tx: Tx,
  place: Place,
  files: readonly (readonly SuspensionRow[])[],
): Promise<void> {
  const seen = new Set<string>();
  const numbers = new Map<number, number>();
  const rows = files
    .flat()
    .filter((row) => {
      const key = `${row.pupilId} ${row.kind} ${row.startedOn} ${row.sessions}`;
      const isNew = row.startedOn === null || !seen.has(key);
      seen.add(key);
      return isNew;
    })
    .sort((a, b) => (a.startedOn ?? '').localeCompare(b.startedOn ?? ''))
    .map((row) => {
      const number = (numbers.get(row.pupilId) ?? 0) + 1;
      numbers.set(row.pupilId, number);
      return {
        pupil_id: row.pupilId,
        number,
        kind: row.kind,
        started_on: row.startedOn,
        sessions: row.sessions,
        reasons: row.reasons,
      };
    });
  await tx.deleteFrom('snapshot_suspension').where('snapshot_id', '=', place.snapshotId).execute();
  await sql`
    insert into snapshot_suspension (trust_id, snapshot_id, pupil_id, number, kind, started_on, sessions, reasons)
    select ${place.trustId}::uuid, ${place.snapshotId}::uuid, pupil_id, number, kind, started_on, sessions, reasons
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (pupil_id bigint, number integer, kind text, started_on date, sessions integer, reasons text[])`.execute(tx);
}
