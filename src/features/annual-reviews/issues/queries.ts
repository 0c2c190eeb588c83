import { sql } from 'kysely';
import { scopeOf } from '#core/access/actor.ts';
import { inScope } from '#core/access/scope.ts';
import { type Ctx, onceInARead } from '#core/context.ts';
import '#core/frozen-records/tables.ts';
import '#core/organisations/tables.ts';
import '#core/people/tables.ts';
import type { DocumentTree } from '#platform/documents/index.ts';
import { sha256Hex } from '#platform/documents/sha256.ts';
import { NotFound } from '#platform/errors.ts';
import '../tables.ts';
import type { IssuedJudgement, IssuedKeyIssue } from './issued.ts';

export type IssuedReview = {
  reviewId: string;
  issueId: string;
  schoolId: string;
  schoolName: string;
  academicYear: number;
  /** 1 when first issued; higher after a grade was changed. */
  issueNumber: number;
  issuedAt: Temporal.Instant;
  frameworkId: string;
  frameworkFamily: string;
  judgements: readonly IssuedJudgement[];
  keyIssues: readonly IssuedKeyIssue[];
};

/**
 * The newest issue of every review that has been issued and not withdrawn, where the reader may read issued reviews: by school, the newest year first.
 */
export function issuedReviews(
  ctx: Ctx,
  which: { academicYear?: number; schoolId?: string } = {},
): Promise<IssuedReview[]> {
  return onceInARead(ctx, `issued ${JSON.stringify([ctx.scope, which])}`, () => readIssued(ctx, which));
}

async function readIssued(ctx: Ctx, which: { academicYear?: number; schoolId?: string }): Promise<IssuedReview[]> {
  let query = ctx.db
    .selectFrom('review_issue as i')
    .innerJoin('school as s', 's.id', 'i.school_id')
    .select([
      'i.review_id',
      'i.id',
      'i.school_id',
      's.name',
      'i.academic_year',
      'i.number',
      'i.issued_at',
      'i.framework_id',
      'i.framework_family',
      'i.judgements',
      'i.key_issues',
    ])
    .where(inScope(ctx.scope, 'i.school_id'))
    .where(inScope(scopeOf(ctx.actor, 'annual-review:read'), 'i.school_id'))
    .where('i.withdrawn_at', 'is', null)
    .where(sql<boolean>`i.number = (select max(n.number) from review_issue n where n.review_id = i.review_id)`);
  if (which.academicYear !== undefined) query = query.where('i.academic_year', '=', which.academicYear);
  if (which.schoolId !== undefined) query = query.where('i.school_id', '=', which.schoolId);
  const rows = await query.orderBy('s.name').orderBy('i.academic_year', 'desc').execute();
  return rows.map((row) => ({
    reviewId: row.review_id,
    issueId: row.id,
    schoolId: row.school_id,
    schoolName: row.name,
    academicYear: row.academic_year,
    issueNumber: row.number,
    issuedAt: row.issued_at,
    frameworkId: row.framework_id,
    frameworkFamily: row.framework_family,
    judgements: row.judgements,
    keyIssues: row.key_issues,
  }));
}

/** The newest issued review of a school, or null. */
export async function latestIssuedReview(ctx: Ctx, schoolId: string): Promise<IssuedReview | null> {
  const [newest] = await issuedReviews(ctx, { schoolId });
  return newest ?? null;
}

type Reviewed = { schoolId: string; academicYear: number };

/** Among these issues, the grades of the newest earlier year of the school in the same family of frameworks, by area: what stands beside the new ones. */
export function previousAmong(issued: readonly IssuedReview[], review: Reviewed, family: string) {
  const earlier = issued
    .filter(
      (it) => it.schoolId === review.schoolId && it.frameworkFamily === family && it.academicYear < review.academicYear,
    )
    .sort((a, b) => b.academicYear - a.academicYear)[0];
  return new Map(
    (earlier?.judgements ?? []).map((it) => [
      it.areaCode,
      { code: it.gradeCode, label: it.gradeLabel, academicYear: earlier?.academicYear ?? 0 },
    ]),
  );
}

