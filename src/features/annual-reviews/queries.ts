import { type Expression, sql } from 'kysely';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/frameworks/tables.ts';
import '#core/organisations/tables.ts';
import '#core/people/tables.ts';
import { leadingDirectly, ledDirectly } from '#features/interventions/index.ts';
import { together } from '#platform/db/together.ts';
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

type Which = {
  reviewIds?: readonly string[];
  academicYear?: number;
  /** Only reviews that are not issued or withdrawn, and these; null for none beside them. */
  openOr?: Expression<{ review_id: string }> | null;
};

/** A query of reviews of the reader's scope, whatever their state. */
export function reviewRows(ctx: Ctx, which: Which) {
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
      // The lead first; a moment inside JSON arrives as text.
      sql<(Omit<TeamMember, 'declaredAt'> & { declaredAt: string | null })[]>`(
        select coalesce(json_agg(json_build_object('id', m.id, 'personId', m.person_id, 'name', coalesce(p.name, m.external_name, ''),
            'organisation', m.external_organisation, 'jobTitle', p.job_title, 'role', m.role, 'declaredAt', m.declared_at, 'interest', m.interest)
            order by m.role = 'lead' desc, m.added_at, m.id), '[]')
          from review_team_member m left join person p on p.id = m.person_id where m.review_id = annual_review.id)`.as(
        'team',
      ),
    ])
    .where(inScope(ctx.scope, 'annual_review.school_id'));
  if (which.reviewIds !== undefined) query = query.where('annual_review.id', 'in', [...which.reviewIds]);
  if (which.academicYear !== undefined) query = query.where('annual_review.academic_year', '=', which.academicYear);
  if (which.openOr !== undefined) {
    const open = sql<boolean>`stands.state not in ('issued', 'withdrawn')`;
    query = query.where(which.openOr ? sql<boolean>`(${open} or annual_review.id = any(array${which.openOr}))` : open);
  }
  return query.orderBy('school.name').orderBy('annual_review.academic_year', 'desc');
}

type ReviewRow = Awaited<ReturnType<ReturnType<typeof reviewRows>['execute']>>[number];

/** Reviews from their rows and from where the reader leads directly. */
export function reviewsFrom(rows: readonly ReviewRow[], led: readonly { schoolId: string }[]): Review[] {
  return rows.map((row) => {
    const team = row.team.map(({ declaredAt, ...member }) => ({
      ...member,
      declaredAt: declaredAt === null ? null : Temporal.Instant.from(declaredAt),
    }));
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

/** Reviews of the reader's scope, whatever their state: callers narrow by policy. */
async function loadReviews(ctx: Ctx, which: Which): Promise<Review[]> {
  const { rows, led } = await together(ctx.db, {
    rows: reviewRows(ctx, which),
    led: leadingDirectly(ctx, { personId: ctx.actor.personId }),
  });
  return reviewsFrom(rows, led);
}

/** One review that the reader may open in some form; anything else is `NotFound`. */
export async function findReview(ctx: Ctx, reviewId: string): Promise<Review> {
  const [review] = await loadReviews(ctx, { reviewIds: [reviewId] });
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
