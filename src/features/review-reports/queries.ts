import { sql } from 'kysely';
import { rolesFromOutside } from '#core/access/roles.ts';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/organisations/tables.ts';
import '#core/people/tables.ts';
import { leadingDirectly } from '#features/interventions/index.ts';
import { together } from '#platform/db/together.ts';
import { NotFound } from '#platform/errors.ts';
import { mayRead, mayReadDraft, type ReportStanding } from './policy.ts';
import './tables.ts';

export type ReportAuthor = { personId: string; name: string; jobTitle: string | null; role: 'lead' | 'author' };

export type Report = ReportStanding & {
  id: string;
  schoolName: string;
  qaReviewId: string;
  academicYear: number;
  kind: 'department_review' | 'topic_review';
  topic: 'disadvantaged' | 'behaviour' | 'send' | 'leadership' | null;
  departmentName: string | null;
  title: string;
  frameworkId: string;
  begunAt: Temporal.Instant;
  /** Of the newest step. */
  stateSince: Temporal.Instant;
  stateWhy: string | null;
  /** The lead first. */
  authors: readonly ReportAuthor[];
};

export type WhichReports = {
  reportIds?: readonly string[];
  academicYear?: number;
  qaReviewIds?: readonly string[];
  /** Leaves out what is issued or withdrawn. */
  open?: boolean;
};

/** A query of reports of the reader's scope, whatever their state and whoever may open them: newest first. */
export function reportRows(ctx: Ctx, which: WhichReports) {
  let query = ctx.db
    .selectFrom('review_report as r')
    .innerJoin('school', 'school.id', 'r.school_id')
    .leftJoin('department as d', 'd.id', 'r.department_id')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('review_report_step as s')
          .select(['s.state', 's.taken_at', 's.why'])
          .whereRef('s.report_id', '=', 'r.id')
          .orderBy('s.number', 'desc')
          .limit(1)
          .as('stands'),
      (join) => join.onTrue(),
    )
    .select([
      'r.id',
      'r.school_id',
      'r.qa_review_id',
      'r.academic_year',
      'r.kind',
      'r.topic',
      'r.department_id',
      'r.title',
      'r.framework_id',
      'r.begun_at',
      'school.name as school_name',
      'd.name as department_name',
      'stands.state',
      'stands.taken_at',
      'stands.why',
      sql<boolean>`exists (select from review_report_issue i where i.report_id = r.id)`.as('ever_issued'),
      sql<ReportAuthor[]>`(
        select coalesce(json_agg(json_build_object('personId', a.person_id, 'name', p.name, 'jobTitle', p.job_title, 'role', a.role)
            order by a.role = 'lead' desc, a.added_at, a.id), '[]')
          from review_report_author a join person p on p.id = a.person_id where a.report_id = r.id)`.as('authors'),
    ])
    .where(inScope(ctx.scope, 'r.school_id'));
  if (which.reportIds !== undefined) query = query.where(sql<boolean>`r.id = any(${[...which.reportIds]}::uuid[])`);
  if (which.qaReviewIds !== undefined)
    query = query.where(sql<boolean>`r.qa_review_id = any(${[...which.qaReviewIds]}::uuid[])`);
  if (which.academicYear !== undefined) query = query.where('r.academic_year', '=', which.academicYear);
  if (which.open) query = query.where('stands.state', 'not in', ['issued', 'withdrawn']);
  return query.orderBy('r.begun_at', 'desc').orderBy('r.id');
}

/** Every report of the reader's scope, past the reader's own permissions: for callers that ask a policy of each. Newest first. */
export async function reportsInScope(ctx: Ctx, which: WhichReports = {}): Promise<Report[]> {
  const { rows, led } = await together(ctx.db, {
    rows: reportRows(ctx, which),
    led: leadingDirectly(ctx, { personId: ctx.actor.personId }),
  });
  return rows.map((row) => ({
    id: row.id,
    schoolId: row.school_id,
    schoolName: row.school_name,
    qaReviewId: row.qa_review_id,
    academicYear: row.academic_year,
    kind: row.kind,
    topic: row.topic,
    departmentId: row.department_id,
    departmentName: row.department_name,
    title: row.title,
    frameworkId: row.framework_id,
    begunAt: row.begun_at,
    state: row.state,
    stateSince: row.taken_at,
    stateWhy: row.why,
    everIssued: row.ever_issued,
    authors: row.authors,
    leadId: row.authors.find((author) => author.role === 'lead')?.personId ?? null,
    authorIds: row.authors.map((author) => author.personId),
    readerLeadsHere: led.some((one) => one.schoolId === row.school_id),
  }));
}

/** The reports that the reader may open in some form, newest first. */
export async function readableReports(ctx: Ctx, which: WhichReports = {}): Promise<Report[]> {
  return (await reportsInScope(ctx, which)).filter((report) => mayRead(ctx.actor, report).allowed);
}

/** One report that the reader may open in some form; anything else is `NotFound`. */
export async function findReport(ctx: Ctx, reportId: string): Promise<Report> {
  const [report] = await readableReports(ctx, { reportIds: [reportId] });
  if (!report) throw new NotFound();
  return report;
}

/** One report whose draft the reader may open; anything else is `NotFound`. */
export async function findDraft(ctx: Ctx, reportId: string): Promise<Report> {
  const report = await findReport(ctx, reportId);
  if (!mayReadDraft(ctx.actor, report).allowed) throw new NotFound();
  return report;
}

/** People who may become authors: who writes for the Trust today, and neither works at the school nor governs it. */
export async function possibleAuthors(ctx: Ctx, schoolId: string) {
  const live = sql`g.starts_on <= ${ctx.today} and (g.ends_on is null or g.ends_on >= ${ctx.today}) and g.ended_at is null`;
  return await ctx.db
    .selectFrom('person')
    .select(['person.id', 'person.name', 'person.job_title'])
    .where((eb) => eb.or([eb('person.left_on', 'is', null), eb('person.left_on', '>', ctx.today)]))
    .where(sql<boolean>`exists (select from role_grant g where g.person_id = person.id and g.school_id is null
      and g.role in ('executive_principal', 'trust_leader', 'teaching_learning') and ${live})`)
    .where(sql<boolean>`not exists (select from role_grant g where g.person_id = person.id and g.school_id = ${schoolId}
      and g.role <> all(${[...rolesFromOutside]}::text[]) and ${live})`)
    .orderBy('person.name')
    .execute();
}

export type PageLimits = {
  governors: number;
  full: number;
  setAt: Temporal.Instant | null;
  setBy: string | null;
  why: string | null;
};

/** How many pages the trust allows: two for governors and four in full until it says otherwise. */
export async function pageLimits(ctx: Ctx): Promise<PageLimits> {
  const row = await ctx.db
    .selectFrom('review_report_limit as l')
    .innerJoin('person as p', 'p.id', 'l.set_by')
    .select(['l.governors_pages', 'l.full_pages', 'l.set_at', 'l.why', 'p.name'])
    .orderBy('l.version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return { governors: 2, full: 4, setAt: null, setBy: null, why: null };
  return { governors: row.governors_pages, full: row.full_pages, setAt: row.set_at, setBy: row.name, why: row.why };
}
