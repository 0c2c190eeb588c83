import type { Ctx } from '../context.ts';
import type { Decided, WaitingThing } from './digest-rules.ts';
import type { DueItem } from './remind-rules.ts';

type FindDue = (ctx: Ctx) => Promise<readonly DueItem[]>;
type FindDecided = (ctx: Ctx, since: Temporal.Instant) => Promise<readonly Decided[]>;
type FindWaiting = (ctx: Ctx) => Promise<readonly WaitingThing[]>;

const due = new Map<string, FindDue>();
const decided = new Map<string, FindDecided>();
const waiting = new Map<string, FindWaiting>();

/** A feature says once, at load, how to find what is due for the reader; the engine reminds of it. */
export function registerDue(feature: string, find: FindDue): void {
  due.set(feature, find);
}

/** A feature says how to find what was decided since a moment and concerns the reader; the digest tells it. */
export function registerDecided(feature: string, find: FindDecided): void {
  decided.set(feature, find);
}

/** The home page says what waits for the reader; the digest repeats it. */
export function registerWaiting(feature: string, find: FindWaiting): void {
  waiting.set(feature, find);
}

/** One after the other: they share one connection. */
async function all<Found>(finds: Iterable<(ctx: Ctx) => Promise<readonly Found[]>>, ctx: Ctx): Promise<Found[]> {
  const found: Found[] = [];
  for (const find of finds) found.push(...(await find(ctx)));
  return found;
}

/** Everything that is due for the reader, as each feature names it. */
export const dueFor = (ctx: Ctx): Promise<DueItem[]> => all(due.values(), ctx);

/** Everything that waits for the reader. */
export const waitingFor = (ctx: Ctx): Promise<WaitingThing[]> => all(waiting.values(), ctx);

/** Everything that was decided since a moment and concerns the reader. */
export const decidedFor = (ctx: Ctx, since: Temporal.Instant): Promise<Decided[]> =>
  all(
    [...decided.values()].map((find) => (one: Ctx) => find(one, since)),
    ctx,
  );
