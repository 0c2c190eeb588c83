import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import { runAs } from '#core/access/run-as.ts';
import { buildActor, buildSchool, buildTrust, inTrust } from '#core/organisations/build.ts';
import { buildOpenSnapshot, buildSnapshotPupils, buildUpn, takeBuiltSnapshot } from '#core/pupil-data/build.ts';
import { recordPupilReading } from '#core/pupil-data/record-reading.ts';
import { Forbidden, Invalid, NotFound } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { closeAccess, openAccess } from './actions/answer-access.ts';
import { erasePupil } from './actions/erase-pupil.ts';
import { liftHold, placeHold } from './actions/keep-hold.ts';
import { buildKeptFile, buildQuarantine } from './build.ts';
import { whereItOccurs } from './build-search.ts';
import { filesOf, rowsOfFile } from './file-queries.ts';
import { findRun } from './rule-queries.ts';

const database = useDatabase();
const may = 'pupil-data:protect';
let seed = 40_000;

/** One pupil with a name that nobody else has, in a taken and an open snapshot, in a file with others, and mistyped in its quarantine. */
async function world(pieceSize = 40) {
  seed += 10;
  const surname = `Quillfeather${seed}`;
  const upn = buildUpn(seed);
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const administrator = await buildActor(database.db, trust, 'administrator');
  const head = await buildActor(database.db, trust, 'head_teacher', { schoolId: school.id });
  const taken = await buildOpenSnapshot(database.db, trust, school, head);
  const [pupil, other] = await buildSnapshotPupils(database.db, taken, [
    { upn, reference: `R${seed}`, surname, forename: 'Ondine', sen: 'K' },
    { upn: buildUpn(seed + 1), reference: `R${seed + 1}`, surname: 'Plainword', forename: 'Ondine' },
  ]);
  if (!pupil || !other) throw new Error('two pupils were built');
  const open = await buildOpenSnapshot(database.db, trust, school, head);
  await inTrust(database.db, trust.id, async (tx) => {
    const { id: subject } = await tx
      .insertInto('assessment_subject')
      .values({ trust_id: trust.id, code: null, name: 'Art', qualification: 'gcse', scale: '9-1' })
      .returning('id')
      .executeTakeFirstOrThrow();
    for (const id of [pupil.id, other.id]) {
      const at = { trust_id: trust.id, snapshot_id: taken.id, pupil_id: id };
      await sql`insert into snapshot_pupil (trust_id, snapshot_id, pupil_id) values (${trust.id}, ${open.id}, ${id})`.execute(
        tx,
      );
      await tx
        .insertInto('snapshot_result')
        .values({ ...at, subject_id: subject, kind: 'c', grade: '7', points: 7, class: null })
        .execute();
      await tx
        .insertInto('snapshot_attendance')
        .values({ ...at, possible: 100, authorised: 3, unauthorised: 1 })
        .execute();
    }
    await sql`insert into snapshot_figure (trust_id, snapshot_id, measure, breakdown, group_code, basis, pupils, total, value)
      values (${trust.id}, ${taken.id}, 'attainment8', 'all', 'all', 'c', 2, 14, 7)`.execute(tx);
  });
  await takeBuiltSnapshot(database.db, taken, head);
  const text = [
    'UPN,Adm No,Surname,Forename,DOB,Year,Notes',
    `${upn},R${seed},${surname},Ondine,01/02/2011,11,"sits\nby the window"`,
    `${buildUpn(seed + 1)},R${seed + 1},Plainword,Ondine,03/04/2011,11,`,
    `${upn.slice(0, -1)}X,,${surname.toUpperCase()},ondine,01/02/2011,11,`,
    '',
  ].join('\n');
  const file = await buildKeptFile(database.db, open, head, text, { pieceSize, fileName: `${surname} and others.csv` });
  await buildQuarantine(database.db, open, file, {
    line: 5,
    cells: [`${upn.slice(0, -1)}X`, '', surname.toUpperCase(), 'ondine', '01/02/2011', '11', ''],
    value: `${upn.slice(0, -1)}X`,
    reason: 'This is no UPN',
  });
  await buildQuarantine(database.db, open, file, {
    line: 4,
    cells: [buildUpn(seed + 1), '', 'Plainword', 'Ondine', '', '11', ''],
    value: '',
    reason: `The same number as ${upn}`,
  });
  await runAs(database, head, 'pupil-data:read', (ctx) =>
    recordPupilReading(ctx, { schoolId: school.id, snapshotId: taken.id, pupilId: pupil.id, what: 'one pupil' }),
  );
  const erase = (by: Actor = head, why = 'A parent asked, and nothing requires us to keep it', id = pupil.id) =>
    runAs(database, by, may, (ctx) =>
      erasePupil(ctx, String(id), { ground: 'The pupil or a parent asked for it', why }),
    );
  return { trust, school, administrator, head, surname, upn, pupil, other, taken, open, file, erase };
}

