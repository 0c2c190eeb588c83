import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadActor, loadReader } from '#core/access/load-actor.ts';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { buildAccount, buildWeb, signedInAgent, type Web } from '#features/sign-in/build.ts';
import { useDatabase } from '#test/support/database.ts';

const database = useDatabase();
let web: Web;
beforeAll(async () => {
  web = await buildWeb(database);
});
afterAll(() => web.close());
const today = Temporal.PlainDate.from('2026-11-23');

test('the reader of a session is the same person, with the same roles, as the account says', async () => {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const head = await buildActor(database.db, trust, 'head_teacher', { schoolId: school.id });
  const accountId = await buildAccount(web, head, null);
  const agent = await signedInAgent(web, head);
  const cookie = [...agent.cookies].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; ');
  const token = web.identity.sessionToken(cookie) ?? '';
  const reader = await loadReader(database.db, token, today, 11);
  expect(reader?.found?.actor).toEqual(await loadActor(database.db, accountId, today));
  expect(reader?.found?.actor.grants).toEqual([{ role: 'head_teacher', schoolId: school.id, departmentId: null }]);
  expect(await loadReader(database.db, 'guessed', today, 11)).toBeNull();
  await database.owner.pool.query('update person set left_on = $2 where id = $1', [head.personId, '2026-11-01']);
  expect(await loadReader(database.db, token, today, 11)).toEqual({ ageing: false, found: null });
});
