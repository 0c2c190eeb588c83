import { sql } from 'kysely';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/organisations/tables.ts';
import '#core/people/tables.ts';
import '#core/pupil-data/tables.ts';
import './tables.ts';

/** Only where a taken version of the collection at the school has no later taken version. */
const isNewest = sql<boolean>`not exists (select from data_snapshot n where n.collection_id = s.collection_id and n.school_id = s.school_id
  and n.taken_at is not null and n.version > s.version)`;

/**
 * Every taken snapshot of the reader's schools with where its analysis stands, the newest day of data first. A year, the years from one on, or a snapshot narrow it. What a draft
 * says is not in it.
 */
export async function standings(ctx: Ctx, which: { academicYear?: number; fromYear?: number; snapshotId?: string }) {
  let query = ctx.db
    .selectFrom('data_snapshot as s')
    .innerJoin('data_collection as c', 'c.id', 's.collection_id')
    .innerJoin('school', 'school.id', 's.school_id')
    .leftJoin('snapshot_analysis as a', (join) =>
      join.onRef('a.collection_id', '=', 's.collection_id').onRef('a.school_id', '=', 's.school_id'),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('snapshot_analysis_paper as n')
          .innerJoin('data_snapshot as v', 'v.id', 'n.snapshot_id')
          .select(['n.id as paper_id', 'n.number', 'n.presented_at', 'v.version as paper_version'])
          .whereRef('n.analysis_id', '=', 'a.id')
          .orderBy('n.number', 'desc')
          .limit(1)
          .as('p'),
      (join) => join.onTrue(),
    )
    .select([
      's.id as snapshot_id',
      's.collection_id',
      's.school_id',
      's.version',
      's.taken_at',
      'school.name as school',
      'c.name',
      'c.term',
      'c.academic_year',
      'c.data_on',
      'a.id as analysis_id',
      'a.started_at',
      'p.paper_id',
      'p.number',
      'p.presented_at',
      'p.paper_version',
      sql<number>`(select count(*) from snapshot_analysis_question q where q.analysis_id = a.id
        and not exists (select from snapshot_analysis_answer w where w.question_id = q.id))::int`.as('open_questions'),
      sql<boolean>`exists (select from snapshot_analysis_receipt t where t.paper_id = p.paper_id and t.person_id = ${ctx.actor.personId})`.as(
        'received',
      ),
    ])
    .where(inScope(ctx.scope, 's.school_id'))
    .where('s.taken_at', 'is not', null)
    .where('c.withdrawn_at', 'is', null);
  if (which.fromYear !== undefined) query = query.where('c.academic_year', '>=', which.fromYear);
  if (which.academicYear !== undefined) query = query.where('c.academic_year', '=', which.academicYear);
  // A snapshot that is asked for by its own id may have been corrected since; in a list only the newest version stands.
  query = which.snapshotId === undefined ? query.where(isNewest) : query.where('s.id', '=', which.snapshotId);
  return await query.orderBy('c.data_on', 'desc').orderBy('c.name').orderBy('school.name').execute();
}

export type Standing = Awaited<ReturnType<typeof standings>>[number];

/** Years of which the reader's schools have a taken snapshot, the newest first. */
export async function yearsWithSnapshots(ctx: Ctx): Promise<number[]> {
  const rows = await ctx.db
    .selectFrom('data_snapshot as s')
    .innerJoin('data_collection as c', 'c.id', 's.collection_id')
    .select('c.academic_year')
    .distinct()
    .where(inScope(ctx.scope, 's.school_id'))
    .where('s.taken_at', 'is not', null)
    .where('c.withdrawn_at', 'is', null)
    .orderBy('c.academic_year', 'desc')
    .execute();
  return rows.map((row) => row.academic_year);
}

/** Since when the reader has been Executive Principal, or a governor of a school (by its id), to know which papers are theirs to read. */
export async function receivingSince(ctx: Ctx): Promise<{ schoolId: string | null; since: Temporal.PlainDate }[]> {
  const rows = await ctx.db
    .selectFrom('role_grant as g')
    .select(['g.school_id', 'g.starts_on'])
    .where('g.person_id', '=', ctx.actor.personId)
    .where('g.role', 'in', ['executive_principal', 'lgb_member'])
    .where('g.ended_at', 'is', null)
    .where('g.starts_on', '<=', ctx.today)
    .where((eb) => eb.or([eb('g.ends_on', 'is', null), eb('g.ends_on', '>=', ctx.today)]))
    .execute();
  return rows.map((row) => ({ schoolId: row.school_id, since: row.starts_on }));
}
