import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import { runAs } from '#core/access/run-as.ts';
import {
  type BuiltSchool,
  type BuiltTrust,
  buildActor,
  buildSchool,
  buildTrust,
  inTrust,
} from '#core/organisations/build.ts';
import { buildCollection, buildOpenSnapshot, buildSnapshotPupils, takeBuiltSnapshot } from '#core/pupil-data/build.ts';
import { sha256Hex } from '#platform/documents/index.ts';
import { Forbidden, Invalid, NotFound, StaleRevision } from '#platform/errors.ts';
import { startJobs } from '#platform/jobs/jobs.ts';
import { useDatabase } from '#test/support/database.ts';
import { liftHold, placeHold } from './actions/keep-hold.ts';
import { askForRun, keepRule, type RuleInput } from './actions/keep-rule.ts';
import { buildKeptFile, buildQuarantine } from './build.ts';
import { duePlaces } from './due-queries.ts';
import { carryOutRules, retentionJob, retentionSchedule, retentionWorker } from './jobs/retention-job.ts';
import { findRun, heldNow, ruleOf, runsOf, watchOf } from './rule-queries.ts';
import type { Kind } from './rules.ts';

const database = useDatabase();
const date = (text: string) => Temporal.PlainDate.from(text);
const may = 'pupil-data:protect';

async function world() {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const administrator = await buildActor(database.db, trust, 'administrator');
  const head = await buildActor(database.db, trust, 'head_teacher', { schoolId: school.id });
  return { trust, school, administrator, head };
}

