import { sql } from 'kysely';
import type { Ctx } from '#core/context.ts';
import { NotFound } from '#platform/errors.ts';
import type { ActivityKind } from './tables.ts';
import './tables.ts';

function instrumentRows(ctx: Pick<Ctx, 'db'>) {
  return ctx.db
    .selectFrom('qa_instrument as i')
    .leftJoin('person as adopter', 'adopter.id', 'i.adopted_by')
    .select([
      'i.id',
      'i.kind',
      'i.version',
      'i.framework_id',
      'i.name',
      'i.advice',
      'i.adopted_at',
      'i.retired_at',
      'i.revision',
      'adopter.name as adopted_by_name',
      sql<number>`(select count(*)::int from qa_instrument_question q where q.instrument_id = i.id)`.as('questions'),
      sql<number>`(select count(*)::int from qa_review_activity a where a.instrument_id = i.id)`.as('used'),
    ]);
}

/** Every version of every form of the trust, the newest of each kind first. Forms belong to the whole trust: no scope narrows them. */
export async function allInstruments(ctx: Pick<Ctx, 'db'>) {
  return await instrumentRows(ctx).orderBy('i.kind').orderBy('i.version', 'desc').execute();
}

export type Instrument = Awaited<ReturnType<typeof allInstruments>>[number];

/** One version; `NotFound` where the trust has none with this id. */
export async function findInstrument(ctx: Pick<Ctx, 'db'>, instrumentId: string): Promise<Instrument> {
  const found = await instrumentRows(ctx).where('i.id', '=', instrumentId).executeTakeFirst();
  if (!found) throw new NotFound();
  return found;
}

/** The version of a kind that new activities use; undefined where none has been made yet. */
export async function instrumentInUse(ctx: Pick<Ctx, 'db'>, kind: ActivityKind): Promise<Instrument | undefined> {
  return await instrumentRows(ctx)
    .where('i.kind', '=', kind)
    .where('i.adopted_at', 'is not', null)
    .where('i.retired_at', 'is', null)
    .executeTakeFirst();
}

/** The questions of a form in order, with the area that each speaks to. */
export async function questionsOf(ctx: Pick<Ctx, 'db'>, instrumentId: string) {
  return await ctx.db
    .selectFrom('qa_instrument_question as q')
    .leftJoin('framework_area as a', 'a.id', 'q.area_id')
    .select([
      'q.id',
      'q.position',
      'q.area_id',
      'q.prompt',
      'q.answer',
      'q.required',
      'a.title as area_title',
      'a.code as area_code',
    ])
    .where('q.instrument_id', '=', instrumentId)
    .orderBy('q.position')
    .orderBy('q.id')
    .execute();
}

export type Question = Awaited<ReturnType<typeof questionsOf>>[number];
