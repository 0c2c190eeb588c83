import { sql } from 'kysely';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import { mayReadPiece } from '#core/evidence/queries.ts';
import { NotFound } from '#platform/errors.ts';
import './tables.ts';

/** A query of activities in the reader's scope, in the order of the timetable. */
export function activityRows(ctx: Ctx) {
  return ctx.db
    .selectFrom('qa_review_activity as a')
    .innerJoin('qa_review as r', 'r.id', 'a.review_id')
    .innerJoin('school', 'school.id', 'a.school_id')
    .leftJoin('person as withp', 'withp.id', 'a.with_person_id')
    .leftJoin('qa_review_member as led', 'led.id', 'a.led_by_id')
    .leftJoin('person as ledp', 'ledp.id', 'led.person_id')
    .leftJoin('qa_review_member as second', 'second.id', 'a.second_by_id')
    .leftJoin('person as secondp', 'secondp.id', 'second.person_id')
    .leftJoin('qa_instrument as i', 'i.id', 'a.instrument_id')
    .leftJoin('person as recorder', 'recorder.id', 'a.recorded_by')
    .leftJoin('evidence', 'evidence.id', 'a.evidence_id')
    .select([
      'a.id',
      'a.review_id',
      'a.school_id',
      'a.kind',
      'a.title',
      'a.focus',
      'a.on_day',
      'a.at_time',
      'a.minutes',
      'a.place',
      'a.with_person_id',
      'a.with_words',
      'a.led_by_id',
      'a.second_by_id',
      'a.instrument_id',
      'a.evidence_id',
      'a.recorded_at',
      'a.cancelled_at',
      'a.cancelled_why',
      'a.added_at',
      'a.revision',
      'a.summary',
      'a.tags',
      'a.sample_size',
      'a.sample_disadvantaged',
      'a.sample_send',
      'a.sample_low',
      'a.sample_middle',
      'a.sample_high',
      'r.title as review_title',
      'r.department_id',
      'school.name as school_name',
      'withp.name as with_name',
      'led.person_id as led_by_person_id',
      'second.person_id as second_by_person_id',
      'i.version as instrument_version',
      'recorder.name as recorded_by_name',
      'evidence.withdrawn_at as evidence_withdrawn_at',
      sql<string | null>`coalesce(ledp.name, led.external_name)`.as('led_by_name'),
      sql<string | null>`coalesce(secondp.name, second.external_name)`.as('second_by_name'),
      // Whether this reader may open what was seen; the slot of the timetable is open to every reader of the review.
      sql<boolean>`evidence.id is not null and ${mayReadPiece(ctx)}`.as('readable'),
    ])
    .where(inScope(ctx.scope, 'a.school_id'))
    .orderBy('a.on_day')
    .orderBy(sql`a.at_time nulls last`)
    .orderBy('a.id');
}

/** The timetable of a review in the reader's scope, cancelled activities too. */
export async function activitiesOf(ctx: Ctx, reviewId: string) {
  return await activityRows(ctx).where('a.review_id', '=', reviewId).execute();
}

export type Activity = Awaited<ReturnType<typeof activitiesOf>>[number];

/** One activity of a review; `NotFound` where the review has none with this id. */
export async function findActivity(ctx: Ctx, reviewId: string, activityId: string): Promise<Activity> {
  const found = await activityRows(ctx)
    .where('a.review_id', '=', reviewId)
    .where('a.id', '=', activityId)
    .executeTakeFirst();
  if (!found) throw new NotFound();
  return found;
}

/** True for a review that is shared and not yet closed: its newest step says so. */
const isUnderWay = sql<boolean>`(select s.state from qa_review_step s where s.review_id = r.id order by s.number desc limit 1) = 'shared'`;

/** Activities under way that the reader leads or seconds and that nobody has recorded: what a phone takes along. */
export async function activitiesFor(ctx: Ctx): Promise<Activity[]> {
  return await activityRows(ctx)
    .where(isUnderWay)
    .where('a.recorded_at', 'is', null)
    .where('a.cancelled_at', 'is', null)
    .where((eb) =>
      eb.or([eb('led.person_id', '=', ctx.actor.personId), eb('second.person_id', '=', ctx.actor.personId)]),
    )
    .execute();
}

/**
 * Slots of shared reviews that name a person of the school, from a day on. Not narrowed to a scope: everybody may see where they themselves are named,
 * whatever their role.
 */
export async function activitiesNaming(ctx: Ctx, from: Temporal.PlainDate) {
  return await ctx.db
    .selectFrom('qa_review_activity as a')
    .innerJoin('qa_review as r', 'r.id', 'a.review_id')
    .innerJoin('school', 'school.id', 'a.school_id')
    .leftJoin('qa_review_member as led', 'led.id', 'a.led_by_id')
    .leftJoin('person as ledp', 'ledp.id', 'led.person_id')
    .leftJoin('qa_review_member as second', 'second.id', 'a.second_by_id')
    .leftJoin('person as secondp', 'secondp.id', 'second.person_id')
    .select([
      'a.id',
      'a.kind',
      'a.title',
      'a.focus',
      'a.on_day',
      'a.at_time',
      'a.minutes',
      'a.place',
      'r.title as review_title',
      'r.purpose',
      'school.name as school_name',
      sql<string | null>`coalesce(ledp.name, led.external_name)`.as('led_by_name'),
      sql<string | null>`coalesce(secondp.name, second.external_name)`.as('second_by_name'),
    ])
    .where('a.with_person_id', '=', ctx.actor.personId)
    .where('a.cancelled_at', 'is', null)
    .where('a.on_day', '>=', from)
    .where(
      sql<boolean>`(select s.state from qa_review_step s where s.review_id = r.id order by s.number desc limit 1) in ('shared', 'gathered')`,
    )
    .orderBy('a.on_day')
    .orderBy(sql`a.at_time nulls last`)
    .execute();
}
