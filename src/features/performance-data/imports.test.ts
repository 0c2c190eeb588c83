import { expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import { runAs } from '#core/access/run-as.ts';
import type { Ctx } from '#core/context.ts';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { Forbidden, Invalid, NotFound } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { answerImport } from './actions/answer-import.ts';
import { administratorOf, importOneFile } from './actions/import-from-command-line.ts';
import { importStaged } from './actions/import-staged.ts';
import { stageFile } from './actions/stage-file.ts';
import { withdrawImport } from './actions/withdraw-import.ts';
import { csvBytes, importFile } from './build.ts';
import { headlineFigures } from './headlines-queries.ts';
import { findImport, listImports } from './import-queries.ts';
import { loadDataPack } from './pack-queries.ts';

const database = useDatabase();

async function world() {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust, { local_authority_code: '891' });
  const other = await buildSchool(database.db, trust);
  const administrator = await buildActor(database.db, trust, 'administrator');
  return { trust, school, other, administrator };
}

const header = [
  'RECTYPE',
  'LEA',
  'URN',
  'TPUP',
  'ATT8SCR',
  'PTL2BASICS_95',
  'PTL2BASICS_94',
  'P8MEA',
  'P8CILOW',
  'P8CIUPP',
  'ATT8SCR_FSM6CLA1A',
  'ATT8SCR_NFSM6CLA1A',
  'DIFFN_ATT8',
];
const row = (urn: string, att8: string, basics = '51%') => [
  1,
  891,
  urn,
  120,
  att8,
  basics,
  '70%',
  '0.31',
  '0.07',
  '0.56',
  '38.5',
  '50.1',
  '-11.8',
];
const ks4 = (rows: (string | number)[][]) => csvBytes([header, ...rows]);

const as = <T>(actor: Actor, work: (ctx: Ctx) => Promise<T>) => runAs(database, actor, 'published-data:import', work);
const packOf = (actor: Actor, schoolId: string) =>
  runAs(database, actor, 'published-data:read', (ctx) => loadDataPack(ctx, schoolId), { readOnly: true });

async function attainment(actor: Actor, schoolId: string) {
  const pack = await packOf(actor, schoolId);
  const found = pack.sections
    .find(({ dataset }) => dataset === 'ks4')
    ?.headline.find(({ measure }) => measure.id === 'attainment8');
  const figure = found?.cells.at(-1)?.figure;
  return figure ? { value: figure.value, status: figure.status } : null;
}

test('the dry run says what is in the file and stores no figure; the import stores all', async () => {
  const { school, administrator } = await world();
  const bytes = ks4([row(school.urn, '49.1'), row('999999', '40')]);
  const staged = await as(administrator, (ctx) =>
    stageFile(ctx, { bytes, fileName: 'england_ks4final.csv', academicYear: 2023, status: 'final' }),
  );
  const seen = await as(administrator, (ctx) => findImport(ctx, staged.importId));
  expect(seen).toMatchObject({
    kind: 'ks4_tables',
    years: [2023],
    statuses: ['final'],
    rows_own: 1,
    rows_other: 1,
    asks: [],
  });
  expect(await attainment(administrator, school.id)).toBeNull();
  await as(administrator, (ctx) => importStaged(ctx, staged.importId));
  expect(await attainment(administrator, school.id)).toEqual({ value: 49.1, status: 'final' });
  const again = as(administrator, (ctx) => importStaged(ctx, staged.importId));
  await expect(again).rejects.toThrow('has been imported already');
});

