import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { sha256Hex } from '../documents/sha256.ts';

/** Connections of the pool: all, those at rest, and requests that wait for one. */
export type PoolState = { total: number; idle: number; waiting: number };

const sameSecret = (one: string, other: string): boolean =>
  timingSafeEqual(Buffer.from(sha256Hex(Buffer.from(one))), Buffer.from(sha256Hex(Buffer.from(other))));

const bearerOf = (request: FastifyRequest): string => request.headers.authorization?.match(/^Bearer (\S+)$/)?.[1] ?? '';

/**
 * `/metrics` in the form that Prometheus reads, for whoever brings the token; without the right one it is not there (404). Addresses are counted by their
 * pattern (`/schools/:schoolId`), never with ids, so that nothing of a trust is in it.
 */
export function addMetrics(app: FastifyInstance, token: string, poolState: () => PoolState): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'cairn_' });
  const duration = new Histogram({
    name: 'cairn_http_request_duration_seconds',
    help: 'From the arrival of a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  const failures = new Counter({
    name: 'cairn_http_failures_total',
    help: 'Answers with a status of 500 or above',
    labelNames: ['route'],
    registers: [registry],
  });
  new Gauge({
    name: 'cairn_database_connections',
    help: 'Connections of this process to the database, and requests that wait for one',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      for (const [state, number] of Object.entries(poolState())) this.set({ state }, number);
    },
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    duration.observe(
      { method: request.method, route, status: `${Math.floor(reply.statusCode / 100)}xx` },
      reply.elapsedTime / 1000,
    );
    if (reply.statusCode >= 500) failures.inc({ route });
  });
  app.get('/metrics', { logLevel: 'error' }, async (request, reply) => {
    if (!sameSecret(bearerOf(request), token)) return reply.callNotFound();
    return reply
      .type(registry.contentType)
      .header('cache-control', 'no-store')
      .send(await registry.metrics());
  });
}
