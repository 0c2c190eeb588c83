import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { paragraph } from './builders.ts';
import type { DocumentTree } from './document-tree.ts';
import { exampleReview } from './example-review.ts';
import { documentOf } from './hostile.ts';
import { prepareTree } from './prepare-tree.ts';
import { readPdf } from './read-pdf.ts';
import type { Page } from './typeset.ts';
import { createTypesetter, PdfError, TypesetterEnded } from './typesetter.ts';

/** As it is, without the care that `renderPdf` takes of its characters. */
const asItIs = (tree: DocumentTree): Page => {
  const { year, month, day } = tree.date;
  const prepared = prepareTree(tree);
  return { json: JSON.stringify({ ...prepared, metaTitle: prepared.title, date: { year, month, day } }), created: 0 };
};
const saying = (words: string): Page => asItIs({ ...exampleReview(), blocks: [paragraph(words)] });
const wordsOf = (bytes: Uint8Array): string => readPdf(bytes).pages.join('\n');

/** Typst 0.14.2 does not refuse this text: it ends the process that it runs in. */
const fatal = asItIs(
  documentOf(
    String.fromCodePoint(
      ...[0x5c3, 0x5c5, 0x20, 0x5c7, 0x5e4, 0x5e7, 0x5ea, 0x20, 0x5f1, 0x20, 0x5f2, 0x20, 0x5f3, 0x20, 0x5f4],
      ...Array.from({ length: 11 }, (_, at) => [0x20, 0x5f5 + at]).flat(),
    ),
  ),
);

const isThere = (pid: number | undefined): boolean => {
  try {
    return pid !== undefined && process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('the process that makes PDFs', () => {
  it('is kept for the next document', async () => {
    const typesetter = createTypesetter({ limit: 30_000 });
    expect(wordsOf(await typesetter.typeset(saying('The first')))).toContain('The first');
    const before = typesetter.processId();
    expect(isThere(before)).toBe(true);
    expect(wordsOf(await typesetter.typeset(saying('The second')))).toContain('The second');
    expect(typesetter.processId()).toBe(before);
  });

  it('may be ended by a document, which is told, while this one lives and the next document is made', async () => {
    const typesetter = createTypesetter({ limit: 30_000 });
    await typesetter.typeset(saying('Before'));
    const before = typesetter.processId();
    const error = await typesetter.typeset(fatal).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TypesetterEnded);
    expect(String(error)).toMatch(/the process ended \(SIGABRT\)/);
    expect(isThere(before)).toBe(false);
    expect(wordsOf(await typesetter.typeset(saying('Afterwards')))).toContain('Afterwards');
    expect(typesetter.processId()).not.toBe(before);
  });

  it('gives each of many documents asked for at once its own file, though one of them ends it', async () => {
    const typesetter = createTypesetter({ limit: 30_000 });
    const [one, two, three] = await Promise.allSettled([
      typesetter.typeset(saying('Alder')),
      typesetter.typeset(fatal),
      typesetter.typeset(saying('Birch')),
    ]);
    expect(one.status === 'fulfilled' && wordsOf(one.value)).toContain('Alder');
    expect(two.status === 'rejected' && two.reason).toBeInstanceOf(TypesetterEnded);
    expect(three.status === 'fulfilled' && wordsOf(three.value)).toContain('Birch');
  });

  it('goes on after a document that Typst refuses', async () => {
    const typesetter = createTypesetter({ limit: 30_000 });
    const error = await typesetter.typeset({ json: '{"title":', created: 0 }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(PdfError);
    expect(error).not.toBeInstanceOf(TypesetterEnded);
    const before = typesetter.processId();
    await typesetter.typeset(saying('Afterwards'));
    expect(typesetter.processId()).toBe(before);
  });

  it('is ended when a document takes longer than the limit', async () => {
    const typesetter = createTypesetter({ limit: 1 });
    const working = typesetter.typeset(saying('Too long'));
    await expect(working).rejects.toThrow('took longer than 1 ms');
    expect(typesetter.processId()).toBeUndefined();
  });

  it('is replaced when something else has ended it meanwhile', async () => {
    const typesetter = createTypesetter({ limit: 30_000 });
    await typesetter.typeset(saying('Before'));
    const before = typesetter.processId();
    process.kill(before ?? 0, 'SIGKILL');
    await expect.poll(() => typesetter.processId()).toBeUndefined();
    expect(wordsOf(await typesetter.typeset(saying('Afterwards')))).toContain('Afterwards');
  });

  it('does not end with a signal to the whole group, and ends with the process that started it', async () => {
    const program = `
      import { createTypesetter } from '${new URL('./typesetter.ts', import.meta.url).href}';
      const typesetter = createTypesetter({ limit: 30_000 });
      const page = ${JSON.stringify(saying('For the program'))};
      await typesetter.typeset(page);
      process.kill(typesetter.processId(), 'SIGINT');
      const bytes = await typesetter.typeset(page);
      console.log(typesetter.processId(), bytes.length > 1000);`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program]);
    const [pid, made] = stdout.trim().split(' ');
    expect(made).toBe('true');
    await expect.poll(() => isThere(Number(pid)), { timeout: 5_000 }).toBe(false);
  });
});
