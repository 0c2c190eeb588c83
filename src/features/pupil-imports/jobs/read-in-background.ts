import { loadActorWithState } from '#core/access/load-actor.ts';
import { type Process, runAs } from '#core/access/run-as.ts';
import { londonDate } from '#platform/clock.ts';
import type { Db } from '#platform/db/database.ts';
import { inTransaction } from '#platform/db/in-transaction.ts';
import { Forbidden, Invalid, NotFound } from '#platform/errors.ts';
import type { Worker } from '#platform/jobs/jobs.ts';
import { bringIn } from '../actions/bring-in.ts';
import { checkImport } from '../actions/check-import.ts';
import type { Report } from '../import/rebuild.ts';
import { findPupilImport } from '../queries.ts';
import '../tables.ts';

const apartMs = 400;

async function aside(db: Db, trustId: string, work: (tx: Db) => Promise<unknown>): Promise<void> {
  await inTransaction(db, { readOnly: false, settings: { 'app.trust_id': trustId } }, work);
}

async function say(
  db: Db,
  trustId: string,
  importId: string,
  words: string,
  share: number,
  failed = false,
): Promise<void> {
  await aside(db, trustId, (tx) =>
    tx
      .insertInto('pupil_import_progress')
      .values({ trust_id: trustId, import_id: importId, words, share, failed })
      .onConflict((conflict) =>
        conflict.columns(['trust_id', 'import_id']).doUpdateSet({ words, share, failed, at: Temporal.Now.instant() }),
      )
      .execute(),
  );
}

/** Says how far a reading has got, in transactions of its own beside it: at most a few times a second, and never in its way. */
function reporter(db: Db, trustId: string, importId: string): { report: Report; settled(): Promise<void> } {
  let last = 0;
  let busy: Promise<void> | null = null;
  return {
    report(words, share) {
      if (busy !== null || performance.now() - last < apartMs) return;
      last = performance.now();
      busy = say(db, trustId, importId, words, share)
        .catch(() => {})
        .finally(() => {
          busy = null;
        });
    },
    settled: async () => {
      await busy;
    },
  };
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * Checks or brings in a large file, as the person who asked for it and with the rights that they have now. It may run twice: what is no longer under way is left
 * alone. What the file or the reader's rights refuse is said on the file's page; anything else is tried again later.
 */
export function readInBackground(process: Process): Worker {
  return async (data) => {
    const [trustId, accountId, snapshotId, importId] = [
      data['trustId'],
      data['accountId'],
      data['snapshotId'],
      data['importId'],
    ].map(text);
    if (!trustId || !accountId || !snapshotId || !importId) return;
    const { db, services } = process;
    const found = await loadActorWithState(db, accountId, londonDate(services.clock.now()));
    const { report, settled } = reporter(db, trustId, importId);
    try {
      if (!found) throw new Forbidden('Whoever asked for this no longer has a role.');
      await runAs(process, found.actor, 'snapshot:collect', async (ctx) => {
        const row = await findPupilImport(ctx, snapshotId, importId);
        if (row.working_since === null) return;
        if (data['what'] === 'bring-in') {
          const replaces = data['replaces'] === null ? null : text(data['replaces']) || null;
          await bringIn(ctx, snapshotId, importId, { replaces, report });
        } else await checkImport(ctx, snapshotId, importId, report);
      });
      await settled();
      await aside(db, trustId, (tx) =>
        tx.deleteFrom('pupil_import_progress').where('import_id', '=', importId).execute(),
      );
    } catch (error) {
      await settled();
      const isRefused = error instanceof Invalid || error instanceof Forbidden || error instanceof NotFound;
      const words = isRefused
        ? error.message
        : 'The reading broke off. It is tried again by itself in a minute; nothing has been brought in.';
      await say(db, trustId, importId, words, 0, true);
      if (!isRefused) throw error;
      await aside(db, trustId, (tx) =>
        tx.updateTable('pupil_import').set({ working_since: null }).where('id', '=', importId).execute(),
      );
    }
  };
}
