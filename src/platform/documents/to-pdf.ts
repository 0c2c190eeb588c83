import { setImmediate } from 'node:timers/promises';
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler';
import type { DocumentTree } from './document-tree.ts';
import { readFonts } from './pdf-fonts.ts';
import { PDF_TEMPLATE } from './pdf-template.ts';
import { prepareTree } from './prepare-tree.ts';
import { printableTree, replaceCharacters, unprintable } from './printable.ts';

/** One compiler for the process: starting it and reading the fonts costs about 25 ms, and its cache makes the next document quicker. */
let compiler: NodeCompiler | undefined;

/** Results that the last two documents did not use are dropped from the cache, so that memory stays level. */
const CACHE_GENERATIONS = 2;

/** Times that unprintable characters are looked for: the compiler names them all at once, so two is ample. */
const ATTEMPTS = 3;

/**
 * The document as PDF/UA-1: tagged, titled, in British English. The same tree gives the same bytes on every machine; its date is the creation
 * date. Characters that it has no font for (emoji, Chinese) print as "□" rather than stop the document. Throws `PdfError` if Typst refuses the document,
 * which is a fault of ours. Takes the thread: 6 to 12 ms a page.
 */
export async function renderPdf(tree: DocumentTree): Promise<Uint8Array> {
  // Native memory of earlier documents is only given back in a turn of the event loop; without one, a loop over renderPdf would grow.
  await setImmediate();
  const { year, month, day } = tree.date;
  const prepared = prepareTree(tree);
  let json = JSON.stringify(printableTree({ ...prepared, metaTitle: prepared.title, date: { year, month, day } }));
  for (let attempt = 1; ; attempt += 1) {
    try {
      return typeset(json, Date.UTC(year, month - 1, day) / 1000);
    } catch (error) {
      const missing = unprintable(error);
      if (missing.size === 0 || attempt === ATTEMPTS) throw asPdfError(error);
      json = replaceCharacters(json, missing);
    }
  }
}

function typeset(json: string, creationTimestamp: number): Uint8Array {
  compiler ??= NodeCompiler.create({ fontArgs: [{ fontBlobs: readFonts() }] });
  try {
    const compiled = compiler.compile({ mainFileContent: PDF_TEMPLATE, inputs: { tree: json } });
    const document = compiled.result;
    if (document === null)
      throw new PdfError(JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics ?? 'no reason given'));
    return new Uint8Array(compiler.pdf(document, { pdfStandard: PdfStandard.UA_1, creationTimestamp }));
  } finally {
    compiler.evictCache(CACHE_GENERATIONS);
  }
}

const asPdfError = (error: unknown): PdfError =>
  error instanceof PdfError ? error : new PdfError(String(error), { cause: error });

/** Typst could not make the PDF. The message is Typst's own and may hold words of the document: for the log, not for a page. */
export class PdfError extends Error {
  override readonly name = 'PdfError';
}
