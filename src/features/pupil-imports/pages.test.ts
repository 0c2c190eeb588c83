import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import { buildActor, buildSchool, buildTrust, inTrust, withAccount } from '#core/organisations/build.ts';
import { buildCollection, buildOpenSnapshot, buildUpn } from '#core/pupil-data/build.ts';
import { createApp } from '#src/app.ts';
import { launchBrowser } from '#test/support/browser.ts';
import { useDatabase } from '#test/support/database.ts';
import { lookAtPage } from '#test/support/look-at-page.ts';
// @ts-expect-error plain JavaScript, since it runs before there is anything to compile with
import { buildAssets } from '#ui/build-assets.mjs';
import { csvText } from './build.ts';
import { readInBackground } from './jobs/read-in-background.ts';
import { importPaths } from './paths.ts';

const jobs: Record<string, unknown>[] = [];
const database = useDatabase();
let app: FastifyInstance;
let browser: Browser;
let address: string;
let assetsFolder: string;

beforeAll(async () => {
  assetsFolder = await mkdtemp(join(tmpdir(), 'cairn-imports-'));
  await buildAssets({ root: process.cwd(), outDir: assetsFolder });
  const readSession = async (cookies: string | undefined) => {
    const accountId = /(?:^|; )account=([^;]+)/.exec(cookies ?? '')?.[1];
    return accountId ? { accountId } : null;
  };
  const enqueue = async (_: unknown, job: { data: Record<string, unknown> }) => void jobs.push(job.data);
  const services = { ...database.services, enqueue };
  app = await createApp({ db: database.db, services }, readSession, {
    secret: 'a secret for tests that is long enough',
    logLevel: 'silent',
    assetsFolder,
    trustProxy: false,
    secure: false,
  });
  address = await app.listen({ port: 0, host: '127.0.0.1' });
  browser = await launchBrowser();
}, 60_000);
afterAll(async () => {
  await browser.close();
  await app.close();
  await rm(assetsFolder, { recursive: true, force: true });
});

async function open(actor: Actor): Promise<Page> {
  await withAccount(database.db, actor);
  const context = await browser.newContext({ baseURL: address, javaScriptEnabled: false });
  context.setDefaultTimeout(15_000);
  await context.addCookies([{ name: 'account', value: actor.personId, url: address }]);
  return await context.newPage();
}

const shots = globalThis.process.env['CAIRN_SHOTS'];
let shot = 0;
/** Looks at the page as it stands, wide and on a phone; with CAIRN_SHOTS it leaves its pictures there. */
async function look(page: Page): Promise<void> {
  if (shots === undefined) return;
  shot += 1;
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: join(shots, `${String(shot).padStart(2, '0')}-${width}.png`), fullPage: true });
    expect(await page.evaluate(() => document.documentElement.scrollWidth), page.url()).toBeLessThanOrEqual(width);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

const textOf = async (page: Page) => (await page.locator('main').textContent()) ?? '';
const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

async function world() {
  const trust = await buildTrust(database.db, 'Larkshire Learning Trust');
  const school = await buildSchool(database.db, trust, { name: 'Ashdown School' });
  const manager = await buildActor(database.db, trust, 'data_manager', { schoolId: school.id, name: 'Dana Invented' });
  const collection = await buildCollection(database.db, trust, manager, { name: 'Autumn 1' });
  const snapshot = await buildOpenSnapshot(database.db, trust, school, manager, { collection_id: collection });
  return { trust, school, manager, snapshot };
}

const upns = Array.from({ length: 8 }, (_, at) => buildUpn(500 + at));
const pupilText = csvText([
  [
    'Adno',
    'UPN',
    'Legal Surname',
    'Legal Forename',
    'DOB',
    'Year Group',
    'Reg Group',
    'Sex',
    'SEN Status',
    'Pupil Premium Indicator',
    'EAL',
    'House',
  ],
  ...upns.map((upn, at) => [
    `00${at}`,
    upn,
    `Invented${at}`,
    'Pat',
    `0${1 + at}/10/2010`,
    at === 7 ? 'Year 15' : 'Year 11',
    '11A',
    at % 2 ? 'M' : 'F',
    at === 3 ? 'K' : 'N',
    at < 3 ? 'T' : 'F',
    'No',
    'Oak',
  ]),
]);
const sheetText = csvText([
  ['UPN', 'Surname', 'Maths Current', 'Maths Target', 'History Current', 'Beekeeping Current'],
  ...upns.map((upn, at) => [
    upn,
    `Invented${at}`,
    String(3 + (at % 5)),
    '7',
    at === 2 ? 'Absent?' : '6',
    ['Secure', 'Working', 'Secure', ''][at % 4] ?? '',
  ]),
]);

