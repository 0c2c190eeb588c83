import { expect, test } from 'vitest';
import { buildSchool, buildTrust } from '#core/organisations/build.ts';
import { useDatabase } from '#test/support/database.ts';
import { buildIssuedReview } from './build.ts';

const database = useDatabase();

test('a review goes all its way', async () => {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const t = performance.now();
  const built = await buildIssuedReview(database, trust, school, { grades: { quality_of_education: '3' } });
  console.log(performance.now() - t);
  expect(built.judgements.length).toBeGreaterThan(3);
});
