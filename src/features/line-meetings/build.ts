import { buildTermDates } from '#core/academic-year/build.ts';
import type { Actor } from '#core/access/actor.ts';
import { type Process, runAs } from '#core/access/run-as.ts';
import { type BuiltSchool, type BuiltTrust, buildActor } from '#core/organisations/build.ts';
import type { BuiltPlan } from '../action-plans/build.ts';
import { buildAgreedPlan, type PlanPeople } from '../action-plans/build-people.ts';
import { agreeAction } from './actions/agree-action.ts';
import { arrangeSeries } from './actions/arrange-series.ts';
import { askForMinutes } from './actions/ask-for-minutes.ts';
import { beginMeeting } from './actions/begin-meeting.ts';
import { circulateMinutes } from './actions/circulate-minutes.ts';
import { addItem } from './actions/save-item.ts';
import { leaveTheRest } from './actions/save-line.ts';
import { buildAgenda } from './agenda.ts';
import { findMeeting, type Meeting, meetingsOfYear } from './queries.ts';

const date = (text: string) => Temporal.PlainDate.from(text);

/** The series of a school from Thursday 3 September 2026, at nine, held by whoever is given. */
export async function buildSeries(
  process: Process,
  principal: Actor,
  schoolId: string,
  values: { holderId?: string; firstOn?: string; atTime?: string } = {},
): Promise<void> {
  await runAs(process, principal, 'line-meeting:arrange', (ctx) =>
    arrangeSeries(ctx, {
      schoolId,
      holderId: values.holderId ?? principal.personId,
      atTime: values.atTime ?? '09:00',
      minutes: 90,
      place: 'Head’s office',
      firstOn: date(values.firstOn ?? '2026-09-03'),
    }),
  );
}

/** The meeting of a school that the series put on a day. */
export async function meetingOn(process: Process, reader: Actor, schoolId: string, on: string): Promise<Meeting> {
  return await runAs(process, reader, 'line-meeting:read', async (ctx) => {
    const found = (await meetingsOfYear(ctx, 2026, schoolId)).find((meeting) => meeting.planned_on.equals(date(on)));
    if (!found) throw new Error(`There is no meeting on ${on}.`);
    return await findMeeting(ctx, found.id);
  });
}

/** A meeting that has begun on its day, or on another where given. */
export async function buildBegun(
  process: Process,
  actor: Actor,
  schoolId: string,
  on: string,
  heldOn = on,
): Promise<string> {
  const meeting = await meetingOn(process, actor, schoolId, on);
  await runAs(process, actor, 'line-meeting:hold', (ctx) =>
    beginMeeting(ctx, meeting.id, { heldOn: date(heldOn), revision: meeting.revision }),
  );
  return meeting.id;
}

/** Circulates the minutes of a meeting that has begun; criteria without a line are left for another time. */
export async function buildCirculated(process: Process, holder: Actor, meetingId: string, why: string | null = null) {
  await runAs(process, holder, 'line-meeting:hold', async (ctx) => {
    const meeting = await findMeeting(ctx, meetingId);
    const { criteria } = await buildAgenda(ctx, meeting);
    if (meeting.version === 0 && criteria.length > 0)
      await leaveTheRest(ctx, meetingId, criteria, 'There was no time').catch(() => {});
    const { revision } = await findMeeting(ctx, meetingId);
    await circulateMinutes(ctx, meetingId, { revision, why, confirms: false });
  });
}

/** A series of a school with one meeting whose minutes are circulated, with an item and an action, by people of its own. */
export async function buildLineMeetings(process: Process, trust: BuiltTrust, school: BuiltSchool): Promise<void> {
  await buildTermDates(process.db, trust, 2026, { schoolId: school.id });
  const principal = await buildActor(process.db, trust, 'executive_principal');
  await buildActor(process.db, trust, 'head_teacher', { schoolId: school.id });
  await buildSeries(process, principal, school.id);
  const id = await buildBegun(process, principal, school.id, '2026-09-03');
  await runAs(process, principal, 'line-meeting:hold', async (ctx) => {
    await addItem(ctx, id, { part: 'item', title: 'The autumn term', words: '' });
    await agreeAction(ctx, id, { what: 'An action', owner: 'head', ownerName: null, dueOn: date('2026-10-01') });
  });
  await buildCirculated(process, principal, id);
  const trustee = await buildActor(process.db, trust, 'trustee');
  await runAs(process, trustee, 'line-meeting:request', (ctx) =>
    askForMinutes(ctx, school.id, { meetingId: id, why: 'A complaint about the head has come to the chair.' }),
  );
}

/** What a line of a criterion says where nothing is written yet, and one that says where it stands. */
export const emptyLine = { value_number: null, value_words: null, rag: null, reason: null, not_discussed: null };
export const standingLine = {
  ...emptyLine,
  value_number: '90.5',
  rag: 'amber' as const,
  reason: 'Two weeks of illness',
};

/** A meeting of today with the agreed plan, in which nothing is written yet. */
export async function buildBegunWithPlan(
  process: Process,
  people: PlanPeople,
): Promise<{ plan: BuiltPlan; id: string }> {
  const plan = await buildAgreedPlan(process, people);
  await buildSeries(process, people.principal, people.school.id);
  return { plan, id: await buildBegun(process, people.principal, people.school.id, '2026-11-12', '2026-11-23') };
}

/** Circulates the minutes as they stand; refused as for anybody where a criterion has no line. */
export async function circulateAs(
  process: Process,
  holder: Actor,
  id: string,
  why: string | null = null,
  confirms = false,
): Promise<void> {
  await runAs(process, holder, 'line-meeting:hold', async (ctx) => {
    const { revision } = await findMeeting(ctx, id);
    await circulateMinutes(ctx, id, { revision, why, confirms });
  });
}
