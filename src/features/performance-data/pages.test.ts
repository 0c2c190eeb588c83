import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import { runAs } from '#core/access/run-as.ts';
import { buildActor, buildSchool, buildTrust, withAccount } from '#core/organisations/build.ts';
import { createApp } from '#src/app.ts';
import { launchBrowser } from '#test/support/browser.ts';
import { useDatabase } from '#test/support/database.ts';
import { lookAtPage } from '#test/support/look-at-page.ts';
// @ts-expect-error plain JavaScript, since it runs before there is anything to compile with
import { buildAssets } from '#ui/build-assets.mjs';
import { stageFile } from './actions/stage-file.ts';
import { csvBytes, importFile } from './build.ts';
import { dataPackPaths, publishedDataPaths } from './paths.ts';

const database = useDatabase();
let app: FastifyInstance;
let browser: Browser;
let address: string;
let assetsFolder: string;

beforeAll(async () => {
  assetsFolder = await mkdtemp(join(tmpdir(), 'cairn-published-'));
  await buildAssets({ root: process.cwd(), outDir: assetsFolder });
  const readSession = async (cookies: string | undefined) => {
    const accountId = /(?:^|; )account=([^;]+)/.exec(cookies ?? '')?.[1];
    return accountId ? { accountId } : null;
  };
  app = await createApp(database, readSession, {
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
  const context = await browser.newContext({ baseURL: address });
  await context.addCookies([{ name: 'account', value: actor.personId, url: address }]);
  return await context.newPage();
}

const textOf = async (page: Page) => (await page.locator('main').textContent()) ?? '';

async function world() {
  const trust = await buildTrust(database.db, 'Larkshire Learning Trust');
  const school = await buildSchool(database.db, trust, {
    name: 'Ashdown School',
    local_authority_code: '891',
    local_authority: 'Nottinghamshire',
  });
  const administrator = await buildActor(database.db, trust, 'administrator', { name: 'Ada Invented' });
  return { trust, school, administrator };
}

const results = (urn: string, att8: number, basics: string) =>
  csvBytes([
    [
      'RECTYPE',
      'LEA',
      'URN',
      'TPUP',
      'ATT8SCR',
      'PTL2BASICS_95',
      'P8MEA',
      'P8CILOW',
      'P8CIUPP',
      'TFSM6CLA1A',
      'ATT8SCR_FSM6CLA1A',
      'ATT8SCR_NFSM6CLA1A',
      'DIFFN_ATT8',
    ],
    [1, 891, urn, 24, att8, basics, 'NA', 'NA', 'NA', 8, 33.1, 49.8, -17.2],
  ]);

async function packWithThreeYears() {
  const here = await world();
  for (const [year, att8, basics] of [
    [2022, 47.1, '40%'],
    [2023, 49.3, '46%'],
    [2024, 51.8, '55%'],
  ] as const)
    await runAs(database, here.administrator, 'published-data:import', (ctx) =>
      importFile(ctx, {
        bytes: results(here.school.urn, att8, basics),
        fileName: `ks4-${year}.csv`,
        academicYear: year,
        status: year === 2024 ? 'provisional' : 'final',
      }),
    );
  const ofsted = csvBytes([
    [
      'URN',
      'School name',
      'Inspection number of latest graded inspection',
      'Inspection start date',
      'URN at time of latest graded inspection',
      'Overall effectiveness',
      'Sixth form provision (where applicable)',
    ],
    [here.school.urn, here.school.name, '10012345', '12/03/2019', '900999', 'Not judged', 9],
  ]);
  await runAs(database, here.administrator, 'published-data:import', (ctx) =>
    importFile(ctx, { bytes: ofsted, fileName: 'ofsted.csv' }),
  );
  return here;
}

test('a page that says rows were left out does not say beside it that nothing was', async () => {
  const { school, administrator } = await world();
  const { importId } = await runAs(database, administrator, 'published-data:import', (ctx) =>
    stageFile(ctx, {
      fileName: 'ks4.csv',
      bytes: csvBytes([
        ['time_period', 'geographic_level', 'school_urn', 'version', 'breakdown', 'attainment8_average'],
        ['202425', 'School', school.urn, 'Final', 'Total', 47.1],
        ['202425', 'School', school.urn, 'Final', 'Some other group', 48.2],
      ]),
    }),
  );
  const page = await open(administrator);
  await page.goto(publishedDataPaths.import(importId));
  const text = await textOf(page);
  expect(text).toContain('Rows like this one were left out: breakdown “Some other group”.');
  expect(text).not.toContain('nothing left out');
});

test('an administrator chooses a file, says what it does not, sees what is in it, imports it, and withdraws it with a reason', async () => {
  const { school, administrator } = await world();
  const page = await open(administrator);
  await page.goto(publishedDataPaths.upload);
  await page.getByRole('button', { name: 'Look at the files' }).click();
  expect(await textOf(page)).toContain('Choose at least one file');
  const bad = new TextDecoder().decode(results(school.urn, 47.1, 'forty'));
  await page.getByLabel('Files').setInputFiles({ name: 'ks4.csv', mimeType: 'text/csv', buffer: Buffer.from(bad) });
  await page.getByRole('button', { name: 'Look at the files' }).click();
  await page.getByRole('button', { name: 'Look at the file again' }).click();
  expect(await textOf(page)).toContain('Choose the academic year of the figures');
  await page.getByLabel('Of which academic year').selectOption('2024');
  await page.getByText('Final', { exact: true }).click();
  await page.getByRole('button', { name: 'Look at the file again' }).click();
  const dryRun = await textOf(page);
  expect(dryRun).toContain('Nothing has been imported yet');
  expect(dryRun).toContain('“forty” is neither a number');
  expect(dryRun).toContain('2024/25');
  const importPath = new URL(page.url()).pathname;
  expect(await lookAtPage(page, importPath, { dark: true })).toEqual([]);
  const problems = await page.request.get(`${address}${importPath}/problems.csv`);
  expect(await problems.text()).toContain('"2","PTL2BASICS_95","forty"');
  await page.getByRole('button', { name: 'Import this file' }).click();
  expect(await textOf(page)).toContain('Imported by Ada Invented');
  await page.goto(dataPackPaths.pack(school.id));
  expect(await textOf(page)).toContain('47.1');
  await page.goto(importPath);
  await page.getByText('Withdraw this import').click();
  await page.getByRole('button', { name: 'Withdraw the import' }).click();
  expect(await textOf(page)).toContain('Enter why');
  await page.getByLabel('Why').fill('The file of another year');
  await page.getByRole('button', { name: 'Withdraw the import' }).click();
  expect(await textOf(page)).toContain('The file of another year');
  await page.goto(dataPackPaths.pack(school.id));
  expect(await textOf(page)).toContain('No published figures have been imported');
}, 60_000);

test('the data pack says how sure each figure is, what is not published, and whose inspection it was', async () => {
  const { trust, school } = await packWithThreeYears();
  const governor = await buildActor(database.db, trust, 'lgb_member', { schoolId: school.id });
  const page = await open(governor);
  await page.goto(dataPackPaths.pack(school.id));
  const text = await textOf(page);
  expect(text).toContain('Attainment 8 is above national in 2024/25');
  expect(text).toContain('Not published nationally');
  expect(text).toContain('those pupils sat no key stage 2 tests');
  expect(text).toContain('24 pupils: a small year group. One pupil is worth 4.2 percentage points');
  expect(text).toContain('Gap within the school');
  expect(text).toContain('Gap as DfE publishes it');
  expect(text).toContain('provisional');
  expect(text).toContain('Of the predecessor school, URN 900999');
  expect(text).not.toContain('Import files');
  expect(await lookAtPage(page, dataPackPaths.pack(school.id), { dark: true })).toEqual([]);
  const word = await page.request.get(`${address}${dataPackPaths.word(school.id)}`);
  expect((await word.body()).subarray(0, 2).toString()).toBe('PK');
  const pdf = await page.request.get(`${address}${dataPackPaths.pdf(school.id)}`);
  expect((await pdf.body()).subarray(0, 4).toString()).toBe('%PDF');
}, 60_000);

test('the overview shows what is there, what is missing and where it is to be had', async () => {
  const { trust, school, administrator } = await packWithThreeYears();
  const page = await open(administrator);
  await page.goto(publishedDataPaths.overview);
  const text = await textOf(page);
  expect(text).toContain('Provisional');
  expect(text).toContain('Key stage 4 results 2025/26');
  expect(await lookAtPage(page, publishedDataPaths.overview, { dark: true })).toEqual([]);
  expect(await lookAtPage(page, publishedDataPaths.upload)).toEqual([]);
  const head = await open(await buildActor(database.db, trust, 'head_teacher', { schoolId: school.id }));
  expect((await head.goto(publishedDataPaths.upload))?.status()).toBe(403);
}, 60_000);

test('whoever waits for a large file sees how far it has got, and nobody else does', async () => {
  const { trust, school, administrator } = await world();
  const rows = Array.from({ length: 150_000 }, (_, index) => `1,891,${100_000 + index},120,46.2,51%`);
  const file = ['RECTYPE,LEA,URN,TPUP,ATT8SCR,PTL2BASICS_95', `1,891,${school.urn},120,46.2,51%`, ...rows].join('\r\n');
  const page = await open(administrator);
  await page.goto(publishedDataPaths.upload);
  const bar = page.getByRole('progressbar');
  expect(await bar.isVisible()).toBe(false);
  await page
    .getByLabel('Files')
    .setInputFiles({ name: 'england.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
  const asks = await page.locator('[data-progress]').getAttribute('data-progress');
  // Kept over the change of page: on a fast machine the answer is there before anybody could look.
  await page.evaluate(() => {
    const place = document.querySelector('[data-progress]');
    const note = () => {
      const said = sessionStorage.getItem('said') ?? '';
      sessionStorage.setItem('said', `${said}|${place?.querySelector('[role=status]')?.textContent}`);
    };
    if (place) new MutationObserver(note).observe(place, { childList: true, subtree: true });
  });
  await page.getByRole('button', { name: 'Look at the files' }).click();
  await page.waitForURL(/imports/);
  const said = await page.evaluate(() => sessionStorage.getItem('said'));
  expect(said).toContain('|Sending|Reading “england.csv”');
  const leader = await open(await buildActor(database.db, trust, 'trust_leader'));
  expect(await (await leader.request.get(`${address}${asks}`)).json()).toEqual({ words: null, share: null });
  expect(await textOf(page)).toContain('Nothing has been imported yet');
}, 60_000);
