import { expect, test } from 'vitest';
import { runAs } from '#core/access/run-as.ts';
import type { Ctx } from '#core/context.ts';
import { buildActor, buildSchool, buildTrust, inTrust } from '#core/organisations/build.ts';
import { buildOpenSnapshot, buildUpn } from '#core/pupil-data/build.ts';
import { useDatabase } from '#test/support/database.ts';
import { bringIn } from './actions/bring-in.ts';
import { checkImport } from './actions/check-import.ts';
import { leaveRowOut, mendRow } from './actions/mend-row.ts';
import { leaveOutTogether, putRightEverywhere } from './actions/put-right-everywhere.ts';
import { saveMapping } from './actions/save-mapping.ts';
import { undoImport } from './actions/undo-import.ts';
import { uploadFile } from './actions/upload-file.ts';
import { buildFile, chooseAndCheck, csvText, importFile } from './build.ts';
import { problemsCsv } from './pages/problems-csv.ts';
import { findPupilImport, hasOpenProblems, importsOf, listProblems } from './queries.ts';

const database = useDatabase();

async function world() {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const manager = await buildActor(database.db, trust, 'data_manager', { schoolId: school.id });
  const snapshot = await buildOpenSnapshot(database.db, trust, school, manager);
  const as = <T>(work: (ctx: Ctx) => Promise<T>, actor = manager) => runAs(database, actor, 'snapshot:collect', work);
  const look = <T>(work: Parameters<typeof inTrust<T>>[2]) => inTrust(database.db, trust.id, work);
  return { trust, school, manager, snapshot, as, look };
}

const [ann, ben, cas, dan] = [buildUpn(11), buildUpn(12), buildUpn(13), buildUpn(14)];
const pupilHeader = [
  'UPN',
  'Adno',
  'Surname',
  'Forename',
  'DOB',
  'Year',
  'Reg',
  'Sex',
  'SEN',
  'Pupil Premium Indicator',
  'EAL',
  'KS2 Reading',
  'KS2 Maths',
];
const pupilRow = (upn: string, adno: string, surname: string, more: Partial<Record<string, string>> = {}) => [
  upn,
  adno,
  surname,
  'Pat',
  more['dob'] ?? '05/10/2010',
  more['year'] ?? 'Year 11',
  '11A',
  more['sex'] ?? 'F',
  more['sen'] ?? 'N',
  more['pp'] ?? 'T',
  'No',
  more['ks2'] ?? '104',
  '101',
];
const pupilFile = (
  rows: readonly (readonly string[])[] = [
    pupilRow(ann, '1', 'Archer'),
    pupilRow(ben, '2', 'Baker', { sen: 'K', pp: 'F' }),
  ],
) => buildFile(csvText([pupilHeader, ...rows]), 'pupils.csv');
const resultFile = (rows: readonly (readonly string[])[], name = 'results.csv') =>
  buildFile(csvText([['UPN', 'Subject', 'Qualification', 'Current', 'Target', 'Class'], ...rows]), name);

