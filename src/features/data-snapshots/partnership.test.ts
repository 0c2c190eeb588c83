import { afterAll, beforeAll, expect, test } from 'vitest';
import { runAs } from '#core/access/run-as.ts';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { buildCollection, buildOpenSnapshot } from '#core/pupil-data/build.ts';
import { calculate, measureOf } from '#features/measures/index.ts';
import { realisticPupils } from '#features/measures/realistic-pupils.ts';
import { buildWeb, signedInAgent, type Web } from '#features/sign-in/build.ts';
import { Forbidden, Invalid } from '#platform/errors.ts';
import { writeCsv } from '#platform/tabular/write-csv.ts';
import { useDatabase } from '#test/support/database.ts';
import { receivePartnerFile } from './actions/receive-partner-file.ts';
import { takeSnapshot } from './actions/take-snapshot.ts';
import { fillSnapshot } from './build.ts';
import { partnerRows, readPartnerFile } from './partner-file.ts';
import { ownTotals, partnerFiles, partnershipFigures } from './partner-queries.ts';
import { snapshotPaths } from './paths.ts';

const database = useDatabase();
let web: Web;
beforeAll(async () => {
  web = await buildWeb(database);
});
afterAll(() => web.close());

const pupilsOf = (seed: number, size: number) => [
  ...realisticPupils({ seed, size, yearGroups: [11], academicYear: 2026, kinds: ['c'], sessions: 120 }),
];
const when = { academic_year: 2026, term: 'autumn' as const };

/** A trust whose schools have each taken the autumn's snapshot. */
async function trustWith(sizes: readonly number[], firstSeed: number) {
  const trust = await buildTrust(database.db);
  const leader = await buildActor(database.db, trust, 'trust_leader');
  const collectionId = await buildCollection(database.db, trust, leader);
  const pupils = [];
  let schoolId = '';
  let head = leader;
  let snapshotId = '';
  for (const [index, size] of sizes.entries()) {
    const school = await buildSchool(database.db, trust);
    head = await buildActor(database.db, trust, 'head_teacher', { schoolId: school.id });
    const snapshot = await buildOpenSnapshot(database.db, trust, school, leader, { collection_id: collectionId });
    const here = pupilsOf(firstSeed + index, size);
    pupils.push(...here);
    await fillSnapshot(database.db, snapshot, here);
    await runAs(database, head, 'snapshot:collect', (ctx) =>
      takeSnapshot(ctx, snapshot.id, { note: null, noSuspensions: true, revision: 1 }),
    );
    schoolId = school.id;
    snapshotId = snapshot.id;
  }
  const totals = () => runAs(database, leader, 'snapshot:ask', (ctx) => ownTotals(ctx, collectionId));
  return { trust, leader, head, collectionId, schoolId, snapshotId, pupils, totals };
}

test('the partnership’s figure is that of all pupils of both trusts together, by the file that one sends and the other takes in', async () => {
  const mine = await trustWith([20, 30, 40], 11);
  const theirs = await trustWith([25, 15, 60], 21);
  const file = writeCsv(partnerRows(await theirs.totals()));
  await runAs(database, mine.leader, 'snapshot:ask', (ctx) =>
    receivePartnerFile(ctx, mine.collectionId, { partner: 'Invented Partner', fileName: 'totals.csv', bytes: file }),
  );
  const figures = await runAs(database, mine.head, 'snapshot:read', (ctx) =>
    partnershipFigures(ctx, mine.collectionId, when),
  );
  for (const [code, basis] of [
    ['attainment8', 'c'],
    ['absence_overall', ''],
  ] as const) {
    const measure = measureOf(code);
    if (!measure) throw new Error(code);
    const both = calculate(measure, [...mine.pupils, ...theirs.pupils], {
      resultsYear: 2027,
      basis: basis === '' ? 'r' : basis,
    });
    const shown = figures(code, basis) ?? '';
    expect(shown, code).toContain('(6 schools)');
    expect(Number.parseFloat(shown), code).toBeCloseTo(both.value ?? Number.NaN, 1);
  }
  const page = await (await signedInAgent(web, mine.head)).get(snapshotPaths.snapshot(mine.snapshotId));
  expect(page.body).toContain('Partnership');
  expect(page.body).toContain('(6 schools)');
});

