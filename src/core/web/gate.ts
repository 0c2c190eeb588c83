import '@fastify/csrf-protection';
import '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { londonDate } from '#platform/clock.ts';
import { Forbidden } from '#platform/errors.ts';
import type { PageStore } from '#platform/http/page-store.ts';
import { type ParsedUpload, readMultipart, readRequest, spoolMultipart } from '#platform/http/read-request.ts';
import { csrfMark, hasFlash, sendReply, sendStoredPage, takeFlash } from '#platform/http/send-reply.ts';
import { type Actor, holds } from '../access/actor.ts';
import { type ActorWithState, loadActorWithState, loadReader } from '../access/load-actor.ts';
import type { PublicRoute } from '../access/public-route.ts';
import type { NavigationItem, Route } from '../access/route.ts';
import { type Process, runAs } from '../access/run-as.ts';
import type { PageFurniture } from '../context.ts';

declare module 'fastify' {
  interface FastifyRequest {
    upload?: ParsedUpload;
    actor?: Actor;
    /** Under which a page for this reader, in this state of the trust, is kept; absent where it is made anew. */
    pageKey?: string;
  }
}

/** Finds whose session a request carries. */
export type ReadSession = (cookieHeader: string | undefined) => Promise<{ accountId: string } | null>;

export type Gate = {
  process: Process;
  readSession: ReadSession;
  navigation: readonly NavigationItem[];
  pages?: PageStore | null;
};

function furniture(gate: Gate, request: FastifyRequest, reply: FastifyReply): PageFurniture {
  const actor = request.actor;
  const path = request.url.split('?')[0] ?? '/';
  return {
    path,
    // Every session has its own; it takes the place of the mark as the page is sent.
    csrfToken: csrfMark,
    flash: takeFlash(request, reply),
    navigation: actor
      ? gate.navigation
          .filter((item) => holds(actor, item.permission))
          .map((item) => ({
            href: item.href,
            label: item.label,
            current: path === item.href || (item.href !== '/' && path.startsWith(`${item.href}/`)),
          }))
      : [],
  };
}

async function parseUpload(request: FastifyRequest, maxBytes: number, spool = false): Promise<void> {
  if (!request.isMultipart()) return;
  request.upload = await (spool ? spoolMultipart : readMultipart)(request, maxBytes);
  // The CSRF check looks for its field in the body.
  request.body = { _csrf: request.upload.form['_csrf']?.[0] };
}

// A session lasts twelve hours from its last use, as far as the hour.
const prolongBelowHours = 11;

/** Whose request it is: one query where the process has an identity; tests may bring a session reader of their own. */
async function findReader(
  gate: Gate,
  cookie: string | undefined,
): Promise<{ signedIn: boolean; found: ActorWithState | null }> {
  const { db, services } = gate.process;
  const today = londonDate(services.clock.now());
  if (!services.identity) {
    const session = await gate.readSession(cookie);
    return { signedIn: session !== null, found: session && (await loadActorWithState(db, session.accountId, today)) };
  }
  const token = services.identity.sessionToken(cookie);
  const reader = token && (await loadReader(db, token, today, prolongBelowHours));
  if (!reader) return { signedIn: false, found: null };
  if (reader.ageing) await gate.readSession(cookie);
  return { signedIn: true, found: reader.found };
}

const minutesKept = 5;

/**
 * Names a page by all that it depends on: the address, the reader with the roles of today, the state of the trust, and the time in steps of five minutes.
 * Null for what is made anew each time, and for a page that has something to say once.
 */
function pageKey(gate: Gate, route: Route, request: FastifyRequest, actor: Actor, state: number): string | null {
  if (!gate.pages || route.fresh || route.method !== 'GET' || hasFlash(request)) return null;
  const step = Math.floor(gate.process.services.clock.now().epochMilliseconds / (minutesKept * 60_000));
  return `${request.url} ${actor.personId} ${actor.isDemo} ${JSON.stringify(actor.grants)} ${state} ${step}`;
}

/** Serves a route: session, actor, permission, forgery check, one transaction, and only then the answer. */
export function addRoute(app: FastifyInstance, gate: Gate, route: Route): void {
  const maxBytes = route.upload?.maxBytes;
  app.route({
    method: route.method,
    url: route.path,
    preValidation: async (request, reply) => {
      const { signedIn, found } = await findReader(gate, request.headers.cookie);
      if (!found) {
        const next = request.method === 'GET' ? `?next=${encodeURIComponent(request.url)}` : '';
        return reply.redirect(signedIn ? '/sign-in/no-role' : `/sign-in${next}`, 303);
      }
      request.actor = found.actor;
      const key = pageKey(gate, route, request, found.actor, found.state);
      if (key) request.pageKey = key;
      if (maxBytes === undefined) return;
      // Before a byte of the file is taken.
      if (!holds(found.actor, route.permission)) throw new Forbidden('Your role does not include this page.');
      await parseUpload(request, maxBytes, route.upload?.spool);
    },
    ...(route.method === 'POST' ? { preHandler: app.csrfProtection } : {}),
    // Also where the forgery check or the handler refused; what was sent too large or broken off is gone already.
    onResponse: async (request) => request.upload?.remove?.(),
    handler: async (request, reply) => {
      const actor = request.actor;
      if (!actor || !holds(actor, route.permission)) throw new Forbidden('Your role does not include this page.');
      const kept = request.pageKey && gate.pages?.get(request.pageKey);
      if (kept) return sendStoredPage(reply, kept);
      const asked = readRequest(request, request.upload ?? null);
      const answer = await runAs(
        gate.process,
        actor,
        route.permission,
        (ctx) => route.handle({ ...ctx, page: furniture(gate, request, reply) }, asked),
        { readOnly: route.method === 'GET' && route.recorded !== true },
      );
      return sendReply(reply, answer, (html) => request.pageKey && gate.pages?.put(request.pageKey, html));
    },
  });
}

/** Serves a page that needs no sign-in. */
export function addPublicRoute(app: FastifyInstance, gate: Gate, route: PublicRoute): void {
  const maxBytes = route.upload?.maxBytes;
  app.route({
    method: route.method,
    url: route.path,
    ...(route.perMinute ? { config: { rateLimit: { max: route.perMinute, timeWindow: '1 minute' } } } : {}),
    ...(maxBytes === undefined ? {} : { preValidation: (request: FastifyRequest) => parseUpload(request, maxBytes) }),
    ...(route.method === 'POST' ? { preHandler: app.csrfProtection } : {}),
    handler: async (request, reply) => {
      const { services, db } = gate.process;
      const now = services.clock.now();
      const answer = await route.handle(
        {
          db,
          services,
          now,
          today: londonDate(now),
          page: furniture(gate, request, reply),
          setCookie: (header) => void reply.header('set-cookie', header),
        },
        readRequest(request, request.upload ?? null),
      );
      return sendReply(reply, answer);
    },
  });
}
