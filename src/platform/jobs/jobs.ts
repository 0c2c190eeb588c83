import pg from 'pg';
import { fromKysely, PgBoss } from 'pg-boss';
import type { Tx } from '../db/database.ts';

/** Work on one job. Throwing has it tried again later; it may run twice, so it must look before it acts. */
export type Worker = (data: Record<string, unknown>) => Promise<void>;

/** Null for a kind of work that this process can store and not do: it waits for one that can. */
export type Workers = Readonly<Record<string, Worker | null>>;

export type Jobs = {
  /** Stores a job in the caller's transaction: it exists when that commits, and never did when it rolls back. */
  enqueue(tx: Tx, job: { name: string; data: Record<string, unknown> }): Promise<void>;
  stop(): Promise<void>;
};

export type JobsOptions = {
  /** Connects as the owner of the database, who makes and upgrades the schema `pgboss`. */
  databaseUrl: string;
  /** Every kind of job there is. A process that only serves pages names them too, so that it can store them. */
  workers: Workers;
  /** Kinds of work that are also begun by the clock, London time, as cron says it (`20 2 * * *`); once, however many processes run. */
  daily?: Readonly<Record<string, string>>;
  /** False where another process does the work. */
  work?: boolean;
  /** Told what went wrong in the background; the message is for the log. */
  onError?: (error: Error) => void;
};

const schema = 'pgboss';
const grantLock = 7_266_001;

// Half a minute, then ever longer up to an hour, for about six hours. What nobody takes is forgotten after fourteen days.
const patience = {
  retryLimit: 12,
  retryDelay: 30,
  retryBackoff: true,
  retryDelayMax: 3600,
  expireInSeconds: 300,
  retentionSeconds: 14 * 24 * 3600,
};

// What is done once a day for every trust may take its time.
const hoursForDaily = 6;

/** The application's role stores jobs but never reads or changes anybody else's work beyond that. */
async function grantToApplication(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    // Two processes that start at once would trip over each other's grants.
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [grantLock]);
    await client.query(`grant usage on schema ${schema} to cairn_app`);
    await client.query(`grant select, insert on all tables in schema ${schema} to cairn_app`);
    await client.query(`grant execute on all functions in schema ${schema} to cairn_app`);
    await client.query('commit');
  } finally {
    await client.end();
  }
}

/** Starts the background work over the same database. Any number of processes may. */
export async function startJobs({
  databaseUrl,
  workers,
  daily = {},
  work = true,
  onError = () => {},
}: JobsOptions): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    schema,
    max: 4,
    application_name: 'cairn-jobs',
    supervise: work,
    schedule: work && Object.keys(daily).length > 0,
  });
  boss.on('error', onError);
  await boss.start();
  for (const name of Object.keys(workers))
    await boss.createQueue(name, name in daily ? { ...patience, expireInSeconds: hoursForDaily * 3600 } : patience);
  await grantToApplication(databaseUrl);
  if (work) {
    for (const [name, cron] of Object.entries(daily)) await boss.schedule(name, cron, {}, { tz: 'Europe/London' });
    for (const [name, worker] of Object.entries(workers)) {
      if (!worker) continue;
      await boss.work<Record<string, unknown>>(name, { batchSize: 1, pollingIntervalSeconds: 2 }, async (jobs) => {
        for (const job of jobs) {
          try {
            await worker(job.data);
          } catch (error) {
            onError(error instanceof Error ? error : new Error(String(error)));
            throw error;
          }
        }
      });
    }
  }
  return {
    async enqueue(tx, { name, data }) {
      await boss.send(name, data, { db: fromKysely(tx) });
    },
    stop: () => boss.stop({ graceful: true, timeout: 5000 }),
  };
}
