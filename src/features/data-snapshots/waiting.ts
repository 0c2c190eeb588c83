import { holds, holdsAt, scopeOf } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { snapshotPaths } from './paths.ts';
import { openSnapshots } from './queries.ts';

export type Waiting = { title: string; detail: string; href: string; dueOn?: Temporal.PlainDate };

/** Snapshots that the reader's school is asked for and has not taken. */
export async function snapshotsWaitingFor(ctx: Ctx): Promise<Waiting[]> {
  if (!holds(ctx.actor, 'snapshot:collect')) return [];
  const open = await openSnapshots({ ...ctx, scope: scopeOf(ctx.actor, 'snapshot:collect') });
  return open
    .filter((snapshot) => holdsAt(ctx.actor, 'snapshot:collect', snapshot.school_id))
    .map((snapshot) => ({
      title: snapshot.version === 1 ? `Take the ${snapshot.name}` : `Finish correcting the ${snapshot.name}`,
      detail: snapshot.school,
      href: snapshotPaths.snapshot(snapshot.id),
      dueOn: snapshot.due_on,
    }));
}
