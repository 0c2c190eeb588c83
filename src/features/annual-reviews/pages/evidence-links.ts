import type { Ctx } from '#core/context.ts';
import { evidenceByIds } from '#core/evidence/queries.ts';
import { evidencePaths } from '#features/evidence/paths.ts';
import type { DocumentTree, EvidenceHref } from '#platform/documents/index.ts';

const isReference = (part: object): part is { kind: 'reference'; key: string } =>
  'kind' in part && part.kind === 'reference' && 'key' in part && typeof part.key === 'string';

/** The ids of all evidence that a document cites, wherever in it. */
function citedIn(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(citedIn);
  if (typeof part !== 'object' || part === null || part instanceof Temporal.PlainDate) return [];
  return isReference(part) ? [part.key] : Object.values(part).flatMap(citedIn);
}

/** Leads from the document’s list of evidence to each piece that this reader may open; others read the words and find no dead link. */
export async function evidenceLinks(ctx: Ctx, document: DocumentTree): Promise<EvidenceHref> {
  const readable = await evidenceByIds(ctx, citedIn(document.blocks));
  return (id) => {
    const piece = readable.get(id);
    return piece && evidencePaths.evidence(piece.school_id, piece.id);
  };
}
