import { hasRole, holds } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import '#core/people/tables.ts';
import { NotFound } from '#platform/errors.ts';
import { readFacts } from './facts.ts';
import './tables.ts';

const writes = (ctx: Ctx): boolean => holds(ctx.actor, 'board-report:write');

/** Reports that the reader may see, newest first: those who write see every one, trustees and the clerk those that have been issued. */
export async function listReports(ctx: Ctx) {
  const rows = await ctx.db
    .selectFrom('board_report as r')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('board_report_issue as i')
          .select(['i.id as issue_id', 'i.number', 'i.issued_at'])
          .whereRef('i.report_id', '=', 'r.id')
          .orderBy('i.number', 'desc')
          .limit(1)
          .as('newest'),
      (join) => join.onTrue(),
    )
    .select(['r.id', 'r.academic_year', 'r.term', 'r.assembled_at'])
    .select(['newest.issue_id', 'newest.number', 'newest.issued_at'])
    .where('r.trust_id', '=', ctx.scope.trustId)
    .orderBy('r.academic_year', 'desc')
    .orderBy('r.started_at', 'desc')
    .execute();
  return writes(ctx) ? rows : rows.filter((row) => row.issued_at !== null);
}

/** One report of the trust with its facts; another trust's is `NotFound`. Routes for drafts demand the permission to write. */
export async function findReport(ctx: Ctx, id: string) {
  const report = await ctx.db
    .selectFrom('board_report')
    .selectAll()
    .where('trust_id', '=', ctx.scope.trustId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!report) throw new NotFound();
  return { ...report, facts: readFacts(report.facts, { academicYear: report.academic_year, term: report.term }) };
}

export type BoardReport = Awaited<ReturnType<typeof findReport>>;

export async function wordsOf(ctx: Ctx, reportId: string) {
  return await ctx.db
    .selectFrom('board_report_words as w')
    .innerJoin('person as p', 'p.id', 'w.saved_by')
    .select(['w.code', 'w.body', 'w.revision', 'w.saved_at', 'p.name as by'])
    .where('w.trust_id', '=', ctx.scope.trustId)
    .where('w.report_id', '=', reportId)
    .execute();
}

export async function decisionsOf(ctx: Ctx, reportId: string) {
  return await ctx.db
    .selectFrom('board_report_decision')
    .select(['id', 'wanted', 'plan_id'])
    .where('trust_id', '=', ctx.scope.trustId)
    .where('report_id', '=', reportId)
    .orderBy('position')
    .execute();
}

/** The Executive Principal of today, whose report it is; null where nobody holds the role. */
export async function executivePrincipalOf(ctx: Ctx): Promise<string | null> {
  if (hasRole(ctx.actor, 'executive_principal')) return ctx.actor.name;
  const row = await ctx.db
    .selectFrom('role_grant as g')
    .innerJoin('person as p', 'p.id', 'g.person_id')
    .select('p.name')
    .where('g.trust_id', '=', ctx.scope.trustId)
    .where('g.role', '=', 'executive_principal')
    .where('g.starts_on', '<=', ctx.today)
    .where((eb) => eb.or([eb('g.ends_on', 'is', null), eb('g.ends_on', '>=', ctx.today)]))
    .where('g.ended_at', 'is', null)
    .orderBy('g.starts_on', 'desc')
    .executeTakeFirst();
  return row?.name ?? null;
}

/** People who are or were teachers or middle leaders and hold no other role today, so that no paper for trustees names them. */
export async function staffBelowLeaders(ctx: Ctx): Promise<{ name: string; surname: string | null }[]> {
  const people = await ctx.db
    .selectFrom('person as p')
    .innerJoin('role_grant as g', 'g.person_id', 'p.id')
    .select(['p.id', 'p.name', 'g.role', 'g.ends_on', 'g.ended_at'])
    .where('p.trust_id', '=', ctx.scope.trustId)
    .execute();
  const below = (role: string) => role === 'teacher' || role === 'middle_leader';
  const may = (row: (typeof people)[number]) =>
    !below(row.role) &&
    row.ended_at === null &&
    (row.ends_on === null || Temporal.PlainDate.compare(row.ends_on, ctx.today) >= 0);
  const named = new Set(people.filter(may).map((row) => row.name));
  const surnameOf = (name: string) => name.split(/\s+/).at(-1) ?? name;
  const surnames = new Set([...named].map(surnameOf));
  const staff = new Set(people.filter((row) => below(row.role) && !named.has(row.name)).map((row) => row.name));
  return [...staff].sort().map((name) => {
    const surname = surnameOf(name);
    return { name, surname: surname === name || surnames.has(surname) ? null : surname };
  });
}