test('a data manager brings in pupils and a marksheet by the wizard alone, with a scale and a subject of the school’s own', async () => {
  const { manager, snapshot } = await world();
  const page = await open(manager);
  await page.goto(importPaths.list(snapshot.id));
  await look(page);
  await page.getByRole('link', { name: 'Choose a file' }).click();
  await page.getByRole('button', { name: 'Look at the file' }).click();
  expect(await textOf(page)).toContain('Choose a file');
  await look(page);
  await page.getByLabel('File', { exact: true }).setInputFiles(file('sims pupils.csv', pupilText));
  await page.getByRole('button', { name: 'Look at the file' }).click();
  expect(await textOf(page)).toContain('SIMS');
  expect(await page.getByLabel('What “Pupil Premium Indicator” is').inputValue()).toBe('field:pp');
  expect(await page.getByLabel('What “House” is').inputValue()).toBe('');
  await look(page);
  await page.getByRole('button', { name: 'Check the file' }).click();
  expect(await textOf(page)).toContain('No school has this year group');
  await look(page);
  await page.getByRole('button', { name: 'Bring in 7 pupils' }).click();
  expect(await textOf(page)).toContain('In the snapshot since');
  await page.getByRole('link', { name: 'Put rows right' }).click();
  await look(page);
  await page.getByRole('link', { name: 'Put right line 9' }).click();
  await look(page);
  await page.getByLabel('Year Group').fill('Year 16');
  await page.getByRole('button', { name: 'Save and read it again' }).click();
  expect(await textOf(page)).toContain('No school has this year group');
  await page.getByLabel('Year Group').fill('11');
  await page.getByRole('button', { name: 'Save and read it again' }).click();
  expect(await page.locator('body').textContent()).toContain('Line 9 is right now.');

  await page.goto(importPaths.add(snapshot.id));
  await page.getByLabel('File', { exact: true }).setInputFiles(file('marksheet.csv', sheetText));
  await page.getByRole('button', { name: 'Look at the file' }).click();
  expect(await page.getByLabel('What “Maths Target” is').inputValue()).toBe('result:t');
  expect(await page.getByLabel('Subject of “Maths Target”').inputValue()).toBe('Maths');
  await look(page);
  await page.getByRole('link', { name: 'Make a grade scale of your own' }).click();
  await page.getByLabel('Name').fill('Steps');
  await page.getByLabel('Grades, the best first').fill('Secure = 2 *\nWorking = 1\nWorking');
  await page.getByRole('button', { name: 'Make the scale' }).click();
  expect(await textOf(page)).toContain('“Working” comes twice');
  await look(page);
  await page.getByLabel('Grades, the best first').fill('Secure = 2 *\nWorking = 1');
  await page.getByRole('button', { name: 'Make the scale' }).click();
  await page.getByRole('button', { name: 'Check the file' }).click();
  await page.getByRole('link', { name: 'Subjects' }).click();
  await look(page);
  await page.getByLabel('What “Beekeeping” is').selectOption('own');
  await page.getByRole('button', { name: 'Read the file with these' }).click();
  expect(await textOf(page)).toContain('Choose the grade scale of “Beekeeping”');
  await page.getByLabel('Scale of “Beekeeping”').selectOption({ label: 'Steps (our own)' });
  await page.getByRole('button', { name: 'Read the file with these' }).click();
  await look(page);
  await page.getByRole('link', { name: 'Put rows right' }).click();
  await look(page);
  await page.getByLabel('“Absent?” in 1 row').fill('X');
  await page.getByRole('button', { name: 'The same everywhere' }).click();
  expect(await textOf(page)).toContain('No row waits');
  await page.getByRole('link', { name: 'Back to the file' }).click();
  await page.getByRole('button', { name: /^Bring in 30 results/ }).click();
  expect(await textOf(page)).toContain('In the snapshot since');
  await page.goto(importPaths.list(snapshot.id));
  await look(page);
  const stored = await inTrust(database.db, manager.trustId, (tx) =>
    tx
      .selectFrom('snapshot_result as r')
      .innerJoin('assessment_subject as a', 'a.id', 'r.subject_id')
      .select(['a.name', 'r.grade', 'r.points'])
      .where('a.name', '=', 'Beekeeping')
      .orderBy('r.pupil_id')
      .limit(2)
      .execute(),
  );
  expect(stored).toEqual([
    { name: 'Beekeeping', grade: 'Secure', points: 2 },
    { name: 'Beekeeping', grade: 'Working', points: 1 },
  ]);
  const readings = await inTrust(database.db, manager.trustId, (tx) =>
    tx.selectFrom('pupil_reading').select('what').execute(),
  );
  expect(readings.length).toBeGreaterThan(2);
  // The second time nothing is asked.
  await page.goto(importPaths.add(snapshot.id));
  await page
    .getByLabel('File', { exact: true })
    .setInputFiles(file('marksheet 2.csv', sheetText.replace(',3,7', ',9,7')));
  await page.getByRole('button', { name: 'Look at the file' }).click();
  expect(await page.locator('body').textContent()).toContain('checked at once');
  expect(await textOf(page)).toContain('This file takes its place');
  await look(page);
  await page.getByText('Put this file aside').click();
  await page.getByLabel('Why?').fill('Not the newest');
  await page.getByRole('button', { name: 'Put aside' }).click();
  expect(await textOf(page)).toContain('Not the newest');
}, 120_000);

