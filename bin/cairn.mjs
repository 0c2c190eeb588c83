// npm run cairn -- COMMAND: the command line, on the database of a running Cairn or on its own.
import { join } from 'node:path';
import { bringUp, command, root, runNode } from './bring-up.mjs';

await command(async () => {
  await bringUp({ build: true });
  return runNode(['--enable-source-maps', join(root, 'dist', 'cli.js'), ...process.argv.slice(2)]);
});
