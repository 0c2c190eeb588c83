import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { buildWeb, signedInAgent, type Web } from '#features/sign-in/build.ts';
import { useDatabase } from '#test/support/database.ts';

const database = useDatabase();
let web: Web;
beforeAll(async () => {
  web = await buildWeb(database);
});
afterAll(() => web.close());

async function world() {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust, { name: 'Before the Change' });
  const administrator = await buildActor(database.db, trust, 'administrator');
  const head = await buildActor(database.db, trust, 'head_teacher', { schoolId: school.id });
  return {
    school,
    administrator: await signedInAgent(web, administrator),
    head: await signedInAgent(web, head),
    headActor: head,
  };
}

const change = (name: string, urn: string) => ({
  name,
  urn,
  phase: 'secondary',
  lowAge: '11',
  highAge: '18',
  stages: ['sixth_form'],
  establishmentType: '',
  localAuthority: '',
  capacity: '',
  joinedOn: '',
  leftOn: '',
  revision: '1',
});

test('a page that was made before is never older than what has been saved since', async () => {
  const { school, administrator, head } = await world();
  expect((await head.get('/schools')).body).toContain('Before the Change');
  expect((await head.get('/schools')).body).toContain('Before the Change');
  await administrator.get(`/schools/${school.id}/edit`);
  const saved = await administrator.post(`/schools/${school.id}/edit`, change('After the Change', school.urn));
  expect(saved.statusCode).toBe(303);
  expect((await head.get('/schools')).body).toContain('After the Change');
});

test('what is said once is said once, also on a page that was made before', async () => {
  const { school, administrator } = await world();
  const details = `/schools/${school.id}/details`;
  await administrator.get(details);
  await administrator.get(`/schools/${school.id}/edit`);
  const saved = await administrator.post(`/schools/${school.id}/edit`, change('Changed', school.urn));
  expect((await administrator.get(String(saved.headers.location))).body).toContain('The details have been saved.');
  expect((await administrator.get(details)).body).not.toContain('The details have been saved.');
});

test('a page that was made for one session carries the token of another where it is sent to it', async () => {
  const { headActor, school } = await world();
  const [one, other] = [await signedInAgent(web, headActor), await signedInAgent(web, headActor)];
  const tokenOf = (body: string) => /name="_csrf" value="([^"]+)"/.exec(body)?.[1];
  const first = tokenOf((await one.get(`/schools/${school.id}`)).body);
  const second = tokenOf((await other.get(`/schools/${school.id}`)).body);
  expect(first).toBeTruthy();
  expect(second).toBeTruthy();
  expect(second).not.toBe(first);
  expect((await other.post('/account/sessions/end-all', {})).statusCode).toBe(303);
});

test('a reader whose role has ended is not given the page that was made while it lasted', async () => {
  const { school, head, headActor } = await world();
  expect((await head.get(`/schools/${school.id}`)).statusCode).toBe(200);
  await database.owner.pool.query('update role_grant set ended_at = now() where person_id = $1', [headActor.personId]);
  expect((await head.get(`/schools/${school.id}`)).statusCode).toBe(403);
});
