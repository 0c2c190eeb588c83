import { scopeOf } from '#core/access/actor.ts';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/organisations/tables.ts';
import '#core/people/tables.ts';
import '#core/pupil-data/tables.ts';
import { NotFound } from '#platform/errors.ts';

/** What the trust asked for in a year and still asks for, the newest first. */
export async function collectionsOfYear(ctx: Ctx, academicYear: number) {
  return await ctx.db
    .selectFrom('data_collection')
    .select(['id', 'name', 'term', 'academic_year', 'data_on', 'due_on', 'withdrawn_at'])
    .where('academic_year', '=', academicYear)
    .where('withdrawn_at', 'is', null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('data_snapshot as s')
          .select('s.id')
          .whereRef('s.collection_id', '=', 'data_collection.id')
          .where(inScope(ctx.scope, 's.school_id')),
      ),
    )
    .orderBy('due_on', 'desc')
    .orderBy('name')
    .execute();
}

/** Years in which anything was asked for, the newest first. */
export async function collectionYears(ctx: Ctx): Promise<number[]> {
  const rows = await ctx.db
    .selectFrom('data_collection')
    .select('academic_year')
    .distinct()
    .orderBy('academic_year', 'desc')
    .execute();
  return rows.map((row) => row.academic_year);
}

/** What was asked for, with who asked; `NotFound` where no school of it is in the reader's scope. */
export async function findCollection(ctx: Ctx, id: string) {
  const found = await ctx.db
    .selectFrom('data_collection as c')
    .innerJoin('person as p', 'p.id', 'c.asked_by')
    .selectAll('c')
    .select('p.name as asker')
    .where('c.id', '=', id)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('data_snapshot as s')
          .select('s.id')
          .whereRef('s.collection_id', '=', 'c.id')
          .where(inScope(ctx.scope, 's.school_id')),
      ),
    )
    .executeTakeFirst();
  if (!found) throw new NotFound();
  return found;
}

const snapshots = (ctx: Ctx) =>
  ctx.db
    .selectFrom('data_snapshot as s')
    .innerJoin('data_collection as c', 'c.id', 's.collection_id')
    .innerJoin('school', 'school.id', 's.school_id')
    .leftJoin('person as t', 't.id', 's.taken_by')
    .select([
      's.id',
      's.collection_id',
      's.school_id',
      's.version',
      's.corrects_why',
      's.due_on',
      's.opened_at',
      's.taken_at',
      's.taken_note',
      's.content',
      's.sha256',
      's.pupils_erased_at',
      's.revision',
      'c.name as name',
      'c.term',
      'c.academic_year',
      'c.data_on',
      'c.wanted',
      'c.note',
      'c.withdrawn_at',
      'school.name as school',
      'school.phase',
      't.name as taker',
    ])
    .where(inScope(ctx.scope, 's.school_id'));

/** Every version of the snapshots of some collections, in scope, by school. */
export async function snapshotsOf(ctx: Ctx, collectionIds: readonly string[]) {
  if (collectionIds.length === 0) return [];
  return await snapshots(ctx)
    .where('s.collection_id', 'in', [...collectionIds])
    .orderBy('school.name')
    .orderBy('s.version')
    .execute();
}

/** Every snapshot of a school in every version, the newest day of data first. */
export async function snapshotsOfSchool(ctx: Ctx, schoolId: string) {
  return await snapshots(ctx)
    .where('s.school_id', '=', schoolId)
    .where((eb) => eb.or([eb('c.withdrawn_at', 'is', null), eb('s.taken_at', 'is not', null)]))
    .orderBy('c.data_on', 'desc')
    .orderBy('s.version', 'desc')
    .execute();
}

/** One snapshot of the reader's schools; anything else is `NotFound`. */
export async function findSnapshot(ctx: Ctx, id: string) {
  const found = await snapshots(ctx).where('s.id', '=', id).executeTakeFirst();
  if (!found) throw new NotFound();
  return found;
}

export type Snapshot = Awaited<ReturnType<typeof findSnapshot>>;

/** Snapshots of the reader's schools that are asked for and not taken, the first due first. */
export async function openSnapshots(ctx: Ctx) {
  return await snapshots(ctx)
    .where('s.taken_at', 'is', null)
    .where('c.withdrawn_at', 'is', null)
    .orderBy('s.due_on')
    .orderBy('school.name')
    .execute();
}

/** Snapshots of the trust's schools that are late today, one row each: for a count beside other things. */
export const lateSnapshots = (ctx: Ctx) =>
  ctx.db
    .selectFrom('data_snapshot as s')
    .innerJoin('data_collection as c', 'c.id', 's.collection_id')
    .select('s.school_id')
    .where(inScope(scopeOf(ctx.actor, 'snapshot:read'), 's.school_id'))
    .where('s.taken_at', 'is', null)
    .where('s.version', '=', 1)
    .where('s.due_on', '<', ctx.today)
    .where('c.withdrawn_at', 'is', null);
