import type { PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import type { Ctx } from '../context.ts';
import type { Permission } from './permissions.ts';

export type Handler = (ctx: Ctx, request: PageRequest) => Promise<Reply>;

/** One thing that can be asked of the product, and who may ask. The permission is required: there is no route without one. */
export type Route = {
  method: 'GET' | 'POST';
  path: string;
  permission: Permission;
  handle: Handler;
  /** Set where the form carries files; `spool` puts them into temporary files, which are gone once the request has been answered. */
  upload?: { maxBytes: number; spool?: boolean };
  /** Made anew at each request, because it shows something that no event records: sessions, mail on its way. */
  fresh?: boolean;
  /** A page whose reading is itself written down: its transaction may write. Always `fresh`. */
  recorded?: boolean;
};

/** A page to read. */
export function get(path: string, permission: Permission, handle: Handler): Route {
  return { method: 'GET', path, permission, handle };
}

/** A page that shows what no event records, and is therefore made anew each time. */
export function getFresh(path: string, permission: Permission, handle: Handler): Route {
  return { method: 'GET', path, permission, handle, fresh: true };
}

/**
 * A page that shows single pupils: made anew each time, in a transaction that may write down who read it. A link that is only looked at ahead (a browser's
 * prefetch) counts as read, so it writes nothing else.
 */
export function getRecorded(path: string, permission: Permission, handle: Handler): Route {
  return { method: 'GET', path, permission, handle, fresh: true, recorded: true };
}

/** A form that is sent. */
export function post(path: string, permission: Permission, handle: Handler): Route {
  return { method: 'POST', path, permission, handle };
}

/** A form that is sent with files, up to `maxBytes` each. */
export function postFiles(path: string, permission: Permission, maxBytes: number, handle: Handler): Route {
  return { method: 'POST', path, permission, handle, upload: { maxBytes } };
}

/**
 * A form that is sent with files too large to be held in memory, up to `maxBytes` each: they wait in temporary files (`request.largeFiles`) while the handler
 * works, and are removed afterwards whatever happened. Only a reader who holds the permission may fill the disk: others are refused before a byte is kept.
 */
export function postLargeFiles(path: string, permission: Permission, maxBytes: number, handle: Handler): Route {
  return { method: 'POST', path, permission, handle, upload: { maxBytes, spool: true } };
}

/** An entry of the main navigation, shown to those who hold the permission. */
export type NavigationItem = { href: string; label: string; permission: Permission };

/** What a feature gives to the composition root. */
export type Feature = { name: string; routes: readonly Route[]; navigation?: readonly NavigationItem[] };
