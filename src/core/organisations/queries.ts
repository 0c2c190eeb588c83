import { NotFound } from '#platform/errors.ts';
import { inScope } from '../access/scope.ts';
import type { Ctx } from '../context.ts';
import './tables.ts';

/** The schools in the reader's scope that belong to the trust today, by name. */
export async function listSchools(ctx: Ctx) {
  return await ctx.db
    .selectFrom('school')
    .selectAll()
    .where(inScope(ctx.scope, 'school.id'))
    .where((eb) => eb.or([eb('left_on', 'is', null), eb('left_on', '>', ctx.today)]))
    .orderBy('name')
    .execute();
}

/** A query of one school, empty outside the reader's scope. */
export function oneSchool(ctx: Ctx, schoolId: string) {
  return ctx.db.selectFrom('school').selectAll().where(inScope(ctx.scope, 'school.id')).where('id', '=', schoolId);
}

/** One school of the reader's scope; anything else is `NotFound`. */
export async function findSchool(ctx: Ctx, schoolId: string) {
  const school = await oneSchool(ctx, schoolId).executeTakeFirst();
  if (!school) throw new NotFound();
  return school;
}

export type School = Awaited<ReturnType<typeof findSchool>>;
