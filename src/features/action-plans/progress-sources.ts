import type { Ctx } from '#core/context.ts';

/** Where an entry of progress was recorded, for those who may open it: “the meeting of 10 November 2026”. */
export type ProgressSource = { progressId: string; label: string; href: string };

type Find = (ctx: Ctx, progressIds: readonly string[]) => Promise<ProgressSource[]>;

const finders: Find[] = [];

/** A feature that records progress says, once, how to find where; it answers only with what the reader may open. */
export function registerProgressSource(find: Find): void {
  finders.push(find);
}

/** Where these entries were recorded, by entry: only what the reader may open. */
export async function progressSources(
  ctx: Ctx,
  progressIds: readonly string[],
): Promise<ReadonlyMap<string, ProgressSource>> {
  if (progressIds.length === 0) return new Map();
  const found: ProgressSource[] = [];
  for (const find of finders) found.push(...(await find(ctx, progressIds)));
  return new Map(found.map((source) => [source.progressId, source]));
}