test('what the file does not say is asked for, and nothing is imported until it is answered', async () => {
  const { school, administrator } = await world();
  const { importId } = await as(administrator, (ctx) =>
    stageFile(ctx, { bytes: ks4([row(school.urn, '49.1')]), fileName: 'ks4.csv' }),
  );
  const asked = await as(administrator, (ctx) => findImport(ctx, importId));
  expect(asked).toMatchObject({ asks: ['academic_year', 'status'], rows_own: 1, years: [] });
  await expect(as(administrator, (ctx) => importStaged(ctx, importId))).rejects.toThrow('Say which year');
  await as(administrator, (ctx) => answerImport(ctx, importId, { academicYear: 2022, status: 'revised' }));
  await as(administrator, (ctx) => importStaged(ctx, importId));
  expect(await attainment(administrator, school.id)).toEqual({ value: 49.1, status: 'revised' });
});

test('the same file twice changes nothing and says so, until a school has joined that it holds', async () => {
  const { trust, school, administrator } = await world();
  const file = {
    bytes: ks4([row(school.urn, '49.1'), row('912345', '33')]),
    fileName: 'ks4.csv',
    academicYear: 2023,
    status: 'final' as const,
  };
  const first = await as(administrator, (ctx) => importFile(ctx, file));
  const second = await as(administrator, (ctx) => stageFile(ctx, file));
  expect(second).toEqual({ importId: first, state: 'imported_before' });
  expect(await as(administrator, listImports)).toHaveLength(1);
  await buildSchool(database.db, trust, { urn: '912345' });
  expect((await as(administrator, (ctx) => stageFile(ctx, file))).state).toBe('staged');
});

test('final figures go before revised and provisional ones in whatever order they come, and a withdrawal brings the earlier back', async () => {
  const { school, administrator } = await world();
  const bring = (status: 'final' | 'provisional' | 'revised', value: string) =>
    as(administrator, (ctx) =>
      importFile(ctx, { bytes: ks4([row(school.urn, value)]), fileName: 'ks4.csv', academicYear: 2023, status }),
    );
  await bring('provisional', '48');
  const final = await bring('final', '49.1');
  await bring('revised', '48.5');
  expect(await attainment(administrator, school.id)).toEqual({ value: 49.1, status: 'final' });
  await as(administrator, (ctx) => withdrawImport(ctx, final, 'It was the file of another year.'));
  expect(await attainment(administrator, school.id)).toEqual({ value: 48.5, status: 'revised' });
  await expect(as(administrator, (ctx) => withdrawImport(ctx, final, 'Again'))).rejects.toThrow(Invalid);
});

test('a file that calls itself provisional is not made final by whoever imports it', async () => {
  const { school, administrator } = await world();
  await as(administrator, (ctx) =>
    importFile(ctx, {
      bytes: ks4([row(school.urn, '48')]),
      fileName: 'england_ks4provisional.csv',
      academicYear: 2023,
      status: 'final',
    }),
  );
  expect(await attainment(administrator, school.id)).toEqual({ value: 48, status: 'provisional' });
});

test('a cell that cannot be understood is named with its line and column, and the rest is imported', async () => {
  const { school, other, administrator } = await world();
  const id = await as(administrator, (ctx) =>
    importFile(ctx, {
      bytes: ks4([row(school.urn, 'forty'), row(other.urn, '44.4'), [1, 891, 'not a URN', 1]]),
      fileName: 'ks4.csv',
      academicYear: 2023,
      status: 'final',
    }),
  );
  const done = await as(administrator, (ctx) => findImport(ctx, id));
  expect(done.problems).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ line: 2, value: 'forty', severity: 'cell' }),
      expect.objectContaining({ line: 4, severity: 'row' }),
    ]),
  );
  expect(await attainment(administrator, school.id)).toBeNull();
  expect(await attainment(administrator, other.id)).toEqual({ value: 44.4, status: 'final' });
});

test('a file that breaks off imports nothing, although its first rows are good', async () => {
  const { school, administrator } = await world();
  const text = new TextDecoder().decode(ks4([row(school.urn, '49.1')]));
  const bytes = new TextEncoder().encode(`${text}\r\n1,891,"${'x'.repeat(50_000)}`);
  const { importId } = await as(administrator, (ctx) =>
    stageFile(ctx, { bytes, fileName: 'ks4.csv', academicYear: 2023, status: 'final' }),
  );
  const seen = await as(administrator, (ctx) => findImport(ctx, importId));
  expect(seen.file_problem).not.toBeNull();
  await expect(as(administrator, (ctx) => importStaged(ctx, importId))).rejects.toThrow('Nothing was imported');
  expect(await attainment(administrator, school.id)).toBeNull();
});

