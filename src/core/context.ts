import type { Clock } from '#platform/clock.ts';
import type { Tx } from '#platform/db/database.ts';
import type { Identity } from '#platform/identity/identity.ts';
import type { Vault } from '#platform/vault.ts';
import type { Actor, Scope } from './access/actor.ts';

/** Work that a background worker does later; it is stored in the same transaction as what caused it. */
export type Enqueue = (tx: Tx, job: { name: string; data: Record<string, unknown> }) => Promise<void>;

/** What the process offers to every request. */
export type Services = {
  clock: Clock;
  enqueue: Enqueue;
  publicUrl: string;
  /** Present wherever people sign in: in the web process, not in every test. */
  identity?: Identity;
  /** Opens what stands behind the wall; absent where a process has nothing to do there. */
  vault?: Vault;
};

/**
 * Everything a page or an action may use. `db` is one transaction that already carries the reader's trust (read-only for a GET), so what is read and
 * what is written belong together; `scope` is where the reader holds the permission that the route requires.
 */
export type Ctx = {
  db: Tx;
  actor: Actor;
  scope: Scope;
  today: Temporal.PlainDate;
  now: Temporal.Instant;
  services: Services;
  /** What the page furniture needs; empty outside a web request. */
  page: PageFurniture;
  /** What was read in this request, where nothing is written in it: see `onceInARead`. */
  read?: Map<string, Promise<unknown>>;
};

export type PageFurniture = {
  path: string;
  csrfToken: string;
  flash: string | null;
  navigation: readonly { href: string; label: string; current: boolean; count?: number }[];
};

export const noFurniture: PageFurniture = { path: '/', csrfToken: '', flash: null, navigation: [] };

/**
 * Reads something once in a request that only reads, however many slices ask for it; a request that writes reads anew each time. `key` names all that
 * the reading depends on.
 */
export function onceInARead<T>(ctx: Pick<Ctx, 'read'>, key: string, load: () => Promise<T>): Promise<T> {
  if (!ctx.read) return load();
  const before = ctx.read.get(key) as Promise<T> | undefined;
  if (before) return before;
  const reading = load();
  ctx.read.set(key, reading);
  return reading;
}
