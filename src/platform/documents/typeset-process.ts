/**
 * The program that sets PDFs: one document a message, in the order in which they come. A process of its own, because Typst can end the process in which it
 * runs. It ends with its parent: nothing but the channel between the two keeps it alive.
 */
import type { Page } from './typeset.ts';
import { typeset } from './typeset.ts';

export type Answer = { readonly bytes: Uint8Array } | { readonly refused: string };

function answerTo(page: Page): Answer {
  try {
    return { bytes: typeset(page) };
  } catch (error) {
    return { refused: error instanceof Error ? error.message : String(error) };
  }
}

process.on('message', (page: Page) => process.send?.(answerTo(page)));

// What stops the whole group (Ctrl-C) is told to the parent, which may still wait for a document.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
