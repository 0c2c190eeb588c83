import type { Child } from 'hono/jsx';

/** What a handler answers; the gate commits the transaction before it sends any of them. */
export type Reply =
  | { kind: 'page'; status: number; body: Child; refreshSeconds?: number }
  | { kind: 'redirect'; to: string; flash?: string }
  | { kind: 'download'; bytes: Uint8Array; mediaType: string; fileName: string; inline?: boolean; etag?: string }
  | { kind: 'json'; status: number; body: unknown };

/** A whole document, as made by `appPage`; use status 400 when a form is shown again. */
export function page(body: Child, status = 200): Reply {
  return { kind: 'page', status, body };
}

/** A page that asks for itself again after some seconds, without a script: for work that is under way. */
export function refreshing(reply: Reply, seconds: number): Reply {
  return reply.kind === 'page' ? { ...reply, refreshSeconds: seconds } : reply;
}

/** Sends the reader on after a successful write; `flash` is said once at the top of the next page. */
export function redirectTo(to: string, flash?: string): Reply {
  return flash === undefined ? { kind: 'redirect', to } : { kind: 'redirect', to, flash };
}

/** A file for the reader to keep; `inline` lets the browser show it (PDF only); with `etag` a program that has it already is told so (304). */
export function download(file: {
  bytes: Uint8Array;
  mediaType: string;
  fileName: string;
  inline?: boolean;
  etag?: string;
}): Reply {
  return { kind: 'download', ...file };
}

export function json(body: unknown, status = 200): Reply {
  return { kind: 'json', status, body };
}
