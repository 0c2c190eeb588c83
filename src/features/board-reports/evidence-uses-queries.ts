import { sql } from 'kysely';
import { type Term, termInYear } from '#core/academic-year/rules.ts';
import { holds } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import type { EvidenceUse } from '#core/evidence/uses.ts';
import { boardReportPaths } from './paths.ts';

type Row = { evidence_id: string; report_id: string; number: number; term: Term; academic_year: number; by: string };

/**
 * The newest issue of each report to Trustees that printed the judgements of an issued review, or the criteria of a plan, which rest on these pieces of evidence.
 * What a report printed is read from the facts that were frozen with it.
 */
export async function evidenceUsesInBoardReports(ctx: Ctx, evidenceIds: readonly string[]): Promise<EvidenceUse[]> {
  if (!holds(ctx.actor, 'board-report:read') || evidenceIds.length === 0) return [];
  const pieces = sql`${[...evidenceIds]}::uuid[]`;
  const found = await sql<Row>`
    with printed as (
      select i.report_id, i.number, i.issued_at, r.term, r.academic_year, s.value as school
        from board_report_issue i join board_report r on r.id = i.report_id, jsonb_array_elements(i.facts->'schools') s
       where i.trust_id = ${ctx.scope.trustId} and i.facts is not null
         and not exists (select from board_report_issue later where later.report_id = i.report_id and later.number > i.number)),
    printed_plan as (
      select p.report_id, p.number, p.issued_at, p.term, p.academic_year, (plan.value->>'planId')::uuid as plan_id
        from printed p, jsonb_array_elements(coalesce(p.school->'plans', '[]')) plan where plan.value->>'beingWritten' is distinct from 'true'),
    by_review as (
      select distinct c.evidence_id, i.school_id, i.academic_year, i.issued_at from claim_evidence c join review_issue i on i.review_id = c.review_id
       where c.evidence_id = any(${pieces})),
    by_plan as (
      select unnest(v.evidence_ids) as evidence_id, v.plan_id, v.recorded_at as since from plan_review v where v.evidence_ids && ${pieces}
      union select l.evidence_id, c.plan_id, e.recorded_at from evidence_line l join success_criterion c on c.id = l.criterion_id
        join evidence e on e.id = l.evidence_id where l.evidence_id = any(${pieces}))
    select b.evidence_id, p.report_id, p.number, p.term, p.academic_year, 'review' as by from printed p join by_review b
      on b.school_id = (p.school->>'schoolId')::uuid and b.issued_at <= p.issued_at
     and p.school->>'reviewYear' = concat(b.academic_year, '/', lpad(((b.academic_year + 1) % 100)::text, 2, '0'))
    union select b.evidence_id, p.report_id, p.number, p.term, p.academic_year, 'plan' as by from printed_plan p join by_plan b
      on b.plan_id = p.plan_id and b.since <= p.issued_at where b.evidence_id = any(${pieces})
    order by 5 desc, 4, 6 desc`.execute(ctx.db);
  return found.rows.map((row) => ({
    evidenceId: row.evidence_id,
    kind: 'board_paper',
    label: `Report to Trustees, ${termInYear(row.term, row.academic_year)}: ${row.by === 'review' ? 'the judgements of the Annual Review' : 'the criteria of the action plan'}`,
    href: boardReportPaths.oneIssue(row.report_id, row.number),
  }));
}