test('a large file is read in the background, and its page says how far it has got without a script', async () => {
  const { manager, snapshot } = await world();
  const page = await open(manager);
  const many = Array.from({ length: 90_000 }, (_, at) => `${buildUpn(at)},${1 + (at % 13)},11A/${at}`).join('\n');
  await page.goto(importPaths.add(snapshot.id));
  await page
    .getByLabel('File', { exact: true })
    .setInputFiles(file('everybody.csv', `UPN,Year,Reg,Note\n${many.replaceAll('\n', ',a note to make it long\n')}`));
  await page.getByRole('button', { name: 'Look at the file' }).click();
  await page.getByRole('button', { name: 'Check the file' }).click();
  expect(await textOf(page)).toContain('Waiting for its turn');
  const answer = await page.reload();
  expect(answer?.headers()['refresh']).toBe('3');
  await look(page);
  const job = jobs.pop();
  const progress = () =>
    inTrust(database.db, manager.trustId, (tx) =>
      tx.selectFrom('pupil_import_progress').select(['words', 'share']).executeTakeFirst(),
    );
  const reading = readInBackground(database)(job ?? {});
  let said = await progress();
  for (let tries = 0; tries < 3000 && said === undefined; tries += 1) said = await progress();
  expect(said?.words).toMatch(/^Reading “everybody.csv”: [\d,]+ rows$/);
  await reading;
  await page.reload();
  expect(await textOf(page)).toContain('90,000');
  // A job that is no longer under way does nothing when it runs again.
  await readInBackground(database)(job ?? {});
}, 120_000);

test('the pages can be read aloud and held in one hand, and show nothing to others', async () => {
  const { trust, manager, snapshot } = await world();
  const page = await open(manager);
  await page.goto(importPaths.add(snapshot.id));
  await page.getByLabel('File', { exact: true }).setInputFiles(file('pupils.csv', pupilText));
  await page.getByRole('button', { name: 'Look at the file' }).click();
  const columns = new URL(page.url()).pathname;
  await page.getByRole('button', { name: 'Check the file' }).click();
  const found = new URL(page.url()).pathname;
  const scripted = await browser.newContext({ baseURL: address });
  await scripted.addCookies([{ name: 'account', value: manager.personId, url: address }]);
  const looking = await scripted.newPage();
  for (const path of [
    importPaths.list(snapshot.id),
    importPaths.add(snapshot.id),
    columns,
    found,
    `${found}/rows`,
    `${found}/rows/9`,
    `${found}/scale`,
  ])
    expect(await lookAtPage(looking, `${address}${path}`, { dark: true }), path).toEqual([]);
  const leader = await open(await buildActor(database.db, trust, 'executive_principal'));
  expect((await leader.goto(found))?.status()).toBe(403);
  const elsewhere = await buildSchool(database.db, trust);
  const other = await open(await buildActor(database.db, trust, 'data_manager', { schoolId: elsewhere.id }));
  for (const path of [
    importPaths.list(snapshot.id),
    found,
    columns,
    `${found}/rows`,
    `${found}/rows.csv`,
    `${found}/rows/9`,
  ])
    expect((await other.goto(path))?.status(), path).toBe(404);
}, 120_000);
