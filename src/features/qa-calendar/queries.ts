import { type ExpressionBuilder, type RawBuilder, sql } from 'kysely';
import { holds, scopeOf } from '#core/access/actor.ts';
import '#core/academic-year/tables.ts';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/organisations/tables.ts';
import '#core/people/tables.ts';
import type { Database } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';
import { plans } from './policy.ts';
import './tables.ts';
import type { EntryKind } from './words.ts';

/** The reader's context narrowed to where they may read the calendar; null for those who may nowhere. */
export function within(ctx: Ctx): Ctx | null {
  return holds(ctx.actor, 'qa-calendar:read') ? { ...ctx, scope: scopeOf(ctx.actor, 'qa-calendar:read') } : null;
}

// What was added after the last publication is not published until the next.
const isPublished = sql<boolean>`exists (
  select from qa_publication p
  where p.school_id = e.school_id and p.academic_year = e.academic_year and p.published_at >= e.added_at
)`;

/** Whoever plans reads all; the head and the staff representative what they have been asked about; everybody else what has been published. */
function mayReadEntries(ctx: Ctx): RawBuilder<boolean> {
  if (plans(ctx.actor)) return sql<boolean>`true`;
  const answering = scopeOf(ctx.actor, 'qa-calendar:answer').schools;
  if (answering !== 'all' && answering.length === 0) return isPublished;
  return sql<boolean>`(${isPublished} or (${inScope({ trustId: ctx.actor.trustId, schools: answering }, 'e.school_id')} and exists (
    select from qa_consultation c where c.school_id = e.school_id and c.academic_year = e.academic_year
  )))`;
}

export type WhichEntries = {
  academicYear?: number;
  schoolId?: string;
  kind?: EntryKind;
  /** Entries that end on this day or later. */
  from?: Temporal.PlainDate;
  /** Entries that start on this day or earlier. */
  until?: Temporal.PlainDate;
  leadId?: string;
  /** Those that were stopped come too. */
  withStopped?: boolean;
};

const entries = (ctx: Ctx, which: WhichEntries) => {
  let query = ctx.db
    .selectFrom('qa_entry as e')
    .innerJoin('school as s', 's.id', 'e.school_id')
    .leftJoin('person as l', 'l.id', 'e.lead_id')
    .leftJoin('department as d', 'd.id', 'e.department_id')
    .select([
      'e.id',
      'e.school_id',
      's.name as school',
      's.phase',
      'e.academic_year',
      'e.kind',
      'e.topic',
      'e.department_id',
      'd.name as department',
      'e.title',
      'e.starts_on',
      'e.ends_on',
      'e.days_known',
      'e.lead_id',
      'l.name as lead',
      'e.rolled_from_id',
      'e.template_key',
      'e.added_at',
      'e.stopped_at',
      'e.stopped_why',
      'e.revision',
      isPublished.as('published'),
    ])
    .where(inScope(ctx.scope, 'e.school_id'));
  if (which.academicYear !== undefined) query = query.where('e.academic_year', '=', which.academicYear);
  if (which.schoolId !== undefined) query = query.where('e.school_id', '=', which.schoolId);
  if (which.kind !== undefined) query = query.where('e.kind', '=', which.kind);
  if (which.leadId !== undefined) query = query.where('e.lead_id', '=', which.leadId);
  if (which.from !== undefined) query = query.where('e.ends_on', '>=', which.from);
  if (which.until !== undefined) query = query.where('e.starts_on', '<=', which.until);
  if (!which.withStopped) query = query.where('e.stopped_at', 'is', null);
  return query.orderBy('e.starts_on').orderBy('s.name').orderBy('e.id');
};

/** Entries of schools in scope that the reader may see, in the order of their days. */
export async function entriesInScope(ctx: Ctx, which: WhichEntries) {
  return await entries(ctx, which).where(mayReadEntries(ctx)).execute();
}

export type Entry = Awaited<ReturnType<typeof entriesInScope>>[number];

/** Entries of schools in scope that have been published and not stopped, whoever reads. */
export async function publishedEntries(ctx: Ctx, which: WhichEntries): Promise<Entry[]> {
  return await entries(ctx, which).where(isPublished).execute();
}

