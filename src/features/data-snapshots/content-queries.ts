import { sql } from 'kysely';
import type { Ctx } from '#core/context.ts';
import type { SnapshotContent } from '#core/pupil-data/tables.ts';
import '#core/pupil-data/tables.ts';

/** What a snapshot holds now: pupils, results (and of how many pupils), pupils with attendance, suspensions and exclusions. */
export async function countContent(ctx: Ctx, snapshotId: string): Promise<Required<SnapshotContent>> {
  const counted = await sql<Required<SnapshotContent>>`
    select (select count(*)::int from snapshot_pupil where trust_id = ${ctx.actor.trustId} and snapshot_id = ${snapshotId}) as pupils,
      (select count(*)::int from snapshot_result where trust_id = ${ctx.actor.trustId} and snapshot_id = ${snapshotId}) as results,
      (select count(distinct pupil_id)::int from snapshot_result where trust_id = ${ctx.actor.trustId} and snapshot_id = ${snapshotId}) as assessments,
      (select count(*)::int from snapshot_attendance where trust_id = ${ctx.actor.trustId} and snapshot_id = ${snapshotId}) as attendance,
      (select count(*)::int from snapshot_suspension where trust_id = ${ctx.actor.trustId} and snapshot_id = ${snapshotId}) as suspensions`.execute(
    ctx.db,
  );
  const [row] = counted.rows;
  if (!row) throw new Error('Counting what a snapshot holds gave no row.');
  return row;
}

/** SHA-256 over the SHA-256 of every row that a snapshot holds, in the order of their keys: what was taken can be shown to be what stands. */
export async function hashContent(ctx: Ctx, snapshotId: string): Promise<string> {
  const part = (table: string, key: string) => sql`
    select ${table} || ' ' || row_to_json(t)::text as line, ${table} as of_table, ${sql.raw(key)} as key
    from ${sql.table(table)} t where trust_id = ${ctx.actor.trustId} and snapshot_id = ${snapshotId}`;
  const hashed = await sql<{ sha256: string }>`
    select encode(sha256(coalesce(string_agg(sha256(convert_to(line, 'UTF8')), ''::bytea order by of_table, key), ''::bytea)), 'hex') as sha256 from (
      ${part('snapshot_pupil', `array[pupil_id]`)}
      union all ${part('snapshot_attendance', `array[pupil_id]`)}
      union all ${part('snapshot_suspension', `array[pupil_id, number]`)}
      union all ${part('snapshot_result', `array[pupil_id, subject_id, ascii(kind)]`)}
    ) lines`.execute(ctx.db);
  return hashed.rows[0]?.sha256 ?? '';
}

/** Copies the pupil-level rows of one snapshot into another that is open. */
export async function copyContent(ctx: Ctx, from: string, to: string): Promise<void> {
  const tables: Record<string, string> = {
    snapshot_pupil:
      'pupil_id, year_group, registration, sex, sen, sen_need, disadvantaged, looked_after, eal, joined_on, left_on, ks2_reading, ks2_maths, ks4_points, counted, not_counted_why',
    snapshot_attendance: 'pupil_id, possible, authorised, unauthorised, late',
    snapshot_suspension: 'pupil_id, number, kind, started_on, sessions, reasons',
    snapshot_result: 'pupil_id, subject_id, kind, grade, points, class, counts',
  };
  for (const [table, columns] of Object.entries(tables))
    await sql`insert into ${sql.table(table)} (trust_id, snapshot_id, ${sql.raw(columns)})
      select trust_id, ${to}, ${sql.raw(columns)} from ${sql.table(table)}
      where trust_id = ${ctx.actor.trustId} and snapshot_id = ${from}`.execute(ctx.db);
}
