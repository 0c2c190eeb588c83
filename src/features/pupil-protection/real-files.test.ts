import { expect, test } from 'vitest';
import { runAs } from '#core/access/run-as.ts';
import { buildActor, buildSchool, buildTrust, inTrust } from '#core/organisations/build.ts';
import { buildOpenSnapshot, buildUpn } from '#core/pupil-data/build.ts';
import { useDatabase } from '#test/support/database.ts';
import { undoImport } from '../pupil-imports/actions/undo-import.ts';
import { buildFile, csvText, importFile } from '../pupil-imports/build.ts';
import { listProblems } from '../pupil-imports/queries.ts';
import { erasePupil } from './actions/erase-pupil.ts';
import { placeHold } from './actions/keep-hold.ts';
import { setIdentity } from './actions/set-identity.ts';
import { whereItOccurs } from './build-search.ts';
import { findRun } from './rule-queries.ts';

const database = useDatabase();
const may = 'pupil-data:protect';
let built = 0;

/** Names and UPNs that no other test of the file has. */
function people() {
  built += 1;
  const upns = [1, 2, 3, 4].map((number) => buildUpn(70_000 + built * 10 + number)) as [string, string, string, string];
  const [one, two, three, late] = upns;
  const mistyped = `${two.slice(0, -1)}${two.endsWith('9') ? '8' : '9'}`;
  const names = ['Applegarth', 'Quenneville', 'Cutbush', 'Denyer'].map(
    (name) => `${name}${'abcdefgh'.charAt(built)}`,
  ) as [string, string, string, string];
  return { one, two, three, late, mistyped, names, forename: `Peregrine${'abcdefgh'.charAt(built)}` };
}
type People = ReturnType<typeof people>;

const header = ['UPN', 'Adno', 'Surname', 'Forename', 'DOB', 'Year', 'Sex'];
const pupilFile = ({ one, two, three, names, forename }: People) =>
  buildFile(
    csvText([
      header,
      [one, '701', names[0], 'Isolde', '01/09/2010', 'Year 11', 'F'],
      [two, '702', names[1], forename, '02/09/2010', 'Year 11', 'M'],
      [three, '703', names[2], 'Maud', '03/09/2010', 'Year Eleventy', 'F'],
    ]),
    'pupils.csv',
  );
const lateFile = ({ late, names }: People) =>
  buildFile(csvText([header, [late, '704', names[3], 'Sal', '04/09/2010', 'Year 11', 'F']]), 'late.csv');
const resultFile = ({ one, two, mistyped, names, forename }: People) =>
  buildFile(
    csvText([
      ['UPN', 'Surname', 'Forename', 'Subject', 'Qualification', 'Current'],
      [one, names[0], 'Isolde', 'Mathematics', 'GCSE', '7'],
      [two, names[1], forename, 'Mathematics', 'GCSE', '6'],
      [mistyped, names[1], forename, 'History', 'GCSE', '6'],
    ]),
    'grades.csv',
  );

async function world() {
  const who = people();
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const head = await buildActor(database.db, trust, 'head_teacher', { schoolId: school.id });
  const snapshot = await buildOpenSnapshot(database.db, trust, school, head);
  const pupils = await importFile(database, head, snapshot.id, pupilFile(who));
  const grades = await importFile(database, head, snapshot.id, resultFile(who));
  const names = () =>
    inTrust(database.db, trust.id, async (tx) =>
      (
        await tx
          .selectFrom('snapshot_pupil as s')
          .innerJoin('pupil as p', 'p.id', 's.pupil_id')
          .select(['p.surname', 'p.reference'])
          .where('s.snapshot_id', '=', snapshot.id)
          .orderBy('p.reference')
          .execute()
      ).map((row) => row.surname ?? row.reference),
    );
  const idOf = async (surname: string) =>
    String(
      (
        await inTrust(database.db, trust.id, (tx) =>
          tx.selectFrom('pupil').select('id').where('surname', '=', surname).executeTakeFirstOrThrow(),
        )
      ).id,
    );
  const quarantine = (importId: string) =>
    runAs(database, head, 'snapshot:collect', async (ctx) => (await listProblems(ctx, importId, { all: true })).rows);
  return { who, trust, school, head, snapshot, pupils, grades, names, idOf, quarantine };
}

