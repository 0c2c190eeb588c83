import { sql } from 'kysely';
import { holds, scopeOf } from '#core/access/actor.ts';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import type { DueItem } from '#core/notifications/remind-rules.ts';
import { snapshotPaths } from '#features/data-snapshots/paths.ts';
import { qaCalendarPaths } from '#features/qa-calendar/paths.ts';
import { qaReviewPaths } from '#features/reviews/paths.ts';
import { longDate } from '#platform/clock.ts';
import { ownActivities } from './feed-queries.ts';
import './tables.ts';

// No kind of reminder, and no digest, looks further ahead.
const horizon = (ctx: Ctx) => ctx.today.add({ days: 21 });

/** Reviews of the reader's own schools, and those that the reader leads, that begin soon. A trust-wide reader is reminded of what they lead only. */
async function entriesDue(ctx: Ctx): Promise<DueItem[]> {
  const { schools } = scopeOf(ctx.actor, 'qa-calendar:read');
  const rows = await ctx.db
    .selectFrom('qa_entry as e')
    .innerJoin('school as s', 's.id', 'e.school_id')
    .select(['e.id', 'e.school_id', 'e.academic_year', 'e.title', 'e.starts_on', 'e.days_known', 's.name as school'])
    .where(inScope(scopeOf(ctx.actor, 'qa-calendar:read'), 'e.school_id'))
    .where((eb) =>
      eb.or([
        eb('e.lead_id', '=', ctx.actor.personId),
        ...(schools === 'all' || schools.length === 0 ? [] : [eb('e.school_id', 'in', [...schools])]),
      ]),
    )
    .where('e.stopped_at', 'is', null)
    .where('e.starts_on', '>=', ctx.today)
    .where('e.starts_on', '<=', horizon(ctx))
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('qa_publication as p')
          .select('p.id')
          .whereRef('p.school_id', '=', 'e.school_id')
          .whereRef('p.academic_year', '=', 'e.academic_year'),
      ),
    )
    .execute();
  return rows.map((row) => ({
    kind: 'entry',
    thing: `qa-entry ${row.id}`,
    title: row.days_known
      ? `${row.title} begins on ${longDate(row.starts_on)}`
      : `${row.title} is in the week of ${longDate(row.starts_on)}`,
    detail: `${row.school}.`,
    href: qaCalendarPaths.schoolYear(row.school_id, row.academic_year),
    dueOn: row.starts_on,
  }));
}

/** Activities with the reader's name. What is observed and of whom stays on the page. */
async function activitiesDue(ctx: Ctx): Promise<DueItem[]> {
  const activities = await ownActivities(ctx);
  return activities
    .filter(
      (one) =>
        !one.cancelled &&
        Temporal.PlainDate.compare(one.onDay, ctx.today) >= 0 &&
        Temporal.PlainDate.compare(one.onDay, horizon(ctx)) <= 0,
    )
    .map((one) => ({
      kind: 'activity',
      thing: `qa-activity ${one.id}`,
      title: `You take part in a review on ${longDate(one.onDay)}`,
      detail: `${one.startsAt ? `At ${one.startsAt.slice(0, 5)}, for ${one.minutes} minutes. ` : ''}${one.school}.`,
      href: qaReviewPaths.withMe,
      dueOn: one.onDay,
    }));
}

/** The answer that a head or a staff representative owes to the newest version of a calendar. */
async function answersDue(ctx: Ctx): Promise<DueItem[]> {
  const own = ctx.actor.grants.flatMap((grant) =>
    grant.schoolId && (grant.role === 'head_teacher' || grant.role === 'staff_representative')
      ? [{ schoolId: grant.schoolId, side: grant.role === 'head_teacher' ? ('head' as const) : ('staff' as const) }]
      : [],
  );
  if (own.length === 0) return [];
  const rows = await ctx.db
    .selectFrom('qa_consultation as c')
    .innerJoin('school as s', 's.id', 'c.school_id')
    .select(['c.id', 'c.school_id', 'c.academic_year', 'c.due_on', 's.name as school'])
    .select(
      sql<string[]>`(select coalesce(array_agg(a.side), '{}') from qa_answer a where a.consultation_id = c.id)`.as(
        'answered',
      ),
    )
    .where(
      'c.school_id',
      'in',
      own.map((each) => each.schoolId),
    )
    .where('c.due_on', '>=', ctx.today)
    .where('c.due_on', '<=', horizon(ctx))
    .where(
      sql<boolean>`not exists (select from qa_consultation n where n.school_id = c.school_id and n.academic_year = c.academic_year and n.version > c.version)`,
    )
    .execute();
  return rows
    .filter((row) => own.some((each) => each.schoolId === row.school_id && !row.answered.includes(each.side)))
    .map((row) => ({
      kind: 'answer',
      thing: `qa-answer ${row.id}`,
      title: `Your answer to the QA calendar is due on ${longDate(row.due_on)}`,
      detail: `${row.school}. Agree, or ask to move a review.`,
      href: qaCalendarPaths.consultation(row.school_id, row.academic_year),
      dueOn: row.due_on,
    }));
}

/** Snapshots that the reader's own school is asked for and has not taken. */
async function snapshotsDue(ctx: Ctx): Promise<DueItem[]> {
  if (!holds(ctx.actor, 'snapshot:collect')) return [];
  const rows = await ctx.db
    .selectFrom('data_snapshot as d')
    .innerJoin('data_collection as c', 'c.id', 'd.collection_id')
    .innerJoin('school as s', 's.id', 'd.school_id')
    .select(['d.id', 'd.due_on', 'c.name', 's.name as school'])
    .where(inScope(scopeOf(ctx.actor, 'snapshot:collect'), 'd.school_id'))
    .where('d.taken_at', 'is', null)
    .where('c.withdrawn_at', 'is', null)
    .where('d.due_on', '>=', ctx.today)
    .where('d.due_on', '<=', horizon(ctx))
    .execute();
  return rows.map((row) => ({
    kind: 'snapshot',
    thing: `snapshot ${row.id}`,
    title: `The ${row.name} is due on ${longDate(row.due_on)}`,
    detail: `${row.school}. It has not been taken yet.`,
    href: snapshotPaths.snapshot(row.id),
    dueOn: row.due_on,
  }));
}

/** Everything of reviews and snapshots that is due for the reader within three weeks. One after the other: they share one connection. */
export async function dueInCalendars(ctx: Ctx): Promise<DueItem[]> {
  return [
    ...(await entriesDue(ctx)),
    ...(await activitiesDue(ctx)),
    ...(await answersDue(ctx)),
    ...(await snapshotsDue(ctx)),
  ];
}
