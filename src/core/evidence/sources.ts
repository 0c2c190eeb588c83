import type { Ctx } from '../context.ts';
import type { EvidenceSourceType } from './tables.ts';

/** The record that a piece of evidence was made from, with its address for those who may open it. */
export type EvidenceSource = { label: string; href: string | null };

type FindSource = (ctx: Ctx, sourceId: string) => Promise<EvidenceSource | null>;

const registered = new Map<EvidenceSourceType, FindSource>();

/** A feature whose records become evidence says, once, how to find the record again: `null` where this reader may not know of it. */
export function registerEvidenceSource(type: EvidenceSourceType, find: FindSource): void {
  registered.set(type, find);
}

/** What a piece is said to come from where nobody tells more. */
export const sourceNames: Record<EvidenceSourceType, string> = {
  qa_review_activity: 'An activity of a review',
  visit_note: 'A visit note',
};

/** Where a piece of evidence comes from; null where it was recorded by itself. */
export async function sourceOf(
  ctx: Ctx,
  piece: { source_type: EvidenceSourceType | null; source_id: string | null },
): Promise<EvidenceSource | null> {
  if (piece.source_type === null || piece.source_id === null) return null;
  const found = await registered.get(piece.source_type)?.(ctx, piece.source_id);
  return found ?? { label: sourceNames[piece.source_type], href: null };
}
