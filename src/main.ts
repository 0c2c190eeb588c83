import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { offerSetUp, setUpPaths } from '#features/set-up/index.ts';
import { connect } from '#platform/db/connect.ts';
import { readConfig } from './config.ts';
import { prepareDemo } from './demo.ts';
import { type Running, startProcess } from './start-process.ts';

// The bundle lies in dist/, the checkout one above.
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const say = (line: string): void => void globalThis.process.stdout.write(`Cairn: ${line}\n`);

async function offerLink(running: Running, address: string): Promise<void> {
  const owner = connect(running.ownerUrl, { as: 'owner', max: 1 });
  const token = await offerSetUp(owner.db).finally(() => owner.close());
  if (token) say(`set up your trust with this one-time link: ${address}${setUpPaths.start(token)}`);
}

async function main(): Promise<void> {
  const demo = globalThis.process.argv.includes('--demo');
  const given = readConfig();
  // The demonstration keeps its own data beside a real trust's, so that the two can never meet.
  const config =
    demo && given.databaseUrl === null ? { ...given, dataDirectory: `${given.dataDirectory}-demo` } : given;
  let leaving = false;
  let running: Running | undefined;
  const leave = (status: number): void => {
    if (leaving) return;
    leaving = true;
    void (running?.stop() ?? Promise.resolve()).finally(() => globalThis.process.exit(status));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    globalThis.process.on(signal, () => {
      say('stopping …');
      leave(0);
    });
  }
  // The channel closes when whoever started us was killed.
  if (globalThis.process.send) globalThis.process.on('disconnect', () => leave(0));

  const assets = join(root, 'dist', 'assets');
  running = await startProcess({
    config,
    migrationsFolder: join(root, 'migrations'),
    assetsFolder: existsSync(assets) ? assets : null,
    log: say,
    onLost: (reason) => {
      say(reason);
      leave(1);
    },
  });
  if (demo) await prepareDemo(running, say);
  const listening = await running.app.listen({ port: config.port, host: config.host });
  const address = config.publicUrl ?? listening.replace(/\[::1\]|127\.0\.0\.1/, 'localhost');
  say(`ready at ${address}`);
  if (demo) say('this is the demonstration: choose a person on the first page to sign in as');
  else await offerLink(running, address);
}

main().catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  globalThis.process.exit(1);
});
