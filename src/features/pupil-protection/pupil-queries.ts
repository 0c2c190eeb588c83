import { sql } from 'kysely';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/people/tables.ts';
import '#core/organisations/tables.ts';
import { type Role, roles } from '#core/access/roles.ts';
import { NotFound } from '#platform/errors.ts';
import type { Sought } from './pupil-match.ts';
import './tables.ts';

const most = 50;

/**
 * Pupils of the reader's schools by UPN (also a former one), the school's number, or name: “Ashdown”, “Ashdown, Kit” or “Kit Ashdown”. At most fifty, by name.
 */
export async function findPupils(ctx: Ctx, words: string, schoolId: string | null) {
  const [before = '', after = ''] = words.split(',').map((part) => part.trim());
  const upn = words.replace(/\s/g, '').toUpperCase();
  return await ctx.db
    .selectFrom('pupil as p')
    .innerJoin('school as s', 's.id', 'p.school_id')
    .select(['p.id', 'p.school_id', 'p.surname', 'p.forename', 'p.upn', 'p.reference', 'p.born_on', 's.name as school'])
    .where('p.trust_id', '=', ctx.actor.trustId)
    .where(inScope(ctx.scope, 'p.school_id'))
    .$if(schoolId !== null, (query) => query.where('p.school_id', '=', schoolId ?? ''))
    .where((eb) =>
      eb.or([
        eb('p.upn', '=', upn),
        eb('p.former_upn', '=', upn),
        sql<boolean>`lower(p.reference) = lower(${words})`,
        sql<boolean>`starts_with(lower(p.surname), lower(${before})) and (${after} = '' or starts_with(lower(p.forename), lower(${after})))`,
        sql<boolean>`lower(p.forename || ' ' || p.surname) = lower(${words})`,
      ]),
    )
    .orderBy('p.surname')
    .orderBy('p.forename')
    .orderBy('p.id')
    .limit(most + 1)
    .execute();
}

/** One pupil of the reader's schools; anything else is `NotFound`. */
export async function findPupil(ctx: Ctx, idText: string, lock = false) {
  const id = Number(idText);
  if (!Number.isSafeInteger(id) || id <= 0) throw new NotFound();
  const row = await ctx.db
    .selectFrom('pupil as p')
    .innerJoin('school as s', 's.id', 'p.school_id')
    .selectAll('p')
    .select('s.name as school')
    .where('p.trust_id', '=', ctx.actor.trustId)
    .where(inScope(ctx.scope, 'p.school_id'))
    .where('p.id', '=', id)
    .$if(lock, (query) => query.forUpdate('p'))
    .executeTakeFirst();
  if (!row) throw new NotFound();
  return row;
}

export type Pupil = Awaited<ReturnType<typeof findPupil>>;

/** “Kit Ashdown”; the school's number where names are kept out. */
export const pupilName = (pupil: Pick<Pupil, 'id' | 'surname' | 'forename' | 'reference'>): string =>
  [pupil.forename, pupil.surname].filter(Boolean).join(' ') || `Pupil ${pupil.reference ?? pupil.id}`;

/** The pupil as files are searched for them. */
export async function soughtOf(ctx: Ctx, pupil: Pupil): Promise<Sought> {
  const same = await ctx.db
    .selectFrom('pupil')
    .select('reference')
    .where('trust_id', '=', ctx.actor.trustId)
    .where('school_id', '=', pupil.school_id)
    .where('id', '<>', pupil.id)
    .where('reference', 'is not', null)
    .where(sql<boolean>`lower(surname) = lower(${pupil.surname}) and lower(forename) = lower(${pupil.forename})`)
    .execute();
  const { upn, former_upn, reference, surname, forename } = pupil;
  return { upn, former_upn, reference, surname, forename, namesakes: same.flatMap((row) => row.reference ?? []) };
}

/** The snapshots that hold the pupil, the oldest first, with the pupil's row in each. */
export async function snapshotsOfPupil(ctx: Ctx, pupil: Pupil) {
  return await ctx.db
    .selectFrom('snapshot_pupil as p')
    .innerJoin('data_snapshot as s', 's.id', 'p.snapshot_id')
    .innerJoin('data_collection as c', 'c.id', 's.collection_id')
    .selectAll('p')
    .select(['c.name', 'c.data_on', 's.taken_at', 's.version'])
    .where('p.trust_id', '=', ctx.actor.trustId)
    .where('p.pupil_id', '=', pupil.id)
    .orderBy('c.data_on')
    .orderBy('s.version')
    .execute();
}

/** Results, attendance and suspensions of the pupil in the school's snapshots (all of them: a row may stand without the pupil's own). */
export async function rowsOfPupil(ctx: Ctx, pupil: Pupil) {
  const ids = await snapshotIds(ctx, pupil.school_id);
  if (ids.length === 0) return { results: [], attendance: [], suspensions: [] };
  const results = await ctx.db
    .selectFrom('snapshot_result as r')
    .leftJoin('assessment_subject as a', (join) =>
      join.onRef('a.id', '=', 'r.subject_id').onRef('a.trust_id', '=', 'r.trust_id'),
    )
    .select([
      'r.snapshot_id',
      'r.kind',
      'r.grade',
      'r.points',
      'r.class',
      'r.counts',
      'a.name as subject',
      'a.qualification',
    ])
    .where('r.trust_id', '=', ctx.actor.trustId)
    .where('r.snapshot_id', 'in', ids)
    .where('r.pupil_id', '=', pupil.id)
    .orderBy('a.name')
    .orderBy('r.kind')
    .execute();
  const attendance = await ctx.db
    .selectFrom('snapshot_attendance')
    .select(['snapshot_id', 'possible', 'authorised', 'unauthorised', 'late'])
    .where('trust_id', '=', ctx.actor.trustId)
    .where('snapshot_id', 'in', ids)
    .where('pupil_id', '=', pupil.id)
    .execute();
  const suspensions = await ctx.db
    .selectFrom('snapshot_suspension')
    .select(['snapshot_id', 'number', 'kind', 'started_on', 'sessions', 'reasons'])
    .where('trust_id', '=', ctx.actor.trustId)
    .where('snapshot_id', 'in', ids)
    .where('pupil_id', '=', pupil.id)
    .orderBy('number')
    .execute();
  return { results, attendance, suspensions };
}

