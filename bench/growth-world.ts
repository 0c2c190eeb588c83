import type { Term } from '#core/academic-year/rules.ts';
import type { Actor } from '#core/access/actor.ts';
import { runAs } from '#core/access/run-as.ts';
import type { BuiltTrust } from '#core/organisations/build.ts';
import { buildCollection, buildOpenSnapshot } from '#core/pupil-data/build.ts';
import type { Clock } from '#platform/clock.ts';
import { type Connection, connect } from '#platform/db/connect.ts';
import { takeSnapshot } from '../src/features/data-snapshots/actions/take-snapshot.ts';
import { fillSnapshot } from '../src/features/data-snapshots/build.ts';
import { realisticPupils } from '../src/features/measures/realistic-pupils.ts';

export type Growing = { collections: number; pupilsInYear: number; year: number; clock: Clock };
export type Grown = {
  results: number;
  figures: number;
  bytes: number;
  taken: { pupils: number; results: number; seconds: number };
};

const days: Record<Term, string> = { autumn: '11-06', spring: '03-06', summer: '06-12' };

/** The last collections, the newest first: the autumn term of the year, the summer term before it, and so on. */
function termsBack(count: number, year: number): { term: Term; academicYear: number; dataOn: Temporal.PlainDate }[] {
  const order = ['autumn', 'summer', 'spring'] as const;
  return Array.from({ length: count }, (_, back) => {
    const term = order[back % 3] ?? 'autumn';
    const academicYear = year - Math.ceil(back / 3);
    const dataOn = Temporal.PlainDate.from(`${term === 'autumn' ? academicYear : academicYear + 1}-${days[term]}`);
    return { term, academicYear, dataOn };
  });
}

/** Years 7 to 11, all of them with GCSE grades that they work at, are predicted and aim for: as schools do that use one scale from Year 7. */
function schoolOf(pupilsInYear: number, academicYear: number) {
  return [7, 8, 9, 10, 11].flatMap((yearGroup) =>
    [
      ...realisticPupils({
        seed: yearGroup,
        size: pupilsInYear,
        yearGroups: [11],
        academicYear,
        kinds: ['c', 'p', 't'],
        sessions: 100,
        establishment: 1000 + 10 * yearGroup,
      }),
    ].map((pupil) => ({ ...pupil, yearGroup, reference: `${yearGroup}-${pupil.reference}` })),
  );
}

async function people(owner: Connection): Promise<{ trust: BuiltTrust; schools: { id: string }[]; head: Actor }> {
  const trust = (await owner.pool.query<BuiltTrust>('select id, name from trust')).rows[0];
  const schools = (await owner.pool.query<{ id: string }>('select id from school order by name')).rows;
  const [first] = schools;
  const { rows } = await owner.pool.query<{ id: string; name: string; email: string }>(
    `select p.id, p.name, p.email from role_grant g join person p on p.id = g.person_id where g.role = 'head_teacher' and g.school_id = $1`,
    [first?.id],
  );
  const [person] = rows;
  if (!trust || !first || !person) throw new Error('The trust was not built.');
  const head: Actor = {
    personId: person.id,
    accountId: null,
    name: person.name,
    email: person.email,
    trustId: trust.id,
    trustName: trust.name,
    isDemo: false,
    grants: [{ role: 'head_teacher', schoolId: first.id, departmentId: null }],
  };
  return { trust, schools, head };
}

