import { scopeOf } from '#core/access/actor.ts';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/pupil-data/tables.ts';
import { sql } from 'kysely';

/** Snapshots of a school that were taken after a moment, the newest version of each. */
export async function snapshotsTakenSince(ctx: Ctx, schoolId: string, since: Temporal.Instant) {
  return await ctx.db
    .selectFrom('data_snapshot as s')
    .innerJoin('data_collection as c', 'c.id', 's.collection_id')
    .distinctOn('s.collection_id')
    .select(['s.id', 'c.name', 'c.data_on', 'c.term', 'c.academic_year', 's.version', 's.taken_at'])
    .where(inScope(scopeOf(ctx.actor, 'snapshot:read'), 's.school_id'))
    .where('s.school_id', '=', schoolId)
    .where('s.taken_at', '>', since)
    .where('c.withdrawn_at', 'is', null)
    .orderBy('s.collection_id')
    .orderBy('s.version', 'desc')
    .execute();
}

/** Files of published results that were imported after a moment and hold rows of this school. */
export async function importsSince(ctx: Ctx, schoolId: string, since: Temporal.Instant) {
  const found = await sql<{ title: string; imported_at: Temporal.Instant }>`
    select d.title, d.imported_at from data_import d
     where d.trust_id = ${ctx.actor.trustId} and d.imported_at > ${since} and d.withdrawn_at is null
       and exists (select from published_figure f join school s on s.urn = f.area and s.trust_id = f.trust_id
                    where f.trust_id = d.trust_id and f.import_id = d.id and f.level = 'school' and s.id = ${schoolId})
     order by d.imported_at desc limit 6`.execute(ctx.db);
  return found.rows;
}
