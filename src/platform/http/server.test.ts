import { expect, test } from 'vitest';
import { redirectTo } from './reply.ts';
import { sendReply } from './send-reply.ts';
import { createServer } from './server.ts';

const secret = 'x'.repeat(40);

/** Every cookie of an answer that leaves a sentence for the next page, and then of the page that says it. */
async function cookiesOver(secure: boolean): Promise<string[]> {
  const app = await createServer({ secret, logLevel: 'silent', assetsFolder: null, trustProxy: false, secure });
  app.get('/', (_request, reply) => sendReply(reply, redirectTo('/next', 'Saved.')));
  const answer = await app.inject({ method: 'GET', url: '/' });
  await app.close();
  return [answer.headers['set-cookie'] ?? []].flat();
}

test('over https even the cookie with the next page’s sentence is sent over https only; over plain http it works too', async () => {
  const [cookie] = await cookiesOver(true);
  expect(cookie).toMatch(/^cairn_flash=.*; HttpOnly; Secure; SameSite=Lax$/);
  expect((await cookiesOver(false))[0]).toMatch(/^cairn_flash=.*; HttpOnly; SameSite=Lax$/);
});

test('behind a proxy the reader’s address is the one that the proxy saw, not one that the reader made up', async () => {
  const app = await createServer({ secret, logLevel: 'silent', assetsFolder: null, trustProxy: true, secure: false });
  app.get('/', (request) => request.ip);
  const headers = { 'x-forwarded-for': '203.0.113.9, 198.51.100.7' };
  expect((await app.inject({ method: 'GET', url: '/', headers })).body).toBe('198.51.100.7');
  await app.close();
});

test('without a proxy nobody says from where they come', async () => {
  const app = await createServer({ secret, logLevel: 'silent', assetsFolder: null, trustProxy: false, secure: false });
  app.get('/', (request) => request.ip);
  const headers = { 'x-forwarded-for': '203.0.113.9' };
  expect((await app.inject({ method: 'GET', url: '/', headers })).body).toBe('127.0.0.1');
  await app.close();
});
