import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runAs } from '#core/access/run-as.ts';
import type { Ctx } from '#core/context.ts';
import { buildActor, buildSchool, buildTrust, inTrust } from '#core/organisations/build.ts';
import { buildOpenSnapshot, buildSnapshotPupils } from '#core/pupil-data/build.ts';
import { Invalid } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { bringIn } from './actions/bring-in.ts';
import { uploadFile } from './actions/upload-file.ts';
import { uploadTransferFile } from './actions/upload-transfer-file.ts';
import { buildFile, chooseAndCheck, csvText, importFile } from './build.ts';
import { isTransferFile } from './ctf/recognise.ts';
import { guessKind, proposeMapping } from './propose.ts';
import { findPupilImport, listImports } from './queries.ts';
import { recogniseSource } from './sources.ts';

const database = useDatabase();

async function world() {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const manager = await buildActor(database.db, trust, 'data_manager', { schoolId: school.id });
  const snapshot = await buildOpenSnapshot(database.db, trust, school, manager);
  const as = <T>(work: (ctx: Ctx) => Promise<T>) => runAs(database, manager, 'snapshot:collect', work);
  const results = () =>
    inTrust(database.db, trust.id, (tx) =>
      tx
        .selectFrom('snapshot_result as r')
        .innerJoin('assessment_subject as a', 'a.id', 'r.subject_id')
        .select(['a.code', 'r.kind', 'r.grade'])
        .orderBy('a.code')
        .orderBy('r.grade')
        .execute(),
    );
  return { trust, manager, snapshot, as, results };
}

const pupil = (
  upn: string,
  more = '',
) => `<Pupil><UPN>${upn}</UPN><Surname>Archer</Surname><Forename>Zoë</Forename><DOB>2015-10-05</DOB><Sex>F</Sex>
  <BasicDetails><NCyearActual>6</NCyearActual></BasicDetails>
  <FSMhistory><FSMinstance><FSMstartDate>2024-01-01</FSMstartDate></FSMinstance></FSMhistory><LookedAfter><InCare>false</InCare></LookedAfter>
  <SENhistory><SEN><StartDate>2022-01-01</StartDate><SENprovision>N</SENprovision></SEN><SEN><StartDate>2024-01-01</StartDate><SENprovision>K</SENprovision></SEN></SENhistory>
  <Attendance><YearData><Year>2025</Year><SessionsPossible>380</SessionsPossible><SessionsAuthorised>10</SessionsAuthorised><SessionsAttended>360</SessionsAttended><SessionsUnauthorised>10</SessionsUnauthorised></YearData>
  <YearData><Year>2026</Year><SessionsPossible>100</SessionsPossible><SessionsAuthorised>5</SessionsAuthorised><SessionsAttended>93</SessionsAttended><SessionsUnauthorised>2</SessionsUnauthorised></YearData></Attendance>
  <StageAssessments><KeyStage><Stage>KS2</Stage><StageAssessment><Locale>ENG</Locale><Year>2024</Year><Subject>MAT</Subject><Method>TT</Method><Component>MTC</Component><ResultStatus>R</ResultStatus><ResultQualifier>MT</ResultQualifier><Result>23</Result></StageAssessment></KeyStage></StageAssessments>${more}</Pupil>`;
const transfer = (pupils: string, before = '') =>
  `<?xml version="1.0" encoding="utf-8"?>\n${before}<CTfile><Header><DocumentName>Common Transfer File</DocumentName></Header><CTFpupilData>${pupils}</CTFpupilData></CTfile>`;

