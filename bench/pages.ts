import { type ChildProcess, spawn } from 'node:child_process';
import autocannon from 'autocannon';
import { connect } from '#platform/db/connect.ts';
import { startThrowawayPostgres } from '#platform/db/embedded-postgres.ts';
import { migrate } from '#platform/db/migrate.ts';
import type { Measurement } from './results.ts';
import { buildBenchWorld } from './world.ts';

type Started = { child: ChildProcess; port: number; cookies: Record<string, string> };

function start(self: string, which: 'ours' | 'bare', url: string, input: string): Promise<Started> {
  const child = spawn(globalThis.process.execPath, [self, 'serve', which, url], {
    stdio: ['pipe', 'inherit', 'inherit', 'ipc'],
  });
  child.stdin?.end(input);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (status) => reject(new Error(`The ${which} server ended with ${status}.`)));
    child.once('message', (message) =>
      resolve({ child, cookies: {}, ...(message as { port: number; cookies?: Record<string, string> }) }),
    );
  });
}

async function load(
  url: string,
  headers: Record<string, string>,
  seconds: number,
): Promise<{ perSecond: number; p99: number; errors: number }> {
  const result = await autocannon({ url, headers, connections: 10, duration: seconds });
  return { perSecond: result.requests.average, p99: result.latency.p99, errors: result.non2xx + result.errors };
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/** Signed-in pages of the Executive Principal over forty schools and five years, each in turn with a bare page of the same size: three rounds, the median. */
export async function measurePages(self: string): Promise<Measurement[]> {
  const postgres = await startThrowawayPostgres();
  const owner = connect(postgres.url, { as: 'owner', max: 2 });
  await migrate(owner.pool, 'migrations');
  const app = connect(postgres.url, { as: 'app', max: 4 });
  globalThis.process.stderr.write('bench: building forty schools with five years …\n');
  const world = await buildBenchWorld({ ...app, pool: owner.pool });
  await owner.pool.query('vacuum analyze');
  await app.close();
  const ours = await start(self, 'ours', postgres.url, JSON.stringify([world.accountId]));
  const bare = await start(self, 'bare', postgres.url, '');
  const headers = { cookie: ours.cookies[world.accountId] ?? '' };
  const pages: Record<string, string> = {
    'home of the Executive Principal': '/',
    'list of reviews, 40 schools': '/annual-reviews',
    'school on a page': `/schools/${world.schoolId}`,
    'annual review': `/annual-reviews/${world.reviewId}`,
    'action plan': `/action-plans/${world.planId}`,
  };
  const measured: Measurement[] = [];
  try {
    for (const [name, path] of Object.entries(pages)) {
      const address = `http://127.0.0.1:${ours.port}${path}`;
      const answer = await fetch(address, { headers, redirect: 'manual' });
      const bytes = (await answer.text()).length;
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
      const floorAddress = `http://127.0.0.1:${bare.port}/bare?bytes=${bytes}`;
      await load(address, headers, 1);
      await load(floorAddress, {}, 1);
      const rounds: { ours: number; bare: number; p99: number }[] = [];
      for (let round = 0; round < 3; round += 1) {
        const one = await load(address, headers, 3);
        const other = await load(floorAddress, {}, 3);
        if (one.errors > 0) throw new Error(`${path}: ${one.errors} requests failed`);
        rounds.push({ ours: one.perSecond, bare: other.perSecond, p99: one.p99 });
      }
      const value = Math.round(median(rounds.map((round) => round.ours)));
      const floor = Math.round(median(rounds.map((round) => round.bare)));
      measured.push({
        name: `pages: ${name} (${Math.round(bytes / 1024)} kB)`,
        value,
        unit: 'pages/s',
        floor,
        ratio: Number(median(rounds.map((round) => round.ours / round.bare)).toFixed(3)),
      });
      measured.push({
        name: `pages: ${name}, slowest 1%`,
        value: median(rounds.map((round) => round.p99)),
        unit: 'ms',
        floor: null,
        ratio: null,
      });
    }
  } finally {
    ours.child.kill();
    bare.child.kill();
    await owner.close();
    await postgres.stop();
  }
  return measured;
}
