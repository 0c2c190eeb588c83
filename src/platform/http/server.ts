import { randomUUID } from 'node:crypto';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import csrf from '@fastify/csrf-protection';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import staticFiles from '@fastify/static';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { addMetrics, type PoolState } from '../operations/metrics.ts';

export type ServerOptions = {
  secret: string;
  logLevel: string;
  /** Where the built style sheet, script and fonts lie; null serves none (tests). */
  assetsFolder: string | null;
  trustProxy: boolean;
  /** True when people reach it over https: cookies are then marked secure. */
  secure: boolean;
  /** Bytes of memory for pages that may be sent again; 0 makes every page anew. 64 MB unless said otherwise. */
  pageRoom?: number;
  /** With a token `/metrics` answers whoever brings it; without one it is not there. */
  metrics?: { token: string; poolState(): PoolState } | null;
};

/**
 * What the log says of a request. Its address is written as its pattern: an address may carry a token (a link to choose a password, a calendar's feed) or an id,
 * and a log is read by more people than may open the record.
 */
export const loggedRequest = (request: FastifyRequest) => ({
  method: request.method,
  route: request.routeOptions?.url ?? 'none',
  remoteAddress: request.ip,
});

/** The number of a request, in the log and in the answer: that of the proxy in front where it gives one, else a new one. */
const numberOfRequest =
  (trustProxy: boolean) =>
  (raw: { headers: Record<string, string | string[] | undefined> }): string => {
    const given = raw.headers['x-request-id'];
    return trustProxy && typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
  };

/** A Fastify server with the plugins that every page relies on, and no route yet. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: options.logLevel === 'silent' ? false : { level: options.logLevel, serializers: { req: loggedRequest } },
    genReqId: numberOfRequest(options.trustProxy),
    // One proxy, the nearest: the last address it names is the one it saw. All before that is what the reader's side wrote.
    trustProxy: options.trustProxy && ((_address, hop) => hop === 0),
    bodyLimit: 2 * 1024 * 1024,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    forceCloseConnections: true,
  });
  await app.register(cookie, { secret: options.secret, parseOptions: { secure: options.secure } });
  await app.register(csrf, { cookieOpts: { path: '/', httpOnly: true, sameSite: 'lax', secure: options.secure } });
  await app.register(formbody);
  await app.register(multipart);
  await app.register(compress, { threshold: 1024, encodings: ['br', 'gzip'], brotliOptions: { params: { 1: 4 } } });
  await app.register(rateLimit, { global: false });
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'"],
        scriptSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    hsts: options.secure,
    referrerPolicy: { policy: 'same-origin' },
  });
  if (options.assetsFolder) {
    await app.register(staticFiles, {
      root: options.assetsFolder,
      prefix: '/assets/',
      immutable: true,
      maxAge: '365d',
      index: false,
    });
  }
  if (options.metrics) addMetrics(app, options.metrics.token, options.metrics.poolState);
  app.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id));
  // Pages hold what their reader may see: no shared cache may keep them.
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'private, no-store');
  });
  return app;
}
