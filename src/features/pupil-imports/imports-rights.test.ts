import { expect, test } from 'vitest';
import { runAs } from '#core/access/run-as.ts';
import type { Ctx } from '#core/context.ts';
import { buildActor, buildSchool, buildTrust, inTrust } from '#core/organisations/build.ts';
import { buildOpenSnapshot, buildUpn, takeBuiltSnapshot } from '#core/pupil-data/build.ts';
import { Forbidden, NotFound } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { bringIn } from './actions/bring-in.ts';
import { undoImport } from './actions/undo-import.ts';
import { uploadFile } from './actions/upload-file.ts';
import { buildFile, chooseAndCheck, csvText, importFile } from './build.ts';
import { listProblems } from './queries.ts';

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

const [ann, ben] = [buildUpn(11), buildUpn(12)];
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
test('attendance totals and marks come in whole sessions; more absent than possible waits', async () => {
  const { manager, snapshot, look, as } = await world();
  await importFile(database, manager, snapshot.id, pupilFile());
  const totals = buildFile(
    csvText([
      ['UPN', 'Possible', 'Present', 'Auth. abs', 'Unauth. abs', 'Lates'],
      [ann, 100, 90, 8, 2, 3],
      [ben, 100, 0, 90, 20, 0],
    ]),
    'attendance.csv',
  );
  const importId = await importFile(database, manager, snapshot.id, totals);
  const rows = () =>
    look((tx) =>
      tx.selectFrom('snapshot_attendance').select(['possible', 'authorised', 'unauthorised', 'late']).execute(),
    );
  expect(await rows()).toEqual([{ possible: 100, authorised: 8, unauthorised: 2, late: 3 }]);
  expect((await as((ctx) => listProblems(ctx, importId, {}))).rows).toMatchObject([
    { code: 'impossible', reason: 'More sessions absent (110) than possible (100)' },
  ]);
  await as((ctx) => undoImport(ctx, snapshot.id, importId, 'Marks instead'));
  const marks = [
    ['/', 'AM'],
    ['L', 'PM'],
    ['I', 'AM'],
    ['O', 'PM'],
    ['U', 'AM'],
    ['#', 'PM'],
    ['Y1', 'AM'],
    ['X', 'PM'],
  ];
  const file = buildFile(
    csvText([
      ['UPN', 'Date', 'Session', 'Code'],
      ...marks.map(([code, half], at) => [ann, `0${1 + (at >> 1)}/10/2026`, half ?? '', code ?? '']),
      [ann, '01/10/2026', 'AM', '/'],
      [ann, '05/10/2026', 'AM', '??'],
    ]),
    'marks.csv',
  );
  const marksId = await importFile(database, manager, snapshot.id, file);
  expect(await rows()).toEqual([{ possible: 5, authorised: 1, unauthorised: 2, late: 1 }]);
  expect((await as((ctx) => listProblems(ctx, marksId, {}))).rows.map((row) => row.code)).toEqual([
    'duplicate',
    'value',
  ]);
});

test('suspensions come in with their sessions and reasons, each once', async () => {
  const { manager, snapshot, look } = await world();
  await importFile(database, manager, snapshot.id, pupilFile());
  const header = ['UPN', 'Type', 'Start date', 'Days', 'Reason'];
  await importFile(
    database,
    manager,
    snapshot.id,
    buildFile(
      csvText([
        header,
        [ann, 'Suspension', '02/10/2026', '2.5', 'DB;VA'],
        [ann, 'Fixed term', '20/10/2026', '1', 'PP'],
        [ben, 'Permanent exclusion', '03/11/2026', '', 'OW'],
        [ann, 'Suspension', '02/10/2026', '2.5', 'DB'],
        [ann, 'Detention', '02/10/2026', '1', 'DB'],
      ]),
      'suspensions.csv',
    ),
    { kind: 'suspensions' },
  );
  const rows = await look((tx) =>
    tx
      .selectFrom('snapshot_suspension')
      .select(['number', 'kind', 'sessions', 'reasons'])
      .orderBy('pupil_id')
      .orderBy('number')
      .execute(),
  );
  expect(rows).toEqual([
    { number: 1, kind: 'suspension', sessions: 5, reasons: ['DB', 'VA'] },
    { number: 2, kind: 'suspension', sessions: 2, reasons: ['PP'] },
    { number: 1, kind: 'permanent_exclusion', sessions: null, reasons: ['OW'] },
  ]);
});

