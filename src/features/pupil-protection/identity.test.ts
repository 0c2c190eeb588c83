import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import { runAs } from '#core/access/run-as.ts';
import { buildActor, buildSchool, buildTrust, inTrust } from '#core/organisations/build.ts';
import { buildOpenSnapshot, buildSnapshotPupils, buildUpn, takeBuiltSnapshot } from '#core/pupil-data/build.ts';
import { type IdentityKept, identitySetting } from '#core/pupil-data/identity-setting.ts';
import { Forbidden, Invalid, NotFound } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { liftHold, placeHold } from './actions/keep-hold.ts';
import { setIdentity } from './actions/set-identity.ts';
import { buildKeptFile, buildQuarantine } from './build.ts';
import { whereItOccurs } from './build-search.ts';
import { filesOf, rowsOfFile } from './file-queries.ts';
import { runsOf } from './rule-queries.ts';

const database = useDatabase();
const may = 'pupil-data:protect';
let seed = 60_000;

async function world() {
  seed += 10;
  const surname = `Brackenmoor${seed}`;
  const upn = buildUpn(seed);
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const administrator = await buildActor(database.db, trust, 'administrator');
  const head = await buildActor(database.db, trust, 'head_teacher', { schoolId: school.id });
  const taken = await buildOpenSnapshot(database.db, trust, school, head);
  await buildSnapshotPupils(database.db, taken, [
    { upn, reference: `R${seed}`, surname, forename: 'Ione' },
    { upn: buildUpn(seed + 1), surname, forename: 'Without a number' },
  ]);
  await takeBuiltSnapshot(database.db, taken, head);
  const open = await buildOpenSnapshot(database.db, trust, school, head);
  const text = `UPN,Adm No,Surname,Forename,DOB,Year,Anything\n${upn},R${seed},${surname},Ione,01/02/2011,11,${surname} again\n`;
  const file = await buildKeptFile(database.db, open, head, text);
  await buildQuarantine(database.db, open, file, {
    line: 2,
    cells: [upn, `R${seed}`, surname, 'Ione', '01/02/2011', '99', `${surname} again`],
    value: upn,
    reason: `No pupil has ${upn}`,
  });
  await buildKeptFile(database.db, taken, head, text);
  const choose = (
    by: Actor,
    keeps: IdentityKept | null,
    at: string | null = school.id,
    why = 'The data protection officer asks for less',
  ) => runAs(database, by, may, (ctx) => setIdentity(ctx, at, { keeps, why }));
  const pupils = () =>
    inTrust(database.db, trust.id, (tx) =>
      tx.selectFrom('pupil').select(['upn', 'reference', 'surname', 'forename', 'born_on']).orderBy('id').execute(),
    );
  return { trust, school, administrator, head, surname, upn, taken, open, choose, pupils };
}

test('without names: names and days of birth are gone from records, files and quarantine; UPNs and results stay', async () => {
  const { trust, school, head, surname, upn, choose, pupils } = await world();
  await choose(head, 'upn');
  expect(await pupils()).toEqual([
    { upn, reference: `R${seed}`, surname: null, forename: null, born_on: null },
    { upn: buildUpn(seed + 1), reference: null, surname: null, forename: null, born_on: null },
  ]);
  expect(await whereItOccurs(database.owner, surname)).toEqual([]);
  expect(await inTrust(database.db, trust.id, (tx) => identitySetting(tx, school.id))).toBe('upn');
  const rows = await runAs(database, head, may, async (ctx) => {
    const files = await filesOf(ctx, school.id);
    const kept = await Promise.all(files.map((file) => Array.fromAsync(rowsOfFile(ctx.db, file))));
    return kept.flat().map((row) => row.cells);
  });
  // The file of the open snapshot stands without them; that of the taken one is gone whole.
  expect(rows).toEqual([
    ['UPN', 'Adm No', 'Surname', 'Forename', 'DOB', 'Year', 'Anything'],
    [upn, `R${seed}`, '', '', '', '11', ''],
  ]);
  const [run] = await runAs(database, head, may, (ctx) => runsOf(ctx, { size: 5, from: 0 }));
  expect(run?.counts).toEqual({ names: 2, birthdays: 2, files: 1 });
});

