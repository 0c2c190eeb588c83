import { type SqlBool, sql } from 'kysely';
import { scopeOf } from '#core/access/actor.ts';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import type { FeedActivity, FeedEntry } from './event-rules.ts';
import './tables.ts';

// Calendars that programs keep need no more of the past than this.
const monthsBack = 12;
const since = (ctx: Ctx) => ctx.today.subtract({ months: monthsBack });

/** Entries of calendars that have been published, of the schools whose calendar the reader may read; stopped ones too, so that programs take them out. */
function entries(ctx: Ctx) {
  return ctx.db
    .selectFrom('qa_entry as e')
    .innerJoin('school as s', 's.id', 'e.school_id')
    .select([
      'e.id',
      'e.title',
      's.name as school',
      'e.school_id as schoolId',
      'e.academic_year as academicYear',
      'e.starts_on as startsOn',
      'e.ends_on as endsOn',
      'e.days_known as daysKnown',
      'e.revision',
      sql<boolean>`e.stopped_at is not null`.as('stopped'),
      // What was changed last: added, moved, stopped, or shown to the school for the first time.
      sql<Temporal.Instant>`greatest(e.added_at, e.stopped_at,
        (select max(m.moved_at) from qa_entry_move m where m.entry_id = e.id),
        (select min(p.published_at) from qa_publication p where p.school_id = e.school_id and p.academic_year = e.academic_year))`.as(
        'changedAt',
      ),
    ])
    .where(inScope(scopeOf(ctx.actor, 'qa-calendar:read'), 'e.school_id'))
    .where('e.ends_on', '>=', since(ctx))
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('qa_publication as p')
          .select('p.id')
          .whereRef('p.school_id', '=', 'e.school_id')
          .whereRef('p.academic_year', '=', 'e.academic_year'),
      ),
    )
    .orderBy('e.starts_on')
    .orderBy('e.id');
}

export type FoundEntry = FeedEntry & { schoolId: string; academicYear: number };

export const entriesOfTrust = (ctx: Ctx): Promise<FoundEntry[]> => entries(ctx).execute();

export const entriesOfSchool = (ctx: Ctx, schoolId: string): Promise<FoundEntry[]> =>
  entries(ctx).where('e.school_id', '=', schoolId).execute();

/** Entries that the reader leads. */
export const ownEntries = (ctx: Ctx): Promise<FoundEntry[]> =>
  entries(ctx).where('e.lead_id', '=', ctx.actor.personId).execute();

/** The schools at which the reader holds any role today. */
function anywhere(ctx: Ctx) {
  const { grants, trustId } = ctx.actor;
  if (grants.some((grant) => grant.schoolId === null)) return { trustId, schools: 'all' as const };
  return { trustId, schools: [...new Set(grants.flatMap((grant) => grant.schoolId ?? []))] };
}

/**
 * Activities of reviews with the reader's name: as one of the team, from the day on which it is planned; as whoever is observed or met, once the review has been
 * shared with the school. Cancelled ones stay, so that programs take them out.
 */
export async function ownActivities(ctx: Ctx): Promise<FeedActivity[]> {
  const me = ctx.actor.personId;
  const ofTeam = sql<SqlBool>`exists (select from qa_review_member m
    where m.id in (a.led_by_id, a.second_by_id) and m.person_id = ${me} and m.left_at is null)`;
  const stateNow = sql<string>`(select t.state from qa_review_step t where t.review_id = a.review_id order by t.number desc limit 1)`;
  const everShared = sql<SqlBool>`exists (select from qa_review_step t where t.review_id = a.review_id and t.state = 'shared')`;
  return await ctx.db
    .selectFrom('qa_review_activity as a')
    .innerJoin('school as s', 's.id', 'a.school_id')
    .select([
      'a.id',
      'a.kind',
      's.name as school',
      'a.on_day as onDay',
      'a.at_time as startsAt',
      'a.minutes',
      'a.place',
      'a.revision',
      sql<boolean>`a.with_person_id is not distinct from ${me} and not ${ofTeam}`.as('withMe'),
      sql<boolean>`a.cancelled_at is not null or ${stateNow} = 'cancelled'`.as('cancelled'),
      sql<Temporal.Instant>`greatest(a.added_at, a.cancelled_at, a.recorded_at,
        (select max(t.taken_at) from qa_review_step t where t.review_id = a.review_id and t.state <> 'gathered'))`.as(
        'changedAt',
      ),
    ])
    .where(inScope(anywhere(ctx), 'a.school_id'))
    .where('a.on_day', '>=', since(ctx))
    .where(sql<SqlBool>`(${ofTeam} or (a.with_person_id = ${me} and ${everShared}))`)
    .orderBy('a.on_day')
    .orderBy('a.id')
    .execute();
}
