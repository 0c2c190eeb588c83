import { expect, test } from 'vitest';
import { allowed, refused } from '#core/access/decision.ts';
import { runAs } from '#core/access/run-as.ts';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { useDatabase } from '#test/support/database.ts';
import { write } from './write.ts';

const database = useDatabase();

async function world() {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const administrator = await buildActor(database.db, trust, 'administrator');
  return { trust, school, administrator };
}

const renamed = (schoolId: string) => ({
  kind: 'school.renamed',
  subjectType: 'school',
  subjectId: schoolId,
  schoolId,
  summary: 'renamed the school',
});

test('a write that nobody authorised is refused and leaves nothing behind', async () => {
  const { school, administrator } = await world();
  const work = runAs(database, administrator, 'school:manage', (ctx) =>
    write(ctx, async (tx) => {
      await tx.db.updateTable('school').set({ name: 'Changed' }).where('id', '=', school.id).execute();
      await tx.record(renamed(school.id));
    }),
  );
  await expect(work).rejects.toThrow('without authorise');
  const found = await database.owner.pool.query('select name from school where id = $1', [school.id]);
  expect(found.rows[0].name).toBe(school.name);
});

test('a write that leaves no trace in the trail is refused', async () => {
  const { administrator } = await world();
  const work = runAs(database, administrator, 'school:manage', (ctx) =>
    write(ctx, async (tx) => tx.authorise(allowed)),
  );
  await expect(work).rejects.toThrow('without record');
});

test('a refusal undoes the write but lets the page still read', async () => {
  const { school, administrator } = await world();
  await runAs(database, administrator, 'school:manage', async (ctx) => {
    const attempt = write(ctx, async (tx) => {
      await tx.db.updateTable('school').set({ name: 'Changed' }).where('id', '=', school.id).execute();
      tx.authorise(refused('You do not lead this school.'));
    });
    await expect(attempt).rejects.toThrow('You do not lead this school.');
    const row = await ctx.db.selectFrom('school').select('name').where('id', '=', school.id).executeTakeFirstOrThrow();
    expect(row.name).toBe(school.name);
  });
});

test('every version of a school is kept and the trail is chained', async () => {
  const { school, administrator } = await world();
  for (const name of ['First new name', 'Second new name']) {
    await runAs(database, administrator, 'school:manage', (ctx) =>
      write(ctx, async (tx) => {
        tx.authorise(allowed);
        await tx.db.updateTable('school').set({ name }).where('id', '=', school.id).execute();
        await tx.record(renamed(school.id));
      }),
    );
  }
  const versions = await database.owner.pool.query(
    `select content->>'name' as name from record_version where record_id = $1 order by stood_from`,
    [school.id],
  );
  expect(versions.rows.map((row) => row.name)).toEqual([school.name, 'First new name', 'Second new name']);
  const broken = await database.owner.pool.query('select * from app.broken_events($1)', [administrator.trustId]);
  expect(broken.rows).toEqual([]);
  await database.owner.pool.query(`update event set summary = 'did nothing' where trust_id = $1 and number = 1`, [
    administrator.trustId,
  ]);
  const found = await database.owner.pool.query('select * from app.broken_events($1)', [administrator.trustId]);
  expect(found.rows).toEqual([{ number: 1, reason: 'its content has been changed' }]);
});

test('the application can neither rewrite nor delete the trail', async () => {
  const { school, administrator } = await world();
  await runAs(database, administrator, 'school:manage', (ctx) =>
    write(ctx, async (tx) => {
      tx.authorise(allowed);
      await tx.record(renamed(school.id));
    }),
  );
  const rewrite = runAs(database, administrator, 'school:manage', (ctx) =>
    ctx.db.updateTable('event').set({ summary: 'x' }).execute(),
  );
  await expect(rewrite).rejects.toThrow('permission denied');
  const erase = runAs(database, administrator, 'school:manage', (ctx) => ctx.db.deleteFrom('event').execute());
  await expect(erase).rejects.toThrow('permission denied');
});

test('one trust never sees the schools of another, whatever the query asks', async () => {
  const mine = await world();
  const theirs = await world();
  const seen = await runAs(
    database,
    mine.administrator,
    'school:read',
    (ctx) => ctx.db.selectFrom('school').select('id').execute(),
    { readOnly: true },
  );
  expect(seen.map((row) => row.id)).toEqual([mine.school.id]);
  expect(theirs.school.id).not.toBe(mine.school.id);
});

test('the application cannot date the records of a real trust, only those of a demonstration', async () => {
  const { trust, school, administrator } = await world();
  const back = {
    ...database,
    services: { ...database.services, clock: { now: () => Temporal.Instant.from('2026-01-05T10:00:00Z') } },
  };
  const pretending = { ...administrator, isDemo: true };
  const rename = (name: string) =>
    runAs(back, pretending, 'school:manage', (ctx) =>
      write(ctx, async (tx) => {
        tx.authorise(allowed);
        await tx.db.updateTable('school').set({ name }).where('id', '=', school.id).execute();
        await tx.record(renamed(school.id));
      }),
    );
  const dates = async () => {
    const events = await database.owner.pool.query('select at from event where trust_id = $1 order by number', [
      trust.id,
    ]);
    const versions = await database.owner.pool.query(
      'select stood_from from record_version where record_id = $1 order by id',
      [school.id],
    );
    return [events.rows.at(-1).at, versions.rows.at(-1).stood_from].map(String);
  };
  await rename('Once');
  for (const date of await dates()) expect(date.startsWith('2026-01-05')).toBe(false);
  await database.owner.pool.query('update trust set is_demo = true where id = $1', [trust.id]);
  await rename('Twice');
  for (const date of await dates()) expect(date.startsWith('2026-01-05')).toBe(true);
});