test('only the school’s own number: UPNs go too, and a pupil without a number is given one', async () => {
  const { trust, head, surname, upn, choose, pupils } = await world();
  await choose(head, 'reference');
  const [first, second] = await pupils();
  expect(first).toMatchObject({ upn: null, reference: `R${seed}`, surname: null });
  expect(second?.reference).toMatch(/^C\d+$/);
  expect(await whereItOccurs(database.owner, upn)).toEqual([]);
  expect(await whereItOccurs(database.owner, surname)).toEqual([]);
  const results = await inTrust(database.db, trust.id, (tx) =>
    sql<{ n: number }>`select count(*)::int as n from snapshot_pupil`.execute(tx),
  );
  expect(results.rows[0]?.n).toBe(2);
  expect((await database.owner.pool.query('select * from app.broken_events($1)', [trust.id])).rows).toEqual([]);
});

test('an open file without the school’s numbers would lose its pupils, so the choice is refused and nothing is dropped', async () => {
  const { school, head, open, surname, choose, pupils } = await world();
  await buildKeptFile(database.db, open, head, `UPN,Surname\n${buildUpn(1)},Alpha\n`);
  const error = await choose(head, 'reference').catch((refused: unknown) => refused);
  expect(error).toBeInstanceOf(Invalid);
  expect(String(error)).toContain(school.name);
  expect((await pupils()).map((pupil) => pupil.surname)).toEqual([surname, surname]);
});

test('keeping more brings nothing back: it holds for the next file', async () => {
  const { trust, school, administrator, head, choose, pupils } = await world();
  await choose(head, 'upn');
  await choose(administrator, 'names');
  expect(await inTrust(database.db, trust.id, (tx) => identitySetting(tx, school.id))).toBe('names');
  expect((await pupils()).map((pupil) => pupil.surname)).toEqual([null, null]);
  expect(await runAs(database, head, may, (ctx) => runsOf(ctx, { size: 5, from: 0 }))).toHaveLength(1);
});

test('the Trust’s choice is for every school that has made none of its own; another trust keeps what it has', async () => {
  const mine = await world();
  const theirs = await world();
  const second = await buildSchool(database.db, mine.trust);
  const snapshot = await buildOpenSnapshot(database.db, mine.trust, second, mine.head);
  await buildSnapshotPupils(database.db, snapshot, [{ surname: 'Secondschool', reference: 'X1' }]);
  await mine.choose(mine.administrator, 'upn', null);
  expect((await mine.pupils()).map((pupil) => pupil.surname)).toEqual([null, null, null]);
  expect((await theirs.pupils()).map((pupil) => pupil.surname)).toEqual([theirs.surname, theirs.surname]);
  // A school of its own choice is left alone from then on, and may go back to the Trust's.
  await mine.choose(mine.administrator, 'names');
  await mine.choose(mine.administrator, 'reference', null);
  expect(await inTrust(database.db, mine.trust.id, (tx) => identitySetting(tx, mine.school.id))).toBe('names');
  await mine.choose(mine.head, null);
  expect(await inTrust(database.db, mine.trust.id, (tx) => identitySetting(tx, mine.school.id))).toBe('reference');
  expect((await mine.pupils()).map((pupil) => pupil.upn)).toEqual([null, null, null]);
});

test('under a hold nothing is dropped', async () => {
  const { school, trust, administrator, head, surname, choose, pupils } = await world();
  await runAs(database, head, may, (ctx) => placeHold(ctx, { schoolId: school.id }, 'An inquiry'));
  await expect(choose(head, 'upn')).rejects.toBeInstanceOf(Invalid);
  await expect(choose(administrator, 'upn', null)).rejects.toBeInstanceOf(Invalid);
  expect((await pupils())[0]?.surname).toBe(surname);
  const hold = await inTrust(database.db, trust.id, (tx) =>
    tx.selectFrom('legal_hold').select('id').executeTakeFirstOrThrow(),
  );
  await runAs(database, administrator, may, (ctx) => liftHold(ctx, hold.id, { why: 'Over', revision: 1 }));
  await choose(head, 'upn');
});

test('a head keeps less than the Trust, never more, and only at the own school', async () => {
  const { trust, administrator, head, choose } = await world();
  const elsewhere = await buildActor(database.db, trust, 'head_teacher', {
    schoolId: (await buildSchool(database.db, trust)).id,
  });
  const leader = await buildActor(database.db, trust, 'trust_leader');
  await choose(administrator, 'upn', null);
  await expect(choose(head, 'names')).rejects.toBeInstanceOf(Forbidden);
  await expect(choose(head, 'reference', null)).rejects.toBeInstanceOf(Forbidden);
  await expect(choose(elsewhere, 'reference')).rejects.toBeInstanceOf(NotFound);
  await expect(choose(leader, 'reference')).rejects.toBeInstanceOf(NotFound);
  await expect(choose(administrator, 'upn', null)).rejects.toBeInstanceOf(Invalid);
  await choose(head, 'reference');
});
