// npm run bench: what is measured, and against what, is in bench/.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bringUp, command, root, runNode, Trouble } from './bring-up.mjs';

await command(async () => {
  if (!existsSync(join(root, 'bench', 'main.ts'))) throw new Trouble('there is no bench/main.ts yet.');
  await bringUp({ build: true });
  return runNode(['--enable-source-maps', join(root, 'dist', 'bench.js'), ...process.argv.slice(2)]);
});
