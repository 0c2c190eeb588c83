import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createProgram } from './commands/program.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

// Commander ends the process with 1 where a command's words are wrong; every other failure says what to do and ends with 1 too.
createProgram(join(root, 'migrations'))
  .parseAsync()
  .catch((error: unknown) => {
    globalThis.process.stderr.write(`cairn: ${error instanceof Error ? error.message : String(error)}\n`);
    globalThis.process.exitCode = 1;
  });
