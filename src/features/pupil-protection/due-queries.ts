import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '#core/context.ts';
import '#core/pupil-data/tables.ts';
import type { Held, Rule } from './rule-queries.ts';
import { cutoff, type Kind } from './rules.ts';
import './tables.ts';

/** What of one place is due: a snapshot, a file, or what a school has of the kind. */
export type DuePlace = {
  schoolId: string;
  school: string;
  snapshotId: string | null;
  place: string;
  counts: Record<string, number>;
  /** Not erased, because a hold stops it. */
  held: Record<string, number>;
  oldest: Temporal.PlainDate | null;
  newest: Temporal.PlainDate | null;
  /** The file, or the pupils, that are to go. */
  importId: string | null;
  pupilIds: readonly number[];
};

/** What the earlier kinds take, so that a dry run counts what becomes due by them. Empty while erasing: it is gone by then. */
export type Before = { snapshots: readonly string[]; pupils: readonly number[] };
export const nothingBefore: Before = { snapshots: [], pupils: [] };

type Asked = { trust: string; until: Temporal.PlainDate; held: Held; before: Before };

const schoolsHeld = (held: Held) => sql`any(${[...held.schools]}::uuid[])`;
const pupilsHeld = (held: Held) => sql`any(${[...held.pupils]}::bigint[])`;

async function rows<T>(ctx: Ctx, query: RawBuilder<T>): Promise<T[]> {
  return (await query.execute(ctx.db)).rows;
}

const numbers = (row: Record<string, unknown>, names: readonly string[]): Record<string, number> =>
  Object.fromEntries(names.flatMap((name) => (Number(row[name] ?? 0) > 0 ? [[name, Number(row[name])]] : [])));

type Row = {
  school_id: string;
  school: string;
  snapshot_id: string;
  name: string;
  data_on: Temporal.PlainDate;
} & Record<string, number>;
const rowTables = {
  pupils: 'snapshot_pupil',
  results: 'snapshot_result',
  attendance: 'snapshot_attendance',
  suspensions: 'snapshot_suspension',
};

/** Rows of one snapshot by table, of some pupils or of all who are not held. */
const countRows = (which: RawBuilder<unknown>) =>
  sql.join(
    Object.entries(rowTables).map(
      ([name, table]) => sql`
        (select count(*)::int from ${sql.table(table)} x where x.trust_id = s.trust_id and x.snapshot_id = s.id and ${which}) as ${sql.ref(name)}`,
    ),
  );

function asPlace(row: Row, pupilIds: readonly number[]): DuePlace {
  const counts = numbers(row, Object.keys(rowTables));
  const heldPupils = numbers({ pupils: row['held_pupils'] }, ['pupils']);
  const isSchoolHeld = Boolean(row['school_held']);
  return {
    schoolId: row.school_id,
    school: row.school,
    snapshotId: row.snapshot_id,
    place: row.name,
    counts: isSchoolHeld ? {} : counts,
    held: isSchoolHeld ? { ...counts, pupils: (counts['pupils'] ?? 0) + (heldPupils['pupils'] ?? 0) } : heldPupils,
    oldest: row.data_on,
    newest: row.data_on,
    importId: null,
    pupilIds,
  };
}

async function dueSnapshots(ctx: Ctx, { trust, until, held }: Asked): Promise<DuePlace[]> {
  const found = await rows<Row>(
    ctx,
    sql`
      select s.school_id, school.name as school, s.id as snapshot_id, c.name || case when s.version > 1 then ', version ' || s.version else '' end as name, c.data_on,
        (s.school_id = ${schoolsHeld(held)})::int as school_held,
        (select count(*)::int from snapshot_pupil h where h.trust_id = s.trust_id and h.snapshot_id = s.id and h.pupil_id = ${pupilsHeld(held)}) as held_pupils,
        ${countRows(sql`x.pupil_id <> all(${[...held.pupils]}::bigint[])`)}
      from data_snapshot s join data_collection c on c.id = s.collection_id join school on school.id = s.school_id
      where s.trust_id = ${trust} and c.data_on <= ${until}
        and (exists (select from snapshot_pupil p where p.trust_id = s.trust_id and p.snapshot_id = s.id)
          or exists (select from snapshot_result r where r.trust_id = s.trust_id and r.snapshot_id = s.id))
      order by school.name, c.data_on, s.version`,
  );
  return found.map((row) => asPlace(row, []));
}

