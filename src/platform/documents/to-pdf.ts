import type { DocumentTree } from './document-tree.ts';
import { prepareTree } from './prepare-tree.ts';
import { type Characters, printableTree } from './printable.ts';
import type { Page } from './typeset.ts';
import { createTypesetter, PdfError } from './typesetter.ts';

/** Sixty pages take about a second. */
const typesetter = createTypesetter({ limit: 30_000 });

/**
 * The document as PDF/UA-1: tagged, titled, in British English. The same tree gives the same bytes on every machine; its date is the creation
 * date. Characters that it has no font for (emoji, Chinese) print as "□" rather than stop the document; where the compiler does not survive a text, so does every
 * character outside a list of those that are tested. Made in a process of its own, 6 to 12 ms a page.
 * Throws `PdfError` if Typst refuses the document or does not survive it, which is a fault of ours.
 */
export async function renderPdf(tree: DocumentTree): Promise<Uint8Array> {
  const page = pageOf(tree, 'all');
  try {
    return await typesetter.typeset(page);
  } catch (error) {
    const careful = pageOf(tree, 'tested');
    if (!(error instanceof PdfError) || careful.json === page.json) throw error;
    return await typesetter.typeset(careful);
  }
}

function pageOf(tree: DocumentTree, characters: Characters): Page {
  const { year, month, day } = tree.date;
  const prepared = prepareTree(tree);
  const printed = printableTree({ ...prepared, metaTitle: prepared.title, date: { year, month, day } }, characters);
  return { json: JSON.stringify(printed), created: Date.UTC(year, month - 1, day) / 1000 };
}