test('a pupil list and a file of grades come into the snapshot as they were checked', async () => {
  const { manager, snapshot, look, as } = await world();
  await importFile(database, manager, snapshot.id, pupilFile());
  const grades = await importFile(
    database,
    manager,
    snapshot.id,
    resultFile([
      [ann, 'Mathematics', 'GCSE', '7', '8', '11/Ma1'],
      [ann, 'Combined Science', 'GCSE', '6-5', '6-6', '11/Sc1'],
      [ben, 'Mathematics', 'GCSE', '4', '5', '11/Ma2'],
    ]),
  );
  const pupils = await look((tx) =>
    tx
      .selectFrom('snapshot_pupil as s')
      .innerJoin('pupil as p', 'p.id', 's.pupil_id')
      .select([
        'p.upn',
        'p.surname',
        'p.reference',
        'p.born_on',
        's.year_group',
        's.registration',
        's.sex',
        's.sen',
        's.disadvantaged',
        's.eal',
        's.ks2_reading',
      ])
      .orderBy('p.surname')
      .execute(),
  );
  expect(pupils.map((row) => ({ ...row, born_on: row.born_on?.toString() }))).toEqual([
    {
      upn: ann,
      surname: 'Archer',
      reference: '1',
      born_on: '2010-10-05',
      year_group: 11,
      registration: '11A',
      sex: 'F',
      sen: 'N',
      disadvantaged: true,
      eal: false,
      ks2_reading: 104,
    },
    {
      upn: ben,
      surname: 'Baker',
      reference: '2',
      born_on: '2010-10-05',
      year_group: 11,
      registration: '11A',
      sex: 'F',
      sen: 'K',
      disadvantaged: false,
      eal: false,
      ks2_reading: 104,
    },
  ]);
  const results = await look((tx) =>
    tx
      .selectFrom('snapshot_result as r')
      .innerJoin('assessment_subject as a', 'a.id', 'r.subject_id')
      .innerJoin('pupil as p', 'p.id', 'r.pupil_id')
      .select(['p.surname', 'a.code', 'r.kind', 'r.grade', 'r.points', 'r.class', 'r.counts'])
      .orderBy('p.surname')
      .orderBy('a.code')
      .orderBy('r.kind')
      .execute(),
  );
  expect(results).toEqual([
    {
      surname: 'Archer',
      code: 'combined-science-science',
      kind: 'c',
      grade: '6-5',
      points: 5.5,
      class: '11/Sc1',
      counts: true,
    },
    {
      surname: 'Archer',
      code: 'combined-science-science',
      kind: 't',
      grade: '6-6',
      points: 6,
      class: '11/Sc1',
      counts: true,
    },
    { surname: 'Archer', code: 'gcse-maths', kind: 'c', grade: '7', points: 7, class: '11/Ma1', counts: true },
    { surname: 'Archer', code: 'gcse-maths', kind: 't', grade: '8', points: 8, class: '11/Ma1', counts: true },
    { surname: 'Baker', code: 'gcse-maths', kind: 'c', grade: '4', points: 4, class: '11/Ma2', counts: true },
    { surname: 'Baker', code: 'gcse-maths', kind: 't', grade: '5', points: 5, class: '11/Ma2', counts: true },
  ]);
  const came = await as((ctx) => importsOf(ctx, snapshot.id));
  expect(came).toMatchObject([
    { wanted: 'pupils', items: 2, openProblems: 0, importedBy: manager.name },
    { wanted: 'assessments', importId: grades, items: 6, pupils: 2 },
  ]);
  expect(await as((ctx) => hasOpenProblems(ctx, snapshot.id))).toBe(false);
});

const counts = (look: Awaited<ReturnType<typeof world>>['look']) =>
  look(async (tx) => ({
    pupils: (await tx.selectFrom('snapshot_pupil').select('pupil_id').execute()).length,
    results: (await tx.selectFrom('snapshot_result').select('grade').execute()).map(({ grade }) => grade).sort(),
  }));

test('bad rows wait in quarantine, each with its reason, and the good ones come in', async () => {
  const { manager, snapshot, look, as } = await world();
  const importId = await importFile(
    database,
    manager,
    snapshot.id,
    pupilFile([
      pupilRow(ann, '1', 'Archer'),
      pupilRow('A801200001001', '2', 'Badletter'),
      pupilRow(ann, '3', 'Twice'),
      pupilRow(ben, '4', 'Future', { dob: '01/01/2030' }),
      pupilRow(cas, '5', 'Year', { year: 'Year 15' }),
      pupilRow(dan, '6', 'Score', { ks2: '130' }),
      ['', '', 'Nobody', 'Pat', '', '11', '', 'F', '', '', '', '', ''],
      ['x'],
    ]),
  );
  expect((await counts(look)).pupils).toBe(1);
  const { rows } = await as((ctx) => listProblems(ctx, importId, {}));
  expect(rows.map((row) => [row.line, row.code, row.column_name, row.value])).toEqual([
    [3, 'upn', 'UPN', 'A801200001001'],
    [4, 'duplicate', 'UPN', ann],
    [5, 'impossible', 'DOB', '01/01/2030'],
    [6, 'year', 'Year', 'Year 15'],
    [7, 'impossible', 'KS2 Reading', '130'],
    [8, 'no-pupil', 'UPN', ''],
    [9, 'short', null, ''],
  ]);
  expect(await as((ctx) => hasOpenProblems(ctx, snapshot.id))).toBe(true);
});

