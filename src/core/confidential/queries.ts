import type { Ctx } from '../context.ts';
import '../people/tables.ts';
import './tables.ts';

/** Everybody who reads a record or has read it, as what, since when and until when. Nobody but its readers gets an answer. */
export async function readersOfRecord(ctx: Ctx, recordId: string) {
  return await ctx.db
    .selectFrom('confidential_reader as r')
    .innerJoin('person as p', 'p.id', 'r.person_id')
    .innerJoin('person as n', 'n.id', 'r.named_by')
    .select(['p.id as person_id', 'p.name', 'r.capacity', 'r.why', 'r.named_at', 'n.name as named_by', 'r.until_at'])
    .where('r.record_id', '=', recordId)
    .orderBy('r.named_at')
    .execute();
}

/** Every reading of a record, the newest first. */
export async function readingsOfRecord(ctx: Ctx, recordId: string) {
  return await ctx.db
    .selectFrom('confidential_reading as r')
    .innerJoin('person as p', 'p.id', 'r.person_id')
    .select(['p.name', 'r.what', 'r.read_at'])
    .where('r.record_id', '=', recordId)
    .orderBy('r.read_at', 'desc')
    .execute();
}

/** Records of one kind that the reader reads today, and as what. */
export async function recordsIRead(ctx: Ctx, kind: string) {
  return await ctx.db
    .selectFrom('confidential_record as c')
    .innerJoin('confidential_reader as r', 'r.record_id', 'c.id')
    .innerJoin('person as p', 'p.id', 'c.about_id')
    .select(['c.id', 'c.about_id', 'p.name as about', 'r.capacity', 'c.opened_at', 'c.destroy_on', 'c.destroyed_at'])
    .where('c.kind', '=', kind)
    .where('r.person_id', '=', ctx.actor.personId)
    .where('r.until_at', 'is', null)
    .orderBy('c.opened_at', 'desc')
    .execute();
}