test('a Common Transfer File gives pupils, attendance and results, each brought in by itself', async () => {
  const { trust, manager, snapshot, as, results } = await world();
  const file = buildFile(transfer(pupil('X891400112345')), '8919999_CTF_8919998_001.xml');
  expect(await isTransferFile(file)).toBe(true);
  const words = await as((ctx) => uploadTransferFile(ctx, snapshot.id, file));
  expect(words).toContain('pupils, attendance totals, assessments');
  const imports = await as((ctx) => listImports(ctx, snapshot.id));
  for (const kind of ['pupils', 'attendance', 'assessments'] as const) {
    const found = imports.find((row) => row.kind === kind);
    await as((ctx) => bringIn(ctx, snapshot.id, found?.id ?? ''));
  }
  const rows = await inTrust(database.db, trust.id, async (tx) => ({
    pupils: await tx
      .selectFrom('snapshot_pupil as s')
      .innerJoin('pupil as p', 'p.id', 's.pupil_id')
      .select(['p.upn', 'p.forename', 's.year_group', 's.sen', 's.disadvantaged', 's.looked_after'])
      .execute(),
    attendance: await tx.selectFrom('snapshot_attendance').select(['possible', 'authorised', 'unauthorised']).execute(),
  }));
  expect(rows).toEqual({
    pupils: [
      { upn: 'X891400112345', forename: 'Zoë', year_group: 6, sen: 'K', disadvantaged: true, looked_after: false },
    ],
    attendance: [{ possible: 100, authorised: 5, unauthorised: 2 }],
  });
  expect(await results()).toEqual([{ code: 'mtc-mark', kind: 'r', grade: '23' }]);
  expect(manager.name).toBeTruthy();
});

test('a transfer file with a document type, an entity, or broken XML is refused and leaves nothing', async () => {
  const { snapshot, as } = await world();
  const bomb = '<!DOCTYPE CTfile [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>\n';
  for (const text of [
    transfer(pupil('X891400112345', '<X>&b;</X>'), bomb),
    transfer(pupil('X891400112345', '<X>&unknown;</X>')),
    transfer(pupil('X891400112345')).slice(0, -40),
    transfer(''),
  ]) {
    const file = buildFile(text, 'ctf.xml');
    await expect(
      as((ctx) => uploadTransferFile(ctx, snapshot.id, file)),
      text.slice(0, 80),
    ).rejects.toThrow(Invalid);
  }
  expect(await as((ctx) => listImports(ctx, snapshot.id))).toEqual([]);
});

test('result files of DfE come in without anything being said: key stage 2, phonics, early years, multiplication check', async () => {
  const { manager, snapshot, results } = await world();
  const [a, b] = await buildSnapshotPupils(database.db, snapshot, [{ year_group: 6 }, { year_group: 6 }]);
  const upns = [a?.upn ?? '', b?.upn ?? ''];
  const ks2 = csvText([
    [
      'ACADYR',
      'PupilMatchingRef',
      'UPN',
      'Surname',
      'READSCORE',
      'READOUTCOME',
      'MATSCORE',
      'MATOUTCOME',
      'GPSSCORE',
      'GPSOUTCOME',
      'WRITTAOUTCOME',
      'RWMEXP',
    ],
    ['2026', 'M1', upns[0] ?? '', 'X', '104', 'AS', '110', 'AS', '99', 'NS', 'EXS', '1'],
    ['2026', 'M2', upns[1] ?? '', 'Y', '', 'A', '', 'B', '130', 'AS', 'GDS', '0'],
  ]);
  const importId = await importFile(database, manager, snapshot.id, buildFile(ks2, 'ks2.csv'));
  expect(await results()).toEqual([
    { code: 'ks2-test-gps', kind: 'r', grade: '99' },
    { code: 'ks2-test-maths', kind: 'r', grade: '110' },
    { code: 'ks2-test-maths', kind: 'r', grade: 'B' },
    { code: 'ks2-test-reading', kind: 'r', grade: '104' },
    { code: 'ks2-test-reading', kind: 'r', grade: 'A' },
    { code: 'ks2-writing-ta', kind: 'r', grade: 'EXS' },
    { code: 'ks2-writing-ta', kind: 'r', grade: 'GDS' },
  ]);
  const found = await runAs(database, manager, 'snapshot:collect', (ctx) =>
    findPupilImport(ctx, snapshot.id, importId),
  );
  expect(found).toMatchObject({
    source: 'dfe',
    kind: 'marksheet',
    findings: { groups: [{ code: 'grade', value: '130' }] },
  });
  for (const [name, header, cells] of [
    ['phonics', ['Phonics_UPN', 'Phonics_PHONICS_MARK', 'Phonics_PHONICS_OUTCOME'], ['34', 'Wa']],
    ['eyfs', ['FSP_UPN', 'FSP_COM_E01', 'FSP_LIT_E08', 'FSP_GLD'], ['2', '1', '0']],
    ['mtc', ['UPN', 'FormMark', 'PupilStatus', 'ReasonNotTakingCheck'], ['25', 'Complete', '']],
  ] as const)
    await importFile(
      database,
      manager,
      snapshot.id,
      buildFile(csvText([[...header], [upns[0] ?? '', ...cells]]), `${name}.csv`),
      { replaces: null },
    );
  const all = (await results()).map(({ code, grade }) => `${code} ${grade}`);
  for (const one of ['phonics-year-1 34', 'phonics-outcome-year-1 Wa', 'eyfsp-e01 2', 'eyfsp-e08 1', 'mtc-mark 25'])
    expect(all).toContain(one);
});