test('a row that is put right comes in, one that is left out stays out, and both survive another reading', async () => {
  const { manager, snapshot, look, as } = await world();
  const importId = await importFile(
    database,
    manager,
    snapshot.id,
    pupilFile([
      pupilRow(ann, '1', 'Archer'),
      pupilRow(ben, '2', 'Baker', { sex: '?', ks2: '140' }),
      pupilRow(cas, '3', 'Cole', { year: 'Y15' }),
    ]),
  );
  const [first] = (await as((ctx) => listProblems(ctx, importId, {}))).rows;
  const cells = (first?.cells ?? []).map((cell) => (cell === '?' ? 'M' : cell));
  const still = await as((ctx) => mendRow(ctx, snapshot.id, importId, 3, cells));
  expect(still).toMatchObject({ code: 'impossible', value: '140' });
  const mended = await as((ctx) =>
    mendRow(
      ctx,
      snapshot.id,
      importId,
      3,
      cells.map((cell) => (cell === '140' ? '104' : cell)),
    ),
  );
  expect(mended.code).toBeNull();
  await as((ctx) => leaveRowOut(ctx, snapshot.id, importId, 4, 'Left in the summer'));
  expect((await counts(look)).pupils).toBe(2);
  expect(await as((ctx) => hasOpenProblems(ctx, snapshot.id))).toBe(false);
  await as((ctx) => saveMapping(ctx, snapshot.id, importId, (mapping) => mapping, 'looked at the columns of'));
  expect((await counts(look)).pupils).toBe(2);
  expect(await as((ctx) => findPupilImport(ctx, snapshot.id, importId))).toMatchObject({
    findings: { leftOut: 1, bad: 0 },
  });
});

test('a grade that repeats is put right everywhere at once, and is known the next time', async () => {
  const { manager, snapshot, look, as } = await world();
  await importFile(database, manager, snapshot.id, pupilFile());
  const rows = [
    [ann, 'Mathematics', 'GCSE', 'seven', '8', ''],
    [ben, 'Mathematics', 'GCSE', 'Seven', '', ''],
  ];
  const importId = await importFile(database, manager, snapshot.id, resultFile(rows));
  expect((await counts(look)).results).toEqual(['8']);
  const found = await as((ctx) => findPupilImport(ctx, snapshot.id, importId));
  expect(found.findings.groups).toMatchObject([{ code: 'grade', value: 'seven', rows: 2, column: 'Current' }]);
  await as((ctx) =>
    putRightEverywhere(ctx, snapshot.id, importId, { code: 'grade', field: 'grade', value: 'seven', into: '7' }),
  );
  expect((await counts(look)).results).toEqual(['7', '7', '8']);
  const next = await runAs(database, manager, 'snapshot:collect', (ctx) =>
    uploadFile(ctx, snapshot.id, resultFile([...rows, [ben, 'History', 'GCSE', 'SEVEN', '', '']], 'later.csv'), {
      kind: 'assessments',
    }),
  );
  await as((ctx) => checkImport(ctx, snapshot.id, next.importId));
  expect(await as((ctx) => findPupilImport(ctx, snapshot.id, next.importId))).toMatchObject({
    findings: { items: 4, bad: 0 },
  });
});

test('rows of unknown pupils can be left out together with a reason, and come in by themselves once the pupils are there', async () => {
  const { manager, snapshot, look, as } = await world();
  await importFile(database, manager, snapshot.id, pupilFile([pupilRow(ann, '1', 'Archer')]));
  const importId = await importFile(
    database,
    manager,
    snapshot.id,
    resultFile([
      [ann, 'Mathematics', 'GCSE', '7', '', ''],
      [ben, 'Mathematics', 'GCSE', '4', '', ''],
      [cas, 'Mathematics', 'GCSE', '5', '', ''],
    ]),
  );
  await as((ctx) => leaveOutTogether(ctx, snapshot.id, importId, 'unknown-pupil', 'Left before the day of the data'));
  expect(await as((ctx) => hasOpenProblems(ctx, snapshot.id))).toBe(false);
  expect(await as((ctx) => findPupilImport(ctx, snapshot.id, importId))).toMatchObject({ findings: { leftByRule: 2 } });
  await importFile(
    database,
    manager,
    snapshot.id,
    pupilFile([pupilRow(ann, '1', 'Archer'), pupilRow(ben, '2', 'Baker')]),
  );
  expect((await counts(look)).results).toEqual(['4', '7']);
});

