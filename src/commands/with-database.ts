import type { Process } from '#core/access/run-as.ts';
import { digestJob, noticeSchedules, remindersJob } from '#core/notifications/notice-jobs.ts';
import { readingJob } from '#features/pupil-imports/index.ts';
import { retentionJob, retentionSchedule } from '#features/pupil-protection/index.ts';
import { systemClock } from '#platform/clock.ts';
import { type Connection, connect } from '#platform/db/connect.ts';
import { findRunningEmbeddedPostgres, startEmbeddedPostgres } from '#platform/db/embedded-postgres.ts';
import { migrate } from '#platform/db/migrate.ts';
import { startJobs } from '#platform/jobs/jobs.ts';
import { sendMailJob } from '#platform/mail/queue-mail.ts';
import { readConfig } from '../config.ts';

export type CommandDatabase = { ownerUrl: string; owner: Connection; process: Process };

/** The database server of this installation: DATABASE_URL, or the embedded one, joined where it runs and else started for the length of the command. */
export async function withServer<T>(work: (ownerUrl: string) => Promise<T>): Promise<T> {
  const config = readConfig();
  // A server that runs already, ours or another's, is used as it is.
  const running = config.databaseUrl ?? findRunningEmbeddedPostgres({ directory: config.dataDirectory });
  if (running) return await work(running);
  const embedded = await startEmbeddedPostgres({ directory: config.dataDirectory });
  try {
    return await work(embedded.url);
  } finally {
    await embedded.stop();
  }
}

/** The same, migrated and connected, as commands that read and write records need it. */
export async function withDatabase<T>(
  migrationsFolder: string,
  work: (database: CommandDatabase) => Promise<T>,
): Promise<T> {
  const config = readConfig();
  return await withServer(async (ownerUrl) => {
    const owner = connect(ownerUrl, { as: 'owner', max: 2 });
    const app = connect(ownerUrl, { as: 'app', max: 4 });
    try {
      await migrate(owner.pool, migrationsFolder);
      const jobs = await startJobs({
        databaseUrl: ownerUrl,
        workers: {
          [sendMailJob]: null,
          [readingJob]: null,
          [retentionJob]: null,
          [remindersJob]: null,
          [digestJob]: null,
        },
        daily: { [retentionJob]: retentionSchedule, ...noticeSchedules },
        work: false,
      });
      try {
        const services = {
          clock: systemClock,
          enqueue: jobs.enqueue,
          publicUrl: config.publicUrl ?? `http://localhost:${config.port}`,
        };
        return await work({ ownerUrl, owner, process: { db: app.db, services } });
      } finally {
        await jobs.stop();
      }
    } finally {
      await app.close();
      await owner.close();
    }
  });
}
