import { sql } from 'kysely';
import type { Tx } from '#platform/db/database.ts';
import { type Decision, demand } from '../access/decision.ts';
import type { Ctx } from '../context.ts';
import './tables.ts';

/** What happened, for the trail: `summary` is a sentence that a head teacher could read, without its subject (“signed the annual review”). */
export type TrailEvent = {
  kind: string;
  subjectType: string;
  subjectId: string;
  schoolId: string | null;
  summary: string;
  why?: string | null;
  detail?: Record<string, unknown>;
};

/** A write under way. It can only be committed when somebody was authorised and at least one event was recorded. */
export type Write = {
  db: Tx;
  /** Throws `Forbidden` unless the policy allows. */
  authorise(decision: Decision): void;
  /** Adds an event to the trail, in this transaction. */
  record(event: TrailEvent): Promise<void>;
  /** Stores work for the background worker, in this transaction. */
  enqueue(name: string, data: Record<string, unknown>): Promise<void>;
};

/**
 * Runs one write. What throws inside leaves nothing behind, while the request can still read to show the form again. Throws a programming error when
 * the work neither authorised nor recorded.
 */
export async function write<T>(ctx: Ctx, work: (tx: Write) => Promise<T>): Promise<T> {
  let authorised = false;
  let recorded = false;
  const tx: Write = {
    db: ctx.db,
    authorise(decision) {
      demand(decision);
      authorised = true;
    },
    async record(event) {
      recorded = true;
      await ctx.db
        .insertInto('event')
        .values({
          trust_id: ctx.actor.trustId,
          actor_id: ctx.actor.personId,
          actor_name: ctx.actor.name,
          kind: event.kind,
          subject_type: event.subjectType,
          subject_id: event.subjectId,
          school_id: event.schoolId,
          summary: event.summary,
          why: event.why ?? null,
          detail: JSON.stringify(event.detail ?? {}),
        })
        .execute();
    },
    enqueue: (name, data) => ctx.services.enqueue(ctx.db, { name, data }),
  };
  await sql`savepoint write_work`.execute(ctx.db);
  try {
    const result = await work(tx);
    if (!authorised) throw new Error('A write tried to commit without authorise().');
    if (!recorded) throw new Error('A write tried to commit without record().');
    await sql`release savepoint write_work`.execute(ctx.db);
    return result;
  } catch (error) {
    await sql`rollback to savepoint write_work`.execute(ctx.db);
    throw error;
  }
}
