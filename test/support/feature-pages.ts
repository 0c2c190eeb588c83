import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import type { NavigationItem, Route } from '#core/access/route.ts';
import type { Process } from '#core/access/run-as.ts';
import { addErrorPages } from '#core/web/error-pages.tsx';
import { addRoute } from '#core/web/gate.ts';
import { createServer } from '#platform/http/server.ts';

type Options = { assetsFolder?: string | null; navigation?: readonly NavigationItem[] };

/** The routes over HTTP, past sign-in only: the cookie `account` says whose session it is, everything behind it is the real thing. */
export async function createFeatureApp(
  process: Process,
  routes: readonly Route[],
  { assetsFolder = null, navigation = [] }: Options = {},
): Promise<FastifyInstance> {
  const app = await createServer({
    secret: 'a secret for tests that is long enough',
    logLevel: 'silent',
    assetsFolder,
    trustProxy: false,
    secure: false,
  });
  const readSession = async (cookies: string | undefined) => {
    const accountId = /(?:^|; )account=([^;]+)/.exec(cookies ?? '')?.[1];
    return accountId ? { accountId } : null;
  };
  addErrorPages(app);
  for (const route of routes) addRoute(app, { process, readSession, navigation }, route);
  return app;
}

/** Pages of one feature, opened and sent as somebody. Call it once at the top of a test file. */
export function useFeaturePages(process: Process, routes: readonly Route[]) {
  let app: FastifyInstance;
  beforeAll(async () => {
    app = await createFeatureApp(process, routes);
  });
  afterAll(() => app.close());

  async function open(actor: Actor, url: string) {
    const answer = await app.inject({ url, headers: { cookie: `account=${actor.accountId}` } });
    const type = answer.headers['content-type'];
    return { status: answer.statusCode, type, text: answer.body, bytes: answer.rawPayload, cookies: answer.cookies };
  }

  /** Sends a form with the token of the page that it stands on, and the hidden fields of that page. */
  async function send(actor: Actor, url: string, fields: Record<string, string>, from = url) {
    const page = await open(actor, from);
    const hidden = [...page.text.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [name, value] as const,
    );
    const cookies = page.cookies.map((cookie) => `${cookie.name}=${encodeURIComponent(cookie.value)}`).join('; ');
    const answer = await app.inject({
      method: 'POST',
      url,
      headers: {
        cookie: `account=${actor.accountId}; ${cookies}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: new URLSearchParams({ ...Object.fromEntries(hidden), ...fields }).toString(),
    });
    return { status: answer.statusCode, text: answer.body, to: String(answer.headers.location ?? '') };
  }

  return { open, send };
}