/** The previous grades of one review. */
export async function previousGrades(ctx: Ctx, review: Reviewed, family: string) {
  return previousAmong(await issuedReviews(ctx, { schoolId: review.schoolId }), review, family);
}

/** Every issue of a review, the newest first. */
export async function issuesOf(ctx: Ctx, reviewId: string) {
  return await ctx.db
    .selectFrom('review_issue as i')
    .innerJoin('person as p', 'p.id', 'i.issued_by')
    .leftJoin('frozen_record as f', 'f.id', 'i.frozen_record_id')
    .select([
      'i.id',
      'i.number',
      'i.issued_at',
      'i.why',
      'i.withdrawn_at',
      'i.withdrawn_why',
      'i.judgements',
      'i.key_issues',
      'p.name',
      'f.sha256',
    ])
    .where(inScope(ctx.scope, 'i.school_id'))
    .where('i.review_id', '=', reviewId)
    .orderBy('i.number', 'desc')
    .execute();
}

export type ReviewIssue = Awaited<ReturnType<typeof issuesOf>>[number];

/** The frozen document of one issue, and whether it still has the hash that it was issued with. */
export async function frozenDocument(
  ctx: Ctx,
  reviewId: string,
  issueId: string,
): Promise<{ document: DocumentTree; sha256: string; unchanged: boolean }> {
  const row = await ctx.db
    .selectFrom('review_issue as i')
    .innerJoin('frozen_record as f', 'f.id', 'i.frozen_record_id')
    .select([sql<string>`f.content->>'text'`.as('text'), 'f.sha256'])
    .where(inScope(ctx.scope, 'i.school_id'))
    .where('i.review_id', '=', reviewId)
    .where('i.id', '=', issueId)
    .executeTakeFirst();
  if (!row) throw new NotFound();
  const document = JSON.parse(row.text, (key, value) =>
    key === 'date' && typeof value === 'string' ? Temporal.PlainDate.from(value) : value,
  ) as DocumentTree;
  return { document, sha256: row.sha256, unchanged: sha256Hex(new TextEncoder().encode(row.text)) === row.sha256 };
}

export type Recipient = {
  personId: string;
  name: string;
  as: 'trustee' | 'lgb_member';
  receivedAt: Temporal.Instant | null;
};

/**
 * Whose receipt is looked for: trustees, and governors of the school, who held the role when it was issued and still do; and whoever has confirmed it,
 * with when they did.
 */
export async function recipientsOf(ctx: Ctx, issue: { issueId: string; schoolId: string }): Promise<Recipient[]> {
  const rows = await ctx.db
    .selectFrom('person as p')
    .leftJoin('review_receipt as t', (join) =>
      join.onRef('t.person_id', '=', 'p.id').on('t.issue_id', '=', issue.issueId),
    )
    .select([
      'p.id',
      'p.name',
      't.received_at',
      't.received_as',
      sql<'trustee' | 'lgb_member' | null>`(select max(g.role) from role_grant g where g.person_id = p.id
        and (g.role = 'trustee' or (g.role = 'lgb_member' and g.school_id = ${issue.schoolId}))
        and g.starts_on <= (select (i.issued_at at time zone 'Europe/London')::date from review_issue i where i.id = ${issue.issueId}) and (g.ends_on is null or g.ends_on >= ${ctx.today})
        and (p.left_on is null or p.left_on > ${ctx.today}))`.as('role'),
    ])
    .orderBy('p.name')
    .execute();
  return rows.flatMap((row) => {
    const as = row.received_as ?? row.role;
    return as === null ? [] : [{ personId: row.id, name: row.name, as, receivedAt: row.received_at }];
  });
}
