import type { FastifyInstance } from 'fastify';
import type { Process } from '#core/access/run-as.ts';
import { destroyJob, destroySchedule, destroyWorker } from '#core/confidential/destroy-job.ts';
import { recogniseVault } from '#core/confidential/recognise-vault.ts';
import {
  digestJob,
  digestWorker,
  noticeSchedules,
  remindersJob,
  remindersWorker,
} from '#core/notifications/notice-jobs.ts';
import { readInBackground, readingJob } from '#features/pupil-imports/index.ts';
import { retentionJob, retentionSchedule, retentionWorker } from '#features/pupil-protection/index.ts';
import { systemClock } from '#platform/clock.ts';
import { connect } from '#platform/db/connect.ts';
import { startEmbeddedPostgres } from '#platform/db/embedded-postgres.ts';
import { migrate } from '#platform/db/migrate.ts';
import { createIdentity, type Identity } from '#platform/identity/identity.ts';
import { startJobs } from '#platform/jobs/jobs.ts';
import { sendMailJob } from '#platform/mail/queue-mail.ts';
import { mailWorker } from '#platform/mail/send-mail.ts';
import { createVault } from '#platform/vault.ts';
import { createApp } from './app.ts';
import type { Config } from './config.ts';
import { keptSecret } from './secret.ts';

export type Running = {
  process: Process;
  identity: Identity;
  app: FastifyInstance;
  ownerUrl: string;
  stop(): Promise<void>;
};

export type StartOptions = {
  config: Config;
  migrationsFolder: string;
  assetsFolder: string | null;
  log(line: string): void;
  /** Told when the database is lost while running. */
  onLost(reason: string): void;
};

/** Brings up everything that one process of Cairn needs, in order; `stop` takes it down in the opposite order. */
export async function startProcess({
  config,
  migrationsFolder,
  assetsFolder,
  log,
  onLost,
}: StartOptions): Promise<Running> {
  const closers: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close().catch((error: unknown) => log(String(error)));
  };
  try {
    let ownerUrl = config.databaseUrl;
    if (ownerUrl === null) {
      log('starting the database …');
      const embedded = await startEmbeddedPostgres({ directory: config.dataDirectory, log, onLost });
      closers.push(() => embedded.stop());
      ownerUrl = embedded.url;
    }
    const owner = connect(ownerUrl, { as: 'owner', max: 2 });
    const ran = await migrate(owner.pool, migrationsFolder).finally(() => owner.close());
    if (ran.length > 0) log(`brought the database up to date (${ran.length} ${ran.length === 1 ? 'step' : 'steps'})`);

    const publicUrl = config.publicUrl ?? `http://localhost:${config.port}`;
    const secret = config.secret ?? keptSecret(config.dataDirectory);
    const connection = connect(ownerUrl, { as: 'app', max: 20 });
    closers.push(() => connection.close());
    const vault = createVault(config.confidentialKey ?? keptSecret(config.dataDirectory, 'confidential-key'));
    if (!(await recogniseVault(connection.db, vault)))
      log(
        'the key of confidential records is not the one that they were written with: put back CAIRN_CONFIDENTIAL_KEY or the file confidential-key. Until then nobody can open them.',
      );
    const { smtpUrl, mailFrom } = config;
    const mail = smtpUrl === null ? null : mailWorker(connection.db, { smtpUrl, from: mailFrom });
    const jobs = await startJobs({
      databaseUrl: ownerUrl,
      workers: {
        [sendMailJob]: mail,
        // It stores no further work, so it can do without the means to.
        [readingJob]: readInBackground({
          db: connection.db,
          services: { clock: systemClock, enqueue: async () => {}, publicUrl },
        }),
        // It tells administrators by mail, so it needs what is only made below: a job that comes sooner is tried again.
        [retentionJob]: retentionWorker(() => process),
        [destroyJob]: destroyWorker(() => process),
        [remindersJob]: remindersWorker(() => process),
        [digestJob]: digestWorker(() => process),
      },
      daily: { [retentionJob]: retentionSchedule, [destroyJob]: destroySchedule, ...noticeSchedules },
      onError: (error) => log(`background work: ${error.message}`),
    });
    closers.push(() => jobs.stop());
    const identity = createIdentity({ databaseUrl: ownerUrl, secret, publicUrl });
    closers.push(() => identity.close());

    const services = { clock: systemClock, enqueue: jobs.enqueue, publicUrl, identity, vault };
    const process: Process = { db: connection.db, services };
    const app = await createApp(process, identity.readSession, {
      secret,
      logLevel: config.logLevel,
      assetsFolder,
      trustProxy: config.trustProxy,
      secure: publicUrl.startsWith('https:'),
      metrics:
        config.metricsToken === null
          ? null
          : {
              token: config.metricsToken,
              poolState: () => ({
                total: connection.pool.totalCount,
                idle: connection.pool.idleCount,
                waiting: connection.pool.waitingCount,
              }),
            },
    });
    closers.push(() => app.close());
    return { process, identity, app, ownerUrl, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
