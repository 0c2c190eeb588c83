import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, holdsAt } from '#core/access/actor.ts';
import { loadActor } from '#core/access/load-actor.ts';
import { runAs } from '#core/access/run-as.ts';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { recordPupilReading } from '#core/pupil-data/record-reading.ts';
import { buildWeb, signedInAgent, type Web } from '#features/sign-in/build.ts';
import { Forbidden, Invalid, NotFound, StaleRevision } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { type Granting, grantAccess } from './actions/grant-access.ts';
import { addSystem, retireSystem } from './actions/keep-register.ts';
import { endAccess, keepAccess } from './actions/review-access.ts';
import { dataSystemPaths } from './paths.ts';
import { accessesOf, readingsOf, systemsInUse } from './queries.ts';
import { accessState, dayProblems, reviewDueOn } from './rules.ts';
import { accessWaitingFor } from './waiting.ts';

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
  const head = await buildActor(database.db, trust, 'head_teacher', { schoolId: school.id });
  const elsewhere = await buildActor(database.db, trust, 'head_teacher', { schoolId: other.id });
  const leader = await buildActor(database.db, trust, 'trust_leader', { accountId: crypto.randomUUID() });
  const granting: Granting = {
    systemId: school.id,
    personId: leader.personId,
    startsOn: date('2026-11-23'),
    endsOn: date('2027-08-31'),
    why: 'Prepares the data review',
  };
  const grant = (changed: Partial<Granting> = {}, by: Actor = head) =>
    runAs(database, by, 'data-system:manage', (ctx) => grantAccess(ctx, school.id, { ...granting, ...changed }));
  const asNow = (actor: Actor) => loadActor(database.db, actor.accountId ?? '', date('2026-11-23'));
  const accesses = () => runAs(database, head, 'data-system:read', (ctx) => accessesOf(ctx));
  return { trust, school, other, head, elsewhere, leader, grant, asNow, accesses };
}

test('full access to Cairn opens the school’s pupil data to somebody of the Trust until its last day', async () => {
  const { school, other, leader, grant, asNow } = await world();
  expect(holdsAt(leader, 'pupil-data:read', school.id)).toBe(false);
  await grant();
  const now = await asNow(leader);
  expect(now && holdsAt(now, 'pupil-data:read', school.id)).toBe(true);
  expect(now && holdsAt(now, 'pupil-data:read', other.id)).toBe(false);
  const after = await loadActor(database.db, leader.accountId ?? '', date('2027-09-01'));
  expect(after && holdsAt(after, 'pupil-data:read', school.id)).toBe(false);
});

test('access that is ended closes the pupil data at once', async () => {
  const { school, head, leader, grant, asNow, accesses } = await world();
  await grant();
  const [access] = await accesses();
  await runAs(database, head, 'data-system:manage', (ctx) =>
    endAccess(ctx, access?.id ?? '', { why: 'The review is over', revision: 1 }),
  );
  const now = await asNow(leader);
  expect(now && holdsAt(now, 'pupil-data:read', school.id)).toBe(false);
  const [ended] = await accesses();
  expect(ended && accessState(ended, date('2026-11-23'))).toBe('over');
});

test('whoever has access may give it up, but not keep it for themselves', async () => {
  const { leader, grant, accesses } = await world();
  await grant();
  const [access] = await accesses();
  await expect(
    runAs(database, leader, 'data-system:read', (ctx) =>
      keepAccess(ctx, access?.id ?? '', { endsOn: date('2027-10-01'), revision: 1 }),
    ),
  ).rejects.toBeInstanceOf(Forbidden);
  await runAs(database, leader, 'data-system:read', (ctx) =>
    endAccess(ctx, access?.id ?? '', { why: 'No longer needed', revision: 1 }),
  );
  expect((await accesses())[0]?.ended_why).toBe('No longer needed');
});

test('nobody gives themselves access, a trust leader none at all, and another school’s head none here', async () => {
  const { trust, school, elsewhere, leader, grant } = await world();
  const principal = await buildActor(database.db, trust, 'executive_principal');
  await expect(grant({ personId: principal.personId }, principal)).rejects.toBeInstanceOf(Forbidden);
  await expect(grant({}, leader)).rejects.toBeInstanceOf(NotFound);
  await expect(grant({}, elsewhere)).rejects.toBeInstanceOf(NotFound);
  await expect(
    runAs(database, elsewhere, 'data-system:read', (ctx) =>
      addSystem(ctx, school.id, { name: 'X', holds: 'Y', contact: null }),
    ),
  ).rejects.toBeInstanceOf(NotFound);
  await expect(grant({ personId: elsewhere.personId })).rejects.toBeInstanceOf(Invalid);
  await grant();
  await expect(grant()).rejects.toBeInstanceOf(Invalid);
});

