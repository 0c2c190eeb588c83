import { sql } from 'kysely';
import type { Actor } from '#core/access/actor.ts';
import { type Process, runAs } from '#core/access/run-as.ts';
import type { Worker } from '#platform/jobs/jobs.ts';
import { eraseDue } from '../actions/erase-due.ts';
import { kinds } from '../rules.ts';

/** The name of the job that erases what is due, in every trust or in one (`trustId`). */
export const retentionJob = 'erase-due-pupil-data';
/** Every night at twenty past two, London time: after the backup that most schedules make at midnight. */
export const retentionSchedule = '20 2 * * *';

async function trustsToWatch({ db }: Process): Promise<string[]> {
  const found = await sql<{ id: string }>`select app.trusts_to_watch() as id`.execute(db);
  return found.rows.map((row) => row.id);
}

/** Nobody's work but the rules': it stands in no list of people, and its events carry no person. */
async function ruleActor(process: Process, trustId: string): Promise<Actor | null> {
  const actor: Actor = {
    personId: '',
    accountId: null,
    name: 'Cairn, by the retention rules',
    email: '',
    trustId,
    trustName: '',
    isDemo: false,
    grants: [{ role: 'administrator', schoolId: null, departmentId: null }],
  };
  const trust = await runAs(process, actor, 'pupil-data:protect', (ctx) =>
    ctx.db.selectFrom('trust').select(['name', 'is_demo']).where('id', '=', trustId).executeTakeFirst(),
  );
  return trust ? { ...actor, trustName: trust.name, isDemo: trust.is_demo } : null;
}

/** Erases what is due, one transaction for each trust and kind: what went wrong with one leaves the others done. Returns the certificates' ids. */
export async function carryOutRules(process: Process, trustId?: string): Promise<string[]> {
  const runs: string[] = [];
  const failures: Error[] = [];
  for (const id of trustId ? [trustId] : await trustsToWatch(process)) {
    const actor = await ruleActor(process, id);
    if (!actor) continue;
    for (const kind of kinds) {
      try {
        const run = await runAs(process, actor, 'pupil-data:protect', (ctx) => eraseDue(ctx, kind));
        if (run) runs.push(run);
      } catch (error) {
        failures.push(new Error(`the retention rule ${kind} of trust ${id}`, { cause: error }));
      }
    }
  }
  if (failures.length > 0)
    throw new AggregateError(
      failures,
      failures.map((failure) => `${failure.message}: ${String(failure.cause)}`).join('; '),
    );
  return runs;
}

export const retentionWorker =
  (process: () => Process): Worker =>
  async ({ trustId }) => {
    await carryOutRules(process(), typeof trustId === 'string' ? trustId : undefined);
  };
