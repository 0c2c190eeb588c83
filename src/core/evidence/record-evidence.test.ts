import { expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import { runAs } from '#core/access/run-as.ts';
import { write } from '#core/audit/write.ts';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { useDatabase } from '#test/support/database.ts';
import { buildEvidence } from './build.ts';
import { evidenceByIds, evidenceOfSchool, findEvidence } from './queries.ts';
import { type NewEvidence, recordEvidence } from './record-evidence.ts';

const database = useDatabase();

async function world() {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const other = await buildSchool(database.db, trust);
  const head = await buildActor(database.db, trust, 'head_teacher', { schoolId: school.id });
  return { trust, school, other, head };
}

const record = (actor: Actor, values: Partial<NewEvidence> & { schoolId: string }) =>
  runAs(database, actor, 'evidence:write', (ctx) =>
    write(ctx, (tx) =>
      recordEvidence(ctx, tx, {
        kind: 'pupil_voice',
        title: 'Year 9 on reading',
        summary: 'Twelve pupils.',
        happenedOn: Temporal.PlainDate.from('2026-11-20'),
        ...values,
      }),
    ),
  );

test('what was seen is kept with the day it happened and the moment it was recorded', async () => {
  const { school, head } = await world();
  const { id } = await record(head, { schoolId: school.id });
  const found = await runAs(database, head, 'evidence:read', (ctx) => findEvidence(ctx, id), { readOnly: true });
  expect(found.happened_on.toString()).toBe('2026-11-20');
  expect(found.recorded_at.toString()).toBe('2026-11-23T09:00:00Z');
  expect(found.recorder_name).toBe(head.name);
});

test('tomorrow cannot have been seen, and what is older than two years needs a reason', async () => {
  const { school, head } = await world();
  const on = (day: string, lateWhy: string | null = null) =>
    record(head, { schoolId: school.id, happenedOn: Temporal.PlainDate.from(day), lateWhy });
  await expect(on('2026-11-24')).rejects.toThrow('cannot be in the future');
  await expect(on('2024-11-22')).rejects.toThrow('more than two years ago');
  await expect(on('2024-11-23')).resolves.toHaveProperty('id');
  await expect(on('2019-06-01', 'The curriculum plan is still in use.')).resolves.toHaveProperty('id');
});

test('a head cannot record evidence at another school, nor at a school of another trust', async () => {
  const { other, head, trust } = await world();
  const elsewhere = await world();
  await expect(record(head, { schoolId: other.id })).rejects.toThrow('does not include recording evidence');
  const principal = await buildActor(database.db, trust, 'executive_principal');
  await expect(record(principal, { schoolId: elsewhere.school.id })).rejects.toThrow('Choose a school of the trust');
});

test('governors and trustees do not see raw evidence, whatever page asks', async () => {
  const { trust, school, head } = await world();
  const evidence = await buildEvidence(database.db, school, head);
  const governor = await buildActor(database.db, trust, 'lgb_member', { schoolId: school.id });
  const trustee = await buildActor(database.db, trust, 'trustee');
  for (const actor of [governor, trustee]) {
    const seen = await runAs(database, actor, 'annual-review:read', (ctx) => evidenceByIds(ctx, [evidence.id]), {
      readOnly: true,
    });
    expect(seen.size).toBe(0);
  }
  const seen = await runAs(database, head, 'annual-review:read', (ctx) => evidenceByIds(ctx, [evidence.id]), {
    readOnly: true,
  });
  expect(seen.get(evidence.id)?.title).toBe(evidence.title);
});

test('the list can be narrowed to a kind and to the days on which things happened', async () => {
  const { school, head } = await world();
  await buildEvidence(database.db, school, head, { title: 'Early', happenedOn: '2026-10-01' });
  await buildEvidence(database.db, school, head, { title: 'Late', happenedOn: '2026-11-10', kind: 'data' });
  const titles = async (filter: Parameters<typeof evidenceOfSchool>[2]) =>
    await runAs(
      database,
      head,
      'evidence:read',
      async (ctx) => (await evidenceOfSchool(ctx, school.id, filter)).map((one) => one.title),
      { readOnly: true },
    );
  expect(await titles({})).toEqual(['Late', 'Early']);
  expect(await titles({ kind: 'data' })).toEqual(['Late']);
  expect(await titles({ until: Temporal.PlainDate.from('2026-10-01') })).toEqual(['Early']);
});
