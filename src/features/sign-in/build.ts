import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import type { Actor } from '#core/access/actor.ts';
import type { Process } from '#core/access/run-as.ts';
import { inTrust } from '#core/organisations/build.ts';
import { createAccount } from '#platform/identity/actions/create-account.ts';
import { createIdentity, type Identity } from '#platform/identity/identity.ts';
import { createApp } from '#src/app.ts';

export const builtPassword = 'slate walnut harbour';

export type Web = { app: FastifyInstance; identity: Identity; process: Process; close(): Promise<void> };

/** The whole product over a test database, to be asked with `inject`. Close it in `afterAll`. */
export async function buildWeb(database: Process & { url: string }): Promise<Web> {
  const publicUrl = database.services.publicUrl;
  const identity = createIdentity({
    databaseUrl: database.url,
    secret: 'a secret of tests, long enough for all',
    publicUrl,
    maxConnections: 2,
  });
  const process = { db: database.db, services: { ...database.services, identity } };
  const app = await createApp(process, identity.readSession, {
    secret: 'a secret of tests, long enough for all',
    logLevel: 'silent',
    assetsFolder: null,
    trustProxy: false,
    secure: false,
  });
  return {
    app,
    identity,
    process,
    close: async () => {
      await app.close();
      await identity.close();
    },
  };
}

/** Gives a built actor's person an account with `builtPassword`; returns the account's id. Hashing takes a twentieth of a second. */
export async function buildAccount(web: Web, actor: Actor, password: string | null = builtPassword): Promise<string> {
  const passwordHash = password === null ? null : await web.identity.hashPassword(password);
  return await inTrust(web.process.db, actor.trustId, async (tx) => {
    const accountId = await createAccount(tx, { name: actor.name, email: actor.email, passwordHash });
    await tx.updateTable('person').set({ account_id: accountId }).where('id', '=', actor.personId).execute();
    return accountId;
  });
}

export type Agent = {
  get(url: string): Promise<LightMyRequestResponse>;
  /** Posts a form with its forgery token; `csrf: false` leaves the token out. */
  post(
    url: string,
    form?: Record<string, string | readonly string[]>,
    options?: { csrf?: boolean },
  ): Promise<LightMyRequestResponse>;
  cookies: Map<string, string>;
};

/** A browser without a session that keeps its cookies. */
export function buildAgent(web: Web): Agent {
  const cookies = new Map<string, string>();
  let token = '';
  const keep = (response: LightMyRequestResponse): LightMyRequestResponse => {
    for (const cookie of response.cookies) {
      if (cookie.maxAge === 0 || (cookie.expires && cookie.expires.getTime() < Date.now())) cookies.delete(cookie.name);
      else cookies.set(cookie.name, cookie.value);
    }
    token = /name="_csrf" value="([^"]+)"/.exec(response.body)?.[1] ?? token;
    return response;
  };
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; ');
  const agent: Agent = {
    cookies,
    get: async (url) => keep(await web.app.inject({ method: 'GET', url, headers: { cookie: cookie() } })),
    post: async (url, form = {}, { csrf = true } = {}) => {
      if (csrf && token === '') await agent.get(cookies.has('cairn.session_token') ? '/account' : '/sign-in');
      const body = new URLSearchParams(csrf ? { _csrf: token } : {});
      for (const [name, value] of Object.entries(form)) for (const one of [value].flat()) body.append(name, one);
      return keep(
        await web.app.inject({
          method: 'POST',
          url,
          payload: body.toString(),
          headers: { cookie: cookie(), 'content-type': 'application/x-www-form-urlencoded' },
        }),
      );
    },
  };
  return agent;
}

/** A browser signed in as a built actor, who gets an account without a password if need be. No password is hashed: it is quick. */
export async function signedInAgent(web: Web, actor: Actor): Promise<Agent> {
  const { db } = web.process;
  const person = await inTrust(db, actor.trustId, (tx) =>
    tx.selectFrom('person').select('account_id').where('id', '=', actor.personId).executeTakeFirstOrThrow(),
  );
  const accountId = person.account_id ?? (await buildAccount(web, actor, null));
  const agent = buildAgent(web);
  for (const header of await web.identity.openSession(accountId, {
    ip: '192.0.2.1',
    userAgent: 'Firefox/150.0 (Windows)',
  })) {
    const [pair = ''] = header.split(';');
    const at = pair.indexOf('=');
    agent.cookies.set(pair.slice(0, at), decodeURIComponent(pair.slice(at + 1)));
  }
  return agent;
}
