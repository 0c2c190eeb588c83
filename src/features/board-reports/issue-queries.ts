import { type RawBuilder, sql } from 'kysely';
import { hasRole } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import '#core/frozen-records/tables.ts';
import '#core/people/tables.ts';
import '#platform/db/tables.ts';
import type { Term } from '#core/academic-year/rules.ts';
import type { DocumentTree } from '#platform/documents/index.ts';
import { sha256Hex } from '#platform/documents/index.ts';
import { NotFound } from '#platform/errors.ts';
import { type Facts, readFacts } from './facts.ts';
import './tables.ts';

/** Issues of a report, newest first, with the hash of what was frozen. */
export async function issuesOf(ctx: Ctx, reportId: string) {
  return await ctx.db
    .selectFrom('board_report_issue as i')
    .innerJoin('person as p', 'p.id', 'i.issued_by')
    .innerJoin('frozen_record as f', 'f.id', 'i.frozen_record_id')
    .select(['i.id', 'i.number', 'i.why', 'i.issued_at', 'p.name as by', 'f.sha256', 'f.content'])
    .where('i.trust_id', '=', ctx.scope.trustId)
    .where('i.report_id', '=', reportId)
    .orderBy('i.number', 'desc')
    .execute();
}

export type Issue = Awaited<ReturnType<typeof issuesOf>>[number];

/** What was frozen as a document, and whether it still has the hash that it was issued with. */
export function frozenDocument(issue: Pick<Issue, 'content' | 'sha256'>): {
  document: DocumentTree;
  unchanged: boolean;
} {
  const { content } = issue;
  const text = typeof content === 'object' && content !== null && 'text' in content ? String(content.text) : '{}';
  const tree = JSON.parse(text) as Omit<DocumentTree, 'date'> & { date: string };
  return {
    document: { ...tree, date: Temporal.PlainDate.from(tree.date) },
    unchanged: sha256Hex(new TextEncoder().encode(text)) === issue.sha256,
  };
}

/** The stored PDF or Word file of one issue, as it was frozen. */
export async function issueFile(ctx: Ctx, reportId: string, number: number, format: 'pdf' | 'docx') {
  const file = await ctx.db
    .selectFrom('board_report_issue as i')
    .innerJoin('frozen_record as f', 'f.id', 'i.frozen_record_id')
    .innerJoin('stored_file as s', 's.id', format === 'pdf' ? 'f.pdf_file_id' : 'f.docx_file_id')
    .select(['s.name', 's.media_type', 's.content'])
    .where('i.trust_id', '=', ctx.scope.trustId)
    .where('i.report_id', '=', reportId)
    .where('i.number', '=', number)
    .executeTakeFirst();
  if (!file) throw new NotFound();
  return file;
}

export type Receipt = { id: string; name: string; received_at: Temporal.Instant | null };

/** Whether a person is a trustee today and has been one since a day. */
const trusteeSince = (ctx: Ctx, person: RawBuilder<unknown>, day: RawBuilder<unknown>) =>
  sql<boolean>`exists (select from role_grant g where g.person_id = ${person} and g.role = 'trustee' and g.ended_at is null
    and g.starts_on <= ${day} and (g.ends_on is null or g.ends_on >= ${ctx.today}))`;

const hasNotLeft = (ctx: Ctx) => sql<boolean>`(p.left_on is null or p.left_on > ${ctx.today})`;

const dayOfIssue = sql`(i.issued_at at time zone 'Europe/London')::date`;

/** Whose receipt of each issue is looked for: trustees who held the role when it was issued and still do; and whoever has confirmed it, with when they did. */
export async function receiptsOfEach(ctx: Ctx, issueIds: readonly string[]): Promise<Map<string, Receipt[]>> {
  if (issueIds.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('board_report_issue as i')
    .innerJoin('person as p', 'p.trust_id', 'i.trust_id')
    .leftJoin('board_report_receipt as r', (join) =>
      join.onRef('r.person_id', '=', 'p.id').onRef('r.issue_id', '=', 'i.id'),
    )
    .select(['i.id as issue_id', 'p.id', 'p.name', 'r.received_at'])
    .where('i.trust_id', '=', ctx.scope.trustId)
    .where('i.id', 'in', issueIds)
    .where((eb) =>
      eb.or([
        eb('r.received_at', 'is not', null),
        eb.and([trusteeSince(ctx, sql.ref('p.id'), dayOfIssue), hasNotLeft(ctx)]),
      ]),
    )
    .orderBy('p.name')
    .execute();
  return Map.groupBy(rows, (row) => row.issue_id);
}

export async function receiptsOf(ctx: Ctx, issueId: string): Promise<Receipt[]> {
  return (await receiptsOfEach(ctx, [issueId])).get(issueId) ?? [];
}

/** Names of those who would be given a report that is issued today. */
export async function trusteesToday(ctx: Ctx): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('person as p')
    .select('p.name')
    .where('p.trust_id', '=', ctx.scope.trustId)
    .where(trusteeSince(ctx, sql.ref('p.id'), sql.val(ctx.today)))
    .where(hasNotLeft(ctx))
    .orderBy('p.name')
    .execute();
  return rows.map((row) => row.name);
}

/** The newest issue of each report that went to this trustee, with whether they have confirmed it; empty for anybody else. What was issued before somebody became a trustee is not asked of them. */
export async function issuesToReceive(ctx: Ctx) {
  if (!hasRole(ctx.actor, 'trustee')) return [];
  return await ctx.db
    .selectFrom('board_report_issue as i')
    .innerJoin('board_report as r', 'r.id', 'i.report_id')
    .distinctOn('i.report_id')
    .select((eb) => [
      'i.id',
      'i.report_id',
      'i.number',
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
    .where(trusteeSince(ctx, sql.val(ctx.actor.personId), dayOfIssue))
    .orderBy('i.report_id')
    .orderBy('i.number', 'desc')
    .execute();
}

export type Before = { academicYear: number; term: Term; facts: Facts };

/** What trustees were told in the report before that of a term: the newest issue of the newest earlier report, or null. */
export async function reportBefore(ctx: Ctx, when: { academicYear: number; term: Term }): Promise<Before | null> {
  const row = await ctx.db
    .selectFrom('board_report_issue as i')
    .innerJoin('board_report as r', 'r.id', 'i.report_id')
    .select(['r.academic_year', 'r.term', 'i.facts'])
    .where('i.trust_id', '=', ctx.scope.trustId)
    .where('i.facts', 'is not', null)
    .where(
      sql<boolean>`(r.academic_year, array_position(array['autumn', 'spring', 'summer'], r.term))
        < (${when.academicYear}::int, array_position(array['autumn', 'spring', 'summer'], ${when.term}::text))`,
    )
    .orderBy('r.academic_year', 'desc')
    .orderBy(sql`array_position(array['autumn', 'spring', 'summer'], r.term)`, 'desc')
    .orderBy('i.number', 'desc')
    .executeTakeFirst();
  if (!row) return null;
  const of = { academicYear: row.academic_year, term: row.term };
  return { ...of, facts: readFacts(row.facts, of) };
}
