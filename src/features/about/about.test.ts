import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildAgent, buildWeb, type Web } from '#features/sign-in/build.ts';
import { publicRoutes } from '#src/features.ts';
import { useDatabase } from '#test/support/database.ts';
import { aboutPaths } from './paths.ts';
import { readGuides } from './read-guides.ts';

const database = useDatabase();
let web: Web;
beforeAll(async () => {
  web = await buildWeb(database);
});
afterAll(() => web.close());

test('these pages, and no others, are open to people who have not signed in', () => {
  expect(publicRoutes.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
    'GET /accessibility',
    'GET /capture-worker.js',
    'GET /capture/shell',
    'GET /feeds/:token/calendar.ics',
    'GET /forgotten-password',
    'GET /help',
    'GET /help/:guide',
    'GET /invitation/:token',
    'GET /privacy',
    'GET /reset-password/:token',
    'GET /set-up/:token',
    'GET /set-up/:token/check',
    'GET /set-up/:token/choose',
    'GET /sign-in',
    'GET /sign-in/code',
    'GET /sign-in/no-role',
    'POST /forgotten-password',
    'POST /invitation/:token',
    'POST /reset-password/:token',
    'POST /set-up/:token/by-hand',
    'POST /set-up/:token/check',
    'POST /set-up/:token/choose',
    'POST /set-up/:token/file',
    'POST /sign-in',
    'POST /sign-in/code',
    'POST /sign-in/demo',
    'POST /sign-out',
  ]);
});

test('somebody who is not signed in reads help, accessibility and privacy, and nothing of the trust', async () => {
  const agent = buildAgent(web);
  for (const path of [aboutPaths.help, aboutPaths.accessibility, aboutPaths.privacy]) {
    const { statusCode, body } = await agent.get(path);
    expect([path, statusCode]).toEqual([path, 200]);
    expect(body).not.toContain('Main"');
  }
  const home = await agent.get('/');
  expect([home.statusCode, home.headers.location]).toEqual([303, '/sign-in?next=%2F']);
});

test('there is a guide for each role, in the order in which roles weigh', async () => {
  expect(readGuides().map((guide) => guide.name)).toEqual([
    'executive-principal',
    'trust-leader',
    'teaching-and-learning',
    'full-access-to-school-data',
    'head-teacher',
    'senior-and-middle-leaders',
    'data-manager',
    'teacher',
    'lgb-member',
    'trustee',
    'clerk',
    'external-reviewer',
    'visiting-reviewer',
    'staff-representative',
    'administrator',
  ]);
  const agent = buildAgent(web);
  const { body } = await agent.get(aboutPaths.help);
  for (const guide of readGuides()) {
    expect(body).toContain(`href="${aboutPaths.guide(guide.name)}"`);
    const page = await agent.get(aboutPaths.guide(guide.name));
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain(`<h1 class="govuk-heading-xl">${guide.title}</h1>`);
    expect(page.body).toContain('<h2>');
  }
});

test('a guide that there is not, or a file that is none, is not found', async () => {
  const agent = buildAgent(web);
  for (const name of ['nobody', '..%2Fstyle', '%2e%2e%2foperations', 'head-teacher.md'])
    expect([name, (await agent.get(aboutPaths.guide(name))).statusCode]).toEqual([name, 404]);
});

test('what a guide calls by its name is on a page under that name', () => {
  const onPages = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
    .map((path) => readFileSync(`src/${path}`, 'utf8'))
    .join(' ')
    .replaceAll("{' '}", ' ')
    .replaceAll(/\s+/g, ' ');
  const named = readGuides().flatMap((guide) =>
    [...guide.text.replaceAll(/\s+/g, ' ').matchAll(/\*([^*]+)\*/g)].map((match) => [guide.name, match[1] ?? '']),
  );
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter(([, name]) => !onPages.includes(name ?? ''))).toEqual([]);
});
