import type { Ctx } from '#core/context.ts';
import { longDate } from '#platform/clock.ts';
import { unreadObservations } from './observed-queries.ts';
import { evidencePaths } from './paths.ts';

export type WaitingItem = { title: string; detail: string; href: string };

/** Notes on lessons of the reader that they have not read as they stand. People with roles at the trust alone are not observed, and cost no query. */
export async function evidenceWaitingFor(ctx: Ctx): Promise<WaitingItem[]> {
  if (!ctx.actor.grants.some((grant) => grant.schoolId !== null)) return [];
  return (await unreadObservations(ctx)).map((piece) => ({
    title: `Notes on your lesson of ${longDate(piece.happened_on)} ${piece.seen_revision === null ? 'are there to read' : 'have been corrected'}`,
    detail: `Written down by ${piece.recorder}. You may reply.`,
    href: evidencePaths.observation(piece.id),
  }));
}
