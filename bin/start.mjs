// npm start [-- --demo]: installs, builds and runs Cairn. PORT and DATABASE_URL are read by the program itself.
import { join } from 'node:path';
import { bringUp, command, root, runNode, say } from './bring-up.mjs';

await command(async () => {
  await bringUp({ build: true });
  say('starting …');
  return runNode(['--enable-source-maps', join(root, 'dist', 'main.js'), ...process.argv.slice(2)], { channel: true });
});
