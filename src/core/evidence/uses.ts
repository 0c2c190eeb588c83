import type { Ctx } from '../context.ts';

/** What relies on evidence, for the page of a piece to put like with like. */
export type EvidenceUseKind =
  | 'sentence'
  | 'judgement'
  | 'theme'
  | 'plan_line'
  | 'plan_review'
  | 'enquiry'
  | 'board_paper';

/** Where a piece of evidence is relied on: a claim in a review, a line of a plan. */
export type EvidenceUse = { evidenceId: string; label: string; href: string; kind?: EvidenceUseKind };

/** Finds, among these pieces, those that a feature relies on; it answers only with what this reader may open. */
export type FindUses = (ctx: Ctx, evidenceIds: readonly string[]) => Promise<readonly EvidenceUse[]>;

const registered = new Map<string, FindUses>();

/** A feature says, once and under its own name, how to find what rests on evidence: `registerEvidenceUses('annual-reviews', usesInReviews)`. */
export function registerEvidenceUses(feature: string, find: FindUses): void {
  registered.set(feature, find);
}

/** Everything that rests on these pieces of evidence, by the id of the piece. */
export async function evidenceUses(ctx: Ctx, evidenceIds: readonly string[]): Promise<Map<string, EvidenceUse[]>> {
  const uses = new Map<string, EvidenceUse[]>();
  if (evidenceIds.length === 0) return uses;
  for (const find of registered.values()) {
    for (const use of await find(ctx, evidenceIds))
      uses.set(use.evidenceId, [...(uses.get(use.evidenceId) ?? []), use]);
  }
  return uses;
}
