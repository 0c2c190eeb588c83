import { sql } from 'kysely';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/people/tables.ts';
import '../tables.ts';

export type NewestIssue = {
  number: number;
  issuedAt: Temporal.Instant;
  withdrawn: boolean;
  asked: number;
  received: number;
};

/** Of each of these reports its newest issue, with how many governors were sent it and how many have confirmed. One query. */
export async function newestIssues(ctx: Ctx, reportIds: readonly string[]): Promise<Map<string, NewestIssue>> {
  if (reportIds.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('review_report_issue as i')
    .distinctOn('i.report_id')
    .select([
      'i.report_id',
      'i.number',
      'i.issued_at',
      sql<boolean>`i.withdrawn_at is not null`.as('withdrawn'),
      sql<number>`(select count(*)::int from review_report_receipt t where t.issue_id = i.id)`.as('received'),
      sql<number>`(select count(distinct p.id)::int from person p
        left join review_report_receipt t on t.person_id = p.id and t.issue_id = i.id
        where t.id is not null or (exists (select from role_grant g where g.person_id = p.id and g.role = 'lgb_member' and g.school_id = i.school_id
          and g.starts_on <= (i.issued_at at time zone 'Europe/London')::date and (g.ends_on is null or g.ends_on >= ${ctx.today}) and g.ended_at is null)
          and (p.left_on is null or p.left_on > ${ctx.today})))`.as('asked'),
    ])
    .where(inScope(ctx.scope, 'i.school_id'))
    .where(sql<boolean>`i.report_id = any(${[...reportIds]}::uuid[])`)
    .orderBy('i.report_id')
    .orderBy('i.number', 'desc')
    .execute();
  return new Map(
    rows.map((row) => [
      row.report_id,
      {
        number: row.number,
        issuedAt: row.issued_at,
        withdrawn: row.withdrawn,
        asked: row.asked,
        received: row.received,
      },
    ]),
  );
}