test('access is given for a year at most, and waits for the head a month before it ends', async () => {
  const { head, grant, accesses } = await world();
  expect(dayProblems({ startsOn: date('2026-11-23'), endsOn: date('2027-11-24') }, date('2026-11-23'))).toHaveLength(1);
  expect(dayProblems({ startsOn: date('2026-11-23'), endsOn: date('2027-11-23') }, date('2026-11-23'))).toEqual([]);
  await grant({ endsOn: date('2026-12-23') });
  const [access] = await accesses();
  expect(access && reviewDueOn(access, date('2026-11-22'))).toBeNull();
  const waiting = await runAs(database, head, 'own-account', (ctx) => accessWaitingFor(ctx));
  expect(waiting).toMatchObject([{ dueOn: date('2026-12-23') }]);
  await runAs(database, head, 'data-system:manage', (ctx) =>
    keepAccess(ctx, access?.id ?? '', { endsOn: date('2027-08-31'), revision: 1 }),
  );
  expect(await runAs(database, head, 'own-account', (ctx) => accessWaitingFor(ctx))).toEqual([]);
  await expect(
    runAs(database, head, 'data-system:manage', (ctx) =>
      keepAccess(ctx, access?.id ?? '', { endsOn: date('2027-07-31'), revision: 1 }),
    ),
  ).rejects.toBeInstanceOf(StaleRevision);
});

test('a system that the school no longer uses leaves the register, and access to it ends', async () => {
  const { school, head, grant, accesses } = await world();
  const add = () =>
    runAs(database, head, 'data-system:manage', (ctx) =>
      addSystem(ctx, school.id, { name: 'Go4Schools', holds: 'Assessment', contact: 'The data manager' }),
    );
  await add();
  await expect(add()).rejects.toBeInstanceOf(Invalid);
  const systems = await runAs(database, head, 'data-system:read', (ctx) => systemsInUse(ctx));
  expect(systems.map((system) => system.name)).toEqual(['Cairn', 'Go4Schools']);
  await grant({ systemId: systems[1]?.id ?? '' });
  await runAs(database, head, 'data-system:manage', (ctx) =>
    retireSystem(ctx, systems[1]?.id ?? '', { why: 'Arbor took its place', revision: 1 }),
  );
  expect((await accesses()).map((access) => accessState(access, date('2026-11-23')))).toEqual(['over']);
  await expect(
    runAs(database, head, 'data-system:manage', (ctx) =>
      retireSystem(ctx, systems[0]?.id ?? '', { why: 'No', revision: 1 }),
    ),
  ).rejects.toBeInstanceOf(Invalid);
});

test('looking at single pupils is written down once in ten minutes, and the school sees it', async () => {
  const { trust, school, head, elsewhere } = await world();
  const reading = { schoolId: school.id, snapshotId: null, pupilId: null, what: 'the pupils behind Attainment 8' };
  await runAs(database, head, 'pupil-data:read', async (ctx) => {
    await recordPupilReading(ctx, reading);
    await recordPupilReading({ ...ctx, now: ctx.now.add({ minutes: 9 }) }, reading);
    await recordPupilReading({ ...ctx, now: ctx.now.add({ minutes: 11 }) }, reading);
    await recordPupilReading(ctx, { ...reading, what: 'the pupils behind =HYPERLINK("x")' });
  });
  const rows = await runAs(database, head, 'data-system:read', (ctx) =>
    readingsOf(ctx, school.id, { size: 10, from: 0 }),
  );
  expect(rows.map((row) => [row.reader, row.what])).toEqual([
    [head.name, reading.what],
    [head.name, 'the pupils behind =HYPERLINK("x")'],
    [head.name, reading.what],
  ]);
  const agent = await signedInAgent(web, head);
  const page = await agent.get(dataSystemPaths.readings(school.id));
  expect(page.body).toContain('the pupils behind Attainment 8');
  const file = await agent.get(dataSystemPaths.readingsFile(school.id));
  expect(file.headers['content-type']).toContain('text/csv');
  expect((await (await signedInAgent(web, elsewhere)).get(dataSystemPaths.readings(school.id))).statusCode).toBe(404);
  const leader = await buildActor(database.db, trust, 'trust_leader');
  expect((await (await signedInAgent(web, leader)).get(dataSystemPaths.readings(school.id))).statusCode).toBe(403);
});

test('the register’s forms work, and come back with what was typed and the reason', async () => {
  const { school, head, leader } = await world();
  const agent = await signedInAgent(web, head);
  const refused = await agent.post(dataSystemPaths.grant(school.id), {
    systemId: school.id,
    personId: leader.personId,
    why: 'Because <b>',
    startsOn: '2026-11-23',
    endsOn: '2030-01-01',
  });
  expect(refused.statusCode).toBe(400);
  expect(refused.body).toContain('a year at most');
  expect(refused.body).toContain('Because &lt;b&gt;');
  const given = await agent.post(dataSystemPaths.grant(school.id), {
    systemId: school.id,
    personId: leader.personId,
    why: 'Prepares the data review',
    startsOn: '2026-11-23',
    endsOn: '2027-08-31',
  });
  expect(given.statusCode).toBe(303);
  const register = await agent.get(dataSystemPaths.school(school.id));
  expect(register.body).toContain(leader.name);
  expect(register.body).toContain('Until 31 Aug 2027');
  const overview = await agent.get(dataSystemPaths.overview);
  expect(overview.body).toContain(school.name);
});