type Leaver = { pupil_id: number };

/** Pupils who had left by a day: as the file says, or not in the newest taken snapshot that has pupils. Who is in an open snapshot has come back. */
async function leavers(ctx: Ctx, { trust, until }: Asked): Promise<number[]> {
  const found = await rows<Leaver>(
    ctx,
    sql`
      with seen as (
        select p.pupil_id, s.school_id, max(c.data_on) as last_on, (array_agg(p.left_on order by c.data_on desc, s.version desc))[1] as left_on,
          bool_or(s.taken_at is null) as is_open
        from snapshot_pupil p join data_snapshot s on s.id = p.snapshot_id join data_collection c on c.id = s.collection_id
        where p.trust_id = ${trust} group by p.pupil_id, s.school_id
      ), newest as (select school_id, max(last_on) as on_day from seen where not is_open group by school_id)
      select seen.pupil_id from seen join newest using (school_id)
      where not seen.is_open and coalesce(seen.left_on, case when seen.last_on < newest.on_day then seen.last_on end) <= ${until}`,
  );
  return found.map((row) => row.pupil_id);
}

async function dueLeavers(ctx: Ctx, asked: Asked): Promise<DuePlace[]> {
  const { trust, held, before } = asked;
  const left = await leavers(ctx, asked);
  if (left.length === 0) return [];
  const going = left.filter((id) => !held.pupils.includes(id));
  const found = await rows<Row & { ids: string[] }>(
    ctx,
    sql`
      select s.school_id, school.name as school, s.id as snapshot_id, c.name || case when s.version > 1 then ', version ' || s.version else '' end as name, c.data_on,
        (s.school_id = ${schoolsHeld(held)})::int as school_held,
        (select count(*)::int from snapshot_pupil h where h.trust_id = s.trust_id and h.snapshot_id = s.id
          and h.pupil_id = any(${left}::bigint[]) and h.pupil_id = ${pupilsHeld(held)}) as held_pupils,
        (select coalesce(json_agg(g.pupil_id), '[]') from snapshot_pupil g where g.trust_id = s.trust_id and g.snapshot_id = s.id and g.pupil_id = any(${going}::bigint[])) as ids,
        ${countRows(sql`x.pupil_id = any(${going}::bigint[])`)}
      from data_snapshot s join data_collection c on c.id = s.collection_id join school on school.id = s.school_id
      where s.trust_id = ${trust} and s.taken_at is not null and s.id <> all(${[...before.snapshots]}::uuid[])
        and exists (select from snapshot_pupil p where p.trust_id = s.trust_id and p.snapshot_id = s.id and p.pupil_id = any(${left}::bigint[]))
      order by school.name, c.data_on, s.version`,
  );
  return found.map((row) => asPlace(row, Array.isArray(row.ids) ? row.ids.map(Number) : []));
}

async function dueFiles(ctx: Ctx, { trust, until, held, before }: Asked): Promise<DuePlace[]> {
  const found = await rows<Row & { id: string; file_name: string; on_day: Temporal.PlainDate; is_held: boolean }>(
    ctx,
    sql`
      select i.id, i.school_id, school.name as school, i.snapshot_id, c.name || ': ' || i.kind as name, (i.uploaded_at at time zone 'Europe/London')::date as on_day,
        (i.school_id = ${schoolsHeld(held)} or exists (select from snapshot_pupil h where h.trust_id = i.trust_id and h.snapshot_id = i.snapshot_id and h.pupil_id = ${pupilsHeld(held)})) as is_held,
        (select count(*)::int from pupil_import_problem q where q.trust_id = i.trust_id and q.import_id = i.id) as quarantined
      from pupil_import i join data_snapshot s on s.id = i.snapshot_id join data_collection c on c.id = s.collection_id join school on school.id = i.school_id
      where i.trust_id = ${trust} and i.pieces_erased_at is null and i.snapshot_id <> all(${[...before.snapshots]}::uuid[])
        and (i.uploaded_at at time zone 'Europe/London')::date <= ${until}
        and (s.taken_at is not null or c.withdrawn_at is not null or i.undone_at is not null or i.replaced_by is not null)
      order by school.name, i.uploaded_at`,
  );
  return found.map((row) => {
    const counts = { files: 1, ...numbers(row, ['quarantined']) };
    return {
      schoolId: row.school_id,
      school: row.school,
      snapshotId: row.snapshot_id,
      place: row.name,
      counts: row.is_held ? {} : counts,
      held: row.is_held ? counts : {},
      oldest: row.on_day,
      newest: row.on_day,
      importId: row.id,
      pupilIds: [],
    };
  });
}

