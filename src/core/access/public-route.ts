import type { Db } from '#platform/db/database.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import type { PageFurniture, Services } from '../context.ts';

/** What a page may use before anybody is signed in: no trust, so row-level security shows it no record of any trust. */
export type PublicCtx = {
  db: Db;
  services: Services;
  now: Temporal.Instant;
  today: Temporal.PlainDate;
  page: PageFurniture;
  /** Adds a Set-Cookie header to the answer. */
  setCookie(header: string): void;
};

/** A page that needs no sign-in: signing in itself, an invitation, the first set-up. The list of them is checked by a test. */
export type PublicRoute = {
  method: 'GET' | 'POST';
  path: string;
  permission: 'public';
  handle: (ctx: PublicCtx, request: PageRequest) => Promise<Reply>;
  upload?: { maxBytes: number };
  /** Requests a minute from one address, for pages that guessers like. */
  perMinute?: number;
};
