import { sql } from 'kysely';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/frameworks/tables.ts';
import '#core/organisations/tables.ts';
import '#core/people/tables.ts';
import { ledDirectly } from '#features/interventions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { mayRead, mayReadDraft, type ReviewStanding } from './policy.ts';
import './tables.ts';

export type TeamMember = {
  id: string;
  personId: string | null;
  name: string;
  organisation: string | null;
  jobTitle: string | null;
  role: 'lead' | 'member';
  declaredAt: Temporal.Instant | null;
  interest: string | null;
};

export type Review = ReviewStanding & {
  id: string;
  schoolName: string;
  academicYear: number;
  frameworkId: string;
  dueOn: Temporal.PlainDate;
  /** Of the step that led to the state in which the review is. */
  stateSince: Temporal.Instant;
  stateWhy: string | null;
  team: readonly TeamMember[];
};

type Which = { reviewId?: string; academicYear?: number; schoolId?: string };

/** Reviews of the reader's scope, whatever their state: callers narrow by policy. */
async function loadReviews(ctx: Ctx, which: Which): Promise<Review[]> {
  let query = ctx.db
    .selectFrom('annual_review')
    .innerJoin('school', 'school.id', 'annual_review.school_id')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('review_step')
          .select(['review_step.state', 'review_step.taken_at', 'review_step.why'])
          .whereRef('review_step.review_id', '=', 'annual_review.id')
          .orderBy('review_step.number', 'desc')
          .limit(1)
          .as('stands'),
      (join) => join.onTrue(),
    )
    .select([
      'annual_review.id',
      'annual_review.school_id',
      'annual_review.academic_year',
      'annual_review.framework_id',
      'annual_review.due_on',
      'school.name as school_name',
      'stands.state',
      'stands.taken_at',
      'stands.why',
      sql<boolean>`exists (select from review_issue i where i.review_id = annual_review.id)`.as('ever_issued'),
      sql<string[]>`array(select a.person_id from review_author a where a.review_id = annual_review.id)`.as(
        'author_ids',
      ),
    ])
    .where(inScope(ctx.scope, 'annual_review.school_id'));
  if (which.reviewId !== undefined) query = query.where('annual_review.id', '=', which.reviewId);
  if (which.schoolId !== undefined) query = query.where('annual_review.school_id', '=', which.schoolId);
  if (which.academicYear !== undefined) query = query.where('annual_review.academic_year', '=', which.academicYear);
  const rows = await query.orderBy('school.name').orderBy('annual_review.academic_year', 'desc').execute();
  if (rows.length === 0) return [];
  const led = await ledDirectly(ctx, { personId: ctx.actor.personId });
  const members = await ctx.db
    .selectFrom('review_team_member as m')
    .leftJoin('person as p', 'p.id', 'm.person_id')
    .select([
      'm.id',
      'm.review_id',
      'm.person_id',
      'm.external_name',
      'm.external_organisation',
      'm.role',
      'm.declared_at',
      'm.interest',
      'p.name',
      'p.job_title',
    ])
    .where(
      'm.review_id',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy(sql`m.role = 'lead'`, 'desc')
    .orderBy('m.added_at')
    .orderBy('m.id')
    .execute();
  return rows.map((row) => {
    const team = members
      .filter((member) => member.review_id === row.id)
      .map(
        (member): TeamMember => ({
          id: member.id,
          personId: member.person_id,
          name: member.name ?? member.external_name ?? '',
          organisation: member.external_organisation,
          jobTitle: member.job_title,
          role: member.role,
          declaredAt: member.declared_at,
          interest: member.interest,
        }),
      );
    return {
      id: row.id,
      schoolId: row.school_id,
      schoolName: row.school_name,
      academicYear: row.academic_year,
      frameworkId: row.framework_id,
      dueOn: row.due_on,
      state: row.state,
      stateSince: row.taken_at,
      stateWhy: row.why,
      team,
      teamIds: team.flatMap((member) => member.personId ?? []),
      leadId: team.find((member) => member.role === 'lead')?.personId ?? null,
      authorIds: row.author_ids,
      readerLeadsHere: led.some((one) => one.schoolId === row.school_id),
      everIssued: row.ever_issued,
    };
  });
}

/** One review that the reader may open in some form; anything else is `NotFound`. */
export async function findReview(ctx: Ctx, reviewId: string): Promise<Review> {
  const [review] = await loadReviews(ctx, { reviewId });
  if (!review || !mayRead(ctx.actor, review).allowed) throw new NotFound();
  return review;
}

