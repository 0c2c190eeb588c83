import { sql } from 'kysely';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import type { EvidenceKind } from '#core/evidence/kinds.ts';
import { mayReadPiece } from '#core/evidence/queries.ts';
import './tables.ts';

/** Themes of the reader's scope in order, those that were taken out too. */
const themeRows = (ctx: Ctx) =>
  ctx.db
    .selectFrom('qa_review_theme as t')
    .innerJoin('qa_review as r', 'r.id', 't.review_id')
    .innerJoin('framework_area as a', 'a.id', 't.area_id')
    .leftJoin('person as writer', 'writer.id', 't.delegated_to')
    .leftJoin('person as saver', 'saver.id', 't.saved_by')
    .leftJoin('person as own', 'own.id', 't.own_saved_by')
    .select([
      't.id',
      't.review_id',
      't.area_id',
      't.area_code',
      't.title',
      't.position',
      't.delegated_to',
      't.strengths',
      't.to_improve',
      't.grade_code',
      't.reasons',
      't.few_kinds_why',
      't.own_grade_code',
      't.own_reasons',
      't.own_saved_at',
      't.saved_at',
      't.removed_at',
      't.removed_why',
      't.revision',
      't.own_revision',
      'a.title as area_title',
      'a.scale as area_scale',
      'writer.name as delegated_name',
      'saver.name as saved_by_name',
      'own.name as own_saved_by_name',
    ])
    .where(inScope(ctx.scope, 'r.school_id'))
    .orderBy('t.position')
    .orderBy('t.id');

/**
 * The themes of a review in the reader's scope, in order; with `removed` those that were taken out too. Holds the team's grade and the school's own: before
 * the evidence is complete, callers show each side the other's only as `shownToReader` allows.
 */
export async function themesOf(ctx: Ctx, reviewId: string, options: { removed?: boolean } = {}) {
  let query = themeRows(ctx).where('t.review_id', '=', reviewId);
  if (!options.removed) query = query.where('t.removed_at', 'is', null);
  return await query.execute();
}

/** The themes that stand in several reviews, by the review's id: one query. The same care as with `themesOf`. */
export async function themesOfReviews(ctx: Ctx, reviewIds: readonly string[]): Promise<Map<string, Theme[]>> {
  if (reviewIds.length === 0) return new Map();
  const themes = await themeRows(ctx)
    .where('t.review_id', 'in', [...reviewIds])
    .where('t.removed_at', 'is', null)
    .execute();
  return Map.groupBy(themes, (theme) => theme.review_id);
}

export type Theme = Awaited<ReturnType<typeof themesOf>>[number];

/**
 * All evidence of the review that speaks to an area, withdrawn pieces left out: what it is, and what it says of the area. Pieces about one observed teacher that
 * this reader may not open have `readable` false: they are counted, not shown. Areas are met by their code, so that a form of an earlier version counts too.
 */
export async function evidenceOfThemes(ctx: Ctx, reviewId: string) {
  return await ctx.db
    .selectFrom('qa_review_activity as a')
    .innerJoin('qa_review as r', 'r.id', 'a.review_id')
    .innerJoin('evidence', 'evidence.id', 'a.evidence_id')
    .innerJoin('evidence_area as ea', 'ea.evidence_id', 'evidence.id')
    .innerJoin('framework_area as fa', 'fa.id', 'ea.area_id')
    .select([
      'a.id as activity_id',
      'a.kind',
      'fa.code as area_code',
      'ea.points',
      'evidence.id as evidence_id',
      'evidence.title',
      'evidence.summary',
      'evidence.happened_on',
      sql<boolean>`${mayReadPiece(ctx)}`.as('readable'),
    ])
    .where(inScope(ctx.scope, 'r.school_id'))
    .where('a.review_id', '=', reviewId)
    .where('evidence.withdrawn_at', 'is', null)
    .orderBy('evidence.happened_on')
    .orderBy('evidence.id')
    .execute();
}

export type ThemeEvidence = Awaited<ReturnType<typeof evidenceOfThemes>>[number];

/** How many activities of each kind speak to an area: `Map(['lesson_observation', 3])`. */
export function countByKind(evidence: readonly ThemeEvidence[], areaCode: string): Map<EvidenceKind, number> {
  const counts = new Map<EvidenceKind, number>();
  for (const piece of evidence)
    if (piece.area_code === areaCode) counts.set(piece.kind, (counts.get(piece.kind) ?? 0) + 1);
  return counts;
}
