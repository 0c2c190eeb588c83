import { beforeEach, expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import type { Permission } from '#core/access/permissions.ts';
import { runAs } from '#core/access/run-as.ts';
import type { Ctx } from '#core/context.ts';
import { buildActor, buildTrust } from '#core/organisations/build.ts';
import { Forbidden, NotFound, StaleRevision } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { buildPlanPeople, type PlanPeople } from '../action-plans/build-people.ts';
import { agreeAction } from './actions/agree-action.ts';
import { answerMinutes } from './actions/answer-minutes.ts';
import { moveMeeting } from './actions/move-meeting.ts';
import { addItem, saveNote, saveWellbeing } from './actions/save-item.ts';
import { saveLine } from './actions/save-line.ts';
import {
  buildBegun,
  buildBegunWithPlan,
  buildCirculated,
  buildSeries,
  circulateAs,
  emptyLine,
  meetingOn,
  standingLine,
} from './build.ts';
import { lineMeetingsWaitingFor, meetingCounts } from './index.ts';
import { loadParts, wellbeingOf } from './part-queries.ts';
import { findMeeting } from './queries.ts';
import { meetingsDue } from './waiting.ts';

const database = useDatabase();
const date = (text: string) => Temporal.PlainDate.from(text);
let people: PlanPeople;
beforeEach(async () => {
  people = await buildPlanPeople(database);
});

const as = <T>(actor: Actor, work: (ctx: Ctx) => Promise<T>, permission: Permission = 'line-meeting:hold') =>
  runAs(database, actor, permission, work);

const begun = () => buildBegunWithPlan(database, people);
const circulate = (id: string, why: string | null = null, confirms = false) =>
  circulateAs(database, people.principal, id, why, confirms);

test('what is said is read by the Executive Principal, the head and the leader who holds the series; by no other leader or head', async () => {
  await buildSeries(database, people.principal, people.school.id);
  await buildSeries(database, people.principal, people.other.id, { holderId: people.leader.personId });
  const mine = await meetingOn(database, people.principal, people.school.id, '2026-11-12');
  const theirs = await meetingOn(database, people.leader, people.other.id, '2026-11-12');
  const opens = (actor: Actor, id: string) => as(actor, (ctx) => findMeeting(ctx, id), 'line-meeting:read');
  await expect(opens(people.leader, mine.id)).rejects.toThrow(NotFound);
  await expect(opens(people.otherHead, mine.id)).rejects.toThrow(NotFound);
  await expect(opens(people.head, theirs.id)).rejects.toThrow(NotFound);
  const stranger = await buildActor(database.db, await buildTrust(database.db), 'executive_principal');
  await expect(opens(stranger, mine.id)).rejects.toThrow(NotFound);
  for (const reader of [people.principal, people.otherHead, people.leader]) await opens(reader, theirs.id);
  // The Executive Principal reads, and writes only where they hold or stand in.
  const id = await buildBegun(database, people.leader, people.other.id, '2026-11-12');
  await expect(as(people.principal, (ctx) => saveNote(ctx, id, 'data', { words: 'x', revision: 0 }))).rejects.toThrow(
    Forbidden,
  );
  for (const nobody of [people.governor, people.trustee, people.clerk, people.middle, people.teacher])
    expect(await as(nobody, (ctx) => lineMeetingsWaitingFor(ctx))).toEqual([]);
  expect(await as(people.head, (ctx) => meetingCounts(ctx))).toEqual([]);
});

test('the note on wellbeing is between the two: not in the minutes, the trail or the history, and not for the Executive Principal who was not there', async () => {
  await buildSeries(database, people.principal, people.school.id, { holderId: people.leader.personId });
  const id = await buildBegun(database, people.leader, people.school.id, '2026-11-12');
  await as(people.head, (ctx) => saveWellbeing(ctx, id, { words: 'Sleeping badly', revision: 0 }));
  await expect(as(people.principal, (ctx) => saveWellbeing(ctx, id, { words: 'x', revision: 1 }))).rejects.toThrow(
    NotFound,
  );
  await expect(as(people.leader, (ctx) => saveWellbeing(ctx, id, { words: 'x', revision: 0 }))).rejects.toThrow(
    StaleRevision,
  );
  await as(people.leader, async (ctx) => expect((await wellbeingOf(ctx, id))?.words).toBe('Sleeping badly'));
  await buildCirculated(database, people.leader, id);
  await as(people.leader, async (ctx) => {
    for (const table of ['event', 'record_version', 'line_minutes', 'frozen_record', 'notification'] as const)
      expect(JSON.stringify(await ctx.db.selectFrom(table).selectAll().execute())).not.toContain('Sleeping');
    await saveWellbeing(ctx, id, { words: '', revision: 1 });
    expect((await wellbeingOf(ctx, id))?.words).toBe('');
  });
});

test('nothing that was said stands in the trail, in a notice or in a mail', async () => {
  const { plan, id } = await begun();
  await as(people.head, async (ctx) => {
    await saveLine(ctx, id, plan.criterionId, { ...emptyLine, not_discussed: 'SECRETWORD', revision: 0 });
    await addItem(ctx, id, { part: 'decision', title: 'SECRETWORD', words: 'SECRETWORD' });
    await agreeAction(ctx, id, {
      what: 'SECRETWORD',
      owner: 'named',
      ownerName: 'SECRETWORD',
      dueOn: date('2026-12-01'),
    });
  });
  await circulate(id);
  await as(people.head, async (ctx) => {
    await answerMinutes(ctx, id, { version: 1, agrees: false, words: 'SECRETWORD' });
    for (const table of ['event', 'notification', 'mail_message'] as const)
      expect(JSON.stringify(await ctx.db.selectFrom(table).selectAll().execute())).not.toContain('SECRETWORD');
    expect((await loadParts(ctx, id)).actions).toHaveLength(1);
  });
});

test('the engine reminds both of their next meeting, of one that was moved anew, and nobody else', async () => {
  await buildSeries(database, people.principal, people.school.id);
  const { id } = await meetingOn(database, people.principal, people.school.id, '2026-11-26');
  const due = (actor: Actor) =>
    as(actor, async (ctx) => (await meetingsDue(ctx)).map((one) => `${one.thing} ${one.dueOn}`));
  const before = await due(people.head);
  expect(before).toContain(`line-meeting ${id} 2026-11-26`);
  expect(await due(people.principal)).toEqual(before);
  await as(people.principal, (ctx) =>
    moveMeeting(ctx, id, { on: date('2026-11-27'), atTime: '09:00', reason: 'trust', why: null, revision: 1 }),
  );
  expect(await due(people.head)).toContain(`line-meeting ${id} 2026-11-27`);
  for (const nobody of [people.leader, people.otherHead, people.trustee]) expect(await due(nobody)).toEqual([]);
});

test('home says what waits: the next meeting, one that was missed, minutes to circulate and to confirm', async () => {
  const { plan, id } = await begun();
  const titles = (actor: Actor) =>
    as(actor, async (ctx) => [...new Set((await lineMeetingsWaitingFor(ctx)).map((one) => one.title))]);
  // The next meeting is on Thursday: the head is reminded a week ahead, whoever holds the meetings of many schools the day before.
  expect(await titles(people.principal)).toEqual([
    'A meeting was missed: hold, move or cancel it',
    'Circulate the minutes of the meeting',
  ]);
  await as(people.head, (ctx) => saveLine(ctx, id, plan.criterionId, { ...standingLine, revision: 0 }));
  await circulate(id);
  expect(await titles(people.head)).toEqual([
    'A meeting was missed',
    'Read the minutes and say whether they are right',
    'Line management meeting',
  ]);
  expect(await titles(people.leader)).toEqual([]);
});
