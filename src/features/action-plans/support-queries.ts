import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/organisations/tables.ts';
import { summarisePlans } from './summary-queries.ts';
import type { SupportKind } from './tables.ts';

export type SupportLine = {
  id: string;
  planId: string;
  schoolId: string;
  schoolName: string;
  academicYear: number;
  kind: SupportKind;
  what: string;
  who: string;
  fromSchoolId: string | null;
  fromSchool: string;
  startsOn: Temporal.PlainDate | null;
  endsOn: Temporal.PlainDate | null;
  /** Half days, so that sums are exact. */
  promisedHalfDays: number;
  givenHalfDays: number;
  /** Whole pence. */
  costPence: number;
};

/** The Trust Action Plan: the support under every plan that is agreed, in place or approved, by school and kind. Plans that are closed are left out. Of one school where given. */
export async function supportLines(ctx: Ctx, schoolId?: string): Promise<SupportLine[]> {
  const running = (await summarisePlans(ctx, { schoolId })).filter((summary) => summary.timing.standing.running);
  const planIds = running.map((summary) => summary.plan.id);
  if (planIds.length === 0) return [];
  const rows = await ctx.db
    .selectFrom('plan_support as s')
    .innerJoin('action_plan as p', 'p.id', 's.plan_id')
    .innerJoin('school', 'school.id', 'p.school_id')
    .leftJoin('school as lender', 'lender.id', 's.from_school_id')
    .select([
      's.id',
      's.plan_id',
      's.kind',
      's.what',
      's.who',
      's.from_school_id',
      's.starts_on',
      's.ends_on',
      's.half_days',
      's.cost_pence',
      'p.school_id',
      'p.academic_year',
      'school.name as school_name',
      'lender.name as lender_name',
    ])
    .select((eb) =>
      eb
        .selectFrom('support_delivery as d')
        .select((inner) => inner.fn.coalesce(inner.fn.sum<number>('d.half_days'), inner.lit(0)).as('given'))
        .whereRef('d.support_id', '=', 's.id')
        .as('given'),
    )
    .where(inScope(ctx.scope, 'p.school_id'))
    .where('s.plan_id', 'in', planIds)
    .where('s.removed_at', 'is', null)
    .orderBy('school.name')
    .orderBy('s.position')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    planId: row.plan_id,
    schoolId: row.school_id,
    schoolName: row.school_name,
    academicYear: row.academic_year,
    kind: row.kind,
    what: row.what,
    who: row.who ?? '',
    fromSchoolId: row.from_school_id,
    fromSchool: row.lender_name ?? '',
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    promisedHalfDays: row.half_days ?? 0,
    givenHalfDays: Number(row.given ?? 0),
    costPence: row.cost_pence ?? 0,
  }));
}

export type SupportTotals = { promisedHalfDays: number; givenHalfDays: number; costPence: number; lines: number };

/** Sums of whole pence and half days: exact. */
export function totalSupport(lines: readonly SupportLine[]): SupportTotals {
  return {
    promisedHalfDays: lines.reduce((sum, line) => sum + line.promisedHalfDays, 0),
    givenHalfDays: lines.reduce((sum, line) => sum + line.givenHalfDays, 0),
    costPence: lines.reduce((sum, line) => sum + line.costPence, 0),
    lines: lines.length,
  };
}
