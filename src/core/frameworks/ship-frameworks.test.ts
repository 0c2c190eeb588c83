import { expect, test } from 'vitest';
import { allowed } from '#core/access/decision.ts';
import { runAs } from '#core/access/run-as.ts';
import { write } from '#core/audit/write.ts';
import { buildActor, buildTrust } from '#core/organisations/build.ts';
import { NotFound } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { buildFrameworks } from './build.ts';
import { adoptedFrameworks, currentFramework, findFramework } from './queries.ts';
import { shipFrameworks } from './ship-frameworks.ts';

const database = useDatabase();

async function newTrust() {
  const trust = await buildTrust(database.db);
  return { trust, administrator: await buildActor(database.db, trust, 'administrator') };
}

test('a new trust gets both frameworks, adopted, and asking twice adds nothing', async () => {
  const { administrator } = await newTrust();
  for (const _time of [1, 2]) {
    await runAs(database, administrator, 'framework:manage', (ctx) =>
      write(ctx, async (tx) => {
        tx.authorise(allowed);
        await shipFrameworks(ctx, tx);
        await tx.record({
          kind: 'trust.created',
          subjectType: 'trust',
          subjectId: administrator.trustId,
          schoolId: null,
          summary: 'set up the trust',
        });
      }),
    );
  }
  const found = await runAs(database, administrator, 'framework:read', adoptedFrameworks, { readOnly: true });
  expect(found.map((framework) => [framework.family, framework.version, framework.areas.length])).toEqual([
    ['section-5', 1, 7],
    ['ofsted-2025', 1, 9],
  ]);
  const [section5] = found;
  expect(section5?.grades.main.map((grade) => grade.code)).toEqual(['1', '2', '3', '4']);
  expect(section5?.areas[0]?.descriptors['3']).toContain('uneven between subjects');
});

test('the framework of another trust cannot be opened', async () => {
  const mine = await newTrust();
  const theirs = await newTrust();
  const built = await buildFrameworks(database.db, theirs.trust);
  const asked = runAs(database, mine.administrator, 'framework:read', (ctx) => findFramework(ctx, built.section5.id), {
    readOnly: true,
  });
  await expect(asked).rejects.toThrow(NotFound);
  const current = runAs(database, mine.administrator, 'framework:read', (ctx) => currentFramework(ctx), {
    readOnly: true,
  });
  await expect(current).rejects.toThrow('has not adopted a framework');
});

test('not even the owner of the database can change an adopted framework', async () => {
  const { trust } = await newTrust();
  const { section5 } = await buildFrameworks(database.db, trust);
  const change = (statement: string) => database.owner.pool.query(statement, [section5.id]);
  await expect(change(`update framework set name = 'Other' where id = $1`)).rejects.toThrow('never changed');
  await expect(change('delete from framework_descriptor where framework_id = $1')).rejects.toThrow('never changed');
  await expect(change('delete from framework_area where framework_id = $1')).rejects.toThrow('never changed');
  await expect(
    change(`update framework_grade set label = 'Fine' where framework_id = $1 and code = '3'`),
  ).rejects.toThrow('never changed');
  const insert = `insert into framework_area (trust_id, framework_id, code, title, position) select trust_id, id, 'x', 'X', 99 from framework where id = $1`;
  await expect(change(insert)).rejects.toThrow('never changed');
  await expect(change('delete from framework where id = $1')).rejects.toThrow('never removed');
  await change('update framework set retired_at = now() where id = $1');
  await expect(change('update framework set retired_at = null where id = $1')).rejects.toThrow('never changed');
});
