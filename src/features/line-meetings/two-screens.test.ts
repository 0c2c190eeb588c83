import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import { inTrust } from '#core/organisations/build.ts';
import { signedInAgent, type Web } from '#features/sign-in/build.ts';
import { createIdentity } from '#platform/identity/identity.ts';
import { createApp } from '#src/app.ts';
import { launchBrowser } from '#test/support/browser.ts';
import { useDatabase } from '#test/support/database.ts';
// @ts-expect-error plain JavaScript, since it runs before there is anything to compile with
import { buildAssets } from '#ui/build-assets.mjs';
import { buildAgreedPlan, buildPlanPeople, type PlanPeople } from '../action-plans/build-people.ts';
import { buildBegun, buildSeries } from './build.ts';
import { lineMeetingPaths } from './paths.ts';

const database = useDatabase();
const secret = 'a secret of two screens, long enough for all';
const closers: (() => Promise<unknown>)[] = [];
let web: Web;
let address = '';
let browser: Browser;
let people: PlanPeople;
let path = '';

/** The product on a port of its own with a meeting that has begun, in a trust of two schools: quicker than the whole story. */
beforeAll(async () => {
  const assetsFolder = await mkdtemp(join(tmpdir(), 'cairn-screens-'));
  closers.push(() => rm(assetsFolder, { recursive: true, force: true }));
  await buildAssets({ root: process.cwd(), outDir: assetsFolder });
  const { publicUrl } = database.services;
  const identity = createIdentity({ databaseUrl: database.url, secret, publicUrl, maxConnections: 4 });
  closers.push(() => identity.close());
  const running = { db: database.db, services: { ...database.services, identity } };
  const options = { secret, logLevel: 'error' as const, assetsFolder, trustProxy: false, secure: false };
  const app = await createApp(running, identity.readSession, options);
  closers.push(() => app.close());
  web = { app, identity, process: running, close: async () => {} };
  people = await buildPlanPeople(database);
  await buildAgreedPlan(database, people);
  await buildSeries(database, people.principal, people.school.id);
  const id = await buildBegun(database, people.principal, people.school.id, '2026-11-12', '2026-11-23');
  path = lineMeetingPaths.meeting(id);
  address = await app.listen({ port: 0, host: '127.0.0.1' });
  browser = await launchBrowser();
  closers.push(() => browser.close());
}, 120_000);
afterAll(async () => {
  for (const close of closers.toReversed()) await close();
});

/** The meeting on a screen of somebody's own. */
async function open(actor: Actor, javaScriptEnabled = true): Promise<Page> {
  await inTrust(database.db, actor.trustId, (tx) =>
    tx
      .updateTable('person')
      .set({ account_id: null })
      .where('id', '=', actor.personId)
      .where('account_id', '=', actor.accountId)
      .execute(),
  );
  const { cookies } = await signedInAgent(web, actor);
  const context = await browser.newContext({ baseURL: address, reducedMotion: 'reduce', javaScriptEnabled });
  await context.addCookies(
    [...cookies].map(([name, value]) => ({ name, value: encodeURIComponent(value), url: address })),
  );
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(path);
  return page;
}

const criterion = (page: Page) => page.locator('form[data-part^=criterion]').first();

test('what one types the other sees, and both texts stand when both wrote at once', async () => {
  const principal = await open(people.principal);
  const head = await open(people.head);
  // One writes; the other sees it without doing anything.
  await criterion(principal).getByLabel('Reason for the rating').fill('Two classes have caught up.');
  await criterion(principal).getByText('Saved', { exact: false }).waitFor();
  const theirs = criterion(head).getByLabel('Reason for the rating');
  await expect.poll(() => theirs.inputValue(), { timeout: 30_000 }).toBe('Two classes have caught up.');
  expect(await criterion(head).locator('[data-part-status]').textContent()).toContain('Petra Invented');

  // What the other adds to a list appears, while what is being typed stays.
  const note = head.locator('form[data-part=note-data]');
  await note.getByLabel('What was said').pressSequentially('The mock');
  await principal.getByText('Add a decision').click();
  await principal.getByLabel('What is decided').fill('Two more days of cover');
  await principal.getByRole('button', { name: 'Add this decision' }).click();
  await expect
    .poll(() => head.locator('[data-region=decisions] input[name=title]').count(), { timeout: 30_000 })
    .toBe(1);
  expect(await note.getByLabel('What was said').inputValue()).toBe('The mock');

  // Both write on the same line at once: the second is shown both texts and chooses.
  await head.route('**/criteria/**', async (route) => {
    await new Promise((done) => setTimeout(done, 6000));
    await route.continue();
  });
  await theirs.fill('Three classes, says the head.');
  await criterion(principal).getByLabel('Reason for the rating').fill('Four classes, says the principal.');
  const notice = criterion(head).getByRole('alert');
  await notice.waitFor({ timeout: 30_000 });
  expect(await notice.textContent()).toContain('Four classes, says the principal.');
  expect(await theirs.inputValue()).toBe('Three classes, says the head.');
  await notice.getByRole('button', { name: 'Keep what I wrote' }).click();
  await expect
    .poll(() => criterion(principal).getByLabel('Reason for the rating').inputValue(), { timeout: 40_000 })
    .toBe('Three classes, says the head.');
}, 120_000);

test('without a script, opening the page again shows what the other side has saved', async () => {
  const page = await open(people.principal, false);
  const reason = criterion(page).getByLabel('Reason for the rating');
  expect(await reason.inputValue()).toBe('Three classes, says the head.');
  await reason.fill('Written without a script.');
  await criterion(page).getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(/#criterion/);
  expect(await criterion(page).getByLabel('Reason for the rating').inputValue()).toBe('Written without a script.');
}, 60_000);
