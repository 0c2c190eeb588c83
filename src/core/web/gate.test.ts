import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PageRequest } from '#platform/http/page-request.ts';
import { json } from '#platform/http/reply.ts';
import { createServer } from '#platform/http/server.ts';
import { useDatabase } from '#test/support/database.ts';
import { allowed } from '../access/decision.ts';
import type { Role } from '../access/roles.ts';
import { get, getRecorded, postLargeFiles } from '../access/route.ts';
import { write } from '../audit/write.ts';
import type { Ctx } from '../context.ts';
import { buildActor, buildSchool, buildTrust, inTrust, withAccount } from '../organisations/build.ts';
import { addErrorPages } from './error-pages.tsx';
import { addRoute, type Gate } from './gate.ts';

const database = useDatabase();
let app: FastifyInstance;
let read: { sizes: number[]; twice: boolean; form: string } | null = null;
let fail = false;

const noteReading = (ctx: Ctx) =>
  write(ctx, async (tx) => {
    tx.authorise(allowed);
    await tx.record({
      kind: 'pupil.read',
      subjectType: 'trust',
      subjectId: ctx.actor.trustId,
      schoolId: null,
      summary: 'read',
    });
  });

async function takeFiles(_ctx: Ctx, request: PageRequest) {
  if (fail) throw new Error('broken inside');
  const sizes: number[] = [];
  let again = 0;
  for (const file of request.largeFiles ?? []) {
    let size = 0;
    for await (const piece of file.pieces()) size += piece.byteLength;
    for await (const piece of file.pieces()) again += piece.byteLength;
    expect(size).toBe(file.sizeBytes);
    sizes.push(size);
  }
  read = { sizes, twice: again === sizes.reduce((a, b) => a + b, 0), form: request.form['note']?.[0] ?? '' };
  return json({ ok: true });
}

beforeAll(async () => {
  app = await createServer({
    secret: 'a secret of tests, long enough for all',
    logLevel: 'silent',
    assetsFolder: null,
    trustProxy: false,
    secure: false,
  });
  const gate: Gate = {
    process: database,
    readSession: async (cookie) => {
      const accountId = /account=([^;]+)/.exec(cookie ?? '')?.[1];
      return accountId ? { accountId } : null;
    },
    navigation: [],
    pages: null,
  };
  addErrorPages(app);
  app.get('/token', async (_request, reply) => reply.send({ token: reply.generateCsrf() }));
  const recorded = async (ctx: Ctx) => {
    await noteReading(ctx);
    return json({ ok: true });
  };
  addRoute(app, gate, getRecorded('/pupils', 'pupil-data:read', recorded));
  addRoute(app, gate, get('/plain', 'pupil-data:read', recorded));
  addRoute(app, gate, postLargeFiles('/files', 'snapshot:collect', 300_000, takeFiles));
});
afterAll(() => app.close());

async function person(role: Role) {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const place = role === 'executive_principal' ? {} : { schoolId: school.id };
  const actor = await buildActor(database.db, trust, role, place);
  await withAccount(database.db, actor);
  const first = await app.inject({ url: '/token' });
  const csrf = first.cookies.find(({ name }) => name === '_csrf');
  const cookie = `account=${actor.personId}; _csrf=${csrf?.value}`;
  return { trust, cookie, token: (first.json() as { token: string }).token };
}

const spoolsLeft = () => readdirSync(tmpdir()).filter((name) => name.startsWith('cairn-upload-')).length;

function multipart(token: string, files: readonly Buffer[]) {
  const boundary = 'ashdown';
  const part = (head: string, body: Buffer | string) =>
    Buffer.concat([Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`), Buffer.from(body), Buffer.from('\r\n')]);
  return {
    payload: Buffer.concat([
      part('Content-Disposition: form-data; name="_csrf"', token),
      part('Content-Disposition: form-data; name="note"', 'a note'),
      ...files.map((file) =>
        part('Content-Disposition: form-data; name="file"; filename="a.csv"\r\nContent-Type: text/csv', file),
      ),
      Buffer.from(`--${boundary}--\r\n`),
    ]),
    type: `multipart/form-data; boundary=${boundary}`,
  };
}

async function send(cookie: string, token: string, files: readonly Buffer[]) {
  read = null;
  const { payload, type } = multipart(token, files);
  return await app.inject({ method: 'POST', url: '/files', payload, headers: { cookie, 'content-type': type } });
}

test('reading a page of pupils is written down; a plain page can write nothing', async () => {
  const { trust, cookie } = await person('head_teacher');
  expect((await app.inject({ url: '/pupils', headers: { cookie } })).statusCode).toBe(200);
  expect((await app.inject({ url: '/plain', headers: { cookie } })).statusCode).toBe(500);
  const events = await inTrust(database.db, trust.id, (tx) => tx.selectFrom('event').select('kind').execute());
  expect(events).toEqual([{ kind: 'pupil.read' }]);
});

test('large files reach the handler from the disk, as often as it reads them, and nothing stays behind', async () => {
  const { cookie, token } = await person('data_manager');
  const answer = await send(cookie, token, [Buffer.alloc(250_000, 'x'), Buffer.alloc(0), Buffer.alloc(7, 'y')]);
  expect(answer.statusCode).toBe(200);
  expect(read).toEqual({ sizes: [250_000, 7], twice: true, form: 'a note' });
  expect(spoolsLeft()).toBe(0);
});

test('nothing stays behind where the file is too large, the forgery mark is wrong, or the work breaks', async () => {
  const { cookie, token } = await person('data_manager');
  expect((await send(cookie, token, [Buffer.alloc(400_000, 'x')])).statusCode).toBe(413);
  expect((await send(cookie, 'wrong', [Buffer.alloc(1000, 'x')])).statusCode).toBe(403);
  fail = true;
  expect((await send(cookie, token, [Buffer.alloc(1000, 'x')])).statusCode).toBe(500);
  fail = false;
  expect(read).toBeNull();
  expect(spoolsLeft()).toBe(0);
});

test('whose role may not send files does not fill the disk', async () => {
  const { cookie, token } = await person('executive_principal');
  expect((await send(cookie, token, [Buffer.alloc(400_000, 'x')])).statusCode).toBe(403);
  expect(read).toBeNull();
});
