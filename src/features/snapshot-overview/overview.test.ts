import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildActor, inTrust } from '#core/organisations/build.ts';
import { buildOpenSnapshot } from '#core/pupil-data/build.ts';
import { buildWeb, signedInAgent, type Web } from '#features/sign-in/build.ts';
import { useDatabase } from '#test/support/database.ts';
import { buildOverview, date, measure, passed, rowOf } from './build.ts';
import { snapshotOverviewPaths as paths } from './paths.ts';

const database = useDatabase();
let web: Web;
beforeAll(async () => {
  web = await buildWeb(database);
});
afterAll(() => web.close());
const world = () => buildOverview(database, web);

test('the figure of the trust is that of all its pupils together, not the mean of its schools', async () => {
  const { principal, school, took, see } = await world();
  await took(await school('Small School'), [passed(10, 20)]);
  await took(await school('Large School'), [passed(144, 180)]);
  const body = await see(principal, paths.overview());
  expect(rowOf(body, 'Small School')).toContain('50%');
  // 154 of 200; the mean of 50% and 80% would be 65%.
  expect(rowOf(body, 'The trust')).toBe('The trust77% 200 pupils');
});

test('a difference is marked in words, sign and colour only where it is more than chance', async () => {
  const { principal, school, took, see } = await world();
  await took(await school('High School'), [passed(170, 200)]);
  await took(await school('Low School'), [passed(60, 200)]);
  await took(await school('Middle School'), [passed(112, 200)]);
  const body = await see(principal, paths.overview());
  expect(rowOf(body, 'High School')).toBe('High School✓85%, better, 200 pupils');
  expect(rowOf(body, 'Low School')).toBe('Low School!30%, worse, 200 pupils');
  expect(rowOf(body, 'Middle School')).toBe('Middle School56%, could be chance, 200 pupils');
  const middle = body.split('<tr').find((row) => row.includes('Middle School')) ?? '';
  expect(middle).not.toMatch(/cairn-heat__(better|worse)/);
});

test('where lower is better, fewer absences are better', async () => {
  const { principal, school, took, see } = await world();
  const absent = (total: number) => ({ measure: 'absence_persistent', basis: '', total, pupils: 400 });
  await took(await school('Absent School'), [absent(160)]);
  await took(await school('Present School'), [absent(40)]);
  const body = await see(principal, paths.overview());
  expect(rowOf(body, 'Absent School')).toContain('worse');
  expect(rowOf(body, 'Present School')).toContain('better');
});

test('a school that has not shared says since when it is due and how late it is, and whom to ask', async () => {
  const { trust, principal, autumn, school, took, see } = await world();
  await took(await school('Prompt School'), [passed(100, 200)]);
  const late = await school('Late School');
  const head = await buildActor(database.db, trust, 'head_teacher', { schoolId: late.id });
  const former = await buildActor(database.db, trust, 'data_manager', { schoolId: late.id });
  await inTrust(database.db, trust.id, (tx) =>
    tx
      .updateTable('role_grant')
      .set({ ends_on: date('2026-08-31') })
      .where('person_id', '=', former.personId)
      .execute(),
  );
  // A role that was ended this morning counts no more, though its last day is not over.
  const endedToday = await buildActor(database.db, trust, 'head_teacher', { schoolId: late.id });
  await inTrust(database.db, trust.id, (tx) =>
    tx
      .updateTable('role_grant')
      .set({ ended_at: database.services.clock.now(), ended_by: principal.personId, end_reason: 'Moved' })
      .where('person_id', '=', endedToday.personId)
      .execute(),
  );
  const values = { collection_id: autumn, due_on: date('2026-11-20') };
  await buildOpenSnapshot(database.db, trust, late, principal, values);
  const body = await see(principal, paths.overview());
  expect(body).toContain('1 of 2 schools have shared Autumn snapshot');
  expect(rowOf(body, 'Late School')).toBe('Late SchoolNot shared yet: due 20 Nov 2026, 3 days late');
  const missing = await see(principal, paths.missing());
  expect(missing).toContain('1 of 2 schools have not shared Autumn snapshot; 1 is late');
  expect(rowOf(missing, 'Late School')).toContain(`3${head.name}, head teacher: ${head.email}`);
  expect(missing).not.toContain(former.email);
  expect(missing).not.toContain(endedToday.email);
  expect(missing).not.toContain('Prompt School');
});

