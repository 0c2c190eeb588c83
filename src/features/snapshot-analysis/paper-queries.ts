import { sql } from 'kysely';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/frozen-records/tables.ts';
import { holdersAt } from '#core/people/queries.ts';
import '#core/pupil-data/tables.ts';
import { type DocumentTree, sha256Hex } from '#platform/documents/index.ts';
import { NotFound } from '#platform/errors.ts';
import { type PaperFacts, readFacts, type StepFact, stepsToLookBackOn } from './facts.ts';
import type { ReceivedAs } from './policy.ts';
import './tables.ts';

/** Every paper of an analysis, the newest first. */
export async function papersOf(ctx: Ctx, analysisId: string) {
  return await ctx.db
    .selectFrom('snapshot_analysis_paper as p')
    .innerJoin('person as w', 'w.id', 'p.presented_by')
    .innerJoin('frozen_record as f', 'f.id', 'p.frozen_record_id')
    .select([
      'p.id',
      'p.school_id',
      'p.number',
      'p.why',
      'p.facts',
      'p.facts_sha256',
      'p.presented_at',
      'w.name as presenter',
      'f.sha256',
      sql<string>`f.content->>'text'`.as('document'),
    ])
    .where(inScope(ctx.scope, 'p.school_id'))
    .where('p.analysis_id', '=', analysisId)
    .orderBy('p.number', 'desc')
    .execute();
}

export type Paper = Awaited<ReturnType<typeof papersOf>>[number];

/** What a paper says, and whether both what it says and its document still have the hashes that they were presented with. */
export function openPaper(paper: Pick<Paper, 'facts' | 'facts_sha256' | 'document' | 'sha256'>): {
  facts: PaperFacts;
  /** As it was frozen: the page shows this, so that it says what Word and PDF say for good. */
  document: DocumentTree;
  unchanged: boolean;
} {
  const hash = (text: string) => sha256Hex(new TextEncoder().encode(text));
  return {
    facts: readFacts(paper.facts),
    document: JSON.parse(paper.document, (key, value) =>
      key === 'date' && typeof value === 'string' ? Temporal.PlainDate.from(value) : value,
    ) as DocumentTree,
    unchanged: hash(paper.facts) === paper.facts_sha256 && hash(paper.document) === paper.sha256,
  };
}

/** A paper by its number, the newest for null; `NotFound` where it has not been presented. */
export function pickPaper(papers: readonly Paper[], number: string | null): Paper {
  const found = number === null ? papers[0] : papers.find((each) => String(each.number) === number);
  if (!found) throw new NotFound();
  return found;
}

/** The steps that an analysis looks back upon: those of the newest paper of the school’s analysis before it. */
export async function stepsOfLastTime(
  ctx: Ctx,
  analysis: { school_id: string; data_on: Temporal.PlainDate; collection_id: string },
): Promise<StepFact[]> {
  const row = await ctx.db
    .selectFrom('snapshot_analysis_paper as p')
    .innerJoin('snapshot_analysis as a', 'a.id', 'p.analysis_id')
    .innerJoin('data_collection as c', 'c.id', 'a.collection_id')
    .select('p.facts')
    .where(inScope(ctx.scope, 'p.school_id'))
    .where('p.school_id', '=', analysis.school_id)
    .where('c.data_on', '<', analysis.data_on)
    .where('c.id', '!=', analysis.collection_id)
    .orderBy('c.data_on', 'desc')
    .orderBy('p.number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? stepsToLookBackOn(readFacts(row.facts)) : [];
}

export type Recipient = { personId: string; name: string; as: ReceivedAs; receivedAt: Temporal.Instant | null };

/** Whether a person is the Executive Principal, or a governor of the school, on a day and still today. */
const roleOf = (ctx: Ctx, schoolId: string, since: Temporal.PlainDate) =>
  sql<ReceivedAs | null>`(select max(g.role) from role_grant g where g.person_id = p.id
    and (g.role = 'executive_principal' or (g.role = 'lgb_member' and g.school_id = ${schoolId}))
    and g.ended_at is null and g.starts_on <= ${since} and (g.ends_on is null or g.ends_on >= ${ctx.today})
    and (p.left_on is null or p.left_on > ${ctx.today}))`;

/** Whom a paper of the school that was presented on a day is for, with when each confirmed it. Without a paper: whom it would be for. */
export async function recipientsOf(
  ctx: Ctx,
  of: { schoolId: string; presentedOn: Temporal.PlainDate; paperId: string | null },
): Promise<Recipient[]> {
  const rows = await ctx.db
    .selectFrom('person as p')
    .leftJoin('snapshot_analysis_receipt as t', (join) =>
      join.onRef('t.person_id', '=', 'p.id').on('t.paper_id', '=', of.paperId),
    )
    .select(['p.id', 'p.name', 't.received_at', 't.received_as', roleOf(ctx, of.schoolId, of.presentedOn).as('role')])
    .where('p.trust_id', '=', ctx.actor.trustId)
    .orderBy('p.name')
    .execute();
  return rows.flatMap((row) => {
    const as = row.received_as ?? row.role;
    return as === null ? [] : [{ personId: row.id, name: row.name, as, receivedAt: row.received_at }];
  });
}

/** The head teachers of a school today. */
export async function headsOf(ctx: Ctx, schoolId: string): Promise<{ id: string; name: string }[]> {
  return await holdersAt(ctx.db, [schoolId], ['head_teacher'], ctx.today);
}
