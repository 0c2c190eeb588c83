import { beforeEach, expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import type { Permission } from '#core/access/permissions.ts';
import { runAs } from '#core/access/run-as.ts';
import type { Ctx } from '#core/context.ts';
import { plainly } from '#core/notifications/digest-rules.ts';
import { listUnread } from '#core/notifications/queries.ts';
import { planProgress } from '#features/action-plans/index.ts';
import { Forbidden, Invalid, NotFound, StaleRevision } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { criterionValues } from '../action-plans/build.ts';
import { buildPlanPeople, type PlanPeople } from '../action-plans/build-people.ts';
import { agreeAction, endAction } from './actions/agree-action.ts';
import { answerMinutes } from './actions/answer-minutes.ts';
import { arrangeAll, tryAll } from './actions/arrange-all.ts';
import { arrangeSeries, changeSeries } from './actions/arrange-series.ts';
import { beginMeeting } from './actions/begin-meeting.ts';
import { circulateMinutes, correctMinutes } from './actions/circulate-minutes.ts';
import { addBetween, cancelMeeting, moveMeeting } from './actions/move-meeting.ts';
import { addItem, saveItem, saveNote } from './actions/save-item.ts';
import { saveLine } from './actions/save-line.ts';
import { buildAgenda } from './agenda.ts';
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
import { minutesOf } from './part-queries.ts';
import { findMeeting, meetingsOfYear, seriesOfYear } from './queries.ts';
import { stateOf } from './rules.ts';

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

test('a series has a meeting every second week of term, and the head and the board learn of it in their own way', async () => {
  await buildSeries(database, people.principal, people.school.id);
  await as(people.head, async (ctx) => {
    const meetings = await meetingsOfYear(ctx, 2026);
    expect(meetings).toHaveLength(20);
    expect((await listUnread(ctx)).map((notice) => notice.subject)).toEqual([
      'The line management meetings of 2026/27 are arranged',
    ]);
  });
  const counts = await as(people.trustee, (ctx) => meetingCounts(ctx), 'line-meeting:count');
  const [alder, birch] = counts;
  expect(alder).toMatchObject({ school: 'Alder School', arranged: true, due: 5, held: 0, missed: 5, streak: 5 });
  expect(birch).toMatchObject({ arranged: false, due: 0, missed: 0 });
});

test('only the Executive Principal arranges, once a year, on school days, for somebody who can hold meetings', async () => {
  const wanted = {
    schoolId: people.school.id,
    holderId: people.leader.personId,
    atTime: '09:00',
    minutes: 60,
    place: 'Here',
    firstOn: date('2026-09-03'),
  };
  for (const other of [people.leader, people.head])
    await expect(as(other, (ctx) => arrangeSeries(ctx, wanted))).rejects.toThrow(Forbidden);
  await as(people.principal, async (ctx) => {
    await expect(arrangeSeries(ctx, { ...wanted, firstOn: date('2026-10-21') })).rejects.toThrow('on a school day');
    await expect(arrangeSeries(ctx, { ...wanted, holderId: people.head.personId })).rejects.toThrow(Invalid);
    await arrangeSeries(ctx, wanted);
    await expect(arrangeSeries(ctx, wanted)).rejects.toThrow('arranged already');
  });
});

test('nobody is in two places at once: one at a time, moved, or all schools together', async () => {
  await buildSeries(database, people.principal, people.school.id);
  await expect(
    buildSeries(database, people.principal, people.other.id, { firstOn: '2026-11-26', atTime: '10:00' }),
  ).rejects.toThrow('On 26 November 2026 at 09:00 there is a meeting at Alder School already');
  const wanted = {
    holderId: people.principal.personId,
    from: date('2026-11-23'),
    weekdays: [4],
    times: ['09:00'],
    minutes: 90,
    place: 'At the school',
  };
  await as(people.principal, async (ctx) => {
    const tried = await tryAll(ctx, wanted);
    expect(tried.proposals.map(({ school, dates }) => [school, dates[0]?.toString()])).toEqual([
      ['Birch School', '2026-12-03'],
    ]);
    expect(await seriesOfYear(ctx, 2026)).toHaveLength(1);
    expect(await arrangeAll(ctx, wanted)).toBe(1);
    await expect(arrangeAll(ctx, wanted)).rejects.toThrow('Every school has its meetings already');
    const birch = (await meetingsOfYear(ctx, 2026, people.other.id))[0];
    const move = { on: date('2026-11-26'), atTime: '10:00', reason: 'school' as const, why: null };
    await expect(moveMeeting(ctx, birch?.id ?? '', { ...move, revision: 1 })).rejects.toThrow(
      'at Alder School already',
    );
    await moveMeeting(ctx, birch?.id ?? '', { ...move, atTime: '10:30', revision: 1 });
  });
});

test('one meeting is moved because somebody is ill: both know why, the board counts it, the trail and the notice do not say', async () => {
  await buildSeries(database, people.principal, people.school.id);
  const meeting = await meetingOn(database, people.principal, people.school.id, '2026-11-12');
  const move = { on: date('2026-11-24'), atTime: '09:00', reason: 'illness' as const, why: 'Flu', revision: 1 };
  await expect(as(people.head, (ctx) => moveMeeting(ctx, meeting.id, move))).rejects.toThrow(Forbidden);
  await as(people.principal, async (ctx) => {
    await expect(moveMeeting(ctx, meeting.id, { ...move, on: date('2026-11-20') })).rejects.toThrow('today or later');
    await expect(moveMeeting(ctx, meeting.id, { ...move, on: date('2027-09-10') })).rejects.toThrow('same school year');
    await expect(moveMeeting(ctx, meeting.id, { ...move, reason: 'other', why: null })).rejects.toThrow('Say why');
    await expect(moveMeeting(ctx, meeting.id, { ...move, revision: 0 })).rejects.toThrow(StaleRevision);
    await moveMeeting(ctx, meeting.id, move);
    const events = await ctx.db.selectFrom('event').select(['summary', 'why', 'detail']).execute();
    expect(JSON.stringify(events)).not.toMatch(/Flu|ill/);
  });
  const [counts] = await as(people.clerk, (ctx) => meetingCounts(ctx), 'line-meeting:count');
  expect(counts).toMatchObject({ moved: 1, missed: 4 });
  await as(people.head, async (ctx) => {
    const told = await listUnread(ctx);
    expect(told[0]?.subject).toBe('The line management meeting is now on 24 November 2026 at 09:00');
    expect(JSON.stringify(told)).not.toContain('Flu');
  });
});

test('a meeting is cancelled with a reason, one is held in between, and those that lie ahead change their day', async () => {
  await buildSeries(database, people.principal, people.school.id);
  const first = await meetingOn(database, people.principal, people.school.id, '2026-11-12');
  await as(people.principal, async (ctx) => {
    await cancelMeeting(ctx, first.id, { why: 'The school was closed', revision: 1 });
    await expect(cancelMeeting(ctx, first.id, { why: 'Again', revision: 2 })).rejects.toThrow('cancelled already');
    await expect(beginMeeting(ctx, first.id, { heldOn: ctx.today, revision: 2 })).rejects.toThrow('been cancelled');
    await addBetween(ctx, people.school.id, { on: date('2026-12-02'), atTime: '14:00' });
    await expect(addBetween(ctx, people.other.id, { on: date('2026-12-02'), atTime: '14:00' })).rejects.toThrow(
      NotFound,
    );
    const [series] = await seriesOfYear(ctx, 2026, people.school.id);
    await changeSeries(ctx, {
      schoolId: people.school.id,
      academicYear: 2026,
      holderId: people.leader.personId,
      weekday: 2,
      atTime: '08:30',
      minutes: 60,
      place: 'Trust office',
      revision: series?.revision ?? 0,
    });
    const days = (await meetingsOfYear(ctx, 2026)).map((one) => `${one.planned_on} ${one.at_time}`);
    expect(days.slice(3, 8)).toEqual([
      '2026-10-15 09:00',
      '2026-11-12 09:00',
      '2026-11-24 08:30',
      '2026-12-02 08:30',
      '2026-12-08 08:30',
    ]);
  });
});

test('the agenda holds the criteria with their last entry, what is overdue, and what was agreed before', async () => {
  const { plan, id } = await begun();
  const agenda = await as(people.head, async (ctx) => buildAgenda(ctx, await findMeeting(ctx, id)));
  expect(agenda.criteria).toMatchObject([
    { criterionId: plan.criterionId, what: criterionValues('').what, from: '88.5%', to: '93%', due: true, last: null },
  ]);
  expect(agenda.earlier).toEqual([]);
});

test('two people write at once: parts save by themselves, and the second to save the same part is told', async () => {
  const { plan, id } = await begun();
  await as(people.principal, (ctx) =>
    saveLine(ctx, id, plan.criterionId, { ...emptyLine, value_number: '90', revision: 0 }),
  );
  await as(people.head, async (ctx) => {
    await saveNote(ctx, id, 'data', { words: 'The mock went well', revision: 0 });
    await expect(saveLine(ctx, id, plan.criterionId, { ...standingLine, revision: 0 })).rejects.toThrow(StaleRevision);
    expect(await saveLine(ctx, id, plan.criterionId, { ...standingLine, revision: 1 })).toBe(2);
    const itemId = await addItem(ctx, id, { part: 'item', title: 'Cover', words: '' });
    expect(await saveItem(ctx, id, itemId, { title: 'Cover', words: 'Two days', revision: 1 })).toBe(2);
    await expect(saveItem(ctx, id, itemId, { title: 'Cover', words: '', revision: 1 })).rejects.toThrow(StaleRevision);
  });
});

test('minutes are not circulated while a criterion in force has no line, and each line becomes progress of the plan', async () => {
  const { plan, id } = await begun();
  await expect(circulate(id)).rejects.toThrow(/has no line/);
  await as(people.head, (ctx) => saveLine(ctx, id, plan.criterionId, { ...standingLine, rag: null, revision: 0 }));
  await expect(circulate(id)).rejects.toThrow(/lacks a rating/);
  await as(people.head, (ctx) => saveLine(ctx, id, plan.criterionId, { ...standingLine, revision: 1 }));
  await expect(
    as(people.head, async (ctx) => circulateMinutes(ctx, id, { revision: 2, why: null, confirms: false })),
  ).rejects.toThrow(Forbidden);
  await circulate(id);
  const [criterion] = await as(people.trustee, (ctx) => planProgress(ctx, plan.planId), 'plan:read');
  expect(criterion?.last).toMatchObject({ rag: 'amber', value: '90.5%', reason: 'Two weeks of illness' });
  expect(criterion?.last?.on.toString()).toBe('2026-11-23');
  await expect(circulate(id)).rejects.toThrow('have been circulated');
  await expect(
    as(people.head, (ctx) => saveLine(ctx, id, plan.criterionId, { ...standingLine, revision: 2 })),
  ).rejects.toThrow(Forbidden);
});

test('both confirm or one disagrees in words, and a correction is a next version that asks both again', async () => {
  const { plan, id } = await begun();
  await as(people.head, (ctx) => saveLine(ctx, id, plan.criterionId, { ...standingLine, revision: 0 }));
  await circulate(id, null, true);
  const state = () =>
    as(people.principal, async (ctx) => {
      const answers = await ctx.db.selectFrom('line_minutes_answer').selectAll().where('meeting_id', '=', id).execute();
      return stateOf(await findMeeting(ctx, id), answers, ctx.today);
    });
  await as(people.head, async (ctx) => {
    await expect(answerMinutes(ctx, id, { version: 1, agrees: false, words: null })).rejects.toThrow('see differently');
    await answerMinutes(ctx, id, { version: 1, agrees: false, words: 'It was 91' });
  });
  expect(await state()).toBe('disputed');
  await as(people.principal, async (ctx) => correctMinutes(ctx, id, (await findMeeting(ctx, id)).revision));
  await as(people.head, async (ctx) => {
    await expect(answerMinutes(ctx, id, { version: 1, agrees: true, words: null })).rejects.toThrow('being written');
    await expect(
      saveLine(ctx, id, plan.criterionId, { ...emptyLine, not_discussed: 'No', revision: 1 }),
    ).rejects.toThrow('has become progress');
    await saveLine(ctx, id, plan.criterionId, { ...standingLine, value_number: '91', revision: 1 });
  });
  await expect(circulate(id)).rejects.toThrow('what was corrected');
  await circulate(id, 'The figure');
  await expect(
    as(people.head, (ctx) => answerMinutes(ctx, id, { version: 1, agrees: true, words: null })),
  ).rejects.toThrow(StaleRevision);
  for (const one of [people.head, people.principal])
    await as(one, (ctx) => answerMinutes(ctx, id, { version: 2, agrees: true, words: null }));
  expect(await state()).toBe('confirmed');
  await as(people.principal, async (ctx) => {
    expect((await minutesOf(ctx, id)).map(({ version, why }) => [version, why])).toEqual([
      [2, 'The figure'],
      [1, null],
    ]);
    const [criterion] = await planProgress(ctx, plan.planId);
    expect(criterion?.last?.value).toBe('91%');
    const frozen = await ctx.db.selectFrom('frozen_record').select('content').where('subject_id', '=', id).execute();
    expect(frozen).toHaveLength(5);
    expect(JSON.stringify(frozen[1]?.content)).toContain('It was 91');
  });
});

test('a correction that leaves a line as it was records no second progress', async () => {
  const { plan, id } = await begun();
  await as(people.head, (ctx) => saveLine(ctx, id, plan.criterionId, { ...standingLine, revision: 0 }));
  await circulate(id);
  await as(people.principal, async (ctx) => correctMinutes(ctx, id, (await findMeeting(ctx, id)).revision));
  await as(people.head, (ctx) =>
    saveLine(ctx, id, plan.criterionId, { ...standingLine, value_number: '90.50', revision: 1 }),
  );
  await circulate(id, 'A word');
  await as(people.principal, async (ctx) => {
    const rows = await ctx.db
      .selectFrom('criterion_progress')
      .select('id')
      .where('criterion_id', '=', plan.criterionId)
      .execute();
    expect(rows).toHaveLength(1);
  });
});

test('actions are carried over and counted until they are ticked off, and wait for whoever took them on', async () => {
  await buildSeries(database, people.principal, people.school.id);
  const id = await buildBegun(database, people.principal, people.school.id, '2026-09-03');
  await as(people.principal, async (ctx) => {
    const action = { what: 'Write to parents', owner: 'head' as const, ownerName: null, dueOn: date('2026-09-10') };
    await expect(agreeAction(ctx, id, { ...action, dueOn: date('2026-09-01') })).rejects.toThrow('By when');
    await expect(agreeAction(ctx, id, { ...action, owner: 'named' })).rejects.toThrow('Write the name');
    await agreeAction(ctx, id, action);
    await addItem(ctx, id, { part: 'decision', title: 'A letter each term', words: '' });
  });
  const takenOn = 'You took on in a meeting: Write to parents';
  const waits = () => as(people.head, async (ctx) => (await lineMeetingsWaitingFor(ctx)).map((one) => one.title));
  expect(await waits()).not.toContain(takenOn);
  await buildCirculated(database, people.principal, id);
  expect(await waits()).toContain(takenOn);
  const next = await buildBegun(database, people.principal, people.school.id, '2026-09-17');
  const decided = await as(people.head, async (ctx) => (await buildAgenda(ctx, await findMeeting(ctx, next))).decided);
  expect(decided).toEqual([{ title: 'A letter each term', words: '' }]);
  await buildCirculated(database, people.principal, next);
  const third = await buildBegun(database, people.principal, people.school.id, '2026-10-01');
  const earlier = () => as(people.head, async (ctx) => (await buildAgenda(ctx, await findMeeting(ctx, third))).earlier);
  const second = await meetingOn(database, people.principal, people.school.id, '2026-10-15');
  expect(await as(people.head, async (ctx) => (await buildAgenda(ctx, second)).decided)).toEqual([]);
  const [action] = await earlier();
  expect(action).toMatchObject({ what: 'Write to parents', owner: 'Hanna Invented', carried: 2, ended: null });
  await as(people.head, async (ctx) => {
    const [wait, ...others] = (await lineMeetingsWaitingFor(ctx)).filter((one) => one.title.startsWith('You took on'));
    expect(others).toEqual([]);
    // What the digest takes into a mail says nothing of it: the title up to the colon.
    expect(plainly(wait?.title ?? '')).toBe('You took on in a meeting');
    const end = { how: 'dropped' as const, note: null, revision: 1 };
    await expect(endAction(ctx, action?.id ?? '', end)).rejects.toThrow('why it is dropped');
    await endAction(ctx, action?.id ?? '', { how: 'done', note: 'Sent on Monday', revision: 1 });
    await expect(endAction(ctx, action?.id ?? '', { ...end, note: 'x', revision: 2 })).rejects.toThrow('ended already');
  });
  expect((await earlier())[0]?.ended).toMatchObject({ how: 'done', note: 'Sent on Monday' });
});
