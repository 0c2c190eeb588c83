import { sql } from 'kysely';
import { together } from '#platform/db/together.ts';
import { examWeeks, termDatesOfYears } from '../academic-year/queries.ts';
import { academicYearOf, type Term } from '../academic-year/rules.ts';
import { holdsAt } from '../access/actor.ts';
import { inScope } from '../access/scope.ts';
import { type Ctx, onceInARead } from '../context.ts';
import type { WorkloadCause, WorkloadShare } from './book-workload.ts';
import { checkWorkload, type Finding } from './check-rules.ts';
import { termOfDay } from './count-rules.ts';
import { defaultLimits, type WorkloadLimits } from './limits.ts';
import '../people/tables.ts';
import './tables.ts';

/** The limits that hold in the trust: its newest, or the defaults where it has set none. */
export async function workloadLimits(ctx: Pick<Ctx, 'db' | 'read'>): Promise<WorkloadLimits> {
  const row = await onceInARead(ctx, 'workload limits', () =>
    ctx.db.selectFrom('workload_policy').selectAll().orderBy('version', 'desc').limit(1).executeTakeFirst(),
  );
  if (!row) return defaultLimits;
  return {
    observationsAYear: row.observations_a_year,
    observedMinutesAYear: row.observed_minutes_a_year,
    warnAtObservations: row.warn_at_observations,
    noticeSchoolDays: row.notice_school_days,
    observersAtMost: row.observers_at_most,
    schoolHoursATerm: row.school_hours_a_term,
    notInFirstWeek: row.not_in_first_week,
    notInLastWeek: row.not_in_last_week,
    notInExamWeeks: row.not_in_exam_weeks,
  };
}

const causeOf = sql<string>`source_type || ':' || source_id`.as('cause');

/**
 * What shares of one cause would do to the limits. What the cause itself has booked so far is left out of what stands, because the shares replace it. Counts
 * go over the whole trust, whatever the reader's scope: a teacher may work at two schools.
 */
export async function workloadFindings(
  ctx: Ctx,
  proposed: readonly WorkloadShare[],
  cause?: WorkloadCause,
): Promise<Finding[]> {
  if (proposed.length === 0) return [];
  const years = [...new Set([academicYearOf(ctx.today), ...proposed.map((share) => academicYearOf(share.onDay))])];
  const people = [...new Set(proposed.flatMap((share) => share.personId ?? []))];
  const schools = [...new Set(proposed.map((share) => share.schoolId))];
  const { lines, named } = await together(ctx.db, {
    lines: ctx.db
      .selectFrom('workload_line')
      .select(['school_id as schoolId', 'person_id as personId', 'on_day as day', 'part', 'minutes', 'state', causeOf])
      .where('academic_year', 'in', years)
      .where((eb) =>
        eb.or([eb('school_id', 'in', schools), ...(people.length > 0 ? [eb('person_id', 'in', people)] : [])]),
      )
      .where((eb) =>
        cause ? eb.not(eb.and([eb('source_type', '=', cause.type), eb('source_id', '=', cause.id)])) : eb.lit(true),
      ),
    named: ctx.db.selectFrom('person').select(['id', 'name']).where(sql<boolean>`id = any(${people}::uuid[])`),
  });
  const limits = await workloadLimits(ctx);
  // Told in July for September: the notice runs over the years between.
  const span = Array.from(
    { length: Math.max(...years) - Math.min(...years) + 1 },
    (_, index) => Math.min(...years) + index,
  );
  const datesOf = await termDatesOfYears(ctx, span);
  const exams = new Map<number, Awaited<ReturnType<typeof examWeeks>>>();
  for (const year of years) exams.set(year, await examWeeks(ctx, year));
  return checkWorkload({
    limits,
    lines: lines.map(({ day, ...line }) => ({ ...line, onDay: day })),
    proposed,
    dates: (schoolId, year) => datesOf(year, schoolId),
    exams: (schoolId, year) => exams.get(year)?.(schoolId) ?? [],
    toldOn: ctx.today,
    names: new Map(named.map((person) => [person.id, person.name])),
  });
}

/** Minutes of one school, term, department and person; `person` and `personId` are null where nobody is named or the reader may not see names there. */
export type HoursRow = {
  schoolId: string;
  term: Term;
  departmentId: string | null;
  department: string | null;
  personId: string | null;
  person: string | null;
  planned: number;
  done: number;
  stopped: number;
};

/** What quality assurance costs the schools in scope in a year, in minutes. Names of people only for those who may read the workload at that school. */
export async function schoolHours(ctx: Ctx, academicYear: number): Promise<HoursRow[]> {
  const rows = await ctx.db
    .selectFrom('workload_line as l')
    .leftJoin('department as d', 'd.id', 'l.department_id')
    .leftJoin('person as p', 'p.id', 'l.person_id')
    .select(({ fn }) => [
      'l.school_id',
      'l.on_day',
      'l.department_id',
      'd.name as department',
      'l.person_id',
      'p.name as person',
      'l.state',
      fn.sum<number>('l.minutes').as('minutes'),
    ])
    .where(inScope(ctx.scope, 'l.school_id'))
    .where('l.academic_year', '=', academicYear)
    .groupBy(['l.school_id', 'l.on_day', 'l.department_id', 'd.name', 'l.person_id', 'p.name', 'l.state'])
    .orderBy('d.name')
    .orderBy('p.name')
    .execute();
  const datesOf = await termDatesOfYears(ctx, [academicYear]);
  const found = new Map<string, HoursRow>();
  for (const row of rows) {
    const named = holdsAt(ctx.actor, 'workload:read', row.school_id);
    const term = termOfDay(datesOf(academicYear, row.school_id), row.on_day);
    const personId = named ? row.person_id : null;
    const key = `${row.school_id} ${term} ${row.department_id} ${personId}`;
    const sum = found.get(key) ?? {
      schoolId: row.school_id,
      term,
      departmentId: row.department_id,
      department: row.department,
      personId,
      person: named ? row.person : null,
      planned: 0,
      done: 0,
      stopped: 0,
    };
    sum[row.state] += Number(row.minutes);
    found.set(key, sum);
  }
  return [...found.values()];
}
