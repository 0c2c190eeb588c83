import { afterAll, beforeAll, expect, test } from 'vitest';
import { runAs } from '#core/access/run-as.ts';
import { listUnread } from '#core/notifications/queries.ts';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { buildWeb, signedInAgent, type Web } from '#features/sign-in/build.ts';
import { Forbidden, Invalid, NotFound, StaleRevision } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { type Asking, askSchools } from './actions/ask-schools.ts';
import { moveDueDate, withdrawCollection } from './actions/change-collection.ts';
import { snapshotPaths } from './paths.ts';
import { findCollection, findSnapshot, snapshotsOf } from './queries.ts';
import { newestVersions, snapshotState, snapshotWords } from './rules.ts';
import { snapshotsWaitingFor } from './waiting.ts';

const database = useDatabase();
let web: Web;
beforeAll(async () => {
  web = await buildWeb(database);
});
afterAll(() => web.close());
const date = (text: string) => Temporal.PlainDate.from(text);

async function world() {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const other = await buildSchool(database.db, trust);
  const principal = await buildActor(database.db, trust, 'executive_principal');
  const head = await buildActor(database.db, trust, 'head_teacher', { schoolId: school.id });
  const dataManager = await buildActor(database.db, trust, 'data_manager', { schoolId: school.id });
  const elsewhere = await buildActor(database.db, trust, 'head_teacher', { schoolId: other.id });
  const asking: Asking = {
    name: 'Autumn snapshot',
    academicYear: 2026,
    term: 'autumn',
    dataOn: date('2026-11-27'),
    dueOn: date('2026-12-11'),
    wanted: ['pupils', 'assessments'],
    schoolIds: [school.id, other.id],
    note: null,
  };
  const ask = (changed: Partial<Asking> = {}) =>
    runAs(database, principal, 'snapshot:ask', (ctx) => askSchools(ctx, { ...asking, ...changed }));
  return { trust, school, other, principal, head, dataManager, elsewhere, ask };
}

test('a leader of the Trust asks schools for a snapshot, and it waits for the head and the data manager of each', async () => {
  const { school, head, dataManager, elsewhere, ask } = await world();
  const collectionId = await ask({ schoolIds: [school.id] });
  for (const actor of [head, dataManager]) {
    const waiting = await runAs(database, actor, 'own-account', (ctx) => snapshotsWaitingFor(ctx));
    expect(waiting).toMatchObject([
      { title: 'Take the Autumn snapshot', detail: school.name, dueOn: date('2026-12-11') },
    ]);
  }
  expect(await runAs(database, elsewhere, 'own-account', (ctx) => snapshotsWaitingFor(ctx))).toEqual([]);
  const notices = await runAs(database, head, 'own-account', (ctx) => listUnread(ctx));
  expect(notices.map((notice) => notice.subject)).toEqual(['“Autumn snapshot” is due by 11 December 2026']);
  const [snapshot] = await runAs(database, head, 'snapshot:read', (ctx) => snapshotsOf(ctx, [collectionId]));
  expect(snapshot).toMatchObject({ version: 1, taken_at: null, wanted: ['pupils', 'assessments'] });
});

test('what cannot be asked for is refused with every reason, and nothing is stored', async () => {
  const { principal, ask } = await world();
  await ask();
  const failed = await ask({
    dataOn: date('2026-11-20'),
    dueOn: date('2026-11-19'),
    wanted: ['shoe sizes'],
    schoolIds: [crypto.randomUUID()],
  }).catch((error: unknown) => error);
  expect(failed).toBeInstanceOf(Invalid);
  expect((failed as Invalid).errors.map((error) => error.field)).toEqual([
    'dueOn',
    'dueOn',
    'wanted',
    'schoolIds',
    'name',
  ]);
  const stored = await runAs(database, principal, 'snapshot:read', (ctx) =>
    ctx.db.selectFrom('data_collection').select('id').execute(),
  );
  expect(stored).toHaveLength(1);
});

