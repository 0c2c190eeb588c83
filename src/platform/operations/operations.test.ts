import Fastify from 'fastify';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { useDatabase } from '#test/support/database.ts';
import { createServer, loggedRequest } from '../http/server.ts';
import { addHealth } from './health.ts';

const database = useDatabase();
const secret = 'x'.repeat(40);
const token = 'a-token-of-the-monitor';
const options = { secret, logLevel: 'silent', assetsFolder: null, trustProxy: false, secure: false };
const poolState = () => ({ total: 3, idle: 1, waiting: 0 });

test('a process that runs is healthy, and ready while its database answers', async () => {
  const app = Fastify();
  addHealth(app, () => sql`select 1`.execute(database.db));
  expect((await app.inject('/healthz')).statusCode).toBe(200);
  const ready = await app.inject('/readyz');
  expect([ready.statusCode, ready.json()]).toEqual([200, { status: 'ready', database: 'answers' }]);
});

test('without its database a process is healthy and not ready, also where the database only stays silent', async () => {
  for (const ask of [() => Promise.reject(new Error('gone')), () => new Promise(() => {})]) {
    const app = Fastify();
    addHealth(app, ask);
    expect((await app.inject('/healthz')).statusCode).toBe(200);
    const ready = await app.inject('/readyz');
    expect([ready.statusCode, ready.json().database]).toEqual([503, 'does not answer']);
  }
});

test('the monitor with its token reads how long pages take, by pattern and never with an id', async () => {
  const app = await createServer({ ...options, metrics: { token, poolState } });
  app.get('/schools/:schoolId', async (_request, reply) => reply.send('a school'));
  await app.inject('/schools/019f-the-id-of-a-school');
  const answer = await app.inject({ url: '/metrics', headers: { authorization: `Bearer ${token}` } });
  expect(answer.body).toContain(
    'cairn_http_request_duration_seconds_count{method="GET",route="/schools/:schoolId",status="2xx"} 1',
  );
  expect(answer.body).toContain('cairn_database_connections{state="idle"} 1');
  expect(answer.body).not.toContain('019f');
  await app.close();
});

test('without the token, with a wrong one, or where none was set, there are no measurements to be found', async () => {
  const app = await createServer({ ...options, metrics: { token, poolState } });
  expect((await app.inject('/metrics')).statusCode).toBe(404);
  for (const authorization of ['Bearer something-else-entirely', `Basic ${token}`])
    expect((await app.inject({ url: '/metrics', headers: { authorization } })).statusCode).toBe(404);
  await app.close();
  const without = await createServer(options);
  expect((await without.inject({ url: '/metrics', headers: { authorization: 'Bearer ' } })).statusCode).toBe(404);
  await without.close();
});

test('every answer carries the number of its request; the proxy’s is taken over only from a proxy that is trusted', async () => {
  const numberFor = async (trustProxy: boolean, given?: string) => {
    const app = await createServer({ ...options, trustProxy });
    app.get('/', async (request) => request.id);
    const answer = await app.inject({ url: '/', headers: given === undefined ? {} : { 'x-request-id': given } });
    await app.close();
    expect(answer.headers['x-request-id']).toBe(answer.body);
    return answer.body;
  };
  expect(await numberFor(true, 'proxy-12345678')).toBe('proxy-12345678');
  expect(await numberFor(false, 'proxy-12345678')).toMatch(/^[0-9a-f-]{36}$/);
  expect(await numberFor(true, 'a forged\tline')).toMatch(/^[0-9a-f-]{36}$/);
});

test('a log says which kind of page was asked for, never the address with its token', async () => {
  const app = await createServer(options);
  app.get('/calendar/:token', async (request) => loggedRequest(request));
  const answer = await app.inject('/calendar/a-secret-address?password=hunter2');
  expect(answer.json()).toMatchObject({ method: 'GET', route: '/calendar/:token' });
  expect(answer.body).not.toMatch(/a-secret-address|hunter2/);
  await app.close();
});
