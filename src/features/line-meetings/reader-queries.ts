import { sql } from 'kysely';
import { hasRole, holds } from '#core/access/actor.ts';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import { NotFound } from '#platform/errors.ts';
import './tables.ts';

/** Who opened the minutes of a meeting, by person: the first time and the last, and how often. The caller has shown that the reader may read the meeting. */
export async function readersOf(ctx: Ctx, meetingId: string) {
  return await ctx.db
    .selectFrom('line_minutes_reading as r')
    .innerJoin('person as p', 'p.id', 'r.person_id')
    .select((eb) => [
      'p.name',
      eb.fn.countAll<string>().as('times'),
      sql<Temporal.Instant>`min(r.read_at)`.as('first_at'),
      sql<Temporal.Instant>`max(r.read_at)`.as('last_at'),
      sql<boolean>`bool_or(r.how <> 'page')`.as('took_document'),
    ])
    .where('r.meeting_id', '=', meetingId)
    .groupBy(['p.id', 'p.name'])
    .orderBy('first_at')
    .execute();
}

const requests = (ctx: Ctx) =>
  ctx.db
    .selectFrom('line_minutes_request as r')
    .innerJoin('school', 'school.id', 'r.school_id')
    .innerJoin('person as a', 'a.id', 'r.asked_by')
    .innerJoin('line_meeting as m', 'm.id', 'r.meeting_id')
    .leftJoin('person as b', 'b.id', 'r.answered_by')
    .selectAll('r')
    .select([
      'school.name as school',
      'a.name as asker',
      'a.job_title as asker_title',
      'b.name as answerer',
      'm.held_on',
      'm.planned_on',
      'm.holder_id',
      'm.head_id',
    ])
    .where(inScope(ctx.scope, 'r.school_id'));

/** One request that the reader made, or that the Executive Principal or the head of the school may know of; anything else is `NotFound`. */
export async function findRequest(ctx: Ctx, id: string) {
  const found = await requests(ctx).where('r.id', '=', id).executeTakeFirst();
  // Of two trustees neither sees what the other has asked for.
  const onlyOwn = ctx.scope.schools === 'all' && !hasRole(ctx.actor, 'executive_principal');
  if (!found || (onlyOwn && found.asked_by !== ctx.actor.personId)) throw new NotFound();
  return found;
}

export type MinutesRequest = Awaited<ReturnType<typeof findRequest>>;

/** Requests to read the minutes of a meeting, the newest first. The caller has shown that the reader may read the meeting. */
export const requestsOf = async (ctx: Ctx, meetingId: string): Promise<MinutesRequest[]> =>
  await requests(ctx).where('r.meeting_id', '=', meetingId).orderBy('r.asked_at', 'desc').execute();

/** What a trustee has asked for, and what waits for the Executive Principal's answer. */
export async function requestsFor(ctx: Ctx, which: 'mine' | 'unanswered'): Promise<MinutesRequest[]> {
  const found = requests(ctx).orderBy('r.asked_at', 'desc');
  return await (which === 'mine'
    ? found.where('r.asked_by', '=', ctx.actor.personId)
    : found.where('r.answer', 'is', null)
  ).execute();
}

/** Days of the meetings of a school whose minutes are circulated, the newest first: a trustee chooses by day which minutes to ask for. */
export async function circulatedMeetings(ctx: Ctx, schoolId: string) {
  if (!holds(ctx.actor, 'line-meeting:count')) throw new NotFound();
  return await ctx.db
    .selectFrom('line_meeting as m')
    .select(['m.id', 'm.held_on', 'm.head_id', 'm.holder_id'])
    .where('m.school_id', '=', schoolId)
    .where('m.version', '>', 0)
    .where('m.held_on', 'is not', null)
    .orderBy('m.held_on', 'desc')
    .limit(60)
    .execute();
}
