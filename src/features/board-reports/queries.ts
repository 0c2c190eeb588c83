import { hasRole, holds } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import '#core/people/tables.ts';
import { NotFound } from '#platform/errors.ts';
import './tables.ts';

const writes = (ctx: Ctx): boolean => holds(ctx.actor, 'board-report:write');

/** Reports that the reader may see, newest first: those who write see every one, trustees and the clerk those that have been issued. */
export async function listReports(ctx: Ctx) {
  const rows = await ctx.db
    .selectFrom('board_report as r')
    .select((eb) => [
      'r.id',
      'r.academic_year',
      'r.term',
      'r.assembled_at',
      eb
        .selectFrom('board_report_issue as i')
        .select('i.issued_at')
        .whereRef('i.report_id', '=', 'r.id')
        .orderBy('i.number', 'desc')
        .limit(1)
        .as('issued_at'),
    ])
    .where('r.trust_id', '=', ctx.scope.trustId)
    .orderBy('r.academic_year', 'desc')
    .orderBy('r.started_at', 'desc')
    .execute();
  return writes(ctx) ? rows : rows.filter((row) => row.issued_at !== null);
}

/** One report for those who write it; for everybody else a report that is not issued is `NotFound`, and so is its draft. */
export async function findReport(ctx: Ctx, id: string) {
  const report = await ctx.db
    .selectFrom('board_report')
    .selectAll()
    .where('trust_id', '=', ctx.scope.trustId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!report) throw new NotFound();
  return report;
}

export type BoardReport = Awaited<ReturnType<typeof findReport>>;

export async function wordsOf(ctx: Ctx, reportId: string) {
  return await ctx.db
    .selectFrom('board_report_words')
    .select(['code', 'body', 'revision', 'saved_at'])
    .where('report_id', '=', reportId)
    .execute();
}

export async function decisionsOf(ctx: Ctx, reportId: string) {
  return await ctx.db
    .selectFrom('board_report_decision')
    .select(['id', 'wanted'])
    .where('report_id', '=', reportId)
    .orderBy('position')
    .execute();
}

/** Issues of a report, newest first, with the hash of what was frozen. */
export async function issuesOf(ctx: Ctx, reportId: string) {
  return await ctx.db
    .selectFrom('board_report_issue as i')
    .innerJoin('person as p', 'p.id', 'i.issued_by')
    .innerJoin('frozen_record as f', 'f.id', 'i.frozen_record_id')
    .select(['i.id', 'i.number', 'i.why', 'i.issued_at', 'p.name as by', 'f.sha256', 'f.content'])
    .where('i.report_id', '=', reportId)
    .orderBy('i.number', 'desc')
    .execute();
}

/** Every trustee of today, with the moment at which they confirmed receipt of an issue, or null. */
export async function receiptsOf(ctx: Ctx, issueId: string) {
  return await ctx.db
    .selectFrom('role_grant as g')
    .innerJoin('person as p', 'p.id', 'g.person_id')
    .leftJoin('board_report_receipt as r', (join) =>
      join.onRef('r.person_id', '=', 'p.id').on('r.issue_id', '=', issueId),
    )
    .select(['p.id', 'p.name', 'r.received_at'])
    .distinct()
    .where('g.role', '=', 'trustee')
    .where('g.starts_on', '<=', ctx.today)
    .where((eb) => eb.or([eb('g.ends_on', 'is', null), eb('g.ends_on', '>=', ctx.today)]))
    .where((eb) => eb.or([eb('p.left_on', 'is', null), eb('p.left_on', '>', ctx.today)]))
    .orderBy('p.name')
    .execute();
}

/** The newest issue of each report of which this trustee has not confirmed receipt. */
export async function issuesToReceive(ctx: Ctx) {
  if (!hasRole(ctx.actor, 'trustee')) return [];
  return await ctx.db
    .selectFrom('board_report_issue as i')
    .innerJoin('board_report as r', 'r.id', 'i.report_id')
    .distinctOn('i.report_id')
    .select((eb) => [
      'i.id',
      'i.report_id',
      'r.academic_year',
      'r.term',
      eb
        .exists(
          eb
            .selectFrom('board_report_receipt as c')
            .select('c.id')
            .whereRef('c.issue_id', '=', 'i.id')
            .where('c.person_id', '=', ctx.actor.personId),
        )
        .as('received'),
    ])
    .where('i.trust_id', '=', ctx.scope.trustId)
    .orderBy('i.report_id')
    .orderBy('i.number', 'desc')
    .execute();
}
