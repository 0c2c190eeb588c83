import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import { runAs } from '#core/access/run-as.ts';
import type { Ctx } from '#core/context.ts';
import { buildActor, buildTrust, inTrust } from '#core/organisations/build.ts';
import { type Agent, buildWeb, signedInAgent, type Web } from '#features/sign-in/build.ts';
import { Forbidden, Invalid, NotFound } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { buildPlanPeople, type PlanPeople } from '../action-plans/build-people.ts';
import { answerRequest, askForMinutes, endReading } from './actions/ask-for-minutes.ts';
import { addItem } from './actions/save-item.ts';
import { buildBegun, buildCirculated, buildSeries } from './build.ts';
import { lineMeetingsWaitingFor } from './index.ts';
import { lineMeetingPaths } from './paths.ts';
import { findRequest, readersOf } from './reader-queries.ts';

const database = useDatabase();
let web: Web;
let people: PlanPeople;
let meetingId: string;
beforeAll(async () => {
  web = await buildWeb(database);
});
afterAll(() => web.close());
beforeEach(async () => {
  people = await buildPlanPeople(database);
  await buildSeries(database, people.principal, people.school.id);
  meetingId = await buildBegun(database, people.principal, people.school.id, '2026-11-12');
  await as(people.head, (ctx) => addItem(ctx, meetingId, { part: 'item', title: 'SECRETWORD', words: '' }), 'hold');
  await buildCirculated(database, people.principal, meetingId);
});

const as = <T>(actor: Actor, work: (ctx: Ctx) => Promise<T>, may: 'hold' | 'read' | 'request' = 'request') =>
  runAs(database, actor, `line-meeting:${may}`, work);
const ask = (actor: Actor = people.trustee) =>
  as(actor, (ctx) => askForMinutes(ctx, people.school.id, { meetingId, why: 'A complaint has come to the chair' }));
const day = (text: string) => Temporal.PlainDate.from(text);
const lets = (id: string, untilOn = '2026-12-08') =>
  as(people.principal, (ctx) => answerRequest(ctx, id, { lets: true, why: null, untilOn: day(untilOn) }));

async function agentOf(actor: Actor): Promise<Agent> {
  await inTrust(database.db, actor.trustId, (tx) =>
    tx.updateTable('person').set({ account_id: null }).where('id', '=', actor.personId).execute(),
  );
  return await signedInAgent(web, actor);
}

test('whoever opens the minutes is written down beside them, once in ten minutes, and a document that is taken too', async () => {
  const head = await agentOf(people.head);
  await head.get(lineMeetingPaths.meeting(meetingId));
  await head.get(lineMeetingPaths.meeting(meetingId));
  await head.get(lineMeetingPaths.document(meetingId, 'pdf'));
  const seen = await as(people.principal, (ctx) => readersOf(ctx, meetingId), 'read');
  expect(seen.map((reader) => [reader.name, Number(reader.times), reader.took_document])).toEqual([
    [people.head.name, 2, true],
  ]);
  const principal = await agentOf(people.principal);
  const page = (await principal.get(lineMeetingPaths.meeting(meetingId))).body;
  expect(page).toContain('Who has read these minutes');
  expect(page).toContain(people.head.name);
});

test('a trustee asks for the minutes of one meeting, the Executive Principal lets them read it for a time, and the head knows', async () => {
  const trustee = await agentOf(people.trustee);
  expect((await trustee.get(lineMeetingPaths.counts)).body).toContain('Ask to read');
  const empty = await trustee.post(lineMeetingPaths.ask(people.school.id), { meetingId: '', why: '' });
  expect([empty.statusCode, empty.body.includes('Choose the meeting')]).toEqual([400, true]);
  const sent = await trustee.post(lineMeetingPaths.ask(people.school.id), { meetingId, why: 'A complaint' });
  expect(sent.statusCode).toBe(303);
  const address = `${sent.headers.location}`;
  expect((await trustee.get(`${address}/minutes`)).statusCode).toBe(403);

  const waiting = await as(people.principal, (ctx) => lineMeetingsWaitingFor(ctx));
  expect(waiting.map((item) => item.title)).toContain('Say whether a trustee may read minutes of a meeting');
  const principal = await agentOf(people.principal);
  const late = await principal.post(address, { lets: 'yes', untilOn: '2027-06-01', why: '' });
  expect([late.statusCode, late.body.includes('The last day must be from today')]).toEqual([400, true]);
  expect((await principal.post(address, { lets: 'yes', untilOn: '2026-12-08', why: '' })).statusCode).toBe(303);

  const read = await trustee.get(`${address}/minutes`);
  expect([read.statusCode, read.body.includes('SECRETWORD')]).toEqual([200, true]);
  const head = await agentOf(people.head);
  const meeting = (await head.get(lineMeetingPaths.meeting(meetingId))).body;
  expect(meeting).toContain('Trustees who have asked to read them');
  expect(meeting).toContain(people.trustee.name);
  expect((await principal.post(`${address}/end`, {})).statusCode).toBe(303);
  expect((await trustee.get(`${address}/minutes`)).statusCode).toBe(403);
});

test('the page of the meeting itself stays closed to the trustee who was let read its minutes', async () => {
  await lets(await ask());
  const trustee = await agentOf(people.trustee);
  expect((await trustee.get(lineMeetingPaths.meeting(meetingId))).statusCode).toBe(403);
  expect((await trustee.get(lineMeetingPaths.document(meetingId, 'pdf'))).statusCode).toBe(403);
});

test('another trustee, another head and another trust know nothing of a request; a head answers none', async () => {
  const id = await ask();
  const other = await buildActor(database.db, people.trust, 'trustee');
  const stranger = await buildActor(database.db, await buildTrust(database.db), 'executive_principal');
  for (const reader of [other, people.otherHead, stranger])
    await expect(as(reader, (ctx) => findRequest(ctx, id))).rejects.toThrow(NotFound);
  const answer = { lets: true, why: null, untilOn: day('2026-12-01') };
  await expect(as(people.head, (ctx) => answerRequest(ctx, id, answer))).rejects.toThrow(Forbidden);
  await expect(as(people.trustee, (ctx) => answerRequest(ctx, id, answer))).rejects.toThrow(Forbidden);
  await expect(ask(people.head)).rejects.toThrow(Forbidden);
});

test('a refusal needs a reason, a request is answered once, and the same minutes are not asked for twice while one waits', async () => {
  const id = await ask();
  await expect(ask()).rejects.toThrow(Invalid);
  const answer = (why: string | null) =>
    as(people.principal, (ctx) => answerRequest(ctx, id, { lets: false, why, untilOn: null }));
  await expect(answer(null)).rejects.toThrow(Invalid);
  await answer('The complaint is with the Trust’s lawyers.');
  await expect(answer('Once more')).rejects.toThrow(Invalid);
  await expect(as(people.principal, (ctx) => endReading(ctx, id))).rejects.toThrow(Invalid);
  expect(await ask()).not.toBe(id);
});

test('minutes of another school, or that are not circulated, cannot be asked for', async () => {
  await expect(
    as(people.trustee, (ctx) => askForMinutes(ctx, people.other.id, { meetingId, why: 'A complaint' })),
  ).rejects.toThrow(NotFound);
  const begun = await buildBegun(database, people.principal, people.school.id, '2026-11-26', '2026-11-23');
  await expect(
    as(people.trustee, (ctx) => askForMinutes(ctx, people.school.id, { meetingId: begun, why: 'A complaint' })),
  ).rejects.toThrow(NotFound);
});
