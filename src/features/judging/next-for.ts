import type { Actor } from '#core/access/actor.ts';
import { holds } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import { within } from './judged-queries.ts';
import { type Pair, pairs } from './pair-queries.ts';
import { judgingPaths } from './paths.ts';
import { mayConfirm, mayDeclare, mayGrade, maySayOutcome } from './policy.ts';

/** What a pair asks of somebody now; null where nothing. */
export function nextFor(actor: Actor, pair: Pair): string | null {
  if (mayDeclare(actor, pair).allowed || mayGrade(actor, pair).allowed) return 'Judge it blind';
  if (mayConfirm(actor, pair).allowed) return 'Confirm what you have agreed';
  // Whoever said the outcome waits for the other.
  return maySayOutcome(actor, pair).allowed && pair.outcomeBy !== actor.personId
    ? 'See what each gave, and agree'
    : null;
}

export type Waiting = { title: string; detail: string; href: string; dueOn?: Temporal.PlainDate };

/** What paired moderation asks of the reader: to judge blind, to look at both grades and agree, to confirm. Never says what anybody gave. */
export async function judgingWaitingFor(ctx: Ctx): Promise<Waiting[]> {
  if (!holds(ctx.actor, 'judging:moderate')) return [];
  const mine = await pairs(within(ctx, 'judging:moderate'), { graderId: ctx.actor.personId });
  return mine.flatMap((pair): Waiting[] => {
    const next = nextFor(ctx.actor, pair);
    if (next === null) return [];
    const item = {
      title: next,
      detail: pair.school ? `${pair.title}, ${pair.school}` : pair.title,
      href: judgingPaths.pair(pair.id),
    };
    return [pair.state === 'grading' ? { ...item, dueOn: pair.dueOn } : item];
  });
}