test('nobody but those who collect the school’s data may, others’ snapshots are not there, and a taken one stands', async () => {
  const { trust, school, manager, snapshot, as } = await world();
  const other = await buildSchool(database.db, trust);
  const elsewhere = await buildActor(database.db, trust, 'data_manager', { schoolId: other.id });
  const foreign = await buildTrust(database.db);
  const stranger = await buildActor(database.db, foreign, 'data_manager', {
    schoolId: (await buildSchool(database.db, foreign)).id,
  });
  const leader = await buildActor(database.db, trust, 'executive_principal');
  const upload = (actor: typeof manager) =>
    as((ctx) => uploadFile(ctx, snapshot.id, pupilFile(), { kind: null }), actor);
  for (const actor of [elsewhere, stranger, leader]) await expect(upload(actor)).rejects.toThrow(NotFound);
  const importId = await chooseAndCheck(database, manager, snapshot.id, pupilFile());
  for (const actor of [elsewhere, stranger, leader])
    await expect(as((ctx) => bringIn(ctx, snapshot.id, importId), actor)).rejects.toThrow(NotFound);
  await expect(runAs(database, leader, 'snapshot:read', (ctx) => bringIn(ctx, snapshot.id, importId))).rejects.toThrow(
    Forbidden,
  );
  const second = await buildOpenSnapshot(database.db, trust, school, manager);
  await expect(as((ctx) => bringIn(ctx, second.id, importId))).rejects.toThrow(NotFound);
  await takeBuiltSnapshot(database.db, snapshot, manager);
  await expect(as((ctx) => bringIn(ctx, snapshot.id, importId))).rejects.toThrow('has been taken');
  await expect(upload(manager)).rejects.toThrow('has been taken');
});

test('where names are kept out they are dropped before the file is kept, and where UPNs are too, these', async () => {
  const { trust, manager, snapshot, look } = await world();
  const keep = (keeps: 'upn' | 'reference') =>
    look((tx) =>
      tx
        .insertInto('data_protection_setting')
        .values({ trust_id: trust.id, school_id: null, keeps, changed_by: manager.personId, why: null })
        .execute(),
    );
  await keep('upn');
  await importFile(database, manager, snapshot.id, pupilFile());
  const stored = async () => {
    const rows = await look((tx) => tx.selectFrom('pupil_import_piece').select('content').execute());
    return rows.map(({ content }) => Buffer.from(content).toString()).join('');
  };
  expect(
    await look((tx) =>
      tx.selectFrom('pupil').select(['upn', 'surname', 'forename', 'born_on']).orderBy('upn').execute(),
    ),
  ).toContainEqual({ upn: ann, surname: null, forename: null, born_on: null });
  expect(await stored()).toContain(ann);
  expect(await stored()).not.toMatch(/Archer|05\/10\/2010/);
  await look((tx) => tx.updateTable('data_protection_setting').set({ keeps: 'reference' }).execute());
  const { trust: secondTrust, manager: secondManager, snapshot: secondSnapshot, look: secondLook } = await world();
  await secondLook((tx) =>
    tx
      .insertInto('data_protection_setting')
      .values({
        trust_id: secondTrust.id,
        school_id: null,
        keeps: 'reference',
        changed_by: secondManager.personId,
        why: null,
      })
      .execute(),
  );
  const hidden = await importFile(
    database,
    secondManager,
    secondSnapshot.id,
    pupilFile([pupilRow(ann, '1', 'Archer'), pupilRow(ben, '2', 'Baker', { year: '15' })]),
  );
  expect(await secondLook((tx) => tx.selectFrom('pupil').select(['upn', 'reference', 'surname']).execute())).toEqual([
    { upn: null, reference: '1', surname: null },
  ]);
  const kept = await secondLook((tx) =>
    tx.selectFrom('pupil_import_piece').select('content').where('import_id', '=', hidden).execute(),
  );
  expect(Buffer.concat(kept.map(({ content }) => content)).toString()).not.toMatch(new RegExp(`${ann}|${ben}|Archer`));
  const [row] = await secondLook((tx) => tx.selectFrom('pupil_import_problem').select('cells').execute());
  expect(row?.cells.join()).not.toMatch(/Baker|891/);
});
