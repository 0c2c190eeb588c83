import { expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import { runAs } from '#core/access/run-as.ts';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { buildCollection, buildOpenSnapshot } from '#core/pupil-data/build.ts';
import { realisticPupils } from '#features/measures/realistic-pupils.ts';
import { useDatabase } from '#test/support/database.ts';
import { takeSnapshot } from './actions/take-snapshot.ts';
import { fillSnapshot } from './build.ts';
import { trustFigures } from './taken-queries.ts';

const database = useDatabase();

/** A trust whose schools have each taken a snapshot of so many pupils of Year 11. */
async function trustWith(sizes: readonly number[]) {
  const trust = await buildTrust(database.db);
  const principal = await buildActor(database.db, trust, 'executive_principal');
  const trustee = await buildActor(database.db, trust, 'trustee');
  const collectionId = await buildCollection(database.db, trust, principal);
  const heads: Actor[] = [];
  const schoolIds: string[] = [];
  for (const [seed, size] of sizes.entries()) {
    const school = await buildSchool(database.db, trust);
    const head = await buildActor(database.db, trust, 'head_teacher', { schoolId: school.id });
    const snapshot = await buildOpenSnapshot(database.db, trust, school, principal, { collection_id: collectionId });
    await fillSnapshot(database.db, snapshot, [
      ...realisticPupils({ seed, size, yearGroups: [11], academicYear: 2026, kinds: ['c'], sessions: 120 }),
    ]);
    await runAs(database, head, 'snapshot:collect', (ctx) =>
      takeSnapshot(ctx, snapshot.id, { note: null, noSuspensions: true, revision: 1 }),
    );
    heads.push(head);
    schoolIds.push(school.id);
  }
  const absenceFor = (reader: Actor) =>
    runAs(database, reader, 'snapshot:read', async (ctx) =>
      (await trustFigures(ctx, collectionId))('absence_overall', ''),
    );
  return { principal, trustee, heads, schoolIds, absenceFor };
}

test('a head of two schools of three is not told the trust’s figure, for the third’s could be worked out from it', async () => {
  const { principal, heads, schoolIds, absenceFor } = await trustWith([20, 30, 40]);
  const [head] = heads;
  if (!head) throw new Error('no head');
  expect(await absenceFor(head)).toMatch(/%$/);
  const second = { role: 'head_teacher' as const, schoolId: schoolIds[1] ?? '', departmentId: null };
  expect(await absenceFor({ ...head, grants: [...head.grants, second] })).toBeNull();
  expect(await absenceFor(principal)).toMatch(/%$/);
});

test('a school of fewer than six pupils is left out of the trust’s figure for whoever may not see them', async () => {
  const { principal, trustee, absenceFor } = await trustWith([20, 30, 40, 4]);
  const withThem = await absenceFor(principal);
  const without = await absenceFor(trustee);
  expect(without).not.toBeNull();
  expect(without).not.toBe(withThem);
});
