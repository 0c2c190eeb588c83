import { academicYearOf, termInYear } from '#core/academic-year/rules.ts';
import { scopeOf } from '#core/access/actor.ts';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import type { Decided } from '#core/notifications/digest-rules.ts';
import { workloadPaths } from './paths.ts';
import './tables.ts';

/** Limits that were passed or changed, and accounts that were given, since a moment: for those who may read the workload there. Names nobody. */
export async function decidedInWorkload(ctx: Ctx, since: Temporal.Instant): Promise<Decided[]> {
  const scope = scopeOf(ctx.actor, 'workload:read');
  if (scope.schools !== 'all' && scope.schools.length === 0) return [];
  const passed = await ctx.db
    .selectFrom('workload_excess as e')
    .innerJoin('school as s', 's.id', 'e.school_id')
    .select((eb) => ['e.school_id', 's.name as school', eb.fn.countAll<number>().as('count')])
    .where(inScope(scope, 'e.school_id'))
    .where('e.decided_at', '>', since)
    .groupBy(['e.school_id', 's.name'])
    .orderBy('s.name')
    .execute();
  const accounts = await ctx.db
    .selectFrom('workload_account as a')
    .innerJoin('school as s', 's.id', 'a.school_id')
    .select(['a.school_id', 's.name as school', 'a.academic_year', 'a.term'])
    .where(inScope(scope, 'a.school_id'))
    .where('a.issued_at', '>', since)
    .orderBy('s.name')
    .execute();
  const limits = await ctx.db
    .selectFrom('workload_policy')
    .select('version')
    .where('set_at', '>', since)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return [
    ...passed.map((row) => ({
      words: `${row.school} passed a limit of workload with a reason${Number(row.count) > 1 ? `, ${row.count} times` : ''}`,
      href: workloadPaths.schoolOf(row.school_id, academicYearOf(ctx.today)),
    })),
    ...accounts.map((row) => ({
      words: `The account of the ${termInYear(row.term, row.academic_year)} of ${row.school} was given`,
      href: workloadPaths.account(row.school_id, row.academic_year, row.term),
    })),
    ...(limits ? [{ words: 'The limits of workload were changed', href: workloadPaths.limits }] : []),
  ];
}