test('an erased pupil is in no table of the database any more: not in snapshots, files, quarantine, trail or history', async () => {
  const { trust, head, administrator, surname, upn, pupil, other, taken, file, erase } = await world(2_000_000);
  expect(await whereItOccurs(database.owner, surname)).toEqual([
    'pupil',
    'pupil_import',
    'pupil_import_piece',
    'pupil_import_problem',
  ]);
  expect(await whereItOccurs(database.owner, upn)).toContain('pupil_import_problem');
  const runId = await erase();
  expect(await whereItOccurs(database.owner, surname)).toEqual([]);
  expect(await whereItOccurs(database.owner, upn)).toEqual([]);
  expect(await whereItOccurs(database.owner, upn.slice(0, -1))).toEqual([]);
  const left = await inTrust(database.db, trust.id, async (tx) => ({
    pupils: (await tx.selectFrom('snapshot_pupil').select('pupil_id').distinct().execute()).map((row) => row.pupil_id),
    results: (await tx.selectFrom('snapshot_result').select('pupil_id').execute()).map((row) => row.pupil_id),
    attendance: (await tx.selectFrom('snapshot_attendance').select('pupil_id').execute()).map((row) => row.pupil_id),
    figures: await tx.selectFrom('snapshot_figure').select('value').where('snapshot_id', '=', taken.id).execute(),
    notifications: await tx.selectFrom('notification').select('person_id').execute(),
  }));
  expect(left.pupils).toEqual([other.id]);
  expect(left.results).toEqual([other.id]);
  expect(left.attendance).toEqual([other.id]);
  // What was made of both stays.
  expect(left.figures).toEqual([{ value: 7 }]);
  expect(left.notifications).toEqual([{ person_id: administrator.personId }]);
  const run = await runAs(database, head, may, (ctx) => findRun(ctx, runId));
  expect(run.counts).toEqual({ pupils: 1, results: 1, attendance: 1, entries: 2, fileRows: 2, quarantined: 1 });
  expect(run.certificate).toContain('One file holds other pupils too');
  const event = await inTrust(database.db, trust.id, (tx) =>
    tx
      .selectFrom('event')
      .select(['kind', 'summary', 'subject_id'])
      .where('kind', '=', 'pupil-data.erased-on-request')
      .executeTakeFirstOrThrow(),
  );
  expect(event.subject_id).toBe(runId);
  expect(event.summary).toContain(`number ${pupil.id} in Cairn`);
  expect((await database.owner.pool.query('select * from app.broken_events($1)', [trust.id])).rows).toEqual([]);
  expect(file.id).not.toBe('');
});

test.each([40, 2_000_000])(
  'the file still holds everybody else, each on the same line, however it was cut (%i bytes a piece)',
  async (pieceSize) => {
    const { school, head, erase } = await world(pieceSize);
    await erase();
    const rows = await runAs(database, head, may, async (ctx) => {
      const [file] = await filesOf(ctx, school.id);
      if (!file) throw new Error('the file stands');
      const sizes = await ctx.db
        .selectFrom('pupil_import_piece')
        .select(sql<number>`sum(octet_length(content))::int`.as('size'))
        .where('import_id', '=', file.id)
        .executeTakeFirstOrThrow();
      expect(file.size_bytes).toBe(sizes.size);
      // What the note of one row said is not kept as an example either.
      expect(file.samples.filter((_, at) => at !== 5).flat()).toEqual([]);
      expect(file.samples[5]).toContain('11');
      return await Array.fromAsync(rowsOfFile(ctx.db, file));
    });
    const filled = rows.filter((row) => row.cells.length > 1);
    expect(filled.map((row) => [row.line, row.cells[2]])).toEqual([
      [1, 'Surname'],
      [4, 'Plainword'],
    ]);
  },
);

test('under a hold, or while somebody has asked what is held, nothing is erased', async () => {
  const { school, trust, administrator, head, pupil, erase } = await world();
  const refusal = async () => String(await erase().catch((error: unknown) => error));
  await runAs(database, head, may, (ctx) => placeHold(ctx, { schoolId: school.id }, 'An inquiry'));
  expect(await refusal()).toContain('A hold on the whole school');
  await runAs(database, head, may, (ctx) => placeHold(ctx, { pupilId: String(pupil.id) }, 'A complaint'));
  expect(await refusal()).toContain('A hold on this pupil');
  const holds = await inTrust(database.db, trust.id, (tx) => tx.selectFrom('legal_hold').select('id').execute());
  for (const { id } of holds)
    await runAs(database, administrator, may, (ctx) => liftHold(ctx, id, { why: 'Settled', revision: 1 }));
  const requestId = await runAs(database, head, may, (ctx) =>
    openAccess(ctx, String(pupil.id), { askedOn: ctx.today, askedBy: 'parent', identityChecked: 'Passport shown' }),
  );
  expect(await refusal()).toContain('request for access');
  await runAs(database, head, may, (ctx) => closeAccess(ctx, requestId, { why: 'Handed over', revision: 1 }));
  expect(await erase()).toMatch(/^[0-9a-f-]{36}$/);
});

test('the reason must not name the pupil, for it is kept', async () => {
  const { erase, surname, head, pupil } = await world();
  await expect(erase(head, `The parents of ${surname} asked`)).rejects.toBeInstanceOf(Invalid);
  await expect(
    runAs(database, head, may, (ctx) => placeHold(ctx, { pupilId: String(pupil.id) }, 'Ondine complained')),
  ).rejects.toBeInstanceOf(Invalid);
});

test('only the head of the school and an administrator erase; other schools and other trusts find nobody', async () => {
  const mine = await world();
  const elsewhere = await buildActor(database.db, mine.trust, 'head_teacher', {
    schoolId: (await buildSchool(database.db, mine.trust)).id,
  });
  const principal = await buildActor(database.db, mine.trust, 'executive_principal');
  const senior = await buildActor(database.db, mine.trust, 'slt', { schoolId: mine.school.id });
  const theirs = await buildActor(database.db, await buildTrust(database.db), 'administrator');
  await expect(mine.erase(principal)).rejects.toBeInstanceOf(Forbidden);
  await expect(mine.erase(elsewhere)).rejects.toBeInstanceOf(NotFound);
  await expect(mine.erase(senior)).rejects.toBeInstanceOf(NotFound);
  await expect(mine.erase(theirs)).rejects.toBeInstanceOf(NotFound);
  expect(await whereItOccurs(database.owner, mine.surname)).toContain('pupil');
  await mine.erase(mine.administrator);
  await expect(mine.erase()).rejects.toBeInstanceOf(NotFound);
});