/** Everything of the one real snapshot again for every other school and collection, as rows. Runs as the owner, without triggers, in one session. */
const copies = [
  'set session_replication_role = replica',
  'create temp table copied_pupil (k integer, base bigint, id bigint)',
  `insert into copied_pupil select s.k, p.id, case s.k when 0 then p.id else 1000000 * (s.k + 1) + row_number() over (partition by s.k order by p.id) end
     from pupil p cross join copied_school s`,
  `insert into pupil (trust_id, id, school_id, reference, surname, forename) overriding system value
     select p.trust_id, c.id, s.id, p.reference, p.surname, p.forename
     from copied_pupil c join pupil p on p.id = c.base join copied_school s on s.k = c.k where c.k > 0`,
  `create temp table copied_snapshot as
     select uuidv7() as id, s.k, s.id as school_id, c.id as collection_id, c.due_on from data_collection c cross join copied_school s
     where not exists (select from data_snapshot d where d.collection_id = c.id and d.school_id = s.id) order by c.data_on, s.k`,
  `insert into data_snapshot (id, trust_id, collection_id, school_id, due_on, opened_by, taken_at, taken_by, content, sha256)
     select c.id, d.trust_id, c.collection_id, c.school_id, c.due_on, d.opened_by, c.due_on, d.taken_by, d.content, d.sha256
     from copied_snapshot c cross join data_snapshot d where d.id = $1`,
  `insert into snapshot_pupil select p.trust_id, s.id, c.id, p.year_group, p.registration, p.sex, p.sen, p.sen_need, p.disadvantaged, p.looked_after, p.eal,
       p.joined_on, p.left_on, p.ks2_reading, p.ks2_maths, p.ks4_points, p.counted, p.not_counted_why
     from copied_snapshot s join copied_pupil c on c.k = s.k join snapshot_pupil p on p.snapshot_id = $1 and p.pupil_id = c.base`,
  `insert into snapshot_attendance select a.trust_id, s.id, c.id, a.possible, a.authorised, a.unauthorised, a.late
     from copied_snapshot s join copied_pupil c on c.k = s.k join snapshot_attendance a on a.snapshot_id = $1 and a.pupil_id = c.base`,
  `insert into snapshot_suspension (trust_id, snapshot_id, pupil_id, number, kind, sessions) select a.trust_id, s.id, c.id, a.number, a.kind, a.sessions
     from copied_snapshot s join copied_pupil c on c.k = s.k join snapshot_suspension a on a.snapshot_id = $1 and a.pupil_id = c.base`,
  `insert into snapshot_result select r.trust_id, s.id, c.id, r.subject_id, r.kind, r.grade, r.points, r.class, r.counts
     from copied_snapshot s join copied_pupil c on c.k = s.k join snapshot_result r on r.snapshot_id = $1 and r.pupil_id = c.base order by s.id, c.id`,
  // No two schools have the same figures: up to eight per cent either way, measure by measure.
  `insert into snapshot_figure (trust_id, snapshot_id, measure, breakdown, group_code, subject_id, basis, pupils, total, value, null_kind, lower, upper, weight, note)
     select f.trust_id, s.id, f.measure, f.breakdown, f.group_code, f.subject_id, f.basis, f.pupils, f.total * m.by, f.value * m.by, f.null_kind, f.lower * m.by,
       f.upper * m.by, f.weight, f.note
     from copied_snapshot s cross join snapshot_figure f
     cross join lateral (select 0.92 + 0.16 * (hashtext(s.id::text || f.measure) & 1023) / 1023.0 as by) m where f.snapshot_id = $1 order by s.id`,
  'reset session_replication_role',
];

/** Fills the one trust of a database: a snapshot of its first school is filled and taken as a school does it, and stands for all others. */
export async function growTrust(url: string, growing: Growing): Promise<Grown> {
  const owner = connect(url, { as: 'owner', max: 2 });
  const app = connect(url, { as: 'app', max: 2 });
  try {
    const { trust, schools, head } = await people(owner);
    const collections: string[] = [];
    for (const { term, academicYear, dataOn } of termsBack(growing.collections, growing.year))
      collections.push(
        await buildCollection(app.db, trust, head, {
          name: `${term} snapshot`,
          term,
          academic_year: academicYear,
          data_on: dataOn,
          due_on: dataOn.add({ days: 14 }),
        }),
      );
    const [newest] = collections;
    const [first] = schools;
    if (!newest || !first) throw new Error('Nothing was asked for.');
    const school = { id: first.id, name: '', trustId: trust.id, urn: '' };
    const snapshot = await buildOpenSnapshot(app.db, trust, school, head, { collection_id: newest });
    const pupils = schoolOf(growing.pupilsInYear, growing.year);
    await fillSnapshot(app.db, snapshot, pupils);
    const process = {
      db: app.db,
      services: { clock: growing.clock, enqueue: async () => {}, publicUrl: 'http://127.0.0.1' },
    };
    const began = performance.now();
    await runAs(process, head, 'snapshot:collect', (ctx) =>
      takeSnapshot(ctx, snapshot.id, { note: 'Measured', revision: 1 }),
    );
    const seconds = (performance.now() - began) / 1000;
    const client = await owner.pool.connect();
    try {
      await client.query('create temp table copied_school (k integer, id uuid)');
      await client.query(
        'insert into copied_school select n - 1, id from unnest($1::uuid[]) with ordinality as s (id, n)',
        [schools.map((each) => each.id)],
      );
      for (const statement of copies) await client.query(statement, statement.includes('$1') ? [snapshot.id] : []);
      await client.query('vacuum analyze');
    } finally {
      client.release();
    }
    const count = async (table: string) =>
      (await owner.pool.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]?.n ?? 0;
    const bytes = (await owner.pool.query<{ n: number }>('select pg_database_size(current_database()) as n')).rows[0]
      ?.n;
    return {
      results: await count('snapshot_result'),
      figures: await count('snapshot_figure'),
      bytes: Number(bytes ?? 0),
      taken: { pupils: pupils.length, results: pupils.flatMap((pupil) => pupil.results).length, seconds },
    };
  } finally {
    await app.close();
    await owner.close();
  }
}
