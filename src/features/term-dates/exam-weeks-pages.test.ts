import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { buildWeb, signedInAgent, type Web } from '#features/sign-in/build.ts';
import { useDatabase } from '#test/support/database.ts';
import { termDatesPaths as paths } from './paths.ts';

const database = useDatabase();
let web: Web;
beforeAll(async () => {
  web = await buildWeb(database);
});
afterAll(() => web.close());

test('weeks of tests are entered on a page of their own, shown with the term dates, corrected and taken out', async () => {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust, { name: 'Ashdown Academy' });
  const agent = await signedInAgent(web, await buildActor(database.db, trust, 'executive_principal'));
  const form = { schoolId: school.id, name: 'Mock examinations', startsOn: '2027-01-11', endsOn: '2027-01-01' };
  const refused = await agent.post(paths.examWeeks(2026), form);
  expect([refused.statusCode, refused.body.includes('value="Mock examinations"')]).toEqual([400, true]);
  await agent.post(paths.examWeeks(2026), { ...form, endsOn: '2027-01-22' });
  expect((await agent.get(paths.overview)).body).toContain('Mock examinations');
  const listed = (await agent.get(paths.examWeeks(2026))).body;
  const id = /\/term-dates\/exam-weeks\/([0-9a-f-]{36})/.exec(listed)?.[1] ?? '';
  const corrected = { name: 'Mocks', startsOn: '2027-01-11', endsOn: '2027-01-15', revision: '1' };
  await agent.post(paths.examWeek(id), corrected);
  const stale = await agent.post(paths.examWeek(id), { ...corrected, name: 'Mock GCSEs' });
  expect([stale.statusCode, stale.body.includes('Mock GCSEs'), stale.body.includes('Mocks')]).toEqual([
    409,
    true,
    true,
  ]);
  await agent.post(paths.removeExamWeek(id));
  expect((await agent.get(paths.examWeeks(2026))).body).toContain('None are entered for this year');
});

test('a teacher reads them with the term dates and does not enter them', async () => {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const teacher = await signedInAgent(web, await buildActor(database.db, trust, 'teacher', { schoolId: school.id }));
  const overview = await teacher.get(paths.overview);
  expect([overview.statusCode, overview.body.includes('/exam-weeks')]).toEqual([200, false]);
  expect((await teacher.get(paths.examWeeks(2026))).statusCode).toBe(403);
  expect((await teacher.get(paths.examWeek(crypto.randomUUID()))).statusCode).toBe(404);
});
