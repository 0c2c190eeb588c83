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
  /** Set where the form carries files. */
  upload?: { maxBytes: number };
  /** Made anew at each request, because it shows something that no event records: sessions, mail on its way. */
  fresh?: boolean;
};

/** A page to read. */
export function get(path: string, permission: Permission, handle: Handler): Route {
  return { method: 'GET', path, permission, handle };
}

/** A page that shows what no event records, and is therefore made anew each time. */
export function getFresh(path: string, permission: Permission, handle: Handler): Route {
  return { method: 'GET', path, permission, handle, fresh: true };
}

/** A form that is sent. */
export function post(path: string, permission: Permission, handle: Handler): Route {
  return { method: 'POST', path, permission, handle };
}

/** A form that is sent with files, up to `maxBytes` each. */
export function postFiles(path: string, permission: Permission, maxBytes: number, handle: Handler): Route {
  return { method: 'POST', path, permission, handle, upload: { maxBytes } };
}

/** An entry of the main navigation, shown to those who hold the permission. */
export type NavigationItem = { href: string; label: string; permission: Permission };

/** What a feature gives to the composition root. */
export type Feature = { name: string; routes: readonly Route[]; navigation?: readonly NavigationItem[] };