/** One entry of the reader's schools that the reader may see; anything else is `NotFound`. Those that were stopped are found too. */
export async function findEntry(ctx: Ctx, entryId: string): Promise<Entry> {
  const found = await entries(ctx, { withStopped: true })
    .where(mayReadEntries(ctx))
    .where('e.id', '=', entryId)
    .executeTakeFirst();
  if (!found) throw new NotFound();
  return found;
}

/** Each move of an entry, oldest first. */
export async function movesOf(ctx: Ctx, entryId: string) {
  return await ctx.db
    .selectFrom('qa_entry_move as m')
    .innerJoin('person as p', 'p.id', 'm.moved_by')
    .select([
      'm.from_starts_on',
      'm.from_ends_on',
      'm.to_starts_on',
      'm.to_ends_on',
      'm.why',
      'm.after_publication',
      'm.moved_at',
      'p.name as by',
    ])
    .where('m.entry_id', '=', entryId)
    .orderBy('m.moved_at')
    .execute();
}

const isLive =
  (ctx: Ctx) => (eb: ExpressionBuilder<Database & { p: Database['person']; g: Database['role_grant'] }, 'p' | 'g'>) =>
    eb.and([
      eb('g.starts_on', '<=', ctx.today),
      eb.or([eb('g.ends_on', 'is', null), eb('g.ends_on', '>=', ctx.today)]),
      eb('g.ended_at', 'is', null),
      eb.or([eb('p.left_on', 'is', null), eb('p.left_on', '>', ctx.today)]),
    ]);

/** Who can lead a review today: leaders of the Trust and its Teaching and Learning team first, then the heads of its schools. */
export async function possibleLeads(ctx: Ctx) {
  const rows = await ctx.db
    .selectFrom('person as p')
    .innerJoin('role_grant as g', 'g.person_id', 'p.id')
    .select(['p.id', 'p.name', 'p.job_title', 'g.role', 'g.school_id'])
    .where('g.role', 'in', ['executive_principal', 'trust_leader', 'teaching_learning', 'head_teacher'])
    .where(isLive(ctx))
    .orderBy('p.name')
    .execute();
  const found = new Map<
    string,
    { id: string; name: string; jobTitle: string | null; ofTrust: boolean; principal: boolean }
  >();
  for (const row of rows) {
    const before = found.get(row.id);
    found.set(row.id, {
      id: row.id,
      name: row.name,
      jobTitle: row.job_title,
      ofTrust: row.school_id === null || before?.ofTrust === true,
      principal: row.role === 'executive_principal' || before?.principal === true,
    });
  }
  const people = [...found.values()];
  return [...people.filter((person) => person.ofTrust), ...people.filter((person) => !person.ofTrust)];
}

export type PossibleLead = Awaited<ReturnType<typeof possibleLeads>>[number];

/** Departments of schools in scope that are open. */
export async function departmentsOf(ctx: Ctx, schoolId?: string) {
  let query = ctx.db
    .selectFrom('department')
    .select(['id', 'school_id', 'name'])
    .where(inScope(ctx.scope, 'school_id'))
    .where((eb) => eb.or([eb('closed_on', 'is', null), eb('closed_on', '>', ctx.today)]));
  if (schoolId !== undefined) query = query.where('school_id', '=', schoolId);
  return await query.orderBy('name').execute();
}

/** Bank holidays, INSET and other closed days by name, of the trust (`school_id` null) and of its schools. Open to everybody in the trust, like all term dates. */
export async function namedClosedDays(ctx: Ctx, from: Temporal.PlainDate, until: Temporal.PlainDate) {
  return await ctx.db
    .selectFrom('closed_day')
    .select(['school_id', 'day', 'kind', 'name'])
    .where('day', '>=', from)
    .where('day', '<=', until)
    .orderBy('day')
    .execute();
}

/** True once the review that an entry became has been shared with the school. */
export async function reviewIsShared(ctx: Ctx, entryId: string): Promise<boolean> {
  const found = await ctx.db
    .selectFrom('qa_review as r')
    .innerJoin('qa_review_step as t', 't.review_id', 'r.id')
    .select('r.id')
    .where(inScope(ctx.scope, 'r.school_id'))
    .where('r.qa_entry_id', '=', entryId)
    .where('t.step', '=', 'shared')
    .executeTakeFirst();
  return found !== undefined;
}
