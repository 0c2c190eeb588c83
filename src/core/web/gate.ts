import '@fastify/csrf-protection';
import '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { londonDate } from '#platform/clock.ts';
import { Forbidden } from '#platform/errors.ts';
import { type ParsedUpload, readMultipart, readRequest } from '#platform/http/read-request.ts';
import { sendReply, takeFlash } from '#platform/http/send-reply.ts';
import { type Actor, holds } from '../access/actor.ts';
import { loadActor } from '../access/load-actor.ts';
import type { PublicRoute } from '../access/public-route.ts';
import type { NavigationItem, Route } from '../access/route.ts';
import { type Process, runAs } from '../access/run-as.ts';
import type { PageFurniture } from '../context.ts';

declare module 'fastify' {
  interface FastifyRequest {
    upload?: ParsedUpload;
    actor?: Actor;
  }
}

/** Finds whose session a request carries. */
export type ReadSession = (cookieHeader: string | undefined) => Promise<{ accountId: string } | null>;

export type Gate = { process: Process; readSession: ReadSession; navigation: readonly NavigationItem[] };

function furniture(gate: Gate, request: FastifyRequest, reply: FastifyReply): PageFurniture {
  const actor = request.actor;
  const path = request.url.split('?')[0] ?? '/';
  return {
    path,
    csrfToken: reply.generateCsrf(),
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

async function parseUpload(request: FastifyRequest, maxBytes: number): Promise<void> {
  if (!request.isMultipart()) return;
  request.upload = await readMultipart(request, maxBytes);
  // The CSRF check looks for its field in the body.
  request.body = { _csrf: request.upload.form['_csrf']?.[0] };
}

/** Serves a route: session, actor, permission, forgery check, one transaction, and only then the answer. */
export function addRoute(app: FastifyInstance, gate: Gate, route: Route): void {
  const maxBytes = route.upload?.maxBytes;
  app.route({
    method: route.method,
    url: route.path,
    preValidation: async (request, reply) => {
      const session = await gate.readSession(request.headers.cookie);
      const actor =
        session && (await loadActor(gate.process.db, session.accountId, londonDate(gate.process.services.clock.now())));
      if (!session || !actor) {
        const next = request.method === 'GET' ? `?next=${encodeURIComponent(request.url)}` : '';
        return reply.redirect(session ? '/sign-in/no-role' : `/sign-in${next}`, 303);
      }
      request.actor = actor;
      if (maxBytes !== undefined) await parseUpload(request, maxBytes);
    },
    ...(route.method === 'POST' ? { preHandler: app.csrfProtection } : {}),
    handler: async (request, reply) => {
      const actor = request.actor;
      if (!actor || !holds(actor, route.permission)) throw new Forbidden('Your role does not include this page.');
      const asked = readRequest(request, request.upload ?? null);
      const answer = await runAs(
        gate.process,
        actor,
        route.permission,
        (ctx) => route.handle({ ...ctx, page: furniture(gate, request, reply) }, asked),
        { readOnly: route.method === 'GET' },
      );
      return sendReply(reply, answer);
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
