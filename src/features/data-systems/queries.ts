import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/organisations/tables.ts';
import '#core/people/tables.ts';
import '#core/pupil-data/tables.ts';
import { NotFound } from '#platform/errors.ts';
import './tables.ts';

/** The data systems in use at the reader's schools; Cairn, which each school has, first. */
export async function systemsInUse(ctx: Ctx, schoolId?: string) {
  let query = ctx.db
    .selectFrom('data_system as d')
    .innerJoin('school as s', 's.id', 'd.school_id')
    .select(['d.id', 'd.school_id', 'd.name', 'd.holds', 'd.contact', 'd.is_cairn', 'd.revision', 's.name as school'])
    .where(inScope(ctx.scope, 'd.school_id'))
    .where('d.retired_at', 'is', null);
  if (schoolId) query = query.where('d.school_id', '=', schoolId);
  return await query.orderBy('s.name').orderBy('d.is_cairn', 'desc').orderBy('d.name').execute();
}

export type System = Awaited<ReturnType<typeof systemsInUse>>[number];

/** Every access that was ever given at the reader's schools (or at one), the newest first. */
export async function accessesOf(ctx: Ctx, schoolId?: string) {
  let query = ctx.db
    .selectFrom('system_access as a')
    .innerJoin('data_system as d', 'd.id', 'a.system_id')
    .innerJoin('school as s', 's.id', 'a.school_id')
    .innerJoin('person as p', 'p.id', 'a.person_id')
    .innerJoin('person as g', 'g.id', 'a.granted_by')
    .leftJoin('person as r', 'r.id', 'a.reviewed_by')
    .selectAll('a')
    .select([
      'd.name as system',
      'd.is_cairn',
      's.name as school',
      'p.name as person',
      'p.job_title',
      'g.name as granter',
      'r.name as reviewer',
    ])
    .where(inScope(ctx.scope, 'a.school_id'));
  if (schoolId) query = query.where('a.school_id', '=', schoolId);
  return await query.orderBy('p.name').orderBy('d.name').orderBy('a.starts_on', 'desc').execute();
}

export type Access = Awaited<ReturnType<typeof accessesOf>>[number];

/** People of the trust who may be given access: those who hold a role of the trust today, or have access already. */
export async function trustStaff(ctx: Ctx) {
  return await ctx.db
    .selectFrom('person as p')
    .select(['p.id', 'p.name', 'p.job_title'])
    .where((eb) => eb.or([eb('p.left_on', 'is', null), eb('p.left_on', '>', ctx.today)]))
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('role_grant as g')
          .select('g.id')
          .whereRef('g.person_id', '=', 'p.id')
          .where('g.role', 'in', ['executive_principal', 'trust_leader', 'teaching_learning', 'data_access'])
          .where('g.starts_on', '<=', ctx.today)
          .where((or) => or.or([or('g.ends_on', 'is', null), or('g.ends_on', '>=', ctx.today)]))
          .where('g.ended_at', 'is', null),
      ),
    )
    .where('p.id', '!=', ctx.actor.personId)
    .orderBy('p.name')
    .execute();
}

/** One access at the reader's schools, locked; anything else is `NotFound`. */
export async function lockAccess(ctx: Ctx, id: string) {
  const row = await ctx.db
    .selectFrom('system_access')
    .selectAll()
    .where(inScope(ctx.scope, 'school_id'))
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new NotFound();
  return row;
}

/** One system in use at the reader's schools, locked; anything else is `NotFound`. */
export async function lockSystem(ctx: Ctx, id: string) {
  const row = await ctx.db
    .selectFrom('data_system')
    .selectAll()
    .where(inScope(ctx.scope, 'school_id'))
    .where('id', '=', id)
    .where('retired_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new NotFound();
  return row;
}

const readings = (ctx: Ctx, schoolId: string) =>
  ctx.db
    .selectFrom('pupil_reading as r')
    .innerJoin('person as p', 'p.id', 'r.person_id')
    .leftJoin('pupil as u', (join) => join.onRef('u.id', '=', 'r.pupil_id').onRef('u.trust_id', '=', 'r.trust_id'))
    .leftJoin('data_snapshot as s', 's.id', 'r.snapshot_id')
    .leftJoin('data_collection as c', 'c.id', 's.collection_id')
    .where(inScope(ctx.scope, 'r.school_id'))
    .where('r.school_id', '=', schoolId);

/** Who looked at single pupils of a school, the newest first. */
export async function readingsOf(ctx: Ctx, schoolId: string, page: { size: number; from: number }) {
  return await readings(ctx, schoolId)
    .select([
      'r.at',
      'r.what',
      'r.pupil_id',
      'p.name as reader',
      'p.job_title',
      'u.surname',
      'u.forename',
      'u.reference',
      'c.name as snapshot',
    ])
    .orderBy('r.at', 'desc')
    .orderBy('r.id', 'desc')
    .limit(page.size)
    .offset(page.from)
    .execute();
}

export type Reading = Awaited<ReturnType<typeof readingsOf>>[number];

export async function countReadings(ctx: Ctx, schoolId: string): Promise<number> {
  const row = await readings(ctx, schoolId)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}

/** The school of a record of the register, at the reader's schools; anything else is `NotFound`. */
export async function findPlaceOf(ctx: Ctx, table: 'data_system' | 'system_access', id: string): Promise<string> {
  const row = await ctx.db
    .selectFrom(table)
    .select('school_id')
    .where(inScope(ctx.scope, 'school_id'))
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new NotFound();
  return row.school_id;
}
