import { sql } from 'kysely';
import { coversSchool, inScope } from '#core/access/scope.ts';
import { endOfLondonDay } from '#core/audit/record-changes.ts';
import type { Ctx } from '#core/context.ts';
import { closedPieceWords, tellsOfClosedPiece } from '#core/evidence/queries.ts';
import type { TrailFilter } from './filter.ts';
import './tables.ts';

/** Events that the reader may see: of the schools in scope, and, for the whole trust, those of no school. */
function visible(ctx: Ctx, filter: TrailFilter) {
  let query = ctx.db
    .selectFrom('event')
    .leftJoin('school', 'school.id', 'event.school_id')
    .where('event.trust_id', '=', ctx.actor.trustId)
    .where(inScope(ctx.scope, 'event.school_id'));
  if (filter.school) query = query.where('event.school_id', '=', filter.school);
  if (filter.person) query = query.where('event.actor_id', '=', filter.person);
  if (filter.about)
    query = query.where((eb) =>
      eb.or([
        eb('event.kind', '=', filter.about ?? ''),
        eb(eb.fn<boolean>('starts_with', ['event.kind', eb.val(`${filter.about}.`)]), '=', true),
      ]),
    );
  if (filter.from) query = query.where('event.at', '>=', endOfLondonDay(filter.from.subtract({ days: 1 })));
  if (filter.until) query = query.where('event.at', '<', endOfLondonDay(filter.until));
  return query;
}

const columns = [
  'event.number',
  'event.at',
  'event.actor_name',
  'event.kind',
  'event.subject_type',
  'event.subject_id',
  'event.school_id',
  'school.name as school_name',
] as const;

/** The sentence and the reason of an event, and whether they are kept from this reader: evidence that only named people read is not told by its trail. */
const words = (ctx: Ctx) => [
  sql<string>`case when ${tellsOfClosedPiece(ctx)} then ${closedPieceWords} else event.summary end`.as('summary'),
  sql<string | null>`case when ${tellsOfClosedPiece(ctx)} then null else event.why end`.as('why'),
  tellsOfClosedPiece(ctx).as('closed'),
];

/** One page of the trail, newest first. */
export async function eventsOf(ctx: Ctx, filter: TrailFilter, page: { offset: number; limit: number }) {
  return await visible(ctx, filter)
    .select(columns)
    .select(words(ctx))
    .orderBy('event.number', 'desc')
    .offset(page.offset)
    .limit(page.limit)
    .execute();
}

export type TrailRow = Awaited<ReturnType<typeof eventsOf>>[number];

export async function countEvents(ctx: Ctx, filter: TrailFilter): Promise<number> {
  const row = await visible(ctx, filter)
    .select((eb) => eb.fn.countAll<number>().as('events'))
    .executeTakeFirstOrThrow();
  return row.events;
}

/** Everybody who has done something that the reader may see. */
export async function doersOf(ctx: Ctx) {
  return await ctx.db
    .selectFrom('person')
    .select(['person.id', 'person.name'])
    .where('person.trust_id', '=', ctx.actor.trustId)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('event')
          .select('event.number')
          .whereRef('event.trust_id', '=', 'person.trust_id')
          .whereRef('event.actor_id', '=', 'person.id')
          .where(inScope(ctx.scope, 'event.school_id')),
      ),
    )
    .orderBy('person.name')
    .execute();
}

/** What events that the reader may see are about: `annual-review`, `plan`, … */
export async function groupsOf(ctx: Ctx): Promise<string[]> {
  const found = await ctx.db
    .selectFrom('event')
    .select(sql<string>`split_part(event.kind, '.', 1)`.as('about'))
    .distinct()
    .where('event.trust_id', '=', ctx.actor.trustId)
    .where(inScope(ctx.scope, 'event.school_id'))
    .execute();
  return found.map((row) => row.about).sort();
}

/** Schools in the reader's scope, those that have left too: their trail stays. */
export async function trailSchools(ctx: Ctx) {
  return await ctx.db
    .selectFrom('school')
    .select(['id', 'name'])
    .where(inScope(ctx.scope, 'school.id'))
    .orderBy('name')
    .execute();
}

/** What happened to one record that the reader may open, oldest last. Events that name a school outside `scope` are left out. */
export async function eventsOfRecord(ctx: Ctx, table: string, id: string, scope: Ctx['scope']) {
  const events = await ctx.db
    .selectFrom('event')
    .select(['number', 'at', 'actor_name', 'summary', 'why', 'school_id'])
    .where('trust_id', '=', ctx.actor.trustId)
    .where('subject_type', '=', table)
    .where('subject_id', '=', id)
    .orderBy('number', 'desc')
    .execute();
  return events.filter((event) => event.school_id === null || coversSchool(scope, event.school_id));
}

/** Events that no longer follow from the one before; empty while the trail is whole. Only ever of the own trust. */
export async function trailBreaks(ctx: Ctx): Promise<{ number: number; reason: string }[]> {
  const found = await sql<{ number: number; reason: string }>`select number, reason from app.trail_breaks()`.execute(
    ctx.db,
  );
  return found.rows;
}
