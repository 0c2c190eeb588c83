import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { buildAccount, buildWeb, signedInAgent, type Web } from '#features/sign-in/build.ts';
import { useDatabase } from '#test/support/database.ts';
import { peoplePaths } from './paths.ts';

const database = useDatabase();
let web: Web;
beforeAll(async () => {
  web = await buildWeb(database);
});
afterAll(() => web.close());

async function world() {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const other = await buildSchool(database.db, trust);
  const administrator = await buildActor(database.db, trust, 'administrator');
  const head = await buildActor(database.db, trust, 'head_teacher', {
    schoolId: school.id,
    name: 'Head of the School',
  });
  const elsewhere = await buildActor(database.db, trust, 'head_teacher', {
    schoolId: other.id,
    name: 'Head of another School',
  });
  await buildAccount(web, administrator);
  await buildAccount(web, head);
  return { trust, school, administrator, head, elsewhere };
}

const as = (actor: Parameters<typeof signedInAgent>[1]) => signedInAgent(web, actor);

test('an administrator adds a person, gives a role and sends the invitation', async () => {
  const { administrator, school } = await world();
  const agent = await as(administrator);
  await agent.get(peoplePaths.add);
  const added = await agent.post(peoplePaths.add, {
    name: 'Nadia Newcomer',
    email: 'Nadia.Newcomer@Invented.example',
    jobTitle: 'Deputy',
  });
  expect(added.statusCode).toBe(303);
  const page = String(added.headers.location);
  await agent.get(page);
  const role = await agent.post(`${page}/roles/new`, {
    role: 'slt',
    schoolId: school.id,
    departmentId: '',
    startsOn: '2026-11-23',
    endsOn: '',
    reason: 'New post',
  });
  expect(role.headers.location).toBe(page);
  await agent.post(`${page}/invitation`, {});
  const shown = await agent.get(page);
  expect(shown.body).toContain('Senior leader, ');
  expect(shown.body).toContain('has not accepted yet');
  const outbox = await agent.get(peoplePaths.mail);
  expect(outbox.body).toContain('nadia.newcomer@invented.example');
});

test('what is wrong is said beside the field, with what was typed still there', async () => {
  const { administrator, school } = await world();
  const agent = await as(administrator);
  await agent.get(peoplePaths.add);
  const refused = await agent.post(peoplePaths.add, { name: 'Someone', email: 'not an address', jobTitle: '' });
  expect(refused.statusCode).toBe(400);
  expect(refused.body).toContain('Enter an e-mail address such as');
  expect(refused.body).toContain('value="Someone"');
  const external = await agent.post(peoplePaths.grantRole(administrator.personId), {
    role: 'external_reviewer',
    schoolId: school.id,
    departmentId: '',
    startsOn: '2026-11-23',
    endsOn: '',
    reason: '',
  });
  expect(external.statusCode).toBe(400);
  expect(external.body).toContain('an external reviewer is let in for a time');
});

test('a head sees the people of the own school and changes nobody', async () => {
  const { head, elsewhere } = await world();
  const agent = await as(head);
  const list = await agent.get(peoplePaths.list);
  expect(list.body).toContain('Head of the School');
  expect(list.body).not.toContain('Head of another School');
  expect((await agent.get(peoplePaths.person(elsewhere.personId))).statusCode).toBe(404);
  expect((await agent.get(peoplePaths.add)).statusCode).toBe(403);
});

test('an address with a page or a school that there is not still shows people', async () => {
  const { administrator } = await world();
  const agent = await as(administrator);
  for (const query of ['page=99', 'page=99999999999999999999', `school=${'-'.repeat(36)}`]) {
    const list = await agent.get(`${peoplePaths.list}?${query}`);
    expect([query, list.statusCode]).toEqual([query, 200]);
    expect(list.body).toContain('Head of the School');
  }
});

test('somebody who leaves today is let in no more from this moment', async () => {
  const { administrator, head } = await world();
  const theirs = await as(head);
  expect((await theirs.get('/account')).statusCode).toBe(200);
  const agent = await as(administrator);
  await agent.get(peoplePaths.person(head.personId));
  const left = await agent.post(peoplePaths.leave(head.personId), {
    leftOn: '2026-11-23',
    reason: 'New post elsewhere',
  });
  expect(left.statusCode).toBe(303);
  const after = await theirs.get('/account');
  expect(after.statusCode).toBe(303);
  expect(String(after.headers.location)).toContain('/sign-in');
});

test('a role that is ended now ends now', async () => {
  const { administrator, head } = await world();
  const theirs = await as(head);
  const agent = await as(administrator);
  const page = await agent.get(peoplePaths.person(head.personId));
  const end = /href="([^"]+\/end)"/.exec(page.body)?.[1] ?? '';
  await agent.get(end);
  expect((await agent.post(end, { when: 'on-date', endsOn: '', reason: 'x' })).body).toContain('Enter the last day');
  await agent.post(end, { when: 'now', endsOn: '', reason: 'The school has a new head' });
  expect((await theirs.get('/people')).statusCode).toBe(403);
});

test('the last administrator cannot be removed', async () => {
  const { administrator } = await world();
  const agent = await as(administrator);
  const page = await agent.get(peoplePaths.person(administrator.personId));
  const end = /href="([^"]+\/end)"/.exec(page.body)?.[1] ?? '';
  await agent.get(end);
  const refused = await agent.post(end, { when: 'now', endsOn: '', reason: 'Enough' });
  expect(refused.statusCode).toBe(400);
  expect(refused.body).toContain('This is the last administrator who can sign in');
});

test('a person of another trust is not there', async () => {
  const mine = await world();
  const theirs = await world();
  const agent = await as(mine.administrator);
  expect((await agent.get(peoplePaths.person(theirs.head.personId))).statusCode).toBe(404);
});
