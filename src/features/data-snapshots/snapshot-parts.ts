import type { Ctx } from '#core/context.ts';

/** What another slice has about a snapshot, for its page: a sentence and where it leads. */
export type SnapshotPart = { words: string; href: string };
export type FindPart = (ctx: Ctx, snapshotId: string) => Promise<SnapshotPart | null>;

const registered = new Map<string, FindPart>();

/** A slice that builds on snapshots says, once and under its own name, what it has about one: this slice must not know of it. */
export function registerSnapshotPart(feature: string, find: FindPart): void {
  registered.set(feature, find);
}

/** What the other slices have about a snapshot that this reader may open. */
export async function partsOfSnapshot(ctx: Ctx, snapshotId: string): Promise<SnapshotPart[]> {
  const parts: SnapshotPart[] = [];
  for (const find of registered.values()) {
    const part = await find(ctx, snapshotId);
    if (part) parts.push(part);
  }
  return parts;
}
