import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Page } from './typeset.ts';
import type { Answer } from './typeset-process.ts';

/** Beside the bundle that bin/build.mjs makes; in the tests, which run the sources, beside this file. */
const PROGRAM = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './typeset-process.ts' : './typeset-process.js', import.meta.url),
);

/** As much of the process's last words as the log needs to say where it ended. */
const LAST_WORDS = 600;

/** The PDF could not be made. The message may hold words of the document: for the log, not for a page. */
export class PdfError extends Error {
  override readonly name: string = 'PdfError';
}

/** The process that makes PDFs ended over this document, or was ended because it took too long. The next document gets a new one. */
export class TypesetterEnded extends PdfError {
  override readonly name = 'TypesetterEnded';
}

export type Typesetter = {
  /** Sets one document after the other. Throws `PdfError`. */
  typeset(page: Page): Promise<Uint8Array>;
  /** The process that is kept warm; undefined before the first document and after one that ended it. */
  processId(): number | undefined;
};

/** A process that sets PDFs: started for the first document, kept for the next ones, replaced when it has ended. `limit` is in milliseconds a document. */
export function createTypesetter({ limit }: { limit: number }): Typesetter {
  let running: ChildProcess | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  function warm(): ChildProcess {
    if (running) return running;
    const child = fork(PROGRAM, [], {
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const forget = () => {
      if (running === child) running = undefined;
    };
    child.once('exit', forget).once('error', forget);
    // Neither the process nor what it might still say keeps this one alive; while a document is waited for, its time limit does.
    child.unref();
    child.channel?.unref();
    if (child.stderr && 'unref' in child.stderr) (child.stderr as { unref(): void }).unref();
    running = child;
    return child;
  }

  async function next(page: Page): Promise<Uint8Array> {
    const answer = await ask(warm(), page, limit);
    if ('refused' in answer) throw new PdfError(answer.refused);
    return answer.bytes;
  }

  return {
    typeset(page) {
      const done = turn.then(() => next(page));
      turn = done.catch(() => undefined);
      return done;
    },
    processId: () => running?.pid,
  };
}

/** Gives one document to the process and waits for the answer, the end of the process, or the end of the time. */
function ask(child: ChildProcess, page: Page, limit: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let lastWords = '';
    let late = false;
    const hear = (words: Buffer) => {
      lastWords = (lastWords + words.toString()).slice(-LAST_WORDS);
    };
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, limit);
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      child.stderr?.off('data', hear);
      child.off('message', answered).off('close', ended).off('error', failed);
      settle();
    };
    const answered = (answer: unknown) => finish(() => resolve(answer as Answer));
    const ended = (status: number | null, signal: string | null) =>
      finish(() =>
        reject(
          new TypesetterEnded(
            late ? `took longer than ${limit} ms` : `the process ended (${signal ?? status}): ${lastWords.trim()}`,
          ),
        ),
      );
    const failed = (error: Error) => finish(() => reject(new TypesetterEnded(error.message, { cause: error })));
    child.stderr?.on('data', hear);
    child.on('message', answered).on('close', ended).on('error', failed);
    child.send(page);
  });
}
