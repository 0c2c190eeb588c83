import type { Worker } from '#platform/jobs/jobs.ts';
import { type Process, runAs } from '../access/run-as.ts';
import { clockOf, trustsThere } from '../notifications/people-to-tell.ts';
import { destroyDue } from './records.ts';

/** The name of the job that destroys the keys of confidential records whose day has come, in every trust. */
export const destroyJob = 'destroy-confidential-keys';
/** Every night at half past two, London time: after the rules of retention for pupils' data. */
export const destroySchedule = '30 2 * * *';

export const destroyWorker =
  (process: () => Process): Worker =>
  async () => {
    for (const trustId of await trustsThere(process()))
      await runAs(process(), clockOf(trustId), 'own-account', destroyDue);
  };
