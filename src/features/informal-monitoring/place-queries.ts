import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import { currentFramework } from '#core/frameworks/queries.ts';
import { modelFamily } from '#core/frameworks/rules.ts';
import { listSchools } from '#core/organisations/queries.ts';
import '#core/organisations/tables.ts';
import { holdersAt } from '#core/people/queries.ts';
import { NotFound } from '#platform/errors.ts';
import { ownDepartments } from './policy.ts';
import { weekOf } from './rules.ts';
import './tables.ts';

export type Place = {
  id: string;
  name: string;
  departments: { id: string; name: string; visitsThisWeek: number }[];
  teachers: { id: string; name: string }[];
};

/** How many visits each department of some schools has had in a week, by whomever. */
export async function visitsByDepartment(
  ctx: Ctx,
  schoolIds: readonly string[],
  day: Temporal.PlainDate,
): Promise<Map<string, number>> {
  if (schoolIds.length === 0) return new Map();
  const { from, until } = weekOf(day);
  const rows = await ctx.db
    .selectFrom('visit_note as n')
    .select((eb) => ['n.department_id', eb.fn.countAll<number>().as('visits')])
    .where('n.school_id', 'in', [...schoolIds])
    .where('n.department_id', 'is not', null)
    .where('n.recorded_at', 'is not', null)
    .where('n.withdrawn_at', 'is', null)
    .where('n.happened_on', '>=', from)
    .where('n.happened_on', '<=', until)
    .groupBy('n.department_id')
    .execute();
  return new Map(rows.map((row) => [row.department_id ?? '', row.visits]));
}

/** The schools where the reader writes notes, with the departments they may write about and the people who teach there. */
export async function placesFor(ctx: Ctx): Promise<Place[]> {
  const schools = await listSchools(ctx);
  const ids = schools.map((school) => school.id);
  if (ids.length === 0) return [];
  const departments = await ctx.db
    .selectFrom('department')
    .select(['id', 'name', 'school_id'])
    .where(inScope(ctx.scope, 'school_id'))
    .where('school_id', 'in', ids)
    .where((eb) => eb.or([eb('closed_on', 'is', null), eb('closed_on', '>', ctx.today)]))
    .orderBy('name')
    .execute();
  const teaching = await holdersAt(ctx.db, ids, ['teacher', 'middle_leader'], ctx.today);
  const visits = await visitsByDepartment(ctx, ids, ctx.today);
  return schools.map((school) => {
    const own = ownDepartments(ctx.actor, school.id);
    const here = teaching.filter((one) => one.school_id === school.id && one.id !== ctx.actor.personId);
    return {
      id: school.id,
      name: school.name,
      departments: departments
        .filter((one) => one.school_id === school.id && (own === null || own.length === 0 || own.includes(one.id)))
        .map((one) => ({ id: one.id, name: one.name, visitsThisWeek: visits.get(one.id) ?? 0 })),
      teachers: [...new Map(here.map((one) => [one.id, { id: one.id, name: one.name }])).values()],
    };
  });
}

/** One of these schools; `NotFound` where the reader writes no notes. */
export async function placeAt(ctx: Ctx, schoolId: string): Promise<Place> {
  const place = (await placesFor(ctx)).find((one) => one.id === schoolId);
  if (!place) throw new NotFound();
  return place;
}

/** The areas of the model's framework that a note can speak to; none where the trust has not adopted it yet. */
export async function areasOfNotes(ctx: Ctx): Promise<{ id: string; title: string }[]> {
  try {
    return (await currentFramework(ctx, modelFamily)).areas.map((area) => ({ id: area.id, title: area.title }));
  } catch (error) {
    if (error instanceof NotFound) return [];
    throw error;
  }
}
