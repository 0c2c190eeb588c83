import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import { type Evidence, evidenceByIds } from '#core/evidence/queries.ts';
import { type Area, type Framework, findFramework, type Grade } from '#core/frameworks/queries.ts';
import { gradesFor } from '#core/frameworks/rules.ts';
import { type Claim, type ClaimLink, type ClaimWaiver, claimsOf } from '../claim-rules.ts';
import { previousGrades } from '../issues/queries.ts';
import { type Review, type ReviewStep, stepsOf } from '../queries.ts';
import {
  judgementPart,
  type Part,
  type SectionCode,
  safeguardingArea,
  sectionCodes,
  sectionPart,
  sections,
} from '../rules.ts';
import '../tables.ts';

export type SectionContent = {
  code: SectionCode;
  part: Part;
  title: string;
  body: string;
  revision: number;
  savedAt: Temporal.Instant | null;
  savedBy: string | null;
};
export type Moderation = {
  round: number;
  decision: 'agrees' | 'asks_change';
  authorCode: string;
  moderatedCode: string;
  reason: string | null;
  by: string;
  at: Temporal.Instant;
};
export type JudgementContent = {
  id: string;
  part: Part;
  area: Area;
  grade: Grade | null;
  /** As last issued in the same family of frameworks; null where there is none. */
  previous: { code: string; label: string; academicYear: number } | null;
  reasons: string;
  revision: number;
  savedAt: Temporal.Instant | null;
  savedBy: string | null;
  /** Every round of moderation, the newest last. */
  moderations: readonly Moderation[];
};
export type KeyIssueContent = { id: string; areaCode: string; body: string; revision: number };
export type ReviewContent = {
  review: Review;
  framework: Framework;
  steps: readonly ReviewStep[];
  /** How often the review has been sent to moderation. */
  moderationRound: number;
  sections: readonly SectionContent[];
  judgements: readonly JudgementContent[];
  keyIssues: readonly KeyIssueContent[];
  links: readonly (ClaimLink & { id: string; sentence: string })[];
  waivers: readonly (ClaimWaiver & { sentence: string })[];
  evidence: ReadonlyMap<string, Evidence>;
  claims: readonly Claim[];
};

async function storedSections(ctx: Ctx, reviewId: string) {
  return await ctx.db
    .selectFrom('review_section as s')
    .innerJoin('annual_review as r', 'r.id', 's.review_id')
    .leftJoin('person as p', 'p.id', 's.saved_by')
    .select(['s.code', 's.body', 's.revision', 's.saved_at', 'p.name'])
    .where(inScope(ctx.scope, 'r.school_id'))
    .where('s.review_id', '=', reviewId)
    .execute();
}

async function storedJudgements(ctx: Ctx, reviewId: string) {
  return await ctx.db
    .selectFrom('judgement as j')
    .innerJoin('annual_review as r', 'r.id', 'j.review_id')
    .leftJoin('person as p', 'p.id', 'j.saved_by')
    .select(['j.id', 'j.area_code', 'j.grade_code', 'j.reasons', 'j.revision', 'j.saved_at', 'p.name'])
    .where(inScope(ctx.scope, 'r.school_id'))
    .where('j.review_id', '=', reviewId)
    .execute();
}

async function storedModerations(ctx: Ctx, reviewId: string) {
  return await ctx.db
    .selectFrom('judgement_moderation as m')
    .innerJoin('judgement as j', 'j.id', 'm.judgement_id')
    .innerJoin('annual_review as r', 'r.id', 'j.review_id')
    .innerJoin('person as p', 'p.id', 'm.decided_by')
    .select([
      'm.judgement_id',
      'm.round',
      'm.decision',
      'm.author_grade_code',
      'm.moderated_grade_code',
      'm.reason',
      'm.decided_at',
      'p.name',
    ])
    .where(inScope(ctx.scope, 'r.school_id'))
    .where('j.review_id', '=', reviewId)
    .orderBy('m.round')
    .execute();
}

async function storedKeyIssues(ctx: Ctx, reviewId: string) {
  return await ctx.db
    .selectFrom('key_issue as k')
    .innerJoin('annual_review as r', 'r.id', 'k.review_id')
    .select(['k.id', 'k.area_code', 'k.body', 'k.revision'])
    .where(inScope(ctx.scope, 'r.school_id'))
    .where('k.review_id', '=', reviewId)
    .orderBy('k.position')
    .orderBy('k.id')
    .execute();
}

