import type { Actor } from '../access/actor.ts';
import { type Process, runAs } from '../access/run-as.ts';
import type { Ctx } from '../context.ts';
import '../audit/tables.ts';
import { clockOf, peopleToTell, trustsThere } from './people-to-tell.ts';

/** What the clock did in a trust stands in its trail as one event, without a person. */
async function recordRun(process: Process, trustId: string, kind: string, summary: string): Promise<void> {
  await runAs(process, clockOf(trustId), 'own-account', (ctx) =>
    ctx.db
      .insertInto('event')
      .values({
        trust_id: trustId,
        actor_id: null,
        actor_name: ctx.actor.name,
        kind,
        subject_type: 'trust',
        subject_id: trustId,
        school_id: null,
        summary,
        why: null,
        detail: JSON.stringify({}),
      })
      .execute(),
  );
}

/**
 * Does something for everybody of every trust (or of one), one transaction a person: what goes wrong with one leaves the others done, and is thrown together at
 * the end so that it is tried again. `work` answers how much it sent; a trust where anything was sent has it in its trail. Returns the sum.
 */
export async function forEachPerson(
  process: Process,
  run: { kind: string; summary: (people: number) => string; trustId?: string | undefined },
  work: (ctx: Ctx, person: Actor) => Promise<number>,
): Promise<number> {
  let sum = 0;
  const failures: Error[] = [];
  for (const trustId of run.trustId ? [run.trustId] : await trustsThere(process)) {
    let people = 0;
    for (const person of await peopleToTell(process, trustId)) {
      try {
        const sent = await runAs(process, person, 'own-account', (ctx) => work(ctx, person));
        if (sent > 0) people += 1;
        sum += sent;
      } catch (error) {
        failures.push(new Error(`${run.kind} for person ${person.personId}`, { cause: error }));
      }
    }
    if (people > 0) await recordRun(process, trustId, run.kind, run.summary(people));
  }
  if (failures.length > 0)
    throw new AggregateError(
      failures,
      failures.map((failure) => `${failure.message}: ${String(failure.cause)}`).join('; '),
    );
  return sum;
}