test('small numbers are held back from trustees, also in the trust’s figure, and not from the Executive Principal', async () => {
  const { trust, principal, trustee, school, took, see } = await world();
  const tiny = await school('Tiny School');
  await took(tiny, [passed(1, 4)]);
  await took(await school('Large School'), [passed(90, 180)]);
  await took(await school('Other School'), [passed(60, 120)]);
  const asPrincipal = await see(principal, paths.overview());
  expect(rowOf(asPrincipal, 'Tiny School')).toContain('25%');
  expect(rowOf(asPrincipal, 'The trust')).toContain('304');
  const asTrustee = await see(trustee, paths.overview());
  expect(rowOf(asTrustee, 'Tiny School')).toBe('Tiny SchoolHeld back');
  // With the four in it, 304 less 180 less 120 would tell how many there are.
  expect(rowOf(asTrustee, 'The trust')).toBe('The trust50% 300 pupils');
  // Full access at one school opens that school’s few, and no other’s.
  const leader = await buildActor(database.db, trust, 'trust_leader');
  await inTrust(database.db, trust.id, (tx) =>
    tx
      .insertInto('role_grant')
      .values({
        trust_id: trust.id,
        person_id: leader.personId,
        role: 'data_access',
        school_id: tiny.id,
        department_id: null,
        starts_on: date('2026-09-01'),
      })
      .execute(),
  );
  expect(rowOf(await see(leader, paths.overview()), 'Tiny School')).toContain('25%');
});

test('groups of few pupils are held back with what would give them away, school by school and in the trust', async () => {
  const { principal, trustee, school, took, see } = await world();
  const group = (code: string, total: number, pupils: number) => ({
    measure,
    breakdown: 'disadvantaged',
    group: code,
    total,
    pupils,
  });
  const figures = (few: number, of: number) => [
    passed(few + 80, of + 120),
    group('disadvantaged', few, of),
    group('not_disadvantaged', 80, 120),
  ];
  await took(await school('Few School'), figures(1, 3));
  await took(await school('Many School'), figures(12, 40));
  const path = paths.groups({ by: 'disadvantaged', measure });
  const held = await see(trustee, path);
  expect(rowOf(held, 'Few School')).toMatch(/66% \(123\)(Held back \(few pupils\)){3}/);
  expect(rowOf(held, 'Many School')).toContain('30% (40)67% (120)−36.7 pp');
  expect(rowOf(held, 'The trust')).toContain('30% (40)67% (120)');
  const open = await see(principal, path);
  expect(rowOf(open, 'Few School')).toContain('33% (3)67% (120)−33.3 pp');
  expect(rowOf(open, 'The trust')).toContain('30% (43)');
});

test('a school reads its own figures beside the trust’s, and no other school’s', async () => {
  const { trust, school, took, see } = await world();
  const own = await school('Own School');
  const head = await buildActor(database.db, trust, 'head_teacher', { schoolId: own.id });
  const governor = await buildActor(database.db, trust, 'lgb_member', { schoolId: own.id });
  await took(own, [passed(50, 100)]);
  await took(await school('Second School'), [passed(60, 100)]);
  // With two schools the head would know the other’s by taking away the own.
  expect(rowOf(await see(head, paths.overview()), 'The trust, all schools')).toBe('The trust, all schools—');
  await took(await school('Third School'), [passed(70, 100)]);
  for (const actor of [head, governor])
    for (const path of [paths.overview(), paths.groups(), paths.trends(), paths.changes(), paths.missing()]) {
      const body = await see(actor, path);
      expect(body, path).not.toMatch(/Second School|Third School/);
    }
  // Another address, for a page is kept until something is recorded in the trail, which builders do not.
  const body = await see(head, paths.overview({ beside: 'trust' }));
  expect(body).toContain('1 of 1 school has shared');
  expect(rowOf(body, 'The trust, all schools')).toBe('The trust, all schools60% 300 pupils');
});

