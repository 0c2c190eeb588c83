import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTermDates } from '#core/academic-year/build.ts';
import type { Actor } from '#core/access/actor.ts';
import { runAs } from '#core/access/run-as.ts';
import { listUnread } from '#core/notifications/queries.ts';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { type Agent, buildWeb, signedInAgent, type Web } from '#features/sign-in/build.ts';
import { useDatabase } from '#test/support/database.ts';
import { correctEvidence } from './actions/correct-evidence.ts';
import { buildNamedObservation, evidenceInput } from './build.ts';
import { evidenceWaitingFor } from './waiting.ts';

const database = useDatabase();
let web: Web;
beforeAll(async () => {
  web = await buildWeb(database);
});
afterAll(() => web.close());

const agentOf = (actor: Actor): Promise<Agent> => signedInAgent(web, actor);
const waiting = (actor: Actor) =>
  runAs(database, actor, 'own-account', async (ctx) => (await evidenceWaitingFor(ctx)).map((item) => item.title), {
    readOnly: true,
  });
const told = (actor: Actor) =>
  runAs(database, actor, 'own-account', async (ctx) => (await listUnread(ctx)).map((notice) => notice.subject));

async function world() {
  const trust = await buildTrust(database.db);
  await buildTermDates(database.db, trust);
  const school = await buildSchool(database.db, trust);
  const named = await buildNamedObservation(database, trust, school);
  return { trust, school, ...named, own: `/my-observations/${named.evidenceId}` };
}

const fileOf = async (evidenceId: string): Promise<string> => {
  const found = await database.owner.pool.query('select file_id from evidence_file where evidence_id = $1', [
    evidenceId,
  ]);
  return found.rows[0].file_id;
};

test('a teacher sees at once what was written about the lesson, what it is for, who else reads it, and its file', async () => {
  const { evidenceId, observed, recorder, reader, school, own, words } = await world();
  expect(await told(observed)).toEqual(['Notes from your lesson are there to read']);
  const agent = await agentOf(observed);
  const page = (await agent.get(own)).body;
  for (const part of [words, '9 November 2026', recorder.name, reader.name, 'Your lesson is not graded', school.name])
    expect(page).toContain(part);
  const file = await agent.get(`${own}/files/${await fileOf(evidenceId)}`);
  expect([file.statusCode, file.body]).toEqual([200, `Notes: ${words}`]);
  expect((await agent.get(`/schools/${school.id}/evidence/${evidenceId}`)).statusCode).toBe(403);
});

test('the reply stays for good, whoever recorded it is told, and answers by correcting: the notes wait to be read again', async () => {
  const { evidenceId, observed, recorder, school, own } = await world();
  expect(await waiting(observed)).toEqual(['Notes on your lesson of 9 November 2026 are there to read']);
  expect(await told(recorder)).toEqual(['A reply to what you recorded on 9 November 2026']);
  const agent = await agentOf(observed);
  await agent.get(own);
  expect((await agent.post(`${own}/read`)).statusCode).toBe(303);
  expect(await waiting(observed)).toEqual([]);
  const recorderAgent = await agentOf(recorder);
  const page = `/schools/${school.id}/evidence/${evidenceId}`;
  expect((await recorderAgent.get(page)).body).toContain('have something to add');
  expect((await recorderAgent.post(`${page}/reply`, { body: 'No.' })).statusCode).toBe(403);
  await runAs(database, recorder, 'evidence:write', (ctx) =>
    correctEvidence(ctx, evidenceId, evidenceInput({ summary: 'Put right.' }), []),
  );
  expect(await waiting(observed)).toEqual(['Notes on your lesson of 9 November 2026 have been corrected']);
  await agent.get(own);
  expect((await agent.post(`${own}/reply`, { body: 'Thank you, that is right now.' })).statusCode).toBe(303);
  expect(await waiting(observed)).toEqual([]);
  const replies = await database.owner.pool.query(
    'select body from evidence_reply where evidence_id = $1 order by replied_at',
    [evidenceId],
  );
  expect(replies.rows).toHaveLength(2);
  await expect(
    database.db.transaction().execute(async (tx) => tx.deleteFrom('evidence_reply').execute()),
  ).rejects.toThrow('permission denied');
});

test('an empty reply is asked for again, and what others wrote about others is not there', async () => {
  const { trust, school, observed, own, evidenceId } = await world();
  const agent = await agentOf(observed);
  await agent.get(own);
  const empty = await agent.post(`${own}/reply`, { body: ' ' });
  expect(empty.statusCode).toBe(400);
  expect(empty.body).toContain('Enter your reply');
  const elsewhere = await world();
  for (const actor of [
    await buildActor(database.db, trust, 'teacher', { schoolId: school.id }),
    await buildActor(database.db, trust, 'head_teacher', { schoolId: school.id }),
    elsewhere.observed,
  ]) {
    const other = await agentOf(actor);
    expect((await other.get(own)).statusCode).toBe(404);
    expect((await other.get(`${own}/files/${await fileOf(evidenceId)}`)).statusCode).toBe(404);
    expect((await other.post(`${own}/reply`, { body: 'Mine.' })).statusCode).toBe(404);
    expect((await other.post(`${own}/read`)).statusCode).toBe(404);
  }
});

test('whoever has nothing to read is told so, and people of the trust alone cost no query', async () => {
  const { trust, school } = await world();
  const quiet = await buildActor(database.db, trust, 'teacher', { schoolId: school.id });
  expect((await (await agentOf(quiet)).get('/my-observations')).body).toContain(
    'Nothing has been written about a lesson of yours',
  );
  const leader = await buildActor(database.db, trust, 'executive_principal');
  const asked: unknown[] = [];
  const db = new Proxy({} as never, { get: () => asked.push('a query') });
  const items = await runAs(database, leader, 'own-account', (ctx) => evidenceWaitingFor({ ...ctx, db }));
  expect([items, asked]).toEqual([[], []]);
});

test('evidence about one teacher is for named readers whatever was chosen, and not for the head', async () => {
  const { trust, school, observed } = await world();
  const recorder = await buildActor(database.db, trust, 'slt', { schoolId: school.id });
  const head = await buildActor(database.db, trust, 'head_teacher', { schoolId: school.id });
  const agent = await agentOf(recorder);
  const add = `/schools/${school.id}/evidence/new`;
  expect((await agent.get(add)).body).toContain('Was one teacher observed?');
  const sent = await agent.post(add, {
    kind: 'lesson_observation',
    title: 'Chosen for all',
    summary: 'Seen.',
    happenedOn: '2026-11-20',
    observedId: observed.personId,
    readers: 'leaders',
    tags: ['reading', 'not_a_tag'],
    otherObservers: 'Ada Outside; Ben Outside',
    revision: '',
  });
  expect(sent.statusCode).toBe(303);
  const page = String(sent.headers['location']).split('?')[0] ?? '';
  const shown = (await agent.get(page)).body;
  for (const part of ['Ada Outside, Ben Outside', 'Reading', observed.name]) expect(shown).toContain(part);
  expect((await (await agentOf(head)).get(page)).statusCode).toBe(404);
});
