import { sql } from 'kysely';
import { londonDate } from '#platform/clock.ts';
import type { Tx } from '#platform/db/database.ts';
import type { Compared } from '../findings.ts';
import { kinds } from '../kinds.ts';
import type { ImportRow, Reading, World } from './read-import.ts';
import type { Place } from './rebuild.ts';

type Last = { id: string; taken_at: Temporal.Instant };

async function lastTaken(tx: Tx, place: Place): Promise<Last | null> {
  const row = await tx
    .selectFrom('data_snapshot')
    .select(['id', 'taken_at'])
    .where('school_id', '=', place.schoolId)
    .where('id', '<>', place.snapshotId)
    .where('taken_at', 'is not', null)
    .orderBy('taken_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.taken_at ? { id: row.id, taken_at: row.taken_at } : null;
}

const words = {
  sen: 'another SEN status',
  disadvantaged: 'now or no longer disadvantaged',
  eal: 'another answer to EAL',
  sex: 'another sex',
  looked_after: 'now or no longer looked after',
};

async function comparePupils(tx: Tx, last: Last, world: World): Promise<Omit<Compared, 'lastOn'>> {
  const before = await tx.selectFrom('snapshot_pupil').selectAll().where('snapshot_id', '=', last.id).execute();
  const byId = new Map(before.map((row) => [row.pupil_id, row]));
  const now = world.resolver.all.filter(({ row }) => row !== null);
  const counts: Record<keyof typeof words, number> = { sen: 0, disadvantaged: 0, eal: 0, sex: 0, looked_after: 0 };
  let known = 0;
  for (const { id, row } of now) {
    const then = id === null ? undefined : byId.get(id);
    if (!then || !row) continue;
    known += 1;
    const pairs = [
      ['sen', row.sen, then.sen],
      ['disadvantaged', row.disadvantaged, then.disadvantaged],
      ['eal', row.eal, then.eal],
      ['sex', row.sex, then.sex],
      ['looked_after', row.lookedAfter, then.looked_after],
    ] as const;
    for (const [what, today, earlier] of pairs)
      if (today !== undefined && today !== null && earlier !== null && today !== earlier) counts[what] += 1;
  }
  const changes = Object.entries(words).map(([what, text]) => ({
    what: text,
    count: counts[what as keyof typeof words],
  }));
  return {
    added: now.length - known,
    missing: before.length - known,
    changes: changes.filter(({ count }) => count > 0),
  };
}

async function compareResults(tx: Tx, last: Last, reading: Reading): Promise<Omit<Compared, 'lastOn'>> {
  const rows = await sql<{ name: string; kind: string; count: number }>`
    select a.name, r.kind, count(*)::integer as count from snapshot_result r join assessment_subject a on a.id = r.subject_id
    where r.snapshot_id = ${last.id} group by a.name, r.kind`.execute(tx);
  const key = (subject: string, kind: string) => `${subject.toLowerCase()} ${kind}`;
  const before = new Map(rows.rows.map((row) => [key(row.name, row.kind), row.count]));
  const now = new Map<string, number>();
  for (const { subject, kind, count } of reading.findings.results ?? [])
    now.set(key(subject, kind), (now.get(key(subject, kind)) ?? 0) + count);
  const fewer = [...now].filter(([at, count]) => (before.get(at) ?? 0) > count).length;
  return {
    added: [...now.keys()].filter((at) => !before.has(at)).length,
    missing: [...before.keys()].filter((at) => !now.has(at)).length,
    changes: fewer > 0 ? [{ what: 'fewer results than last time', count: fewer }] : [],
  };
}

async function compareRows(
  tx: Tx,
  last: Last,
  table: 'snapshot_attendance' | 'snapshot_suspension',
  pupils: ReadonlySet<number>,
): Promise<Omit<Compared, 'lastOn'>> {
  const before = await tx.selectFrom(table).select('pupil_id').distinct().where('snapshot_id', '=', last.id).execute();
  const then = new Set(before.map(({ pupil_id }) => pupil_id));
  return {
    added: [...pupils].filter((id) => !then.has(id)).length,
    missing: [...then].filter((id) => !pupils.has(id)).length,
    changes: [],
  };
}

/** What is new, gone or changed in a file beside the school's last snapshot; null where there is none yet. */
export async function compare(
  tx: Tx,
  place: Place,
  row: ImportRow,
  reading: Reading,
  world: World,
): Promise<Compared | null> {
  const last = await lastTaken(tx, place);
  if (!last) return null;
  const lastOn = londonDate(last.taken_at).toString();
  switch (kinds[row.kind].wanted) {
    case 'pupils':
      return { lastOn, ...(await comparePupils(tx, last, world)) };
    case 'assessments':
      return { lastOn, ...(await compareResults(tx, last, reading)) };
    case 'attendance':
      return {
        lastOn,
        ...(await compareRows(
          tx,
          last,
          'snapshot_attendance',
          new Set(reading.attendance.map(({ pupilId }) => pupilId)),
        )),
      };
    case 'suspensions':
      return {
        lastOn,
        ...(await compareRows(
          tx,
          last,
          'snapshot_suspension',
          new Set(reading.suspensions.map(({ pupilId }) => pupilId)),
        )),
      };
  }
}
