import { sql } from 'kysely';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/frozen-records/tables.ts';
import '#core/people/tables.ts';
import type { DocumentTree } from '#platform/documents/index.ts';
import { sha256Hex } from '#platform/documents/sha256.ts';
import { NotFound } from '#platform/errors.ts';
import type { Report } from '../queries.ts';
import '../tables.ts';

/** A query of issues of the reader's scope with who issued them, the newest first. */
const issueRows = (ctx: Ctx) =>
  ctx.db
    .selectFrom('review_report_issue as i')
    .innerJoin('review_report as r', 'r.id', 'i.report_id')
    .innerJoin('person as p', 'p.id', 'i.issued_by')
    .select([
      'i.id',
      'i.report_id',
      'i.number',
      'i.issued_at',
      'i.why',
      'i.framework_id',
      'i.full_pages',
      'i.governors_pages',
      'i.over_limit_why',
      'i.parts',
      'i.themes',
      'i.findings',
      'i.follow_up',
      'i.withdrawn_at',
      'i.withdrawn_why',
      'r.title',
      'p.name as issued_by_name',
    ])
    .where(inScope(ctx.scope, 'i.school_id'))
    .orderBy('i.issued_at', 'desc')
    .orderBy('i.id', 'desc');

/** Every issue of a report, the newest first. */
export const issuesOf = (ctx: Ctx, reportId: string) => issueRows(ctx).where('i.report_id', '=', reportId).execute();

export type ReportIssue = Awaited<ReturnType<typeof issuesOf>>[number];

/** The last report on the same department or topic of the school that was issued before this one was begun and has not been withdrawn, or null. */
export async function issueBefore(ctx: Ctx, report: Report): Promise<ReportIssue | null> {
  let query = issueRows(ctx)
    .where('i.school_id', '=', report.schoolId)
    .where('i.report_id', '<>', report.id)
    .where('i.withdrawn_at', 'is', null)
    .where('i.issued_at', '<=', report.begunAt)
    .where('r.kind', '=', report.kind);
  query =
    report.kind === 'topic_review'
      ? query.where('r.topic', '=', report.topic)
      : query.where(sameDepartment(report.departmentId));
  return (await query.limit(1).executeTakeFirst()) ?? null;
}

const sameDepartment = (departmentId: string | null) =>
  sql<boolean>`r.department_id is not distinct from ${departmentId}`;

/** One of the two frozen documents of an issue, and whether it still has the hash that it was issued with. */
export async function frozenDocument(ctx: Ctx, issueId: string, version: 'full' | 'governors') {
  const row = await ctx.db
    .selectFrom('review_report_issue as i')
    .innerJoin('frozen_record as f', 'f.id', version === 'full' ? 'i.full_record_id' : 'i.governors_record_id')
    .select([sql<string>`f.content->>'text'`.as('text'), 'f.sha256'])
    .where(inScope(ctx.scope, 'i.school_id'))
    .where('i.id', '=', issueId)
    .executeTakeFirst();
  if (!row) throw new NotFound();
  const document = JSON.parse(row.text, (key, value) =>
    key === 'date' && typeof value === 'string' ? Temporal.PlainDate.from(value) : value,
  ) as DocumentTree;
  return { document, sha256: row.sha256, unchanged: sha256Hex(new TextEncoder().encode(row.text)) === row.sha256 };
}

export type Recipient = { personId: string; name: string; receivedAt: Temporal.Instant | null };

/** Whose receipt is looked for: governors of the school who held the role when it was issued and still do; and whoever has confirmed it. By name. */
export async function recipientsOf(ctx: Ctx, issue: { issueId: string; schoolId: string }): Promise<Recipient[]> {
  const rows = await ctx.db
    .selectFrom('person as p')
    .leftJoin('review_report_receipt as t', (join) =>
      join.onRef('t.person_id', '=', 'p.id').on('t.issue_id', '=', issue.issueId),
    )
    .select(['p.id', 'p.name', 't.received_at'])
    .where((eb) =>
      eb.or([
        eb('t.received_at', 'is not', null),
        sql<boolean>`(exists (select from role_grant g where g.person_id = p.id and g.role = 'lgb_member' and g.school_id = ${issue.schoolId}
          and g.starts_on <= (select (i.issued_at at time zone 'Europe/London')::date from review_report_issue i where i.id = ${issue.issueId})
          and (g.ends_on is null or g.ends_on >= ${ctx.today}) and g.ended_at is null) and (p.left_on is null or p.left_on > ${ctx.today}))`,
      ]),
    )
    .orderBy('p.name')
    .execute();
  return rows.map((row) => ({ personId: row.id, name: row.name, receivedAt: row.received_at }));
}
