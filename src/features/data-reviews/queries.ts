import { holds, scopeOf } from '#core/access/actor.ts';
import { inScope } from '#core/access/scope.ts';
import { type Ctx, onceInARead } from '#core/context.ts';
import { mayReadPiece } from '#core/evidence/queries.ts';
import '#core/evidence/tables.ts';
import '#core/organisations/tables.ts';
import '#core/people/tables.ts';
import { together } from '#platform/db/together.ts';
import { NotFound } from '#platform/errors.ts';
import './tables.ts';

/** The reader's context narrowed to where they may read data reviews; null for those who may nowhere. */
export function within(ctx: Ctx): Ctx | null {
  return holds(ctx.actor, 'data-review:read') ? { ...ctx, scope: scopeOf(ctx.actor, 'data-review:read') } : null;
}

/** Schools in scope with their data review of a year, where there is one. */
export async function reviewsOfYear(ctx: Ctx, academicYear: number) {
  return await ctx.db
    .selectFrom('school as s')
    .leftJoin('data_review as r', (join) =>
      join.onRef('r.school_id', '=', 's.id').on('r.academic_year', '=', academicYear),
    )
    .select((eb) => [
      's.id as school_id',
      's.name as school',
      'r.id',
      'r.planned_on',
      'r.held_on',
      'r.revision',
      eb
        .selectFrom('line_of_enquiry as l')
        .select(eb.fn.countAll<number>().as('open'))
        .whereRef('l.data_review_id', '=', 'r.id')
        .where('l.answered_at', 'is', null)
        .as('open_lines'),
    ])
    .where(inScope(ctx.scope, 's.id'))
    .where((eb) => eb.or([eb('s.left_on', 'is', null), eb('s.left_on', '>', ctx.today)]))
    .orderBy('s.name')
    .execute();
}

/** One data review of the reader's schools; anything else is `NotFound`. */
export async function findDataReview(ctx: Ctx, id: string) {
  const found = await ctx.db
    .selectFrom('data_review as r')
    .innerJoin('school as s', 's.id', 'r.school_id')
    .leftJoin('person as p', 'p.id', 'r.held_recorded_by')
    .selectAll('r')
    .select(['s.name as school', 'p.name as recorder'])
    .where(inScope(ctx.scope, 'r.school_id'))
    .where('r.id', '=', id)
    .executeTakeFirst();
  if (!found) throw new NotFound();
  return found;
}

export type DataReview = Awaited<ReturnType<typeof findDataReview>>;

export async function attendeesOf(ctx: Ctx, dataReviewId: string) {
  return await ctx.db
    .selectFrom('data_review_attendee')
    .select(['person_id', 'name'])
    .where('data_review_id', '=', dataReviewId)
    .orderBy('name')
    .execute();
}

const confirmations = (ctx: Ctx) =>
  ctx.db
    .selectFrom('data_review_confirmation as c')
    .innerJoin('person as p', 'p.id', 'c.confirmed_by')
    .select(['c.data_review_id', 'c.side', 'c.of_revision', 'c.agrees', 'c.words', 'c.confirmed_at', 'p.name as by'])
    .orderBy('c.confirmed_at');

/** Confirmations of some reviews, in the order in which they were given. */
export async function confirmationsOf(ctx: Ctx, dataReviewIds: readonly string[]) {
  if (dataReviewIds.length === 0) return [];
  return await confirmations(ctx)
    .where('c.data_review_id', 'in', [...dataReviewIds])
    .execute();
}

type WhichLines = { dataReviewId?: string; schoolId?: string; ownerId?: string; openOnly?: boolean };

const lines = (ctx: Ctx, which: WhichLines) => {
  let query = ctx.db
    .selectFrom('line_of_enquiry as l')
    .innerJoin('school as s', 's.id', 'l.school_id')
    .leftJoin('evidence as e', (join) => join.onRef('e.id', '=', 'l.evidence_id').on(mayReadPiece(ctx, 'e')))
    .selectAll('l')
    .select(['s.name as school', 'e.title as evidence_title'])
    .where(inScope(ctx.scope, 'l.school_id'));
  if (which.dataReviewId) query = query.where('l.data_review_id', '=', which.dataReviewId);
  if (which.schoolId) query = query.where('l.school_id', '=', which.schoolId);
  if (which.ownerId) query = query.where('l.owner_id', '=', which.ownerId);
  if (which.openOnly) query = query.where('l.answered_at', 'is', null);
  return query.orderBy('l.by_when').orderBy('l.id');
};

/** Lines of enquiry of the reader's schools: of one review, or every one that is not answered. */
export async function linesOfEnquiry(ctx: Ctx, which: WhichLines) {
  return await lines(ctx, which).execute();
}

/** The data reviews of a year that have a day, at schools of the trust today. */
const planned = (ctx: Ctx, academicYear: number) =>
  ctx.db
    .selectFrom('data_review as r')
    .innerJoin('school as s', 's.id', 'r.school_id')
    .select(['r.id', 'r.school_id', 's.name as school', 'r.planned_on', 'r.held_on', 'r.revision'])
    .where(inScope(ctx.scope, 'r.school_id'))
    .where('r.academic_year', '=', academicYear)
    .where((eb) => eb.or([eb('s.left_on', 'is', null), eb('s.left_on', '>', ctx.today)]))
    .orderBy('s.name');

/** What the data reviews of a year can ask of the reader: the reviews, their confirmations, and open lines that the reader follows up; one query. */
export function askedInYear(ctx: Ctx, academicYear: number) {
  return onceInARead(ctx, `data reviews ${JSON.stringify([ctx.scope, academicYear])}`, () =>
    together(ctx.db, {
      reviews: planned(ctx, academicYear),
      confirmations: confirmations(ctx)
        .innerJoin('data_review as r', 'r.id', 'c.data_review_id')
        .where(inScope(ctx.scope, 'r.school_id'))
        .where('r.academic_year', '=', academicYear),
      lines: lines(ctx, { ownerId: ctx.actor.personId, openOnly: true }),
    }),
  );
}

/** The data review of a year at one school, and the lines of enquiry there that are not answered, of whatever year; one query. */
export async function openAtSchool(ctx: Ctx, academicYear: number, schoolId: string) {
  return await together(ctx.db, {
    reviews: planned(ctx, academicYear).where('r.school_id', '=', schoolId),
    lines: lines(ctx, { schoolId, openOnly: true }),
  });
}

/** Who could have been there: leaders of the school and of the Trust, today. */
export async function possibleAttendees(ctx: Ctx, schoolId: string) {
  const rows = await ctx.db
    .selectFrom('person as p')
    .innerJoin('role_grant as g', 'g.person_id', 'p.id')
    .leftJoin('department as d', 'd.id', 'g.department_id')
    .select(['p.id', 'p.name', 'p.job_title', 'd.name as department'])
    .where('g.role', 'in', [
      'executive_principal',
      'trust_leader',
      'teaching_learning',
      'head_teacher',
      'slt',
      'middle_leader',
    ])
    .where((eb) => eb.or([eb('g.school_id', 'is', null), eb('g.school_id', '=', schoolId)]))
    .where('g.starts_on', '<=', ctx.today)
    .where((eb) => eb.or([eb('g.ends_on', 'is', null), eb('g.ends_on', '>=', ctx.today)]))
    .where('g.ended_at', 'is', null)
    .where((eb) => eb.or([eb('p.left_on', 'is', null), eb('p.left_on', '>', ctx.today)]))
    .orderBy('p.name')
    .execute();
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}
