import { type ChildProcess, spawn } from 'node:child_process';
import autocannon from 'autocannon';
import { connect } from '#platform/db/connect.ts';
import { startThrowawayPostgres } from '#platform/db/embedded-postgres.ts';
import { migrate } from '#platform/db/migrate.ts';
import type { Measurement } from './results.ts';
import { buildBenchWorld } from './world.ts';

type Started = { child: ChildProcess; port: number; cookies: Record<string, string> };

function start(self: string, which: 'ours' | 'fresh' | 'bare', url: string, input: string): Promise<Started> {
  const child = spawn(globalThis.process.execPath, [...globalThis.process.execArgv, self, 'serve', which, url], {
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

type Load = { perSecond: number; p99: number; errors: number };

async function load(target: { url: string; headers: Record<string, string> }, seconds: number): Promise<Load> {
  const result = await autocannon({ ...target, connections: 10, duration: seconds });
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
  const fresh = await start(self, 'fresh', postgres.url, JSON.stringify([world.accountId]));
  const bare = await start(self, 'bare', postgres.url, '');
  const pages: Record<string, string> = {
    'home of the Executive Principal': '/',
    'list of reviews, 40 schools': '/annual-reviews',
    'school on a page': `/schools/${world.schoolId}`,
    'annual review': `/annual-reviews/${world.reviewId}`,
    'action plan': `/action-plans/${world.planId}`,
  };
  const measured: Measurement[] = [];
  const cookieOf = (server: Started) => ({ cookie: server.cookies[world.accountId] ?? '' });
  try {
    for (const [name, path] of Object.entries(pages)) {
      const answer = await fetch(`http://127.0.0.1:${ours.port}${path}`, {
        headers: cookieOf(ours),
        redirect: 'manual',
      });
      const bytes = (await answer.text()).length;
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
      const targets = {
        again: { url: `http://127.0.0.1:${ours.port}${path}`, headers: cookieOf(ours) },
        anew: { url: `http://127.0.0.1:${fresh.port}${path}`, headers: cookieOf(fresh) },
        bare: { url: `http://127.0.0.1:${bare.port}/bare?bytes=${bytes}`, headers: {} },
      };
      const rounds: Record<keyof typeof targets, Load>[] = [];
      // The first round only warms up.
      for (let round = 0; round < 4; round += 1) {
        const again = await load(targets.again, round === 0 ? 1 : 3);
        const anew = await load(targets.anew, round === 0 ? 1 : 3);
        const floor = await load(targets.bare, round === 0 ? 1 : 3);
        if (again.errors + anew.errors > 0) throw new Error(`${path}: ${again.errors + anew.errors} requests failed`);
        if (round > 0) rounds.push({ again, anew, bare: floor });
      }
      const middle = (of: (round: (typeof rounds)[number]) => number) => median(rounds.map(of));
      const floor = Math.round(middle((round) => round.bare.perSecond));
      const size = `${Math.round(bytes / 1024)} kB`;
      for (const [kind, words] of [
        ['again', 'seen again while nothing changed'],
        ['anew', 'made anew'],
      ] as const) {
        const ratio = Number(middle((round) => round[kind].perSecond / round.bare.perSecond).toFixed(3));
        measured.push({
          name: `pages: ${name} (${size}), ${words}`,
          value: Math.round(middle((round) => round[kind].perSecond)),
          unit: 'pages/s',
          floor,
          ratio,
        });
        measured.push({
          name: `pages: ${name}, ${words}, slowest 1%`,
          value: middle((round) => round[kind].p99),
          unit: 'ms',
          floor: null,
          ratio: null,
        });
      }
    }
  } finally {
    ours.child.kill();
    fresh.child.kill();
    bare.child.kill();
    await owner.close();
    await postgres.stop();
  }
  return measured;
}