/** A taken snapshot of a day, with pupils, a result each, attendance and a suspension. */
async function snapshotOf(trust: BuiltTrust, school: BuiltSchool, by: Actor, dataOn: string, pupils = 3, taken = true) {
  const collectionId = await buildCollection(database.db, trust, by, { data_on: date(dataOn), due_on: date(dataOn) });
  const snapshot = await buildOpenSnapshot(database.db, trust, school, by, {
    collection_id: collectionId,
    due_on: date(dataOn),
  });
  const built = await buildSnapshotPupils(database.db, snapshot, pupils);
  await inTrust(database.db, trust.id, async (tx) => {
    const { id: subject } = await tx
      .insertInto('assessment_subject')
      .values({
        trust_id: trust.id,
        code: null,
        name: `Subject of ${snapshot.id}`,
        qualification: 'gcse',
        scale: '9-1',
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    for (const { id } of built) {
      const at = { trust_id: trust.id, snapshot_id: snapshot.id, pupil_id: id };
      await tx
        .insertInto('snapshot_result')
        .values({ ...at, subject_id: subject, kind: 'c', grade: '5', points: 5, class: null })
        .execute();
      await tx
        .insertInto('snapshot_attendance')
        .values({ ...at, possible: 100, authorised: 3, unauthorised: 1 })
        .execute();
    }
    await tx
      .insertInto('snapshot_suspension')
      .values({
        trust_id: trust.id,
        snapshot_id: snapshot.id,
        pupil_id: built[0]?.id ?? 0,
        number: 1,
        kind: 'suspension',
        started_on: null,
        sessions: 2,
      })
      .execute();
    await sql`update pupil set created_at = '2018-10-01' where trust_id = ${trust.id}`.execute(tx);
    await sql`insert into snapshot_figure (trust_id, snapshot_id, measure, breakdown, group_code, basis, pupils, total, value)
      values (${trust.id}, ${snapshot.id}, 'attainment8', 'all', 'all', 'c', ${pupils}, 15, 5)`.execute(tx);
  });
  if (taken) await takeBuiltSnapshot(database.db, snapshot, by);
  return { ...snapshot, pupils: built };
}

const set = async (actor: Actor, kind: Kind, input: Partial<RuleInput> = {}) =>
  await runAs(database, actor, may, async (ctx) => {
    const rule = await ruleOf(ctx, kind);
    await keepRule(ctx, kind, {
      months: rule.months,
      confirmed: 'Data protection officer, 20 November 2026',
      why: 'Our schedule',
      revision: rule.version,
      ...input,
    });
  });
const due = (actor: Actor, kind: Kind) =>
  runAs(database, actor, may, async (ctx) => await duePlaces(ctx, await ruleOf(ctx, kind), await heldNow(ctx)), {
    readOnly: true,
  });
const count = (trust: BuiltTrust, table: string, where = sql`true`) =>
  inTrust(
    database.db,
    trust.id,
    async (tx) =>
      (await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)} where ${where}`.execute(tx)).rows[0]
        ?.n,
  );
const runs = (actor: Actor) => runAs(database, actor, may, (ctx) => runsOf(ctx, { size: 50, from: 0 }));

test('a rule that nobody has confirmed erases nothing, though the dry run says what is due', async () => {
  const { trust, school, administrator } = await world();
  await snapshotOf(trust, school, administrator, '2018-10-01');
  expect((await due(administrator, 'snapshot_rows')).map((place) => place.counts)).toEqual([
    { pupils: 3, results: 3, attendance: 3, suspensions: 1 },
  ]);
  expect(await carryOutRules(database, trust.id)).toEqual([]);
  expect(await count(trust, 'snapshot_result')).toBe(3);
  const watch = await runAs(database, administrator, may, (ctx) => watchOf(ctx));
  expect(watch.map((each) => each.said)).toContain('Nobody has confirmed this rule: nothing was erased.');
});

test('the pupils of an old snapshot are erased and its figures stay; a newer snapshot is left whole; what was done is certified', async () => {
  const { trust, school, administrator } = await world();
  const old = await snapshotOf(trust, school, administrator, '2018-10-01');
  const file = await buildKeptFile(database.db, old, administrator, 'UPN,Surname\nA1,Alpha\n');
  const fresh = await snapshotOf(trust, school, administrator, '2026-10-01', 2);
  await set(administrator, 'snapshot_rows');
  const [runId] = await carryOutRules(database, trust.id);
  expect(await count(trust, 'snapshot_pupil', sql`snapshot_id = ${old.id}`)).toBe(0);
  expect(await count(trust, 'snapshot_result')).toBe(2);
  expect(await count(trust, 'snapshot_suspension', sql`snapshot_id = ${fresh.id}`)).toBe(1);
  expect(await count(trust, 'snapshot_figure', sql`snapshot_id = ${old.id}`)).toBe(1);
  expect(await count(trust, 'pupil_import_piece', sql`import_id = ${file.id}`)).toBe(0);
  expect(await count(trust, 'data_snapshot', sql`id = ${old.id} and pupils_erased_at is not null`)).toBe(1);
  expect(await count(trust, 'data_snapshot', sql`id = ${fresh.id} and pupils_erased_at is null`)).toBe(1);
  const run = await runAs(database, administrator, may, (ctx) => findRun(ctx, runId ?? ''));
  expect(run.counts).toEqual({ pupils: 3, results: 3, attendance: 3, suspensions: 1, files: 1 });
  expect(run.rule).toMatchObject({ version: 1, months: 84 });
  expect(run.oldest).toEqual(date('2018-10-01'));
  expect(run.certificate).toContain(school.name);
  expect(run.certificate).toContain('3 pupils, 3 results');
  expect(sha256Hex(new TextEncoder().encode(run.certificate))).toBe(run.sha256);
  // Nothing may change what was certified.
  await expect(
    inTrust(database.db, trust.id, (tx) =>
      sql`update retention_run set certificate = 'x' where id = ${run.id}`.execute(tx),
    ),
  ).rejects.toThrow('permission denied');
  const told = await inTrust(database.db, trust.id, (tx) =>
    tx.selectFrom('notification').select(['person_id', 'subject']).execute(),
  );
  expect(told).toContainEqual({
    person_id: administrator.personId,
    subject: 'Pupil data was erased: Pupils in snapshots',
  });
});

test('the job run again finds nothing, and makes no second certificate', async () => {
  const { trust, school, administrator } = await world();
  await snapshotOf(trust, school, administrator, '2018-10-01');
  await set(administrator, 'snapshot_rows');
  await set(administrator, 'unheld_pupils');
  expect(await carryOutRules(database, trust.id)).toHaveLength(2);
  expect(await count(trust, 'pupil')).toBe(0);
  const events = await count(trust, 'event');
  expect(await carryOutRules(database, trust.id)).toEqual([]);
  expect(await runs(administrator)).toHaveLength(2);
  expect(await count(trust, 'event')).toBe(events);
  expect(await runAs(database, administrator, may, (ctx) => watchOf(ctx))).toContainEqual(
    expect.objectContaining({ kind: 'snapshot_rows', said: 'Nothing was due.' }),
  );
});

test('two jobs at the same moment erase once', async () => {
  const { trust, school, administrator } = await world();
  await snapshotOf(trust, school, administrator, '2018-10-01');
  await set(administrator, 'snapshot_rows');
  const both = await Promise.all([carryOutRules(database, trust.id), carryOutRules(database, trust.id)]);
  expect(both.flat()).toHaveLength(1);
  expect(await runs(administrator)).toHaveLength(1);
});

test('a hold on a school stops everything there, and only there, until it is lifted', async () => {
  const { trust, school, administrator, head } = await world();
  const other = await buildSchool(database.db, trust);
  await snapshotOf(trust, school, administrator, '2018-10-01');
  await snapshotOf(trust, other, administrator, '2018-10-01');
  await set(administrator, 'snapshot_rows');
  await runAs(database, head, may, (ctx) => placeHold(ctx, { schoolId: school.id }, 'A tribunal asks for the records'));
  const [runId] = await carryOutRules(database, trust.id);
  expect(await count(trust, 'snapshot_pupil')).toBe(3);
  const run = await runAs(database, administrator, may, (ctx) => findRun(ctx, runId ?? ''));
  expect(run.certificate).toContain('Not erased, because a hold');
  const hold = await inTrust(database.db, trust.id, (tx) =>
    tx.selectFrom('legal_hold').select('id').executeTakeFirstOrThrow(),
  );
  const lift = (by: Actor) =>
    runAs(database, by, may, (ctx) => liftHold(ctx, hold.id, { why: 'The tribunal has decided', revision: 1 }));
  await expect(lift(head)).rejects.toBeInstanceOf(Forbidden);
  await lift(administrator);
  await expect(lift(administrator)).rejects.toBeInstanceOf(Invalid);
  await carryOutRules(database, trust.id);
  expect(await count(trust, 'snapshot_pupil')).toBe(0);
});

test('a hold on one pupil keeps that pupil’s rows and identity, and lets the others go; the rest follows when it is lifted', async () => {
  const { trust, school, administrator } = await world();
  const old = await snapshotOf(trust, school, administrator, '2018-10-01');
  await set(administrator, 'snapshot_rows');
  await set(administrator, 'unheld_pupils');
  const kept = old.pupils[1]?.id ?? 0;
  await runAs(database, administrator, may, (ctx) => placeHold(ctx, { pupilId: String(kept) }, 'A complaint is open'));
  await carryOutRules(database, trust.id);
  const left = await inTrust(database.db, trust.id, (tx) =>
    tx.selectFrom('snapshot_pupil').select('pupil_id').execute(),
  );
  expect(left.map((row) => row.pupil_id)).toEqual([kept]);
  expect(await count(trust, 'pupil')).toBe(1);
  expect(await count(trust, 'snapshot_result')).toBe(1);
  const hold = await inTrust(database.db, trust.id, (tx) =>
    tx.selectFrom('legal_hold').select('id').executeTakeFirstOrThrow(),
  );
  await runAs(database, administrator, may, (ctx) => liftHold(ctx, hold.id, { why: 'Settled', revision: 1 }));
  await carryOutRules(database, trust.id);
  expect(await count(trust, 'pupil')).toBe(0);
});

test('the database keeps a held pupil whoever tries to take the record out', async () => {
  const { trust, school, administrator } = await world();
  const open = await snapshotOf(trust, school, administrator, '2026-10-01', 2, false);
  const kept = open.pupils[1]?.id ?? 0;
  await runAs(database, administrator, may, (ctx) => placeHold(ctx, { pupilId: String(kept) }, 'A complaint is open'));
  await inTrust(database.db, trust.id, async (tx) => {
    for (const table of ['snapshot_result', 'snapshot_attendance', 'snapshot_suspension', 'snapshot_pupil'])
      await sql`delete from ${sql.table(table)} where snapshot_id = ${open.id}`.execute(tx);
    await sql`delete from pupil`.execute(tx);
  });
  const left = await inTrust(database.db, trust.id, (tx) => tx.selectFrom('pupil').select('id').execute());
  expect(left.map((row) => row.id)).toEqual([kept]);
});

test('a pupil who left long ago goes out of snapshots that are kept; one who came back, and one who is still there, stay', async () => {
  const { trust, school, administrator } = await world();
  const early = await snapshotOf(trust, school, administrator, '2020-01-10');
  const late = await snapshotOf(trust, school, administrator, '2026-10-01', 1);
  const [gone, back, saidSo] = early.pupils.map((pupil) => pupil.id);
  await inTrust(database.db, trust.id, async (tx) => {
    // In an open snapshot again.
    const open = await buildOpenSnapshot(database.db, trust, school, administrator);
    await tx
      .insertInto('snapshot_pupil')
      .values({ trust_id: trust.id, snapshot_id: open.id, pupil_id: back ?? 0 } as never)
      .execute();
  });
  await set(administrator, 'snapshot_rows');
  await set(administrator, 'leaver_rows');
  await carryOutRules(database, trust.id);
  const left = async () =>
    (
      await inTrust(database.db, trust.id, (tx) =>
        tx
          .selectFrom('snapshot_pupil')
          .select('pupil_id')
          .where('snapshot_id', 'in', [early.id, late.id])
          .orderBy('pupil_id')
          .execute(),
      )
    ).map((row) => row.pupil_id);
  expect(await left()).toEqual([back, late.pupils[0]?.id]);
  expect([gone, saidSo]).not.toContain(undefined);
  expect(await count(trust, 'data_snapshot', sql`id = ${early.id} and pupils_erased_at is null`)).toBe(1);
});

test('files of a taken snapshot go after their months, with their quarantine; files of an open one stay', async () => {
  const { trust, school, administrator } = await world();
  const long = Temporal.Instant.from('2026-01-05T09:00:00Z');
  const taken = await snapshotOf(trust, school, administrator, '2026-01-05');
  const open = await snapshotOf(trust, school, administrator, '2026-01-05', 1, false);
  const old = await buildKeptFile(database.db, taken, administrator, 'UPN,Surname\nA1,Alpha\n', { uploadedAt: long });
  await buildQuarantine(database.db, taken, old, { line: 2, cells: ['A1', 'Alpha'], value: 'A1', reason: 'No UPN' });
  const needed = await buildKeptFile(database.db, open, administrator, 'UPN,Surname\nB1,Beta\n', { uploadedAt: long });
  const recent = await buildKeptFile(database.db, taken, administrator, 'UPN,Surname\nC1,Gamma\n');
  await set(administrator, 'import_files');
  await carryOutRules(database, trust.id);
  const kept = await inTrust(database.db, trust.id, (tx) =>
    tx.selectFrom('pupil_import_piece').select('import_id').orderBy('import_id').execute(),
  );
  expect(kept.map((row) => row.import_id)).toEqual([needed.id, recent.id].toSorted());
  expect(await count(trust, 'pupil_import_problem')).toBe(0);
  const row = await inTrust(database.db, trust.id, (tx) =>
    tx.selectFrom('pupil_import').selectAll().where('id', '=', old.id).executeTakeFirstOrThrow(),
  );
  expect(row.samples).toEqual([]);
  expect(row.pieces_erased_at).not.toBeNull();
  expect(row.findings).toEqual({ rows: 1 });
});

test('old readings go, and those about a held pupil stay', async () => {
  const { trust, school, administrator } = await world();
  const { pupils } = await snapshotOf(trust, school, administrator, '2026-10-01', 2);
  const read = (at: string, pupilId: number | null) =>
    inTrust(database.db, trust.id, (tx) =>
      tx
        .insertInto('pupil_reading')
        .values({
          trust_id: trust.id,
          at: Temporal.Instant.from(at),
          person_id: administrator.personId,
          school_id: school.id,
          snapshot_id: null,
          pupil_id: pupilId,
          what: 'one pupil',
        })
        .execute(),
    );
  await read('2019-01-01T09:00:00Z', pupils[0]?.id ?? null);
  await read('2019-01-01T09:00:00Z', null);
  await read('2019-01-02T09:00:00Z', pupils[1]?.id ?? null);
  await read('2026-01-01T09:00:00Z', pupils[0]?.id ?? null);
  await runAs(database, administrator, may, (ctx) =>
    placeHold(ctx, { pupilId: String(pupils[1]?.id) }, 'A complaint is open'),
  );
  await set(administrator, 'readings');
  await carryOutRules(database, trust.id);
  expect(await count(trust, 'pupil_reading')).toBe(2);
});

test('the job works for every trust, each by its own rules; another trust is untouched', async () => {
  const mine = await world();
  const theirs = await world();
  await snapshotOf(mine.trust, mine.school, mine.administrator, '2018-10-01');
  await snapshotOf(theirs.trust, theirs.school, theirs.administrator, '2018-10-01');
  await set(mine.administrator, 'snapshot_rows');
  await carryOutRules(database);
  expect(await count(mine.trust, 'snapshot_pupil')).toBe(0);
  expect(await count(theirs.trust, 'snapshot_pupil')).toBe(3);
  expect(await runs(theirs.administrator)).toEqual([]);
  for (const { trust } of [mine, theirs]) {
    const broken = await database.owner.pool.query('select * from app.broken_events($1)', [trust.id]);
    expect(broken.rows).toEqual([]);
  }
});

test('rules are kept by administrators and the Executive Principal, with a reason, on the page as it stands, and not below the least', async () => {
  const { trust, school, administrator, head } = await world();
  const principal = await buildActor(database.db, trust, 'executive_principal');
  const leader = await buildActor(database.db, trust, 'trust_leader');
  await set(principal, 'readings', { months: 24 });
  await set(administrator, 'readings', { months: 36, confirmed: null });
  await expect(set(administrator, 'readings', { revision: 1 })).rejects.toBeInstanceOf(StaleRevision);
  await expect(set(administrator, 'readings', { months: 3 })).rejects.toBeInstanceOf(Invalid);
  await expect(set(head, 'readings')).rejects.toBeInstanceOf(Forbidden);
  await expect(set(leader, 'readings')).rejects.toBeInstanceOf(Forbidden);
  const rule = await runAs(database, administrator, may, (ctx) => ruleOf(ctx, 'readings'));
  expect(rule).toMatchObject({ months: 36, confirmed: null, version: 2 });
  const versions = await count(trust, 'record_version', sql`table_name = 'retention_rule'`);
  expect(versions).toBe(2);
  // Holds: nobody of another school, and nobody without the role.
  const elsewhere = await buildActor(database.db, trust, 'head_teacher', {
    schoolId: (await buildSchool(database.db, trust)).id,
  });
  const hold = (by: Actor) => runAs(database, by, may, (ctx) => placeHold(ctx, { schoolId: school.id }, 'A complaint'));
  await expect(hold(elsewhere)).rejects.toBeInstanceOf(NotFound);
  await expect(hold(leader)).rejects.toBeInstanceOf(NotFound);
});

test('an administrator has the rules carried out now: the background work does it, for that trust alone', async () => {
  const mine = await world();
  const theirs = await world();
  for (const each of [mine, theirs]) {
    await snapshotOf(each.trust, each.school, each.administrator, '2018-10-01');
    await set(each.administrator, 'snapshot_rows');
  }
  const jobs = await startJobs({
    databaseUrl: database.url,
    workers: { [retentionJob]: retentionWorker(() => database) },
    daily: { [retentionJob]: retentionSchedule },
  });
  try {
    const process = { db: database.db, services: { ...database.services, enqueue: jobs.enqueue } };
    await expect(runAs(process, mine.head, may, (ctx) => askForRun(ctx))).rejects.toBeInstanceOf(Forbidden);
    await runAs(process, mine.administrator, may, (ctx) => askForRun(ctx));
    await expect.poll(() => runs(mine.administrator), { timeout: 15_000 }).toHaveLength(1);
    expect(await count(mine.trust, 'snapshot_pupil')).toBe(0);
    expect(await count(theirs.trust, 'snapshot_pupil')).toBe(3);
  } finally {
    await jobs.stop();
  }
}, 30_000);