test.each([
  [
    'sims',
    'pupils',
    [
      'Admission No',
      'UPN',
      'Legal Surname',
      'Legal Forename',
      'Date of Birth',
      'Gender',
      'Year Group',
      'Reg Group',
      'SEN Status',
      'Pupil Premium',
      'EAL',
      'Looked After',
    ],
  ],
  ['sims', 'pupils', ['Forename', 'Surname', 'Email', 'UPN', 'Year', 'Reg']],
  ['arbor', 'pupils', ['First name', 'Last name', 'Email', 'UPN', 'Year group', 'Registration form']],
  ['bromcom', 'pupils', ['FirstName', 'LastName', 'StudentEmail', 'UPN', 'YearGroup', 'Form']],
  [
    'go4schools',
    'assessments',
    [
      'UPN',
      'Adno/MIS ID',
      'Surname',
      'Forename',
      'Reg',
      'Subject',
      'Set/Class',
      'Teacher',
      'Target',
      'Current',
      'Predicted',
      'Attitude/Effort',
      'Date',
    ],
  ],
  [
    'dfe',
    'pupils',
    [
      'UPN',
      'Surname',
      'Forename',
      'Sex',
      'DOB',
      'NCYear',
      'Deprivation Pupil Premium',
      'Service Child Premium',
      'LastFSM',
    ],
  ],
  ['other', 'attendance', ['UPN', 'Year', 'Possible', 'Present', 'Auth. abs', 'Unauth. abs', 'Lates', '%']],
] as const)('the header of an export of %s is known as %s, and its columns too', (source, kind, header) => {
  expect(recogniseSource(header)).toBe(source);
  expect(guessKind(header)).toBe(kind);
  const { columns } = proposeMapping(kind, header, []);
  expect(columns[header.indexOf('UPN')]).toEqual({ field: 'upn' });
  expect(columns.filter((use) => use !== null).length).toBeGreaterThanOrEqual(4);
});

test('whatever is done to a file’s bytes, it is read, refused in words or waits in quarantine; it never breaks and never comes in twice', async () => {
  const { manager, snapshot, as, results } = await world();
  const built = await buildSnapshotPupils(database.db, snapshot, 4);
  const good = Buffer.from(
    csvText([
      ['UPN', 'Subject', 'Qualification', 'Current', 'Class'],
      ...built.map(({ upn }) => [upn ?? '', 'Mathematics', 'GCSE', '7', 'Ma "1"']),
    ]),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(good.length - 1), fc.oneof(fc.nat(255), fc.constantFrom(0, 10, 13, 34, 44, 61))), {
        minLength: 1,
        maxLength: 6,
      }),
      fc.nat(good.length),
      async (changes, cut) => {
        const bytes = Buffer.from(good);
        for (const [at, byte] of changes) bytes[at] = byte;
        const some = cut % 3 === 0 ? bytes.subarray(0, cut) : bytes;
        try {
          const importId = await chooseAndCheck(database, manager, snapshot.id, buildFile(some, 'mutated.csv'), {
            kind: 'assessments',
          });
          await as((ctx) => bringIn(ctx, snapshot.id, importId, { replaces: null }));
        } catch (error) {
          expect(error).toBeInstanceOf(Invalid);
        }
        expect((await results()).length).toBeLessThanOrEqual(4 * 3);
      },
    ),
    { numRuns: 40 },
  );
}, 120_000);

test('files that are no table are refused in words that say what to do', async () => {
  const { snapshot, as } = await world();
  for (const [content, words] of [
    ['', 'empty'],
    ['%PDF-1.7 …', 'PDF'],
    ['<!doctype html><html>', 'web page'],
    ['UPN,Year\n', 'no rows below'],
  ] as const)
    await expect(as((ctx) => uploadFile(ctx, snapshot.id, buildFile(content), { kind: 'pupils' }))).rejects.toThrow(
      words,
    );
});