async function storedClaims(ctx: Ctx, reviewId: string) {
  const links = await ctx.db
    .selectFrom('claim_evidence as c')
    .innerJoin('annual_review as r', 'r.id', 'c.review_id')
    .select(['c.id', 'c.part', 'c.sentence_hash as hash', 'c.sentence', 'c.evidence_id as evidenceId'])
    .where(inScope(ctx.scope, 'r.school_id'))
    .where('c.review_id', '=', reviewId)
    .orderBy('c.linked_at')
    .orderBy('c.id')
    .execute();
  const waivers = await ctx.db
    .selectFrom('claim_waiver as w')
    .innerJoin('annual_review as r', 'r.id', 'w.review_id')
    .select(['w.part', 'w.sentence_hash as hash', 'w.sentence', 'w.kind', 'w.reason'])
    .where(inScope(ctx.scope, 'r.school_id'))
    .where('w.review_id', '=', reviewId)
    .execute();
  return { links, waivers };
}

/** Everything that a review says and rests on. The caller has found the review by policy. */
export async function loadContent(ctx: Ctx, review: Review): Promise<ReviewContent> {
  const framework = await findFramework(ctx, review.frameworkId);
  const steps = await stepsOf(ctx, review.id);
  const sectionRows = await storedSections(ctx, review.id);
  const judgementRows = await storedJudgements(ctx, review.id);
  const moderationRows = await storedModerations(ctx, review.id);
  const { links, waivers } = await storedClaims(ctx, review.id);
  const evidence = await evidenceByIds(
    ctx,
    links.map((link) => link.evidenceId),
  );
  const previous = await previousGrades(ctx, review, framework.family);
  const judged = judgementRows.some((row) => row.area_code === safeguardingArea);
  const sectionList = sectionCodes
    .filter((code) => !(judged && code === 'safeguarding'))
    .map((code): SectionContent => {
      const row = sectionRows.find((stored) => stored.code === code);
      return {
        code,
        part: sectionPart(code),
        title: sections[code].title,
        body: row?.body ?? '',
        revision: row?.revision ?? 0,
        savedAt: row?.saved_at ?? null,
        savedBy: row?.name ?? null,
      };
    });
  const judgements = framework.areas.flatMap((area): JudgementContent[] => {
    const row = judgementRows.find((stored) => stored.area_code === area.code);
    if (!row) return [];
    return [
      {
        id: row.id,
        part: judgementPart(area.code),
        area,
        reasons: row.reasons,
        revision: row.revision,
        savedAt: row.saved_at,
        savedBy: row.name,
        grade: gradesFor(framework, area).find((grade) => grade.code === row.grade_code) ?? null,
        previous: previous.get(area.code) ?? null,
        moderations: moderationRows
          .filter((stored) => stored.judgement_id === row.id)
          .map((stored) => ({
            round: stored.round,
            decision: stored.decision,
            authorCode: stored.author_grade_code,
            moderatedCode: stored.moderated_grade_code,
            reason: stored.reason,
            by: stored.name,
            at: stored.decided_at,
          })),
      },
    ];
  });
  const live = new Set([...evidence.values()].filter((item) => item.withdrawn_at === null).map((item) => item.id));
  const bodies: [Part, string][] = [
    ...sectionList.map((it): [Part, string] => [it.part, it.body]),
    ...judgements.map((it): [Part, string] => [it.part, it.reasons]),
  ];
  return {
    review,
    framework,
    steps,
    links,
    waivers,
    evidence,
    judgements,
    sections: sectionList,
    moderationRound: steps.filter((step) => step.step === 'sent_to_moderation').length,
    keyIssues: (await storedKeyIssues(ctx, review.id)).map((row) => ({
      id: row.id,
      areaCode: row.area_code,
      body: row.body,
      revision: row.revision,
    })),
    claims: bodies.flatMap(([part, body]) => claimsOf(part, body, links, waivers, live)),
  };
}

/** The comments of a review, oldest first. */
export async function commentsOf(ctx: Ctx, reviewId: string) {
  return await ctx.db
    .selectFrom('review_comment as c')
    .innerJoin('annual_review as r', 'r.id', 'c.review_id')
    .innerJoin('person as p', 'p.id', 'c.written_by')
    .leftJoin('person as s', 's.id', 'c.resolved_by')
    .select([
      'c.id',
      'c.part',
      'c.body',
      'c.written_at',
      'c.resolved_at',
      'p.name as written_by',
      's.name as resolved_by',
    ])
    .where(inScope(ctx.scope, 'r.school_id'))
    .where('c.review_id', '=', reviewId)
    .orderBy('c.written_at')
    .orderBy('c.id')
    .execute();
}

export type ReviewComment = Awaited<ReturnType<typeof commentsOf>>[number];
