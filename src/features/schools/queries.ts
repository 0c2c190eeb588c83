import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';

/** Departments of one school that the caller has already found in scope, open ones first. */
export async function departmentsOf(ctx: Ctx, schoolId: string) {
  return await ctx.db
    .selectFrom('department')
    .leftJoin('subject', 'subject.id', 'department.subject_id')
    .select(['department.id', 'department.name', 'subject.name as subject', 'department.closed_on'])
    .where(inScope(ctx.scope, 'department.school_id'))
    .where('department.school_id', '=', schoolId)
    .orderBy('department.closed_on', (order) => order.asc().nullsFirst())
    .orderBy('department.name')
    .execute();
}

/** What the school was before. */
export async function predecessorsOf(ctx: Ctx, schoolId: string) {
  return await ctx.db
    .selectFrom('school_predecessor')
    .select(['id', 'urn', 'name', 'closed_on'])
    .where(inScope(ctx.scope, 'school_id'))
    .where('school_id', '=', schoolId)
    .orderBy('closed_on', 'desc')
    .execute();
}

/** Every school that is or was in the trust, with its head teacher today. */
export async function schoolsWithHeads(ctx: Ctx) {
  return await ctx.db
    .selectFrom('school')
    .select((eb) => [
      'school.id',
      'school.name',
      'school.urn',
      'school.phase',
      'school.low_age',
      'school.high_age',
      'school.has_early_years',
      'school.has_sixth_form',
      'school.pupils_on_roll',
      'school.capacity',
      'school.joined_on',
      'school.left_on',
      eb
        .selectFrom('role_grant')
        .innerJoin('person', 'person.id', 'role_grant.person_id')
        .select('person.name')
        .whereRef('role_grant.school_id', '=', 'school.id')
        .where('role_grant.role', '=', 'head_teacher')
        .where('role_grant.starts_on', '<=', ctx.today)
        .where((grant) =>
          grant.or([grant('role_grant.ends_on', 'is', null), grant('role_grant.ends_on', '>=', ctx.today)]),
        )
        .orderBy('role_grant.starts_on', 'desc')
        .limit(1)
        .as('head'),
    ])
    .where(inScope(ctx.scope, 'school.id'))
    .orderBy('school.name')
    .execute();
}