test('the same file twice changes nothing; a newer one takes its place; undoing it leaves what other files hold', async () => {
  const { manager, snapshot, look, as } = await world();
  await importFile(database, manager, snapshot.id, pupilFile());
  const autumn = resultFile([
    [ann, 'Mathematics', 'GCSE', '7', '', ''],
    [ben, 'Mathematics', 'GCSE', '4', '', ''],
  ]);
  const first = await importFile(database, manager, snapshot.id, autumn);
  expect(await chooseAndCheck(database, manager, snapshot.id, autumn, { kind: 'assessments' })).toBe(first);
  const other = await importFile(
    database,
    manager,
    snapshot.id,
    resultFile(
      [
        [ann, 'Mathematics', 'GCSE', '9', '', ''],
        [ann, 'History', 'GCSE', '5', '', ''],
      ],
      'beside.csv',
    ),
    { replaces: null },
  );
  expect((await counts(look)).results).toEqual(['4', '5', '9']);
  await as((ctx) => undoImport(ctx, snapshot.id, other, 'The wrong year group'));
  expect((await counts(look)).results).toEqual(['4', '7']);
  const newer = await importFile(
    database,
    manager,
    snapshot.id,
    resultFile([[ann, 'Mathematics', 'GCSE', '8', '', '']], 'newer.csv'),
  );
  expect((await counts(look)).results).toEqual(['8']);
  expect(await as((ctx) => importsOf(ctx, snapshot.id))).toMatchObject([{ wanted: 'pupils' }, { importId: newer }]);
  await expect(as((ctx) => undoImport(ctx, snapshot.id, other, 'again'))).rejects.toThrow('was taken out');
  await expect(as((ctx) => bringIn(ctx, snapshot.id, newer))).rejects.toThrow('stands in the snapshot already');
});

test('a file that cannot be read to its end brings in nothing', async () => {
  const { manager, snapshot, look, as } = await world();
  await importFile(database, manager, snapshot.id, pupilFile());
  const broken = buildFile(
    `UPN,Subject,Qualification,Current\n${ann},Mathematics,GCSE,7\n${ben},"Mathematics,GCSE,4\n`,
    'broken.csv',
  );
  const importId = await chooseAndCheck(database, manager, snapshot.id, broken);
  await expect(as((ctx) => bringIn(ctx, snapshot.id, importId))).rejects.toThrow('cannot be read to its end');
  expect((await counts(look)).results).toEqual([]);
});

test('a pupil is the same by a former UPN, a temporary one or the school’s number, and never two', async () => {
  const { manager, snapshot, look, as } = await world();
  const temporary = 'B89140011234A';
  await importFile(
    database,
    manager,
    snapshot.id,
    pupilFile([pupilRow(temporary, '1', 'Archer'), pupilRow(ben, '2', 'Baker')]),
  );
  expect(await as((ctx) => importsOf(ctx, snapshot.id))).toMatchObject([{ items: 2 }]);
  const later = await importFile(
    database,
    manager,
    snapshot.id,
    pupilFile([pupilRow(ann, '1', 'Archer'), pupilRow(cas, '2', 'Cole')]),
  );
  const pupils = await look((tx) =>
    tx.selectFrom('pupil').select(['upn', 'former_upn', 'reference']).orderBy('reference').execute(),
  );
  expect(pupils).toContainEqual({ upn: ann, former_upn: temporary, reference: '1' });
  expect((await as((ctx) => listProblems(ctx, later, {}))).rows).toMatchObject([{ line: 3, code: 'two-pupils' }]);
});

test('formulas in cells are text: they come in as they stand and go out so that no spreadsheet runs them', async () => {
  const { manager, snapshot, look, as } = await world();
  const nasty = '=HYPERLINK("http://x.example","y")';
  const importId = await importFile(
    database,
    manager,
    snapshot.id,
    pupilFile([pupilRow(`="${ann}"`, '1', nasty), pupilRow(ben, '2', '@SUM(A1)', { sex: '+cmd' })]),
  );
  const [pupil] = await look((tx) => tx.selectFrom('pupil').select(['upn', 'surname']).execute());
  expect(pupil).toEqual({ upn: ann, surname: nasty });
  const { rows } = await as((ctx) => listProblems(ctx, importId, {}));
  const csv = new TextDecoder().decode(problemsCsv(pupilHeader, rows));
  expect(csv).toContain(`"'@SUM(A1)"`);
  expect(csv).toContain(`"'+cmd"`);
  expect(csv).not.toMatch(/(^|[,\n])"?[=+@-]/);
});