test('a total of fewer than three schools is not sent, and no partnership is shown without another trust', async () => {
  const small = await trustWith([20, 30], 31);
  expect(partnerRows(await small.totals())).toHaveLength(1);
  const figures = await runAs(database, small.leader, 'snapshot:read', (ctx) =>
    partnershipFigures(ctx, small.collectionId, when),
  );
  expect(figures('attainment8', 'c')).toBeNull();
});

test('a file with faults is refused with each row and column, and nothing of it counts', async () => {
  const { leader, collectionId } = await trustWith([8, 8, 8], 41);
  const bytes = writeCsv([
    ['Measure', 'What it is', 'Made of', 'Schools', 'Pupils', 'Total', 'Divided by', 'Figure'],
    ['attainment8', 'Attainment 8', 'c', 4, 400, 18_000, '', '45.0'],
    ['shoe_size', '', 'c', 2, 400, 'many', 0, ''],
    ['attainment8', 'Attainment 8', 'c', 4, 400, 18_000, '', '45.0'],
  ]);
  const refused = await runAs(database, leader, 'snapshot:ask', (ctx) =>
    receivePartnerFile(ctx, collectionId, { partner: 'Invented Partner', fileName: 'totals.csv', bytes }),
  ).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Invalid);
  expect((refused as Invalid).errors.map((error) => error.message)).toEqual([
    'Row 3, Measure: “shoe_size” is not a measure that is exchanged. Nothing was taken.',
    'Row 3, Total: a number is needed. Nothing was taken.',
    'Row 3, Schools: 3 or more are needed. Nothing was taken.',
    'Row 3, Divided by: it must be more than 0. Nothing was taken.',
    'Row 4, Measure: the same measure stands in the file twice. Nothing was taken.',
  ]);
  expect(await runAs(database, leader, 'snapshot:ask', (ctx) => partnerFiles(ctx, when))).toEqual([]);
  expect(await readPartnerFile(new TextEncoder().encode('hello'))).toHaveProperty('problems');
});

test('a newer file of a partner takes the place of the one before, the same file twice changes nothing, and a head may do neither', async () => {
  const { leader, head, collectionId } = await trustWith([8, 8, 8], 51);
  const fileOf = (total: number) =>
    writeCsv([
      ['Measure', 'What it is', 'Made of', 'Schools', 'Pupils', 'Total', 'Divided by', 'Figure'],
      ['attainment8', 'Attainment 8', 'c', 4, 400, total, '', ''],
    ]);
  const receive = (by: typeof leader, total: number, partner = 'Invented Partner') =>
    runAs(database, by, 'snapshot:read', (ctx) =>
      receivePartnerFile(ctx, collectionId, { partner, fileName: 'totals.csv', bytes: fileOf(total) }),
    );
  await receive(leader, 18_000);
  await expect(receive(leader, 18_000)).rejects.toBeInstanceOf(Invalid);
  await receive(leader, 18_500, 'invented partner');
  await expect(receive(head, 18_600)).rejects.toBeInstanceOf(Forbidden);
  const files = await runAs(database, leader, 'snapshot:ask', (ctx) => partnerFiles(ctx, when));
  expect(files.map((file) => [file.partner, file.schools])).toEqual([['invented partner', 4]]);
});

test('the page sends the trust’s totals, takes a partner’s in and takes them out again', async () => {
  const { leader, head, collectionId } = await trustWith([8, 9, 10], 61);
  const agent = await signedInAgent(web, leader);
  const page = await agent.get(snapshotPaths.partners(collectionId));
  expect(page.body).toContain('Download your totals');
  const file = await agent.get(snapshotPaths.partnerTotals(collectionId));
  expect(file.body).toContain('attainment8');
  await runAs(database, leader, 'snapshot:ask', (ctx) =>
    receivePartnerFile(ctx, collectionId, {
      partner: 'Invented Partner',
      fileName: 'totals.csv',
      bytes: Buffer.from(file.body),
    }),
  );
  const [stored] = await runAs(database, leader, 'snapshot:ask', (ctx) => partnerFiles(ctx, when));
  const end = snapshotPaths.endPartner(collectionId, stored?.id ?? '');
  expect((await agent.post(end, { why: '' })).statusCode).toBe(400);
  expect((await agent.post(end, { why: 'Sent by mistake' })).statusCode).toBe(303);
  expect(await runAs(database, leader, 'snapshot:ask', (ctx) => partnerFiles(ctx, when))).toEqual([]);
  expect((await (await signedInAgent(web, head)).get(snapshotPaths.partners(collectionId))).statusCode).toBe(403);
});
