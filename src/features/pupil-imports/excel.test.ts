import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { runAs } from '#core/access/run-as.ts';
import { buildActor, buildSchool, buildTrust, inTrust } from '#core/organisations/build.ts';
import { buildOpenSnapshot, buildUpn } from '#core/pupil-data/build.ts';
import { Invalid } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { uploadFile } from './actions/upload-file.ts';
import { buildFile, importFile } from './build.ts';

const database = useDatabase();

type Cell = string | number | { day: number };

/** A workbook of one sheet, as a spreadsheet saves it: text inline, numbers as numbers, days as numbers with the format of a date. */
function workbook(rows: readonly (readonly Cell[])[]): Uint8Array {
  const cell = (value: Cell): string => {
    if (typeof value === 'string') return `<c t="inlineStr"><is><t>${value}</t></is></c>`;
    return typeof value === 'number' ? `<c><v>${value}</v></c>` : `<c s="1"><v>${value.day}</v></c>`;
  };
  const head = '<?xml version="1.0" encoding="UTF-8"?>';
  return zipSync({
    'xl/workbook.xml': strToU8(
      `${head}<workbook xmlns:r="r"><sheets><sheet name="Pupils" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `${head}<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/s1.xml"/></Relationships>`,
    ),
    'xl/styles.xml': strToU8(
      `${head}<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
    ),
    'xl/worksheets/s1.xml': strToU8(
      `${head}<worksheet><sheetData>${rows.map((row) => `<row>${row.map(cell).join('')}</row>`).join('')}</sheetData></worksheet>`,
    ),
  });
}

async function world() {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const manager = await buildActor(database.db, trust, 'data_manager', { schoolId: school.id });
  const snapshot = await buildOpenSnapshot(database.db, trust, school, manager);
  return { trust, manager, snapshot };
}

test('an Excel workbook of pupils comes in as a CSV file does, with its days and numbers', async () => {
  const { trust, manager, snapshot } = await world();
  const file = workbook([
    ['UPN', 'Adno', 'Surname', 'Forename', 'DOB', 'Year', 'Reg', 'Sex', 'SEN', 'KS2 Reading', 'KS2 Maths'],
    [buildUpn(71), 1001, 'Archer', 'Pat', { day: 40_456 }, 11, '11A', 'F', 'K', 104, 99],
    [buildUpn(72), 1002, 'Baker', 'Jo', { day: 40_457 }, 11, '11B', 'M', 'N', 110, 112],
  ]);
  await importFile(database, manager, snapshot.id, buildFile(file, 'pupils.xlsx'));
  const pupils = await inTrust(database.db, trust.id, (tx) =>
    tx
      .selectFrom('snapshot_pupil as s')
      .innerJoin('pupil as p', 'p.id', 's.pupil_id')
      .select(['p.surname', 'p.reference', 'p.born_on', 's.year_group', 's.sen', 's.ks2_reading', 's.ks2_maths'])
      .orderBy('p.surname')
      .execute(),
  );
  expect(pupils.map((pupil) => ({ ...pupil, born_on: pupil.born_on?.toString() }))).toEqual([
    {
      surname: 'Archer',
      reference: '1001',
      born_on: '2010-10-05',
      year_group: 11,
      sen: 'K',
      ks2_reading: 104,
      ks2_maths: 99,
    },
    {
      surname: 'Baker',
      reference: '1002',
      born_on: '2010-10-06',
      year_group: 11,
      sen: 'N',
      ks2_reading: 110,
      ks2_maths: 112,
    },
  ]);
});

test('a workbook that is cut off is refused in words, and brings nothing in', async () => {
  const { manager, snapshot } = await world();
  const whole = workbook([
    ['UPN', 'Surname', 'Year'],
    [buildUpn(73), 'Cole', 11],
  ]);
  await expect(
    runAs(database, manager, 'snapshot:collect', (ctx) =>
      uploadFile(ctx, snapshot.id, buildFile(whole.slice(0, whole.length - 40), 'pupils.xlsx'), { kind: null }),
    ),
  ).rejects.toBeInstanceOf(Invalid);
});