test('a head teacher cannot ask, and another school’s snapshot is not there', async () => {
  const { school, head, elsewhere, ask } = await world();
  const collectionId = await ask({ schoolIds: [school.id] });
  await expect(
    runAs(database, head, 'snapshot:read', (ctx) => withdrawCollection(ctx, collectionId, { why: 'No', revision: 1 })),
  ).rejects.toBeInstanceOf(Forbidden);
  await expect(
    runAs(database, elsewhere, 'snapshot:read', (ctx) => findCollection(ctx, collectionId)),
  ).rejects.toBeInstanceOf(NotFound);
  const [snapshot] = await runAs(database, head, 'snapshot:read', (ctx) => snapshotsOf(ctx, [collectionId]));
  await expect(
    runAs(database, elsewhere, 'snapshot:read', (ctx) => findSnapshot(ctx, snapshot?.id ?? '')),
  ).rejects.toBeInstanceOf(NotFound);
});

test('the due day moves for schools that have not taken it, and what is no longer asked for waits for nobody', async () => {
  const { principal, head, ask } = await world();
  const id = await ask();
  await runAs(database, principal, 'snapshot:ask', (ctx) =>
    moveDueDate(ctx, id, { dueOn: date('2026-12-16'), why: 'Mock examinations', revision: 1 }),
  );
  const waiting = await runAs(database, head, 'own-account', (ctx) => snapshotsWaitingFor(ctx));
  expect(waiting[0]?.dueOn?.toString()).toBe('2026-12-16');
  await expect(
    runAs(database, principal, 'snapshot:ask', (ctx) => withdrawCollection(ctx, id, { why: 'Late', revision: 1 })),
  ).rejects.toBeInstanceOf(StaleRevision);
  await runAs(database, principal, 'snapshot:ask', (ctx) =>
    withdrawCollection(ctx, id, { why: 'Asked for twice', revision: 2 }),
  );
  expect(await runAs(database, head, 'own-account', (ctx) => snapshotsWaitingFor(ctx))).toEqual([]);
});

test('a snapshot is late from the day after it is due, and says by how many days', () => {
  const due = { due_on: date('2026-12-11'), taken_at: null };
  expect(snapshotState(due, date('2026-12-11'))).toBe('open');
  expect(snapshotWords(due, date('2026-12-11'))).toBe('Due 11 Dec 2026');
  expect(snapshotState(due, date('2026-12-12'))).toBe('late');
  expect(snapshotWords(due, date('2026-12-12'))).toBe('1 day late');
  // Half past midnight in London on the day after is late, though in UTC the same moment in summer is still the day before.
  const summer = { due_on: date('2026-07-10'), taken_at: Temporal.Instant.from('2026-07-10T23:30:00Z') };
  expect(snapshotWords(summer, date('2026-07-20'))).toBe('Taken 11 Jul 2026, 1 day late');
});

test('the newest version of a snapshot is the one that counts', () => {
  const version = (number: number) => ({ collection_id: 'c', school_id: 's', version: number });
  expect(newestVersions([version(1), version(3), version(2)])).toEqual([version(3)]);
});

test('the pages say where each school stands, and what was typed comes back with the reason', async () => {
  const { school, other, principal, head, ask } = await world();
  const id = await ask();
  const trustLeader = await signedInAgent(web, principal);
  const list = await trustLeader.get(snapshotPaths.list);
  expect(list.body).toContain('Due 11 Dec 2026');
  expect(list.body).toContain(other.name);
  const collection = await trustLeader.get(snapshotPaths.collection(id));
  expect(collection.body).toContain('0 of 2 schools have taken it');
  const refused = await trustLeader.post(snapshotPaths.ask, {
    name: 'Spring <snapshot>',
    academicYear: '2026',
    term: 'spring',
    dataOn: '2027-02-30',
    dueOn: '2027-03-05',
    wanted: 'pupils',
    schoolIds: school.id,
    note: '',
  });
  expect(refused.statusCode).toBe(400);
  expect(refused.body).toContain('Spring &lt;snapshot&gt;');
  expect(refused.body).toContain('must be a real date');
  const atSchool = await signedInAgent(web, head);
  const own = await atSchool.get(snapshotPaths.list);
  expect(own.body).not.toContain(other.name);
  expect(own.body).not.toContain('Ask schools for a snapshot');
  expect((await atSchool.get(snapshotPaths.ask)).statusCode).toBe(403);
});
