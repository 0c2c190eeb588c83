import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler';
import { readFonts } from './pdf-fonts.ts';
import { PDF_TEMPLATE } from './pdf-template.ts';
import { replaceCharacters, unprintable } from './printable.ts';

/** One compiler for the process: starting it and reading the fonts costs about 25 ms, and its cache makes the next document quicker. */
let compiler: NodeCompiler | undefined;

/** Results that the last two documents did not use are dropped from the cache, so that memory stays level. */
const CACHE_GENERATIONS = 2;

/** Times that unprintable characters are looked for: the compiler names them all at once, so two is ample. */
const ATTEMPTS = 3;

/** A prepared tree as JSON, and the moment in seconds that the file gives as that of its creation. */
export type Page = { readonly json: string; readonly created: number };

/**
 * Typst at work, in the process that calls it: some rare texts do not fail but end that process, so only `typeset-process.ts` calls it. Characters that no
 * font has print as "□". Throws what Typst says where it refuses.
 */
export function typeset({ json, created }: Page): Uint8Array {
  let text = json;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return compile(text, created);
    } catch (error) {
      const missing = unprintable(error);
      if (missing.size === 0 || attempt === ATTEMPTS) throw error;
      text = replaceCharacters(text, missing);
    }
  }
}

function compile(json: string, creationTimestamp: number): Uint8Array {
  compiler ??= NodeCompiler.create({ fontArgs: [{ fontBlobs: readFonts() }] });
  try {
    const compiled = compiler.compile({ mainFileContent: PDF_TEMPLATE, inputs: { tree: json } });
    const document = compiled.result;
    if (document === null)
      throw new Error(JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics ?? 'no reason given'));
    return new Uint8Array(compiler.pdf(document, { pdfStandard: PdfStandard.UA_1, creationTimestamp }));
  } finally {
    compiler.evictCache(CACHE_GENERATIONS);
  }
}