test('suppressed and missing figures stay without a number, each with its reason', async () => {
  const { school, administrator } = await world();
  await as(administrator, (ctx) =>
    importFile(ctx, {
      bytes: ks4([row(school.urn, 'SUPP', 'NE')]),
      fileName: 'ks4.csv',
      academicYear: 2023,
      status: 'final',
    }),
  );
  const pack = await packOf(administrator, school.id);
  const rows = pack.sections[0]?.headline ?? [];
  const of = (id: string) => rows.find(({ measure }) => measure.id === id)?.cells.at(-1)?.figure;
  expect(of('attainment8')).toMatchObject({ value: null, nullKind: 'suppressed' });
  expect(of('english_maths_5plus')).toMatchObject({ value: null, nullKind: 'no_entries' });
  expect(pack.standsOut.map(({ title }) => title).join()).not.toContain('Attainment 8 is');
});

test('the gap within the school and the gap that DfE publishes are two figures', async () => {
  const { school, administrator } = await world();
  await as(administrator, (ctx) =>
    importFile(ctx, {
      bytes: ks4([row(school.urn, '49.1')]),
      fileName: 'ks4.csv',
      academicYear: 2023,
      status: 'final',
    }),
  );
  const pack = await packOf(administrator, school.id);
  const gap = pack.sections[0]?.headline.find(({ measure }) => measure.id === 'attainment8')?.gaps.at(-1);
  expect(gap?.withinSchool).toBeCloseTo(-11.6);
  expect(gap?.published?.value).toBe(-11.8);
});

test('the register brings the trust’s own schools up to date, and only as the dry run showed', async () => {
  const { school, administrator } = await world();
  const bytes = csvBytes([
    ['URN', 'EstablishmentName', 'SchoolCapacity', 'NumberOfPupils', 'EstablishmentStatus (name)'],
    [school.urn, school.name, 900, 850, 'Open'],
    ['100000', 'A school elsewhere', 100, 90, 'Open'],
  ]);
  const { importId } = await as(administrator, (ctx) => stageFile(ctx, { bytes, fileName: 'edubasealldata.csv' }));
  const { findings } = await as(administrator, (ctx) => findImport(ctx, importId));
  expect(findings.changes?.map(({ label, old, new: after }) => [label, old, after])).toEqual([
    ['Capacity', null, '900'],
    ['Pupils on roll', null, '850'],
  ]);
  await as(administrator, (ctx) => importStaged(ctx, importId));
  const stored = await database.owner.pool.query(
    'select capacity, pupils_on_roll, revision from school where id = $1',
    [school.id],
  );
  expect(stored.rows[0]).toEqual({ capacity: 900, pupils_on_roll: 850, revision: 2 });
});

test('only the trust’s leaders and administrators import', async () => {
  const { trust, school, administrator } = await world();
  const bytes = ks4([row(school.urn, '49.1')]);
  for (const role of ['head_teacher', 'lgb_member', 'slt', 'trustee', 'teaching_learning'] as const) {
    const place = ['trustee', 'teaching_learning'].includes(role) ? {} : { schoolId: school.id };
    const actor = await buildActor(database.db, trust, role, place);
    await expect(as(actor, (ctx) => stageFile(ctx, { bytes, fileName: 'ks4.csv' }))).rejects.toThrow(Forbidden);
  }
  const leader = await buildActor(database.db, trust, 'executive_principal');
  expect((await as(leader, (ctx) => stageFile(ctx, { bytes, fileName: 'ks4.csv' }))).state).toBe('staged');
  expect(administrator.name).toBeTruthy();
});

