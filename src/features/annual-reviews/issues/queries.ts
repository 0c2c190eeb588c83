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
import { earlierOfIssue, withEarlier } from '../earlier/of-issue-queries.ts';
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

/** Of one academic year, of some schools; `newestOnly` leaves every review out after which a later year’s has been issued. */
export type WhichIssued = { academicYear?: number; schoolIds?: readonly string[]; newestOnly?: boolean };

/**
 * The newest issue of every review that has been issued and not withdrawn, where the reader may read issued reviews: by school, the newest year first.
 */
export function issuedReviews(ctx: Ctx, which: WhichIssued = {}): Promise<IssuedReview[]> {
  return onceInARead(ctx, `issued ${JSON.stringify([ctx.scope, which])}`, () => readIssued(ctx, which));
}

/** The newest issue of a review, unless it was withdrawn. */
const isCurrent = (
  issue: string,
) => sql<boolean>`(${sql.ref(`${issue}.withdrawn_at`)} is null and not exists (select from review_issue after
  where after.review_id = ${sql.ref(`${issue}.review_id`)} and after.number > ${sql.ref(`${issue}.number`)}))`;

const newestOfSchools = sql<boolean>`i.id = any(array(select distinct on (n.school_id) n.id from review_issue n where ${isCurrent('n')}
  order by n.school_id, n.academic_year desc))`;

async function readIssued(ctx: Ctx, which: WhichIssued): Promise<IssuedReview[]> {
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
      earlierOfIssue.as('earlier'),
    ])
    .where(inScope(ctx.scope, 'i.school_id'))
    .where(inScope(scopeOf(ctx.actor, 'annual-review:read'), 'i.school_id'))
    .where(which.newestOnly ? newestOfSchools : isCurrent('i'));
  if (which.academicYear !== undefined) query = query.where('i.academic_year', '=', which.academicYear);
  if (which.schoolIds !== undefined) query = query.where('i.school_id', 'in', [...which.schoolIds]);
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
    judgements: withEarlier(row.judgements, row.earlier),
    keyIssues: row.key_issues,
  }));
}

/** The newest issued review of a school, or null. */
export async function latestIssuedReview(ctx: Ctx, schoolId: string): Promise<IssuedReview | null> {
  const [newest] = await issuedReviews(ctx, { schoolIds: [schoolId], newestOnly: true });
  return newest ?? null;
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
