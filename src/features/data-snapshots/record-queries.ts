import { sql } from 'kysely';
import type { Ctx } from '#core/context.ts';
import '#core/pupil-data/tables.ts';
import type { ScaleGrade } from '#core/pupil-data/tables.ts';
import {
  type PupilAttendance,
  type PupilRecord,
  type PupilResult,
  type PupilSuspension,
  subjectOf,
} from '#features/measures/index.ts';

type StoredResult = Omit<PupilResult, 'subjectCode' | 'bucket' | 'scale' | 'qualification' | 'met'>;

/** Every subject in which a snapshot has results, by its number. */
export async function subjectsOf(ctx: Ctx, snapshotId: string) {
  return await ctx.db
    .selectFrom('assessment_subject as a')
    .selectAll('a')
    .where('a.trust_id', '=', ctx.actor.trustId)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('snapshot_result as r')
          .select('r.subject_id')
          .where('r.trust_id', '=', ctx.actor.trustId)
          .where('r.snapshot_id', '=', snapshotId)
          .whereRef('r.subject_id', '=', 'a.id'),
      ),
    )
    .orderBy('a.name')
    .execute();
}

const uuid = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** For each of the trust's own scales, which grades are at least what is expected. */
async function metGrades(ctx: Ctx, scales: readonly string[]): Promise<Map<string, readonly ScaleGrade[]>> {
  const own = scales.filter((scale) => uuid.test(scale));
  if (own.length === 0) return new Map();
  const rows = await ctx.db.selectFrom('grade_scale').select(['id', 'grades']).where('id', 'in', own).execute();
  return new Map(rows.map((row) => [row.id, row.grades]));
}

/**
 * The pupils of a snapshot (or only some, by number) with all that the measures need, in the order of their numbers. The snapshot has been found in the reader's scope before; whether
 * the reader may see single pupils is the page's question.
 */
export async function loadPupilRecords(ctx: Ctx, snapshotId: string, only?: readonly number[]): Promise<PupilRecord[]> {
  const subjects = new Map((await subjectsOf(ctx, snapshotId)).map((subject) => [subject.id, subject]));
  const met = await metGrades(ctx, [...new Set([...subjects.values()].map((subject) => subject.scale))]);
  const rows = await ctx.db
    .selectFrom('snapshot_pupil as p')
    .leftJoin('snapshot_attendance as a', (join) =>
      join
        .onRef('a.trust_id', '=', 'p.trust_id')
        .onRef('a.snapshot_id', '=', 'p.snapshot_id')
        .onRef('a.pupil_id', '=', 'p.pupil_id'),
    )
    .selectAll('p')
    .select((eb) => [
      'a.possible',
      'a.authorised',
      'a.unauthorised',
      'a.late',
      // As arrays, for a row a result would carry the same uuids forty thousand times.
      sql<(string | number | boolean | null)[][] | null>`(
        select json_agg(json_build_array(r.subject_id, r.kind, r.grade, r.points, r.class, r.counts) order by r.subject_id, r.kind)
        from snapshot_result r where r.trust_id = ${eb.ref('p.trust_id')} and r.snapshot_id = ${eb.ref('p.snapshot_id')} and r.pupil_id = ${eb.ref('p.pupil_id')})`.as(
        'results',
      ),
      sql<PupilSuspension[] | null>`(
        select json_agg(json_build_object('kind', s.kind, 'sessions', s.sessions) order by s.number)
        from snapshot_suspension s where s.trust_id = ${eb.ref('p.trust_id')} and s.snapshot_id = ${eb.ref('p.snapshot_id')} and s.pupil_id = ${eb.ref('p.pupil_id')})`.as(
        'suspensions',
      ),
    ])
    .where('p.trust_id', '=', ctx.actor.trustId)
    .where('p.snapshot_id', '=', snapshotId)
    .$if(only !== undefined, (query) => query.where('p.pupil_id', 'in', [...(only ?? [])]))
    .orderBy('p.pupil_id')
    .execute();
  const asResult = ([subjectId, kind, grade, points, className, counts]: readonly (
    | string
    | number
    | boolean
    | null
  )[]): PupilResult => {
    const stored = { subjectId, kind, grade, points, className, counts } as StoredResult;
    const subject = subjects.get(stored.subjectId);
    const own = met.get(subject?.scale ?? '');
    return {
      ...stored,
      subjectCode: subject?.code ?? null,
      bucket: (subject?.code ? subjectOf(subject.code)?.bucket : null) ?? null,
      scale: subject?.scale ?? '',
      qualification: subject?.qualification ?? '',
      ...(own ? { met: own.find((each) => each.grade === stored.grade)?.met ?? null } : {}),
    };
  };
  return rows.map((row) => ({
    pupilId: row.pupil_id,
    yearGroup: row.year_group,
    registration: row.registration,
    sex: row.sex,
    sen: row.sen,
    disadvantaged: row.disadvantaged,
    lookedAfter: row.looked_after,
    eal: row.eal,
    ks2Reading: row.ks2_reading,
    ks2Maths: row.ks2_maths,
    ks4Points: row.ks4_points,
    counted: row.counted,
    joinedOn: row.joined_on,
    leftOn: row.left_on,
    results: (row.results ?? []).map(asResult),
    attendance: attendanceOf(row),
    suspensions: row.suspensions ?? [],
  }));
}

function attendanceOf(row: {
  possible: number | null;
  authorised: number | null;
  unauthorised: number | null;
  late: number | null;
}): PupilAttendance | null {
  if (row.possible === null) return null;
  return {
    possible: row.possible,
    authorised: row.authorised ?? 0,
    unauthorised: row.unauthorised ?? 0,
    late: row.late ?? 0,
  };
}
