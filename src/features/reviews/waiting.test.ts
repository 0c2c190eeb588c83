import pg from 'pg';
import { afterAll, expect, test, vi } from 'vitest';
import { runAs } from '#core/access/run-as.ts';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { useDatabase } from '#test/support/database.ts';
import { buildQaReview } from './build.ts';
import { qaReviewsWaitingFor } from './index.ts';

// Every client of this file asks through it: it only counts.
const query = vi.spyOn(pg.Client.prototype, 'query');
const database = useDatabase();
afterAll(() => query.mockRestore());

test('what waits in many reviews under way costs no more questions than in one', async () => {
  const trust = await buildTrust(database.db);
  const leader = await buildActor(database.db, trust, 'trust_leader');
  const asked = async () => {
    const before = query.mock.calls.length;
    const items = await runAs(database, leader, 'own-account', (ctx) => qaReviewsWaitingFor(ctx), { readOnly: true });
    return { statements: query.mock.calls.length - before, items: items.length };
  };
  await buildQaReview(database, trust, await buildSchool(database.db, trust));
  const one = await asked();
  for (let more = 0; more < 2; more += 1) await buildQaReview(database, trust, await buildSchool(database.db, trust));
  expect((await asked()).statements).toBe(one.statements);
});
