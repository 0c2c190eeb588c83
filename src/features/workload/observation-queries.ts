import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import { NotFound } from '#platform/errors.ts';
import './tables.ts';

const observations = (ctx: Ctx) =>
  ctx.db
    .selectFrom('workload_observation as o')
    .innerJoin('school as s', 's.id', 'o.school_id')
    .innerJoin('person as p', 'p.id', 'o.person_id')
    .leftJoin('person as w', 'w.id', 'o.observer_id')
    .selectAll('o')
    .select(['s.name as school', 'p.name as person', 'w.name as observer'])
    .where(inScope(ctx.scope, 'o.school_id'));

/** Observations entered by hand at a school in a year, the latest day first. */
export async function observationsAt(ctx: Ctx, schoolId: string, academicYear: number) {
  return await observations(ctx)
    .where('o.school_id', '=', schoolId)
    .where('o.academic_year', '=', academicYear)
    .orderBy('o.on_day', 'desc')
    .orderBy('o.id')
    .execute();
}

export type Observation = Awaited<ReturnType<typeof observationsAt>>[number];

/** One of them, in the reader's scope; anything else is `NotFound`. */
export async function findObservation(ctx: Ctx, id: string): Promise<Observation> {
  const row = await observations(ctx).where('o.id', '=', id).executeTakeFirst();
  if (!row) throw new NotFound();
  return row;
}

const staff = ['head_teacher', 'slt', 'middle_leader', 'teacher'] as const;
const trustObservers = ['executive_principal', 'trust_leader', 'teaching_learning'] as const;

/** Who may be observed at a school, and who may observe there: its staff, and for observing the Trust's leaders too. */
export async function peopleAt(ctx: Ctx, schoolId: string) {
  const rows = await ctx.db
    .selectFrom('role_grant as g')
    .innerJoin('person as p', 'p.id', 'g.person_id')
    .select(['p.id', 'p.name', 'p.job_title', 'g.school_id'])
    .where((eb) =>
      eb.or([
        eb.and([eb('g.school_id', '=', schoolId), eb('g.role', 'in', [...staff])]),
        eb.and([eb('g.school_id', 'is', null), eb('g.role', 'in', [...trustObservers])]),
      ]),
    )
    .where('g.starts_on', '<=', ctx.today)
    .where((eb) => eb.or([eb('g.ends_on', 'is', null), eb('g.ends_on', '>=', ctx.today)]))
    .where('g.ended_at', 'is', null)
    .where((eb) => eb.or([eb('p.left_on', 'is', null), eb('p.left_on', '>', ctx.today)]))
    .orderBy('p.name')
    .execute();
  const once = (found: typeof rows) => [...new Map(found.map((row) => [row.id, row])).values()];
  return { observed: once(rows.filter((row) => row.school_id !== null)), observers: once(rows) };
}