test('a head of two schools of three does not learn the third’s from the trust’s figure', async () => {
  const { trust, school, took, see } = await world();
  const [first, second] = [await school('First School'), await school('Second School')];
  const head = await buildActor(database.db, trust, 'head_teacher', { schoolId: first.id });
  await inTrust(database.db, trust.id, (tx) =>
    tx
      .insertInto('role_grant')
      .values({
        trust_id: trust.id,
        person_id: head.personId,
        role: 'head_teacher',
        school_id: second.id,
        department_id: null,
        starts_on: date('2026-09-01'),
      })
      .execute(),
  );
  for (const at of [first, second, await school('Third School')]) await took(at, [passed(50, 100)]);
  const body = await see(head, paths.overview());
  expect(rowOf(body, 'Second School')).toContain('50%');
  expect(rowOf(body, 'The trust, all schools')).toBe('The trust, all schools—');
});

test('another trust’s figures are nowhere, not even with the address of its collection', async () => {
  const one = await world();
  await one.took(await one.school('Their School'), [passed(50, 100)]);
  const two = await world();
  await two.took(await two.school('Our School'), [passed(60, 100)]);
  for (const path of [paths.overview, paths.trends, paths.changes, paths.groups, paths.missing]) {
    const body = await two.see(two.principal, path({ collection: one.autumn }));
    expect(body).not.toContain('Their School');
  }
  expect(await two.see(two.principal, paths.overview({ collection: one.autumn }))).toContain('Our School');
});

test('a teacher and an administrator, who have no part in snapshots, are refused', async () => {
  const { trust, school } = await world();
  const at = await school('Some School');
  const teacher = await buildActor(database.db, trust, 'teacher', { schoolId: at.id });
  const administrator = await buildActor(database.db, trust, 'administrator');
  for (const actor of [teacher, administrator])
    for (const path of Object.values(paths))
      expect((await (await signedInAgent(web, actor)).get(path())).statusCode).toBe(403);
});

test('what really changed comes first, what may be chance is folded away, and who cannot be compared is named', async () => {
  const { trust, principal, autumn, collection, school, took, see } = await world();
  const summer = await collection('Summer snapshot', '2026-06-12', '2026-06-26', 2025);
  const [up, same, fresh, gone] = [
    await school('Rising School'),
    await school('Steady School'),
    await school('New School'),
    await school('Silent School'),
  ];
  await took(up, [passed(60, 200)], summer);
  await took(same, [passed(100, 200)], summer);
  await took(gone, [passed(100, 200)], summer);
  await took(up, [passed(120, 200)]);
  await took(same, [passed(103, 200)]);
  await took(fresh, [passed(100, 200)]);
  await buildOpenSnapshot(database.db, trust, gone, principal, { collection_id: autumn, due_on: date('2026-11-20') });
  const body = await see(principal, paths.changes());
  expect(body).toContain('Better (1)');
  expect(body).toContain('Worse (0)');
  expect(rowOf(body, 'Rising School')).toContain('30% (200)60% (200)+30.0 pp');
  const folded = body.slice(body.lastIndexOf('<details'));
  expect(folded).toContain('1 that could be chance');
  expect(folded).toContain('Steady School');
  expect(folded).not.toContain('Rising School');
  expect(body).toMatch(/New School<\/a>: its first snapshot/);
  expect(body).toMatch(/Silent School<\/a>: Not shared yet: due 20 Nov 2026, 3 days late/);
  expect(body).toContain('of other pupils than last time');
});
