import { inScope } from '#core/access/scope.ts';
import { type Claim, type ClaimLink, type ClaimWaiver, claimsOf } from '#core/claims/claim-rules.ts';
import type { Ctx } from '#core/context.ts';
import { type Evidence, evidenceByIds, type PieceFacts, pieceFacts } from '#core/evidence/queries.ts';
import { type Area, type Framework, findFramework, type Grade } from '#core/frameworks/queries.ts';
import { gradesFor } from '#core/frameworks/rules.ts';
import { type PreviousGrade, previousGrades } from '../earlier/queries.ts';
import type { Review } from '../queries.ts';
import {
  judgementPart,
  needsEvidence,
  type Part,
  type SectionCode,
  safeguardingArea,
  sectionCodes,
  sectionPart,
  sections,
} from '../rules.ts';
import '../tables.ts';
import { type ContentRows, contentRows } from './row-queries.ts';

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
  /** As last issued in the same family of frameworks, or entered by hand from a review made before Cairn; null where there is none. */
  previous: PreviousGrade | null;
  reasons: string;
  revision: number;
  savedAt: Temporal.Instant | null;
  savedBy: string | null;
  /** Every round of moderation, the newest last. */
  moderations: readonly Moderation[];
};
export type KeyIssueContent = { id: string; areaCode: string; body: string; revision: number };
/** One step that was taken, with who took it. */
export type ReviewStep = Omit<ContentRows['steps'][number], 'taken_at'> & { taken_at: Temporal.Instant };
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
  /** The pieces that this reader may open. */
  evidence: ReadonlyMap<string, Evidence>;
  /** Kind and day of every piece that a sentence rests on, also of those for named readers. */
  pieces: ReadonlyMap<string, PieceFacts>;
  claims: readonly Claim[];
};

const moment = (text: string | null): Temporal.Instant | null => (text === null ? null : Temporal.Instant.from(text));

/** Everything that a review says and rests on. The caller has found the review by policy. */
export async function loadContent(ctx: Ctx, review: Review): Promise<ReviewContent> {
  const framework = await findFramework(ctx, review.frameworkId);
  const { links, waivers, ...rows } = await contentRows(ctx, review.id);
  const steps = rows.steps.map((step): ReviewStep => ({ ...step, taken_at: Temporal.Instant.from(step.taken_at) }));
  const linked = links.map((link) => link.evidenceId);
  const evidence = await evidenceByIds(ctx, linked);
  const pieces = await pieceFacts(ctx, linked);
  const previousOf = await previousGrades(ctx, [review.schoolId], review.academicYear);
  const previous = previousOf(review.schoolId, framework.family);
  const judged = rows.judgements.some((row) => row.areaCode === safeguardingArea);
  const sectionList = sectionCodes
    .filter((code) => !(judged && code === 'safeguarding'))
    .map((code): SectionContent => {
      const row = rows.sections.find((stored) => stored.code === code);
      return {
        code,
        part: sectionPart(code),
        title: sections[code].title,
        body: row?.body ?? '',
        revision: row?.revision ?? 0,
        savedAt: moment(row?.savedAt ?? null),
        savedBy: row?.savedBy ?? null,
      };
    });
  const judgements = framework.areas.flatMap((area): JudgementContent[] => {
    const row = rows.judgements.find((stored) => stored.areaCode === area.code);
    if (!row) return [];
    return [
      {
        id: row.id,
        part: judgementPart(area.code),
        area,
        reasons: row.reasons,
        revision: row.revision,
        savedAt: moment(row.savedAt),
        savedBy: row.savedBy,
        grade: gradesFor(framework, area).find((grade) => grade.code === row.gradeCode) ?? null,
        previous: previous.get(area.code) ?? null,
        moderations: rows.moderations
          .filter((stored) => stored.judgementId === row.id)
          .map(({ judgementId, at, ...said }) => ({ ...said, at: Temporal.Instant.from(at) })),
      },
    ];
  });
  // A sentence is supported whoever reads it: not only for those who may open the piece.
  const live = new Set([...pieces.values()].filter((piece) => !piece.withdrawn).map((piece) => piece.id));
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
    pieces,
    judgements,
    sections: sectionList,
    moderationRound: steps.filter((step) => step.step === 'sent_to_moderation').length,
    keyIssues: rows.keyIssues,
    claims: bodies.flatMap(([part, body]) => claimsOf(part, body, links, waivers, live, needsEvidence(part))),
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
