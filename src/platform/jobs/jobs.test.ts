import { expect, test } from 'vitest';
import { useDatabase } from '#test/support/database.ts';
import { type Jobs, startJobs, type Worker } from './jobs.ts';

const database = useDatabase();

async function until(done: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 15_000;
  while (!(await done())) {
    if (Date.now() > end) throw new Error('It did not happen within fifteen seconds.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const start = (worker: Worker, work = true): Promise<Jobs> =>
  startJobs({ databaseUrl: database.url, workers: { 'tell-time': worker }, work });

test('a job is done once its transaction has committed, and never when that was rolled back', async () => {
  const seen: unknown[] = [];
  const jobs = await start(async (data) => void seen.push(data['number']));
  try {
    const undone = database.db.transaction().execute(async (tx) => {
      await jobs.enqueue(tx, { name: 'tell-time', data: { number: 1 } });
      throw new Error('changed my mind');
    });
    await expect(undone).rejects.toThrow('changed my mind');
    await database.db.transaction().execute((tx) => jobs.enqueue(tx, { name: 'tell-time', data: { number: 2 } }));
    await until(() => seen.length > 0);
    expect(seen).toEqual([2]);
  } finally {
    await jobs.stop();
  }
});

test('two processes may start at the same moment, and one that only serves pages leaves the work to the other', async () => {
  const seen: string[] = [];
  const [pages, worker] = await Promise.all([
    start(async () => void seen.push('pages'), false),
    start(async () => void seen.push('worker')),
  ]);
  try {
    await database.db.transaction().execute((tx) => pages.enqueue(tx, { name: 'tell-time', data: {} }));
    await until(() => seen.length > 0);
    expect(seen).toEqual(['worker']);
  } finally {
    await Promise.all([pages.stop(), worker.stop()]);
  }
});

test('work that is begun by the clock stands in the schedule once, in London time, however many processes start', async () => {
  const begin = (work: boolean) =>
    startJobs({
      databaseUrl: database.url,
      workers: { 'tidy-up': async () => {} },
      daily: { 'tidy-up': '20 2 * * *' },
      work,
    });
  const all = await Promise.all([begin(true), begin(true), begin(false)]);
  try {
    const stored = await database.owner.pool.query('select name, cron, timezone from pgboss.schedule');
    expect(stored.rows).toEqual([{ name: 'tidy-up', cron: '20 2 * * *', timezone: 'Europe/London' }]);
  } finally {
    await Promise.all(all.map((jobs) => jobs.stop()));
  }
});

test('a job that fails waits to be tried again', async () => {
  const jobs = await start(async () => {
    throw new Error('the mail server is asleep');
  });
  try {
    await database.db.transaction().execute((tx) => jobs.enqueue(tx, { name: 'tell-time', data: { number: 3 } }));
    const retrying = () =>
      database.owner.pool.query<{ state: string; start_after: Temporal.Instant }>(
        `select state, start_after from pgboss.job where data->>'number' = '3' and state = 'retry'`,
      );
    await until(async () => (await retrying()).rowCount === 1);
    const after = (await retrying()).rows[0]?.start_after.epochMilliseconds ?? 0;
    expect(after).toBeGreaterThan(Date.now());
  } finally {
    await jobs.stop();
  }
});

test('a kind of job that nobody does cannot be stored', async () => {
  const jobs = await start(async () => {}, false);
  try {
    const stored = database.db.transaction().execute((tx) => jobs.enqueue(tx, { name: 'unheard-of', data: {} }));
    await expect(stored).rejects.toThrow('does not exist');
  } finally {
    await jobs.stop();
  }
});

test('the application may store jobs but not rewrite them', async () => {
  const jobs = await start(async () => {}, false);
  await jobs.stop();
  const rewrite = database.db.transaction().execute((tx) => tx.deleteFrom('pgboss.job' as never).execute());
  await expect(rewrite).rejects.toThrow('permission denied');
});