test('a governor sees the data pack of the own school and of no other', async () => {
  const { trust, school, other } = await world();
  const governor = await buildActor(database.db, trust, 'lgb_member', { schoolId: school.id });
  expect((await packOf(governor, school.id)).school.id).toBe(school.id);
  await expect(packOf(governor, other.id)).rejects.toThrow(NotFound);
  const seen = await runAs(database, governor, 'published-data:read', (ctx) =>
    headlineFigures(ctx, [school.id, other.id]),
  );
  expect([...seen.keys()]).toEqual([]);
});

test('another trust’s figures and imports cannot be seen, even for the same school', async () => {
  const mine = await world();
  const theirs = await world();
  const same = await buildSchool(database.db, theirs.trust, { urn: mine.school.urn });
  const id = await as(mine.administrator, (ctx) =>
    importFile(ctx, {
      bytes: ks4([row(mine.school.urn, '49.1')]),
      fileName: 'ks4.csv',
      academicYear: 2023,
      status: 'final',
    }),
  );
  expect(await attainment(theirs.administrator, same.id)).toBeNull();
  await expect(as(theirs.administrator, (ctx) => findImport(ctx, id))).rejects.toThrow(NotFound);
  await expect(as(theirs.administrator, (ctx) => withdrawImport(ctx, id, 'No'))).rejects.toThrow(NotFound);
  const headlines = await runAs(database, mine.administrator, 'published-data:read', (ctx) =>
    headlineFigures(ctx, [mine.school.id]),
  );
  expect(headlines.get(mine.school.id)?.find(({ measure }) => measure === 'attainment8')).toMatchObject({
    value: 49.1,
    academicYear: 2023,
    unit: 'points',
    decimals: 1,
    note: 'final',
  });
});

test('an inspection of a predecessor is labelled as the predecessor’s, and 9 is not a grade', async () => {
  const { school, administrator } = await world();
  const columns = [
    'URN',
    'School name',
    'Inspection number of latest graded inspection',
    'Inspection start date',
    'Publication date',
    'URN at time of latest graded inspection',
    'Overall effectiveness',
    'Quality of education',
    'Early years provision (where applicable)',
    'Sixth form provision (where applicable)',
  ];
  const bytes = csvBytes([
    columns,
    [school.urn, school.name, '10012345', '12/03/2019', '20/04/2019', '900999', 3, 3, 9, 9],
  ]);
  await as(administrator, (ctx) => importFile(ctx, { bytes, fileName: 'ofsted.csv' }));
  const [inspection] = (await packOf(administrator, school.id)).inspections;
  expect(inspection).toMatchObject({ of_predecessor: true, framework: 'oeif' });
  expect(inspection?.grades.overall_effectiveness).toEqual({ kind: 'number', grade: 3 });
  expect(inspection?.grades.early_years_provision).toEqual({ kind: 'not_applicable' });
});

test('the command line imports as an administrator of the trust, and a dry run imports nothing', async () => {
  const { trust, school, administrator } = await world();
  const actor = await administratorOf(database.owner.db, Temporal.PlainDate.from('2026-11-23'), trust.name);
  expect(actor.personId).toBe(administrator.personId);
  const file = {
    bytes: ks4([row(school.urn, '49.1')]),
    fileName: 'ks4.csv',
    academicYear: 2023,
    status: 'final' as const,
  };
  expect((await importOneFile(database, actor, file, { dryRun: true })).state).toBe('looked_at');
  expect(await attainment(administrator, school.id)).toBeNull();
  expect((await importOneFile(database, actor, file, { dryRun: false })).state).toBe('imported');
  expect((await importOneFile(database, actor, file, { dryRun: false })).state).toBe('imported_before');
  await expect(
    administratorOf(database.owner.db, Temporal.PlainDate.from('2026-11-23'), 'Nobody’s Trust'),
  ).rejects.toThrow('No trust is called');
});
