import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import { runAs } from '#core/access/run-as.ts';
import { buildActor, buildSchool, buildTrust, inTrust } from '#core/organisations/build.ts';
import { buildCollection, buildOpenSnapshot } from '#core/pupil-data/build.ts';
import { calculate, measureOf, type PupilRecord } from '#features/measures/index.ts';
import { realisticPupils } from '#features/measures/realistic-pupils.ts';
import { buildWeb, signedInAgent, type Web } from '#features/sign-in/build.ts';
import { Forbidden, Invalid, NotFound, StaleRevision } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { correctSnapshot } from './actions/correct-snapshot.ts';
import { setTargets } from './actions/set-targets.ts';
import { takeSnapshot } from './actions/take-snapshot.ts';
import { fillSnapshot } from './build.ts';
import { loadFigures, takenSnapshotsOf } from './figure-queries.ts';
import { figureIn } from './figures-shown.ts';
import { snapshotPaths } from './paths.ts';
import { findSnapshot } from './queries.ts';
import { loadPupilRecords } from './record-queries.ts';

const database = useDatabase();
let web: Web;
beforeAll(async () => {
  web = await buildWeb(database);
});
afterAll(() => web.close());

const yearEleven = (seed: number, size = 40) => [
  ...realisticPupils({ seed, size, yearGroups: [11], academicYear: 2026, kinds: ['c', 'p', 't'], sessions: 120 }),
];

async function world(pupils: readonly PupilRecord[] = yearEleven(1)) {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const other = await buildSchool(database.db, trust);
  const principal = await buildActor(database.db, trust, 'executive_principal');
  const head = await buildActor(database.db, trust, 'head_teacher', { schoolId: school.id });
  const governor = await buildActor(database.db, trust, 'lgb_member', { schoolId: school.id });
  const elsewhere = await buildActor(database.db, trust, 'head_teacher', { schoolId: other.id });
  const collectionId = await buildCollection(database.db, trust, principal);
  const snapshot = await buildOpenSnapshot(database.db, trust, school, principal, { collection_id: collectionId });
  await fillSnapshot(database.db, snapshot, pupils);
  const take = (by: Actor = head, id = snapshot.id, revision = 1) =>
    runAs(database, by, 'snapshot:collect', (ctx) =>
      takeSnapshot(ctx, id, { note: null, noSuspensions: true, revision }),
    );
  const figures = (by: Actor = head) =>
    runAs(database, by, 'snapshot:read', (ctx) => loadFigures(ctx, { snapshotIds: [snapshot.id] }));
  return { trust, school, other, principal, head, governor, elsewhere, snapshot, collectionId, take, figures };
}

test('what is taken is what was put in, and each figure is the measure worked out from those pupils', async () => {
  const pupils = yearEleven(1);
  const { head, snapshot, take, figures } = await world(pupils);
  await take();
  const stored = await figures();
  for (const [code, basis] of [
    ['attainment8', 'c'],
    ['attainment8', 'p'],
    ['absence_overall', ''],
    ['suspension_rate', ''],
  ] as const) {
    const measure = measureOf(code);
    if (!measure) throw new Error(code);
    const straight = calculate(measure, pupils, { resultsYear: 2027, basis: basis === '' ? 'r' : basis });
    const kept = figureIn(stored, { measure: code, basis });
    expect(kept?.pupils, code).toBe(straight.pupils);
    expect(kept?.value, code).toBeCloseTo(straight.value ?? Number.NaN, 6);
  }
  const records = await runAs(database, head, 'pupil-data:read', (ctx) => loadPupilRecords(ctx, snapshot.id));
  expect(records).toHaveLength(40);
  expect(records.flatMap((record) => record.results)).toHaveLength(pupils.flatMap((pupil) => pupil.results).length);
});

test('a taken snapshot stands: the database itself refuses a change, and it cannot be taken twice', async () => {
  const { trust, head, snapshot, take } = await world();
  await take();
  await expect(take(head, snapshot.id, 2)).rejects.toBeInstanceOf(Invalid);
  for (const change of [
    sql`update snapshot_result set grade = '9' where snapshot_id = ${snapshot.id}`,
    sql`delete from snapshot_pupil where snapshot_id = ${snapshot.id}`,
    sql`insert into snapshot_suspension (trust_id, snapshot_id, pupil_id, number, kind)
      select trust_id, snapshot_id, pupil_id, 99, 'suspension' from snapshot_pupil where snapshot_id = ${snapshot.id} limit 1`,
  ])
    await expect(inTrust(database.db, trust.id, (tx) => change.execute(tx))).rejects.toThrow(/has been taken/);
  const found = await runAs(database, head, 'snapshot:read', (ctx) => findSnapshot(ctx, snapshot.id));
  expect(found.content).toMatchObject({ pupils: 40 });
  expect(found.sha256).toMatch(/^[0-9a-f]{64}$/);
});

