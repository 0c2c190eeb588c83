import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { systemClock } from '#platform/clock.ts';
import { connect } from '#platform/db/connect.ts';
import { createIdentity } from '#platform/identity/identity.ts';
import { createApp } from '../src/app.ts';
import { bareServer } from './bare-page.ts';

const secret = 'a secret that only this measurement uses';

/** The process under load: `serve ours URL`, `serve fresh URL` (every page made anew) or `serve bare URL`; says its port to its parent. */
export async function serve([which, databaseUrl]: readonly string[]): Promise<void> {
  // Ends in order, so that a profile (node --cpu-prof) is written.
  globalThis.process.on('SIGTERM', () => globalThis.process.exit(0));
  if (!databaseUrl) throw new Error('serve needs a database');
  if (which === 'bare') {
    const { app } = await bareServer(databaseUrl);
    await app.listen({ port: 0, host: '127.0.0.1' });
    globalThis.process.send?.({ port: portOf(app.server.address()) });
    return;
  }
  const publicUrl = 'http://127.0.0.1';
  const connection = connect(databaseUrl, { as: 'app', max: 20 });
  const identity = createIdentity({ databaseUrl, secret, publicUrl });
  const services = { clock: systemClock, enqueue: async () => {}, publicUrl, identity };
  const app = await createApp({ db: connection.db, services }, identity.readSession, {
    secret,
    logLevel: 'silent',
    assetsFolder: resolve('dist/assets'),
    trustProxy: false,
    secure: false,
    ...(which === 'fresh' ? { pageRoom: 0 } : {}),
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const cookies = new Map<string, string>();
  for (const accountId of JSON.parse(readFileSync(0, 'utf8') || '[]') as string[]) {
    const headers = await identity.openSession(accountId, { ip: '127.0.0.1', userAgent: 'bench' });
    cookies.set(accountId, headers.map((header) => header.split(';')[0]).join('; '));
  }
  globalThis.process.send?.({ port: portOf(app.server.address()), cookies: Object.fromEntries(cookies) });
}

const portOf = (address: unknown): number =>
  typeof address === 'object' && address !== null && 'port' in address ? Number(address.port) : 0;