type OfSchool = {
  school_id: string;
  school: string;
  going: number;
  held: number;
  oldest: Temporal.PlainDate | null;
  newest: Temporal.PlainDate | null;
  ids: number[];
};

const asSchool = (row: OfSchool, what: string, place: string): DuePlace => ({
  schoolId: row.school_id,
  school: row.school,
  snapshotId: null,
  place,
  counts: numbers({ [what]: row.going }, [what]),
  held: numbers({ [what]: row.held }, [what]),
  oldest: row.oldest,
  newest: row.newest,
  importId: null,
  pupilIds: row.ids.map(Number),
});

async function dueUnheld(ctx: Ctx, { trust, until, held, before }: Asked): Promise<DuePlace[]> {
  const stops = sql`(p.school_id = ${schoolsHeld(held)} or p.id = ${pupilsHeld(held)})`;
  const found = await rows<OfSchool>(
    ctx,
    sql`
      select p.school_id, school.name as school, count(*) filter (where not ${stops})::int as going, count(*) filter (where ${stops})::int as held,
        min((p.created_at at time zone 'Europe/London')::date) as oldest, max((p.created_at at time zone 'Europe/London')::date) as newest,
        coalesce(json_agg(p.id) filter (where not ${stops}), '[]') as ids
      from pupil p join school on school.id = p.school_id
      where p.trust_id = ${trust} and (p.created_at at time zone 'Europe/London')::date <= ${until}
        and not exists (select from snapshot_pupil s where s.trust_id = p.trust_id and s.pupil_id = p.id
          and s.snapshot_id <> all(${[...before.snapshots]}::uuid[]) and s.pupil_id <> all(${[...before.pupils]}::bigint[]))
      group by p.school_id, school.name order by school.name`,
  );
  return found.map((row) => asSchool(row, 'pupils', 'Pupils in no snapshot'));
}

async function dueReadings(ctx: Ctx, { trust, until, held }: Asked): Promise<DuePlace[]> {
  const stops = sql`(r.school_id = ${schoolsHeld(held)} or coalesce(r.pupil_id = ${pupilsHeld(held)}, false))`;
  const found = await rows<OfSchool>(
    ctx,
    sql`
      select r.school_id, school.name as school, count(*) filter (where not ${stops})::int as going, count(*) filter (where ${stops})::int as held,
        min((r.at at time zone 'Europe/London')::date) as oldest, max((r.at at time zone 'Europe/London')::date) as newest, '[]'::json as ids
      from pupil_reading r join school on school.id = r.school_id
      where r.trust_id = ${trust} and (r.at at time zone 'Europe/London')::date <= ${until}
      group by r.school_id, school.name order by school.name`,
  );
  return found.map((row) => asSchool(row, 'readings', 'Readings of pupil data'));
}

const byKind: Record<Kind, (ctx: Ctx, asked: Asked) => Promise<DuePlace[]>> = {
  snapshot_rows: dueSnapshots,
  leaver_rows: dueLeavers,
  import_files: dueFiles,
  unheld_pupils: dueUnheld,
  readings: dueReadings,
};

/** What of a kind is due today by its rule, place by place. The dry run shows this, and the job erases this. */
export async function duePlaces(ctx: Ctx, rule: Rule, held: Held, before: Before = nothingBefore): Promise<DuePlace[]> {
  return await byKind[rule.kind](ctx, {
    trust: ctx.actor.trustId,
    until: cutoff(rule.months, ctx.today),
    held,
    before,
  });
}