test('what was asked for and is missing must be owned up to', async () => {
  const bare = yearEleven(2, 8).map((pupil) => ({ ...pupil, attendance: null }));
  const { head, snapshot, take } = await world(bare);
  const refused = await take().catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Invalid);
  expect((refused as Invalid).errors).toEqual([{ field: 'note', message: 'Say why there is nothing on attendance' }]);
  await runAs(database, head, 'snapshot:collect', (ctx) =>
    takeSnapshot(ctx, snapshot.id, { note: 'The register system was changed this week.', revision: 1 }),
  );
});

test('no suspensions in the file is no rate of 0, unless the school says that there was none', async () => {
  const calm = yearEleven(4, 8).map((pupil) => ({ ...pupil, suspensions: [] }));
  const rate = async (noSuspensions: boolean) => {
    const { head, snapshot, figures } = await world(calm);
    await runAs(database, head, 'snapshot:collect', (ctx) =>
      takeSnapshot(ctx, snapshot.id, { note: 'As it is.', noSuspensions, revision: 1 }),
    );
    return figureIn(await figures(), { measure: 'suspension_rate', basis: '' });
  };
  expect(await rate(false)).toBeUndefined();
  expect((await rate(true))?.value).toBe(0);
});

test('an empty snapshot cannot be taken, nor somebody else’s, nor on an old page', async () => {
  const { take, governor, elsewhere } = await world([]);
  await expect(take()).rejects.toBeInstanceOf(Invalid);
  await expect(take(elsewhere)).rejects.toBeInstanceOf(NotFound);
  await expect(take(governor)).rejects.toBeInstanceOf(NotFound);
  const filled = await world();
  await expect(filled.take(filled.head, filled.snapshot.id, 7)).rejects.toBeInstanceOf(StaleRevision);
  await expect(
    runAs(database, filled.governor, 'snapshot:read', (ctx) =>
      takeSnapshot(ctx, filled.snapshot.id, { note: null, revision: 1 }),
    ),
  ).rejects.toBeInstanceOf(Forbidden);
});

test('a mistake is corrected in a new version: the old one stands and counts until the new one is taken', async () => {
  const { trust, school, head, snapshot, take } = await world();
  await take();
  const next = await runAs(database, head, 'snapshot:collect', (ctx) =>
    correctSnapshot(ctx, snapshot.id, 'The maths grades of one class were last year’s'),
  );
  const counting = () =>
    runAs(database, head, 'snapshot:read', async (ctx) =>
      (await takenSnapshotsOf(ctx, school.id)).map((each) => each.id),
    );
  expect(await counting()).toEqual([snapshot.id]);
  await inTrust(database.db, trust.id, (tx) =>
    sql`update snapshot_result set points = 9, grade = '9' where snapshot_id = ${next} and kind = 'c'`.execute(tx),
  );
  await take(head, next);
  expect(await counting()).toEqual([next]);
  const a8 = (id: string) =>
    runAs(database, head, 'snapshot:read', async (ctx) =>
      figureIn(await loadFigures(ctx, { snapshotIds: [id] }), { measure: 'attainment8', basis: 'c' }),
    );
  expect((await a8(next))?.value).toBeGreaterThan((await a8(snapshot.id))?.value ?? 99);
  await expect(
    runAs(database, head, 'snapshot:collect', (ctx) => correctSnapshot(ctx, snapshot.id, 'Again')),
  ).rejects.toBeInstanceOf(Invalid);
});

test('a governor reads the groups with few pupils held back, and the head sees every one', async () => {
  const pupils = yearEleven(3, 30).map((pupil, index) => ({ ...pupil, disadvantaged: index < 3, counted: true }));
  const { head, governor, snapshot, take } = await world(pupils);
  await take();
  const path = snapshotPaths.measure(snapshot.id, 'attainment8', 'c');
  const asHead = await (await signedInAgent(web, head)).get(path);
  const asGovernor = await (await signedInAgent(web, governor)).get(path);
  expect(asHead.statusCode).toBe(200);
  expect(asHead.body).not.toContain('Held back');
  expect(asGovernor.statusCode).toBe(200);
  expect(asGovernor.body).toContain('Held back');
  // The other group goes with it, for subtraction from the total would tell it.
  const row = asGovernor.body.split('<tr').find((each) => each.includes('Other pupils'));
  expect(row).toContain('Held back');
});

