import { hasRole } from '#core/access/actor.ts';
import type { Ctx } from '#core/context.ts';
import '#core/people/tables.ts';
import { together } from '#platform/db/together.ts';
import './tables.ts';

/** What has been written in a meeting, each part with who saved it last. The caller has read the meeting as somebody who may. */
export async function loadParts(ctx: Ctx, meetingId: string) {
  const { criteria, items, actions } = await together(ctx.db, {
    criteria: ctx.db
      .selectFrom('line_meeting_criterion as c')
      .innerJoin('person as p', 'p.id', 'c.saved_by')
      .select([
        'c.criterion_id',
        'c.plan_id',
        (eb) => eb.cast<string | null>('c.value_number', 'text').as('value_number'),
        'c.value_words',
        'c.rag',
        'c.reason',
        'c.not_discussed',
        'c.progress_id',
        'c.revision',
        'c.saved_at',
        'p.name as saver',
      ])
      .where('c.meeting_id', '=', meetingId),
    items: ctx.db
      .selectFrom('line_meeting_item as i')
      .innerJoin('person as p', 'p.id', 'i.saved_by')
      .innerJoin('person as a', 'a.id', 'i.added_by')
      .select([
        'i.id',
        'i.part',
        'i.title',
        'i.words',
        'i.added_by',
        'i.revision',
        'i.saved_at',
        'p.name as saver',
        'a.name as adder',
      ])
      .where('i.meeting_id', '=', meetingId)
      .where('i.removed_at', 'is', null)
      .orderBy('i.added_at')
      .orderBy('i.id'),
    actions: ctx.db
      .selectFrom('line_meeting_action as n')
      .select([
        'n.id',
        'n.what',
        'n.owner',
        'n.owner_id',
        'n.owner_name',
        'n.due_on',
        'n.ended_how',
        'n.ended_on',
        'n.revision',
      ])
      .where('n.meeting_id', '=', meetingId)
      .where('n.removed_at', 'is', null)
      .orderBy('n.added_at')
      .orderBy('n.id'),
  });
  return { criteria, items, actions };
}

export type Parts = Awaited<ReturnType<typeof loadParts>>;
export type CriterionLine = Parts['criteria'][number];
export type Item = Parts['items'][number];

/** The private note of a meeting. The caller has shown that the reader is one of the two. */
export async function wellbeingOf(ctx: Ctx, meetingId: string) {
  return await ctx.db
    .selectFrom('line_meeting_private as w')
    .innerJoin('person as p', 'p.id', 'w.saved_by')
    .select(['w.words', 'w.revision', 'w.saved_at', 'p.name as saver'])
    .where('w.meeting_id', '=', meetingId)
    .executeTakeFirst();
}

/** Actions of a school that were agreed before a day and were open on it, with the meeting that agreed them. Only of meetings whose minutes went out. */
export async function earlierActions(ctx: Ctx, schoolId: string, before: Temporal.PlainDate) {
  return await ctx.db
    .selectFrom('line_meeting_action as n')
    .innerJoin('line_meeting as m', 'm.id', 'n.meeting_id')
    .select([
      'n.id',
      'n.what',
      'n.owner',
      'n.owner_id',
      'n.owner_name',
      'n.due_on',
      'n.ended_on',
      'n.ended_how',
      'n.ended_note',
      'n.revision',
      'm.held_on as agreed_on',
    ])
    .where('n.school_id', '=', schoolId)
    .where('n.removed_at', 'is', null)
    .where('m.version', '>', 0)
    .where('m.held_on', '<', before)
    .where((eb) => eb.or([eb('n.ended_on', 'is', null), eb('n.ended_on', '>=', before)]))
    .orderBy('n.due_on')
    .orderBy('n.id')
    .execute();
}

/** One action of a school in the reader's reach, with the meeting that agreed it. */
export async function actionById(ctx: Ctx, id: string) {
  return await ctx.db
    .selectFrom('line_meeting_action as n')
    .select(['n.id', 'n.meeting_id', 'n.what', 'n.owner_id', 'n.ended_on', 'n.due_on', 'n.removed_at', 'n.revision'])
    .where('n.id', '=', id)
    .executeTakeFirst();
}

/** Open actions that carry the reader's own name, of minutes that went out; and, for the Executive Principal, requests of trustees that wait for an answer. */
export async function ownActionsAndRequests(ctx: Ctx) {
  const actions = ctx.db
    .selectFrom('line_meeting_action as n')
    .innerJoin('line_meeting as m', 'm.id', 'n.meeting_id')
    .innerJoin('school', 'school.id', 'n.school_id')
    .select(['n.id', 'n.what', 'n.due_on', 'm.id as meeting_id', 'm.held_on', 'school.name as school'])
    .where('n.owner_id', '=', ctx.actor.personId)
    .where('n.ended_on', 'is', null)
    .where('n.removed_at', 'is', null)
    .where('m.version', '>', 0)
    .orderBy('n.due_on');
  const requests = ctx.db
    .selectFrom('line_minutes_request as r')
    .innerJoin('person as p', 'p.id', 'r.asked_by')
    .innerJoin('school', 'school.id', 'r.school_id')
    .select(['r.id', 'p.name as asker', 'school.name as school', 'r.asked_at'])
    .where('r.answer', 'is', null)
    .orderBy('r.asked_at');
  return await together(ctx.db, { actions, requests: hasRole(ctx.actor, 'executive_principal') ? requests : null });
}

/** Which entries of progress this meeting made. */
export async function progressOfMeeting(ctx: Ctx, meetingId: string): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('line_meeting_progress')
    .select('progress_id')
    .where('meeting_id', '=', meetingId)
    .execute();
  return rows.map((row) => row.progress_id);
}

/** The circulated versions of the minutes of a meeting, the newest first. */
export async function minutesOf(ctx: Ctx, meetingId: string) {
  return await ctx.db
    .selectFrom('line_minutes as m')
    .innerJoin('person as p', 'p.id', 'm.circulated_by')
    .select(['m.version', 'm.content', 'm.why', 'm.circulated_at', 'p.name as circulator'])
    .where('m.meeting_id', '=', meetingId)
    .orderBy('m.version', 'desc')
    .execute();
}

/** A criterion of a plan of this school that stands, with its plan. */
export async function criterionAt(ctx: Ctx, schoolId: string, criterionId: string) {
  return await ctx.db
    .selectFrom('success_criterion as c')
    .innerJoin('action_plan as p', 'p.id', 'c.plan_id')
    .select(['c.id', 'c.plan_id', 'c.what', 'c.measure'])
    .where('c.id', '=', criterionId)
    .where('p.school_id', '=', schoolId)
    .where('c.removed_at', 'is', null)
    .executeTakeFirst();
}

/** Whether this meeting has already recorded progress on a criterion. */
export async function hasRecorded(ctx: Ctx, meetingId: string, criterionId: string): Promise<boolean> {
  const found = await ctx.db
    .selectFrom('line_meeting_progress as l')
    .innerJoin('criterion_progress as c', 'c.id', 'l.progress_id')
    .select('l.progress_id')
    .where('l.meeting_id', '=', meetingId)
    .where('c.criterion_id', '=', criterionId)
    .executeTakeFirst();
  return found !== undefined;
}
