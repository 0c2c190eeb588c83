import { type RawBuilder, sql } from 'kysely';
import { hasRole, holds, scopeOf } from '#core/access/actor.ts';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/organisations/tables.ts';
import '#core/people/tables.ts';
import { NotFound } from '#platform/errors.ts';
import './tables.ts';

/** The reader's context narrowed to where they may read meetings; null for those who may nowhere. */
export function within(ctx: Ctx): Ctx | null {
  return holds(ctx.actor, 'line-meeting:read') ? { ...ctx, scope: scopeOf(ctx.actor, 'line-meeting:read') } : null;
}

/**
 * `mayReadMeeting` as a condition on a series (and its meeting): stands in every query that could show what was said. A trust leader holds the permission at every
 * school, and reads only where the series, or the meeting, is theirs.
 */
const mayRead = (ctx: Ctx, series: string, meeting: string | null): RawBuilder<boolean> => {
  if (hasRole(ctx.actor, 'executive_principal')) return sql<boolean>`true`;
  const me = ctx.actor.personId;
  const heads = ctx.actor.grants.flatMap((grant) => (grant.role === 'head_teacher' ? (grant.schoolId ?? []) : []));
  const held =
    meeting === null
      ? sql<boolean>`exists (select from line_meeting h where h.series_id = ${sql.ref(`${series}.id`)} and h.holder_id = ${me})`
      : sql<boolean>`${sql.ref(`${meeting}.holder_id`)} = ${me}`;
  return sql<boolean>`(${sql.ref(`${series}.school_id`)} = any(${heads}::uuid[])
    or ${sql.ref(`${series}.holder_id`)} = ${me} or coalesce(${held}, false))`;
};

const series = (ctx: Ctx) =>
  ctx.db
    .selectFrom('line_series as s')
    .innerJoin('school', 'school.id', 's.school_id')
    .innerJoin('person as p', 'p.id', 's.holder_id')
    .selectAll('s')
    .select(['school.name as school', 'p.name as holder'])
    .where(inScope(ctx.scope, 's.school_id'))
    .where(mayRead(ctx, 's', null));

/** The series of a year that the reader may open, by school; of one school where given. */
export async function seriesOfYear(ctx: Ctx, academicYear: number, schoolId?: string) {
  let query = series(ctx).where('s.academic_year', '=', academicYear).orderBy('school.name');
  if (schoolId !== undefined) query = query.where('s.school_id', '=', schoolId);
  return await query.execute();
}

const meetings = (ctx: Ctx) =>
  ctx.db
    .selectFrom('line_meeting as m')
    .innerJoin('line_series as s', 's.id', 'm.series_id')
    .innerJoin('school', 'school.id', 'm.school_id')
    .innerJoin('person as sp', 'sp.id', 's.holder_id')
    .leftJoin('person as hp', 'hp.id', 'm.holder_id')
    .leftJoin('person as dp', 'dp.id', 'm.head_id')
    .selectAll('m')
    .select((eb) => [
      's.holder_id as series_holder_id',
      'sp.name as series_holder',
      'hp.name as holder',
      'dp.name as head',
      'school.name as school',
      eb
        .exists(eb.selectFrom('line_meeting_move as v').select('v.id').whereRef('v.meeting_id', '=', 'm.id'))
        .as('moved'),
    ])
    .where(inScope(ctx.scope, 'm.school_id'))
    .where(mayRead(ctx, 's', 'm'));

/** One meeting that the reader may open; anything else is `NotFound`. */
export async function findMeeting(ctx: Ctx, id: string) {
  const found = await meetings(ctx).where('m.id', '=', id).executeTakeFirst();
  if (!found) throw new NotFound();
  return found;
}

export type Meeting = Awaited<ReturnType<typeof findMeeting>>;

/** The meetings of a year that the reader may open, in order; of one school where given. */
export async function meetingsOfYear(ctx: Ctx, academicYear: number, schoolId?: string): Promise<Meeting[]> {
  let query = meetings(ctx).where('m.academic_year', '=', academicYear).orderBy('m.planned_on').orderBy('m.id');
  if (schoolId !== undefined) query = query.where('m.school_id', '=', schoolId);
  return await query.execute();
}