test('a figure opens to the pupils behind it for those who may see them, and the school sees who looked', async () => {
  const { trust, school, principal, head, governor, elsewhere, snapshot, take } = await world();
  await take();
  const path = snapshotPaths.pupils(snapshot.id, 'attainment8', 'c');
  const leader = await buildActor(database.db, trust, 'trust_leader');
  for (const [actor, status] of [
    [head, 200],
    [principal, 200],
    [governor, 403],
    [leader, 403],
    [elsewhere, 404],
  ] as const)
    expect((await (await signedInAgent(web, actor)).get(path)).statusCode, actor.name).toBe(status);
  const readings = await inTrust(database.db, trust.id, (tx) =>
    tx.selectFrom('pupil_reading').select(['person_id', 'what']).where('school_id', '=', school.id).execute(),
  );
  expect(readings.map((reading) => reading.person_id).toSorted()).toEqual(
    [head.personId, principal.personId].toSorted(),
  );
  const list = await (await signedInAgent(web, head)).get(path);
  const pupil = /\/snapshots\/[^"]+\/pupils\/\d+/.exec(list.body)?.[0] ?? '';
  expect((await (await signedInAgent(web, head)).get(pupil)).body).toContain('Assessments');
  expect((await (await signedInAgent(web, elsewhere)).get(pupil)).statusCode).toBe(404);
});

test('a middle leader opens the pupils of the own department’s subjects, and no others', async () => {
  const { trust, school, snapshot, head, take } = await world();
  await take();
  const { department, maths } = await inTrust(database.db, trust.id, async (tx) => {
    const made = await tx
      .insertInto('department')
      .values({ trust_id: trust.id, school_id: school.id, name: 'Mathematics' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const found = await tx
      .selectFrom('assessment_subject')
      .select('id')
      .where('code', '=', 'gcse-maths')
      .executeTakeFirstOrThrow();
    return { department: made.id, maths: found.id };
  });
  const asHead = await signedInAgent(web, head);
  const form = await asHead.get(snapshotPaths.departments(school.id));
  expect(form.body).toContain('Mathematics (GCSE)');
  const refused = await asHead.post(snapshotPaths.departments(school.id), { [`subject${maths}`]: crypto.randomUUID() });
  expect(refused.statusCode).toBe(400);
  const saved = await asHead.post(snapshotPaths.departments(school.id), { [`subject${maths}`]: department });
  expect(saved.statusCode).toBe(303);
  const leader = await buildActor(database.db, trust, 'middle_leader', {
    schoolId: school.id,
    departmentId: department,
  });
  const agent = await signedInAgent(web, leader);
  const own = await agent.get(snapshotPaths.pupils(snapshot.id, 'subject_points', 'c', maths));
  expect(own.statusCode).toBe(200);
  expect((await agent.get(snapshotPaths.pupils(snapshot.id, 'attainment8', 'c'))).statusCode).toBe(403);
  const subjects = await (await signedInAgent(web, head)).get(snapshotPaths.subjects(snapshot.id));
  expect(subjects.body).toContain('Mathematics');
});

test('a school sets its own targets, and a figure says whether it meets them', async () => {
  const { school, head, governor, principal, snapshot, take } = await world();
  await take();
  await runAs(database, head, 'snapshot:collect', (ctx) =>
    setTargets(ctx, school.id, 2026, [{ measure: 'attainment8', value: 1 }]),
  );
  const page = await (await signedInAgent(web, governor)).get(snapshotPaths.measure(snapshot.id, 'attainment8', 'c'));
  expect(page.body).toContain('Met (+');
  const agent = await signedInAgent(web, head);
  const refused = await agent.post(snapshotPaths.targets(school.id, 2026), { absence_overall: '140' });
  expect(refused.statusCode).toBe(400);
  expect(refused.body).toContain('from 0 to 100');
  expect(refused.body).toContain('140');
  const asPrincipal = await (await signedInAgent(web, principal)).post(snapshotPaths.targets(school.id, 2026), {
    attainment8: '50',
  });
  expect(asPrincipal.statusCode).toBe(403);
});
