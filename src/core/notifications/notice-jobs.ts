import type { Worker } from '#platform/jobs/jobs.ts';
import type { Process } from '../access/run-as.ts';
import { sendDigests } from './send-digest.ts';
import { sendReminders } from './send-reminders.ts';

/** The names of the jobs that remind and that send the digest, in every trust or in one (`trustId`). */
export const remindersJob = 'send-reminders';
export const digestJob = 'send-digest';

/** By the clock of London, in summer as in winter: reminders each morning at half past six, the digest on Mondays at seven. */
export const noticeSchedules = { [remindersJob]: '30 6 * * *', [digestJob]: '0 7 * * 1' } as const;

const inOne = (trustId: unknown) => (typeof trustId === 'string' ? trustId : undefined);

export const remindersWorker =
  (process: () => Process): Worker =>
  async ({ trustId }) => {
    await sendReminders(process(), inOne(trustId));
  };

export const digestWorker =
  (process: () => Process): Worker =>
  async ({ trustId }) => {
    await sendDigests(process(), inOne(trustId));
  };
