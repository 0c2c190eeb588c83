import type { FastifyInstance } from 'fastify';
import type { Actor } from '#core/access/actor.ts';
import type { Process } from '#core/access/run-as.ts';
import { withAccount } from '#core/organisations/build.ts';
import { createFeatureApp } from '#test/support/feature-pages.ts';
import { annualReviewsFeature } from '../index.ts';

/** The feature over HTTP, past sign-in only: a cookie says whose session it is, everything behind it is the real thing. */
export function buildReviewWeb(process: Process, assetsFolder: string | null = null): Promise<FastifyInstance> {
  const { routes, navigation = [] } = annualReviewsFeature;
  return createFeatureApp(process, routes, { assetsFolder, navigation });
}

type Answer = {
  status: number;
  html: string;
  text: string;
  location: string;
  json: Record<string, unknown>;
  bytes: Buffer;
};

/** A browser of one person: keeps cookies, carries the form's token. */
export async function buildReader(process: Process, app: FastifyInstance, actor: Actor) {
  await withAccount(process.db, actor);
  const jar = new Map([['account', actor.personId]]);
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  let token = '';

  async function ask(
    method: 'GET' | 'POST',
    url: string,
    fields?: Readonly<Record<string, string | readonly string[]>>,
  ): Promise<Answer> {
    const body = new URLSearchParams([
      ['_csrf', token],
      ...Object.entries(fields ?? {}).flatMap(([name, value]) =>
        [value].flat().map((one) => [name, one] as [string, string]),
      ),
    ]);
    const answer = await app.inject({
      method,
      url,
      headers: { cookie: cookies(), 'content-type': 'application/x-www-form-urlencoded' },
      ...(method === 'POST' ? { payload: body.toString() } : {}),
    });
    for (const cookie of answer.cookies) jar.set(cookie.name, cookie.value);
    token = /name="_csrf" value="([^"]+)"/.exec(answer.body)?.[1] ?? token;
    const text = answer.body
      .replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
      .replace(/<[^>]+>/g, ' ')
      .replaceAll('&#39;', '’')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&')
      .replace(/\s+/g, ' ');
    const isJson = String(answer.headers['content-type']).startsWith('application/json');
    return {
      status: answer.statusCode,
      html: answer.body,
      text,
      location: String(answer.headers.location ?? ''),
      json: isJson ? answer.json() : {},
      bytes: answer.rawPayload,
    };
  }

  return {
    cookies,
    get: (url: string) => ask('GET', url),
    /** Opens the page first where no token is known yet. */
    post: async (url: string, fields: Readonly<Record<string, string | readonly string[]>> = {}) => {
      if (token === '') await ask('GET', '/annual-reviews');
      return await ask('POST', url, fields);
    },
  };
}