/** One review whose draft the reader may open; anything else is `NotFound`. */
export async function findDraft(ctx: Ctx, reviewId: string): Promise<Review> {
  const review = await findReview(ctx, reviewId);
  if (!mayReadDraft(ctx.actor, review).allowed) throw new NotFound();
  return review;
}

/** Every review of the reader's scope, past the reader's own permissions: for lists that ask a policy of each row. */
export async function reviewsInScope(ctx: Ctx, which: Which = {}): Promise<Review[]> {
  return await loadReviews(ctx, which);
}

/** The reviews of one year that the reader may open. */
export async function reviewsOfYear(ctx: Ctx, academicYear: number): Promise<Review[]> {
  return (await loadReviews(ctx, { academicYear })).filter((review) => mayRead(ctx.actor, review).allowed);
}

/** The steps of a review in order, with who took them. */
export async function stepsOf(ctx: Ctx, reviewId: string) {
  return await ctx.db
    .selectFrom('review_step')
    .innerJoin('annual_review', 'annual_review.id', 'review_step.review_id')
    .innerJoin('person', 'person.id', 'review_step.taken_by')
    .select([
      'review_step.number',
      'review_step.step',
      'review_step.state',
      'review_step.taken_at',
      'review_step.taken_by',
      'review_step.why',
      'person.name',
    ])
    .where(inScope(ctx.scope, 'annual_review.school_id'))
    .where('review_step.review_id', '=', reviewId)
    .orderBy('review_step.number')
    .execute();
}

export type ReviewStep = Awaited<ReturnType<typeof stepsOf>>[number];

/** Grades of drafts for the trust's list: by review, the code of each area. */
export async function draftGrades(ctx: Ctx, reviewIds: readonly string[]) {
  if (reviewIds.length === 0) return [];
  return await ctx.db
    .selectFrom('judgement')
    .innerJoin('annual_review', 'annual_review.id', 'judgement.review_id')
    .select(['judgement.review_id', 'judgement.area_code', 'judgement.grade_code'])
    .where(inScope(ctx.scope, 'annual_review.school_id'))
    .where('judgement.review_id', 'in', [...reviewIds])
    .execute();
}

/** People who may join the team: those who may write for this school, and neither work at it nor govern it nor lead an aspect of it directly. */
export async function possibleTeam(ctx: Ctx, schoolId: string) {
  const leaders = (await ledDirectly(ctx, { schoolId })).map((one) => one.personId);
  const people = await ctx.db
    .selectFrom('person')
    .select(['person.id', 'person.name', 'person.job_title'])
    .where((eb) => eb.or([eb('person.left_on', 'is', null), eb('person.left_on', '>', ctx.today)]))
    .where(
      liveGrant(ctx, ['executive_principal', 'trust_leader', 'teaching_learning', 'external_reviewer'], schoolId, true),
    )
    .where((eb) =>
      eb.not(liveGrant(ctx, ['head_teacher', 'slt', 'middle_leader', 'teacher', 'lgb_member'], schoolId, false)),
    )
    .orderBy('person.name')
    .execute();
  return people.filter((person) => !leaders.includes(person.id));
}

/** True for a person with one of the roles today, at the school or (where `orTrust`) at the trust. */
export function liveGrant(ctx: Pick<Ctx, 'today'>, roles: readonly string[], schoolId: string, orTrust: boolean) {
  return sql<boolean>`exists (select from role_grant g where g.person_id = person.id and g.role = any(${[...roles]}::text[])
    and (g.school_id = ${schoolId} ${orTrust ? sql`or g.school_id is null` : sql``})
    and g.starts_on <= ${ctx.today} and (g.ends_on is null or g.ends_on >= ${ctx.today}))`;
}

/** People of the trust who could lead a review of some school of the scope; whether they may lead this one is asked when it is started. */
export async function possibleLeads(ctx: Ctx) {
  return await ctx.db
    .selectFrom('person')
    .select(['person.id', 'person.name', 'person.job_title'])
    .where((eb) => eb.or([eb('person.left_on', 'is', null), eb('person.left_on', '>', ctx.today)]))
    .where(sql<boolean>`exists (select from role_grant g where g.person_id = person.id
      and g.role in ('executive_principal', 'trust_leader', 'teaching_learning', 'external_reviewer')
      and g.starts_on <= ${ctx.today} and (g.ends_on is null or g.ends_on >= ${ctx.today}))`)
    .orderBy('person.name')
    .execute();
}