/** Meetings at a school that were held before a day, the newest first, whichever year. */
export async function heldBefore(ctx: Ctx, schoolId: string, on: Temporal.PlainDate): Promise<Meeting[]> {
  return await meetings(ctx)
    .where('m.school_id', '=', schoolId)
    .where('m.held_on', 'is not', null)
    .where('m.held_on', '<', on)
    .orderBy('m.held_on', 'desc')
    .execute();
}

/** What both said of the minutes of some meetings, in the order in which they said it. */
export async function answersOf(ctx: Ctx, meetingIds: readonly string[]) {
  if (meetingIds.length === 0) return [];
  return await ctx.db
    .selectFrom('line_minutes_answer as a')
    .innerJoin('person as p', 'p.id', 'a.answered_by')
    .select(['a.meeting_id', 'a.side', 'a.of_version', 'a.agrees', 'a.words', 'a.answered_at', 'p.name as by'])
    .where('a.meeting_id', 'in', [...meetingIds])
    .orderBy('a.answered_at')
    .execute();
}

/** How a meeting was moved, in order. */
export async function movesOf(ctx: Ctx, meetingIds: readonly string[]) {
  if (meetingIds.length === 0) return [];
  return await ctx.db
    .selectFrom('line_meeting_move')
    .select(['meeting_id', 'from_on', 'to_on', 'reason', 'why', 'moved_at'])
    .where('meeting_id', 'in', [...meetingIds])
    .orderBy('moved_at')
    .execute();
}

/** Everybody who can hold a series: the Executive Principal and the trust's leaders, today. */
export async function possibleHolders(ctx: Ctx): Promise<{ id: string; name: string; role: string }[]> {
  const rows = await ctx.db
    .selectFrom('person as p')
    .innerJoin('role_grant as g', 'g.person_id', 'p.id')
    .select(['p.id', 'p.name', 'g.role'])
    .where('g.role', 'in', ['executive_principal', 'trust_leader'])
    .where('g.starts_on', '<=', ctx.today)
    .where((eb) => eb.or([eb('g.ends_on', 'is', null), eb('g.ends_on', '>=', ctx.today)]))
    .where('g.ended_at', 'is', null)
    .where((eb) => eb.or([eb('p.left_on', 'is', null), eb('p.left_on', '>', ctx.today)]))
    .orderBy('g.role')
    .orderBy('p.name')
    .execute();
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

/** Every meeting of some people that is neither held nor cancelled, from a day on: where they already are. Whoever reads this arranges; it shows a school and a time. */
export async function placesOf(ctx: Ctx, holderId: string, headIds: readonly string[], from: Temporal.PlainDate) {
  return await ctx.db
    .selectFrom('line_meeting as m')
    .innerJoin('line_series as s', 's.id', 'm.series_id')
    .innerJoin('school', 'school.id', 'm.school_id')
    .select(['m.id', 'm.series_id', 'm.planned_on', 'm.at_time', 'm.minutes', 'school.name as school', 's.holder_id'])
    .where('m.planned_on', '>=', from)
    .where('m.held_on', 'is', null)
    .where('m.cancelled_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('s.holder_id', '=', holderId),
        eb.exists(
          eb
            .selectFrom('role_grant as g')
            .select('g.id')
            .whereRef('g.school_id', '=', 'm.school_id')
            .where('g.role', '=', 'head_teacher')
            .where('g.ended_at', 'is', null)
            .where('g.person_id', 'in', headIds.length > 0 ? [...headIds] : [holderId]),
        ),
      ]),
    )
    .execute();
}

/** Of these meetings those that the reader may open. */
export async function meetingsByIds(ctx: Ctx, ids: readonly string[]): Promise<Meeting[]> {
  if (ids.length === 0) return [];
  return await meetings(ctx)
    .where('m.id', 'in', [...ids])
    .execute();
}
