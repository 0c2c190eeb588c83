import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Process } from '#core/access/run-as.ts';
import { addErrorPages } from '#core/web/error-pages.tsx';
import { addPublicRoute, addRoute, type Gate, type ReadSession } from '#core/web/gate.ts';
import { createPageStore } from '#platform/http/page-store.ts';
import { csrfMark } from '#platform/http/send-reply.ts';
import { createServer, type ServerOptions } from '#platform/http/server.ts';
import { addHealth } from '#platform/operations/health.ts';
import { type AssetManifest, useAssets } from '#ui/assets.ts';
import { features, publicRoutes } from './features.ts';

/** The whole product over one database: every plugin, then every feature's routes in order. */
export async function createApp(
  process: Process,
  readSession: ReadSession,
  options: ServerOptions,
): Promise<FastifyInstance> {
  if (options.assetsFolder)
    useAssets(JSON.parse(readFileSync(join(options.assetsFolder, 'manifest.json'), 'utf8')) as AssetManifest);
  const app = await createServer(options);
  const room = options.pageRoom ?? 64 * 1024 * 1024;
  const navigation = features.flatMap((feature) => feature.navigation ?? []);
  const gate: Gate = { process, readSession, navigation, pages: room > 0 ? createPageStore(room, csrfMark) : null };
  addErrorPages(app);
  addHealth(app, () => sql`select 1`.execute(process.db));
  for (const route of publicRoutes) addPublicRoute(app, gate, route);
  for (const feature of features) for (const route of feature.routes) addRoute(app, gate, route);
  return app;
}
