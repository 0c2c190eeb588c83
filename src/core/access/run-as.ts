import { londonDate } from '#platform/clock.ts';
import type { Db } from '#platform/db/database.ts';
import { inTransaction } from '#platform/db/in-transaction.ts';
import { type Ctx, noFurniture, type Services } from '../context.ts';
import { type Actor, scopeOf } from './actor.ts';
import type { Permission } from './permissions.ts';

/** Where the work happens: the pool of the application's role and what the process offers. */
export type Process = { db: Db; services: Services };

/**
 * Runs work as one person under one permission, in one transaction that carries the person's trust. The web, the command line, jobs, the demo and the
 * tests all come through here. Commits when the work returns, rolls back when it throws.
 */
export async function runAs<T>(
  process: Process,
  actor: Actor,
  permission: Permission,
  work: (ctx: Ctx) => Promise<T>,
  options: { readOnly?: boolean } = {},
): Promise<T> {
  const now = process.services.clock.now();
  // A demonstration is told its own moment; the database listens to it only where the trust's row says that it is one.
  const settings = {
    'app.trust_id': actor.trustId,
    'app.actor_id': actor.personId,
    'app.moment': actor.isDemo ? now.toString() : '',
  };
  return await inTransaction(process.db, { readOnly: options.readOnly ?? false, settings }, (db) =>
    work({
      db,
      actor,
      scope: scopeOf(actor, permission),
      today: londonDate(now),
      now,
      services: process.services,
      page: noFurniture,
      ...(options.readOnly ? { read: new Map() } : {}),
    }),
  );
}
