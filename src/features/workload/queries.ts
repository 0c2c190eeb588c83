import { sql } from 'kysely';
import { termDatesOfYears } from '#core/academic-year/queries.ts';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import { termOfDay } from '#core/workload/count-rules.ts';
import type { LedgerLine } from '#core/workload/observation-rules.ts';
import { type Line, stateOn } from './ledger-rules.ts';
import './tables.ts';

const cause = sql<string>`l.source_type || ':' || l.source_id`.as('cause');

const lines = (ctx: Ctx, academicYear: number) =>
  ctx.db
    .selectFrom('workload_line as l')
    .leftJoin('department as d', 'd.id', 'l.department_id')
    .leftJoin('person as p', 'p.id', 'l.person_id')
    .select([
      'l.school_id as schoolId',
      'l.person_id as personId',
      'l.on_day as onDay',
      'l.part',
      'l.minutes',
      'l.state',
      'l.purpose',
      'd.name as department',
      'p.name as person',
      'l.what',
      'l.stopped_why as stoppedWhy',
      cause,
    ])
    .where('l.academic_year', '=', academicYear)
    .orderBy('l.on_day')
    .orderBy('l.id');

async function withTerms<Row extends Pick<LedgerLine, 'schoolId' | 'onDay' | 'state'>>(
  ctx: Ctx,
  academicYear: number,
  rows: readonly Row[],
) {
  const datesOf = await termDatesOfYears(ctx, [academicYear]);
  return rows.map((row) => ({
    ...row,
    state: stateOn(row, ctx.today),
    term: termOfDay(datesOf(academicYear, row.schoolId), row.onDay),
  }));
}

/** The ledger of one school in a year, in the order of its days; nothing outside the reader's scope. */
export async function ledgerOf(ctx: Ctx, schoolId: string, academicYear: number): Promise<Line[]> {
  const rows = await lines(ctx, academicYear)
    .where('l.school_id', '=', schoolId)
    .where(inScope(ctx.scope, 'l.school_id'))
    .execute();
  return await withTerms(ctx, academicYear, rows);
}

/** What the year asks of the reader, at whatever school. */
export async function ownLedger(ctx: Ctx, academicYear: number): Promise<(Line & { school: string })[]> {
  const rows = await lines(ctx, academicYear)
    .innerJoin('school as s', 's.id', 'l.school_id')
    .select('s.name as school')
    .where('l.person_id', '=', ctx.actor.personId)
    .execute();
  return await withTerms(ctx, academicYear, rows);
}

/**
 * Every observation, at every school of the trust, of the people whom a school's ledger of the year names: the caps follow the person. Only for counting; the
 * caller has shown that the reader may read the workload of the school.
 */
export async function observationsOfPeopleAt(ctx: Ctx, schoolId: string, academicYear: number): Promise<LedgerLine[]> {
  return await ctx.db
    .selectFrom('workload_line as l')
    .select([
      'l.school_id as schoolId',
      'l.person_id as personId',
      'l.on_day as onDay',
      'l.part',
      'l.minutes',
      'l.state',
      cause,
    ])
    .where('l.academic_year', '=', academicYear)
    .where('l.part', '=', 'being_observed')
    .where('l.person_id', 'in', (eb) =>
      eb
        .selectFrom('workload_line as here')
        .select('here.person_id')
        .where('here.school_id', '=', schoolId)
        .where('here.academic_year', '=', academicYear)
        .where('here.person_id', 'is not', null)
        .where(inScope(ctx.scope, 'here.school_id')),
    )
    .execute();
}

/** Limits that were passed on purpose in a year, the newest first: at one school, or at every school in scope. */
export async function excessesOf(ctx: Ctx, academicYear: number, schoolId: string | null = null) {
  return await ctx.db
    .selectFrom('workload_excess as e')
    .innerJoin('school as s', 's.id', 'e.school_id')
    .leftJoin('person as p', 'p.id', 'e.decided_by')
    .select([
      'e.id',
      'e.school_id',
      's.name as school',
      'e.limit_code',
      'e.finding',
      'e.why',
      'e.decided_at',
      'p.name as by',
      sql<string>`e.source_type || ':' || e.source_id`.as('cause'),
    ])
    .where(inScope(ctx.scope, 'e.school_id'))
    .where('e.academic_year', '=', academicYear)
    .where((eb) => (schoolId === null ? eb.lit(true) : eb('e.school_id', '=', schoolId)))
    .orderBy('e.decided_at', 'desc')
    .orderBy('e.id')
    .execute();
}

export type Excess = Awaited<ReturnType<typeof excessesOf>>[number];

/** Minutes of every school in scope by its days, for the trust's page. */
export async function minutesByDay(ctx: Ctx, academicYear: number) {
  const rows = await ctx.db
    .selectFrom('workload_line')
    .select(({ fn }) => ['school_id', 'on_day', 'state', fn.sum<number>('minutes').as('minutes')])
    .where(inScope(ctx.scope, 'school_id'))
    .where('academic_year', '=', academicYear)
    .groupBy(['school_id', 'on_day', 'state'])
    .execute();
  const datesOf = await termDatesOfYears(ctx, [academicYear]);
  return rows.map((row) => ({
    schoolId: row.school_id,
    term: termOfDay(datesOf(academicYear, row.school_id), row.on_day),
    state: stateOn({ state: row.state, onDay: row.on_day }, ctx.today),
    minutes: Number(row.minutes),
  }));
}

const staffRoles = ['head_teacher', 'slt', 'middle_leader', 'teacher'] as const;

/** How many members of staff Cairn knows at each school in scope today. */
export async function staffCounts(ctx: Ctx): Promise<Map<string, number>> {
  const rows = await ctx.db
    .selectFrom('role_grant as g')
    .innerJoin('person as p', 'p.id', 'g.person_id')
    .select((eb) => ['g.school_id', eb.fn.count<number>('g.person_id').distinct().as('people')])
    .where(inScope(ctx.scope, 'g.school_id'))
    .where('g.school_id', 'is not', null)
    .where('g.role', 'in', [...staffRoles])
    .where('g.starts_on', '<=', ctx.today)
    .where((eb) => eb.or([eb('g.ends_on', 'is', null), eb('g.ends_on', '>=', ctx.today)]))
    .where('g.ended_at', 'is', null)
    .where((eb) => eb.or([eb('p.left_on', 'is', null), eb('p.left_on', '>', ctx.today)]))
    .groupBy('g.school_id')
    .execute();
  return new Map(rows.map((row) => [row.school_id ?? '', Number(row.people)]));
}

/** The versions of the trust's limits, the newest first; empty while the defaults hold. */
export async function limitVersions(ctx: Ctx) {
  return await ctx.db
    .selectFrom('workload_policy as w')
    .innerJoin('person as p', 'p.id', 'w.set_by')
    .selectAll('w')
    .select('p.name as by')
    .where('w.trust_id', '=', ctx.scope.trustId)
    .orderBy('w.version', 'desc')
    .execute();
}

export type LimitVersion = Awaited<ReturnType<typeof limitVersions>>[number];