test('a pupil who came in by the school’s real files is erased from all of them, and the files can still be read without the pupil', async () => {
  const { who, trust, head, snapshot, pupils, grades, names, idOf, quarantine } = await world();
  const [applegarth, quenneville, cutbush, denyer] = who.names;
  expect(await names()).toEqual([applegarth, quenneville]);
  expect((await quarantine(grades)).map((row) => row.line)).toEqual([4]);
  const runId = await runAs(database, head, may, async (ctx) =>
    erasePupil(ctx, await idOf(quenneville), {
      ground: 'The pupil or a parent asked for it',
      why: 'Nothing requires us to keep it',
    }),
  );
  for (const text of [quenneville, who.forename, who.two, who.mistyped])
    expect(await whereItOccurs(database.owner, text), text).toEqual([]);
  expect(await quarantine(grades)).toEqual([]);
  const run = await runAs(database, head, may, (ctx) => findRun(ctx, runId));
  expect(run.counts).toEqual({ pupils: 1, results: 1, entries: 1, fileRows: 3, quarantined: 1 });
  expect(run.certificate).toContain('2 files hold other pupils too');
  // Every standing file is read again when another comes in: the others come back whole, on their lines; the erased one does not.
  await importFile(database, head, snapshot.id, lateFile(who), { replaces: null });
  expect(await names()).toEqual([applegarth, denyer]);
  expect((await quarantine(pupils)).map((row) => [row.line, row.cells[2]])).toEqual([[4, cutbush]]);
  const results = await inTrust(database.db, trust.id, (tx) =>
    tx.selectFrom('snapshot_result').select('grade').where('snapshot_id', '=', snapshot.id).execute(),
  );
  expect(results).toEqual([{ grade: '7' }]);
  expect((await database.owner.pool.query('select * from app.broken_events($1)', [trust.id])).rows).toEqual([]);
});

test('a reason in the trail that names the pupil cannot be changed, and the certificate says so', async () => {
  const { who, head, snapshot, grades, idOf } = await world();
  const [applegarth] = who.names;
  await runAs(database, head, 'snapshot:collect', (ctx) =>
    undoImport(ctx, snapshot.id, grades, `Isolde ${applegarth} was in it twice`),
  );
  const runId = await runAs(database, head, may, async (ctx) =>
    erasePupil(ctx, await idOf(applegarth), {
      ground: 'The pupil or a parent asked for it',
      why: 'Nothing requires us to keep it',
    }),
  );
  const run = await runAs(database, head, may, (ctx) => findRun(ctx, runId));
  expect(run.certificate).toContain('The trail names the pupil once');
});

test('names are kept out of real files of an open snapshot, which can still be read by UPN', async () => {
  const { who, school, head, snapshot, names } = await world();
  const [applegarth, quenneville, cutbush, denyer] = who.names;
  await runAs(database, head, may, (ctx) => setIdentity(ctx, school.id, { keeps: 'upn', why: 'We need no names' }));
  for (const text of [quenneville, who.forename, applegarth, cutbush])
    expect(await whereItOccurs(database.owner, text), text).toEqual([]);
  await importFile(database, head, snapshot.id, lateFile(who), { replaces: null });
  expect(await names()).toEqual(['701', '702', '704']);
  expect(await whereItOccurs(database.owner, denyer)).toEqual([]);
});

test('who a held pupil is stays, also where the school takes the file out of the snapshot again', async () => {
  const { who, head, snapshot, pupils, names, idOf } = await world();
  const [applegarth, quenneville] = who.names;
  const held = await idOf(quenneville);
  await runAs(database, head, may, (ctx) => placeHold(ctx, { pupilId: held }, 'A complaint is open'));
  await runAs(database, head, 'snapshot:collect', (ctx) => undoImport(ctx, snapshot.id, pupils, 'The wrong file'));
  expect(await names()).toEqual([]);
  expect(await idOf(quenneville)).toBe(held);
  await expect(idOf(applegarth)).rejects.toThrow();
});
