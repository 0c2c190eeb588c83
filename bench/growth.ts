import { type ChildProcess, spawn } from 'node:child_process';
import { academicYearOf } from '#core/academic-year/rules.ts';
import { systemClock } from '#platform/clock.ts';
import { connect } from '#platform/db/connect.ts';
import { startThrowawayPostgres } from '#platform/db/embedded-postgres.ts';
import { migrate } from '#platform/db/migrate.ts';
import { snapshotPaths } from '../src/features/data-snapshots/paths.ts';
import { snapshotOverviewPaths } from '../src/features/snapshot-overview/paths.ts';
import { type Grown, growTrust } from './growth-world.ts';
import type { Measurement } from './results.ts';
import { buildBenchWorld } from './world.ts';

/** The most that a page of the whole trust may take of what it takes with a hundredth of the results. */
const most = 1.5;

const sizes = {
  small: { collections: 2, pupilsInYear: 11, results: 100_000 },
  large: { collections: 7, pupilsInYear: 294, results: 10_000_000 },
} as const;

const pages: Record<string, string> = {
  'heat map, beside the trust': snapshotOverviewPaths.overview({ stage: 'ks4', of: 'c' }),
  'heat map, beside the last snapshot': snapshotOverviewPaths.overview({ stage: 'ks4', of: 'c', beside: 'last' }),
  'what changed': snapshotOverviewPaths.changes({ of: 'c' }),
  'groups across the trust': snapshotOverviewPaths.groups({ stage: 'ks4', of: 'c', measure: 'attainment8' }),
  'snapshot by snapshot': snapshotOverviewPaths.trends({ stage: 'ks4', of: 'c', measure: 'attainment8' }),
  'list of snapshots': snapshotPaths.list,
  'home of the Executive Principal': '/',
};

const say = (line: string) => globalThis.process.stderr.write(`bench: ${line}\n`);
const at = (url: string, database: string): string => {
  const found = new URL(url);
  found.pathname = `/${database}`;
  return found.toString();
};

type Started = { child: ChildProcess; port: number; cookies: Record<string, string> };

/** A server of its own for one database, which makes every page anew. */
function start(self: string, url: string, accountId: string): Promise<Started> {
  const child = spawn(globalThis.process.execPath, [...globalThis.process.execArgv, self, 'serve', 'fresh', url], {
    stdio: ['pipe', 'inherit', 'inherit', 'ipc'],
  });
  child.stdin?.end(JSON.stringify([accountId]));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (status) => reject(new Error(`A server ended with ${status}.`)));
    child.once('message', (message) => resolve({ child, ...(message as Omit<Started, 'child'>) }));
  });
}

async function timeOf(server: Started, path: string, accountId: string): Promise<number> {
  const began = performance.now();
  const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, {
    headers: { cookie: server.cookies[accountId] ?? '' },
    redirect: 'manual',
  });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  return performance.now() - began;
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/** Milliseconds of a page, one request after the other. Small and large take turns, so that whatever else the machine does meets both. */
async function timesOf(path: string, small: Started, large: Started, accountId: string) {
  const times: { small: number; large: number }[] = [];
  for (let round = 0; round < 100; round += 1) {
    const one = await timeOf(small, path, accountId);
    const other = await timeOf(large, path, accountId);
    // The first twenty only warm up.
    if (round >= 20) times.push({ small: one, large: other });
  }
  const [one, other] = [median(times.map((each) => each.small)), median(times.map((each) => each.large))];
  return { small: one, large: other, ratio: other / one };
}

function aboutWorld(name: string, grown: Grown): Measurement[] {
  const told = (what: string, value: number, unit: string): Measurement => ({
    name: `growth: ${name}: ${what}`,
    value: Number(value.toFixed(value < 10 ? 2 : 0)),
    unit,
    floor: null,
    ratio: null,
  });
  return [
    told('results', grown.results, 'rows'),
    told('figures', grown.figures, 'rows'),
    told('database', grown.bytes / 1024 / 1024, 'MiB'),
    told(`taking a snapshot of ${grown.taken.pupils} pupils, ${grown.taken.results} results`, grown.taken.seconds, 's'),
  ];
}

/**
 * Pages of the whole trust, made anew, over forty schools with 100,000 results and with 10,000,000: two databases on one server, each with the same reviews and
 * people, measured in turn. The value of each page is how many times as long the large one takes; above 1.5 the run fails.
 */
export async function measureGrowth(self: string): Promise<Measurement[]> {
  const postgres = await startThrowawayPostgres();
  const owner = connect(postgres.url, { as: 'owner', max: 2 });
  await migrate(owner.pool, 'migrations');
  say('building forty schools …');
  const app = connect(postgres.url, { as: 'app', max: 4 });
  const world = await buildBenchWorld({ ...app, pool: owner.pool });
  await app.close();
  await owner.close();
  const year = academicYearOf(Temporal.Now.plainDateISO('Europe/London'));
  const template = new URL(postgres.url).pathname.slice(1);
  const maintenance = connect(at(postgres.url, 'postgres'), { as: 'owner', max: 1 });
  const servers: Started[] = [];
  const measured: Measurement[] = [];
  try {
    for (const [name, size] of Object.entries(sizes)) {
      await maintenance.pool.query(`create database growth_${name} template "${template}"`);
      say(`bringing about ${size.results.toLocaleString('en-GB')} results into ${name} …`);
      const began = performance.now();
      const grown = await growTrust(at(postgres.url, `growth_${name}`), { ...size, year, clock: systemClock });
      say(`${grown.results.toLocaleString('en-GB')} results in ${Math.round((performance.now() - began) / 1000)} s`);
      if (grown.results < size.results * 0.98) throw new Error(`Only ${grown.results} results were made.`);
      measured.push(...aboutWorld(`${size.results.toLocaleString('en-GB')} results`, grown));
      servers.push(await start(self, at(postgres.url, `growth_${name}`), world.accountId));
    }
    const [small, large] = servers;
    if (!small || !large) throw new Error('A server is missing.');
    for (const [name, path] of Object.entries(pages)) {
      const times = await timesOf(path, small, large, world.accountId);
      const told = (what: string, value: number): Measurement => ({
        name: `growth: ${name}, ${what}`,
        value: Number(value.toFixed(1)),
        unit: 'ms',
        floor: null,
        ratio: null,
      });
      measured.push(told('100,000 results', times.small), told('10,000,000 results', times.large));
      measured.push({
        name: `growth: ${name}, ten million beside a hundred thousand`,
        value: Number(times.ratio.toFixed(2)),
        unit: 'times as long',
        floor: most,
        ratio: Number((times.ratio / most).toFixed(3)),
      });
      if (times.ratio > most) {
        say(`FAILED: ${name} takes ${times.ratio.toFixed(2)} times as long, and ${most} is the most`);
        globalThis.process.exitCode = 1;
      }
    }
  } finally {
    for (const server of servers) server.child.kill();
    await maintenance.close();
    await postgres.stop();
  }
  return measured;
}