export async function snapshotIds(ctx: Ctx, schoolId: string): Promise<string[]> {
  const found = await ctx.db
    .selectFrom('data_snapshot')
    .select('id')
    .where('school_id', '=', schoolId)
    .orderBy('id')
    .execute();
  return found.map((row) => row.id);
}

/** When the pupil's data was looked at: the pupil's own pages, and lists of pupils of a snapshot that holds the pupil; with the roles that the reader held then. */
export async function readingsOfPupil(ctx: Ctx, pupil: Pupil) {
  const rows = await ctx.db
    .selectFrom('pupil_reading as r')
    .innerJoin('person as p', 'p.id', 'r.person_id')
    .leftJoin('data_snapshot as s', 's.id', 'r.snapshot_id')
    .leftJoin('data_collection as c', 'c.id', 's.collection_id')
    .select(['r.at', 'r.what', 'r.pupil_id', 'p.name as reader', 'c.name as snapshot'])
    .select(
      sql<
        string[]
      >`array(select distinct g.role from role_grant g where g.person_id = r.person_id and (g.school_id is null or g.school_id = r.school_id)
        and g.starts_on <= (r.at at time zone 'Europe/London')::date and (g.ends_on is null or g.ends_on >= (r.at at time zone 'Europe/London')::date)
        and (g.ended_at is null or g.ended_at > r.at))`.as('roles'),
    )
    .where('r.trust_id', '=', ctx.actor.trustId)
    .where('r.school_id', '=', pupil.school_id)
    .where((eb) =>
      eb.or([
        eb('r.pupil_id', '=', pupil.id),
        eb.and([
          eb('r.pupil_id', 'is', null),
          eb.exists(
            eb
              .selectFrom('snapshot_pupil as h')
              .select('h.pupil_id')
              .where('h.trust_id', '=', ctx.actor.trustId)
              .whereRef('h.snapshot_id', '=', 'r.snapshot_id')
              .where('h.pupil_id', '=', pupil.id),
          ),
        ]),
      ]),
    )
    .orderBy('r.at', 'desc')
    .execute();
  return rows.map((row) => ({
    ...row,
    role: row.roles.map((role) => roles[role as Role]?.label ?? role).join(', ') || 'No role now known',
  }));
}

/** Requests for access to what is held, at the reader's schools or of one pupil: open ones first. */
export async function accessRequestsOf(ctx: Ctx, only: { schoolId?: string; pupilId?: number } = {}) {
  return await ctx.db
    .selectFrom('subject_access as a')
    .innerJoin('school as s', 's.id', 'a.school_id')
    .innerJoin('person as p', 'p.id', 'a.opened_by')
    .selectAll('a')
    .select(['s.name as school', 'p.name as opener'])
    .where(inScope(ctx.scope, 'a.school_id'))
    .$if(only.schoolId !== undefined, (query) => query.where('a.school_id', '=', only.schoolId ?? ''))
    .$if(only.pupilId !== undefined, (query) => query.where('a.pupil_id', '=', only.pupilId ?? 0))
    .orderBy(sql`a.closed_at is not null`)
    .orderBy('a.due_on')
    .execute();
}

export async function findAccessRequest(ctx: Ctx, id: string, lock = false) {
  const row = await ctx.db
    .selectFrom('subject_access')
    .selectAll()
    .where(inScope(ctx.scope, 'school_id'))
    .where('id', '=', id)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst();
  if (!row) throw new NotFound();
  return row;
}

/**
 * How many events and kept versions of records name the pupil, by UPN or by both names: words that somebody wrote (a note, a reason, the name of a file). They
 * cannot be changed, so an erasing says that they are there.
 */
export async function namedInTrail(ctx: Ctx, pupil: Pupil): Promise<number> {
  const { upn, former_upn, surname, forename } = pupil;
  const words = [
    upn,
    former_upn,
    ...(surname && forename ? [`${forename} ${surname}`, `${surname}, ${forename}`] : []),
  ].flatMap((each) => (each ? [`%${each.replaceAll(/[\\%_]/g, '\\$&')}%`] : []));
  if (words.length === 0) return 0;
  const found = await sql<{ events: number; versions: number }>`
    select (select count(*)::int from event e where e.trust_id = ${ctx.actor.trustId} and e.school_id = ${pupil.school_id}
        and concat_ws(' ', e.summary, e.why, e.detail::text) ilike any(${words}::text[])) as events,
      (select count(*)::int from record_version v where v.trust_id = ${ctx.actor.trustId} and v.content::text ilike any(${words}::text[])) as versions`.execute(
    ctx.db,
  );
  return (found.rows[0]?.events ?? 0) + (found.rows[0]?.versions ?? 0);
}
