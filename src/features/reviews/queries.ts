import { sql } from 'kysely';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/organisations/tables.ts';
import '#core/people/tables.ts';
import { leadingDirectly } from '#features/interventions/index.ts';
import { together } from '#platform/db/together.ts';
import { NotFound } from '#platform/errors.ts';
import { type MemberStanding, standingOf } from './member-rules.ts';
import { mayReadReview, type ReviewStanding } from './policy.ts';
import type { ReviewKind, ReviewState, Topic } from './tables.ts';
import './tables.ts';

export type Member = {
  id: string;
  /** Null for a named external without an account. */
  personId: string | null;
  name: string;
  jobTitle: string | null;
  organisation: string | null;
  /** The other schools of the trust at which they work. */
  places: readonly string[];
  role: 'lead' | 'reviewer';
  expertise: string;
  declaredAt: Temporal.Instant | null;
  interest: string | null;
  interestDecision: 'may_go_on' | 'may_not_go_on' | null;
  decidedWhy: string | null;
  decidedBy: string | null;
  standing: MemberStanding;
};

export type QaReview = ReviewStanding & {
  id: string;
  schoolName: string;
  entryId: string;
  academicYear: number;
  kind: ReviewKind;
  topic: Topic | null;
  departmentName: string | null;
  title: string;
  purpose: string;
  frameworkId: string;
  startsOn: Temporal.PlainDate;
  endsOn: Temporal.PlainDate;
  revision: number;
  /** The first time that it was shared with the school: the notice counts from here. */
  sharedAt: Temporal.Instant | null;
  /** Of the newest step. */
  stateSince: Temporal.Instant;
  stateWhy: string | null;
  /** Those on the team now, the lead first. */
  members: readonly Member[];
};

export type WhichReviews = {
  reviewIds?: readonly string[];
  entryIds?: readonly string[];
  schoolId?: string;
  academicYear?: number;
  states?: readonly ReviewState[];
};

type StoredMember = Omit<Member, 'declaredAt' | 'standing'> & { declaredAt: string | null };

/** A query of reviews of the reader's scope, whatever their state and whoever may open them. */
export function reviewRows(ctx: Ctx, which: WhichReviews) {
  let query = ctx.db
    .selectFrom('qa_review as r')
    .innerJoin('school', 'school.id', 'r.school_id')
    .leftJoin('department as d', 'd.id', 'r.department_id')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('qa_review_step as s')
          .select(['s.state', 's.taken_at', 's.why'])
          .whereRef('s.review_id', '=', 'r.id')
          .orderBy('s.number', 'desc')
          .limit(1)
          .as('stands'),
      (join) => join.onTrue(),
    )
    .select([
      'r.id',
      'r.school_id',
      'r.qa_entry_id',
      'r.academic_year',
      'r.kind',
      'r.topic',
      'r.department_id',
      'r.title',
      'r.purpose',
      'r.framework_id',
      'r.starts_on',
      'r.ends_on',
      'r.revision',
      'school.name as school_name',
      'd.name as department_name',
      'stands.state',
      'stands.taken_at',
      'stands.why',
      sql<Temporal.Instant | null>`(select min(s.taken_at) from qa_review_step s where s.review_id = r.id and s.step = 'shared')`.as(
        'shared_at',
      ),
      sql<string[]>`array(select distinct a.with_person_id from qa_review_activity a
        where a.review_id = r.id and a.cancelled_at is null and a.with_person_id is not null)`.as('named_ids'),
      sql<StoredMember[]>`(
        select coalesce(json_agg(json_build_object('id', m.id, 'personId', m.person_id, 'name', coalesce(p.name, m.external_name, ''),
            'jobTitle', p.job_title, 'organisation', m.external_organisation, 'role', m.role, 'expertise', m.expertise, 'declaredAt', m.declared_at,
            'interest', m.interest, 'interestDecision', m.interest_decision, 'decidedWhy', m.interest_decided_why, 'decidedBy', by.name,
            'places', array(select distinct s.name from role_grant g join school s on s.id = g.school_id
              where g.person_id = m.person_id and g.school_id <> r.school_id and g.role in ('head_teacher', 'slt', 'middle_leader', 'teacher')
                and g.starts_on <= ${ctx.today} and (g.ends_on is null or g.ends_on >= ${ctx.today}) and g.ended_at is null))
            order by m.role = 'lead' desc, m.added_at, m.id), '[]')
          from qa_review_member m left join person p on p.id = m.person_id left join person by on by.id = m.interest_decided_by
          where m.review_id = r.id and m.left_at is null)`.as('members'),
    ])
    .where(inScope(ctx.scope, 'r.school_id'));
  if (which.reviewIds !== undefined) query = query.where(sql<boolean>`r.id = any(${[...which.reviewIds]}::uuid[])`);
  if (which.entryIds !== undefined)
    query = query.where(sql<boolean>`r.qa_entry_id = any(${[...which.entryIds]}::uuid[])`);
  if (which.schoolId !== undefined) query = query.where('r.school_id', '=', which.schoolId);
  if (which.academicYear !== undefined) query = query.where('r.academic_year', '=', which.academicYear);
  if (which.states !== undefined) query = query.where('stands.state', 'in', [...which.states]);
  return query.orderBy('r.starts_on', 'desc').orderBy('school.name').orderBy('r.id');
}

type ReviewRow = Awaited<ReturnType<ReturnType<typeof reviewRows>['execute']>>[number];

/** Reviews from their rows and from where the reader leads directly. */
export function reviewsFrom(rows: readonly ReviewRow[], led: readonly { schoolId: string }[]): QaReview[] {
  return rows.map((row) => {
    const members = row.members.map((stored): Member => {
      const declaredAt = stored.declaredAt === null ? null : Temporal.Instant.from(stored.declaredAt);
      return { ...stored, declaredAt, standing: standingOf({ ...stored, declaredAt }) };
    });
    return {
      id: row.id,
      schoolId: row.school_id,
      schoolName: row.school_name,
      entryId: row.qa_entry_id,
      academicYear: row.academic_year,
      kind: row.kind,
      topic: row.topic,
      departmentId: row.department_id,
      departmentName: row.department_name,
      title: row.title,
      purpose: row.purpose,
      frameworkId: row.framework_id,
      startsOn: row.starts_on,
      endsOn: row.ends_on,
      revision: row.revision,
      state: row.state,
      stateSince: row.taken_at,
      stateWhy: row.why,
      sharedAt: row.shared_at,
      everShared: row.shared_at !== null,
      members,
      leadId: members.find((member) => member.role === 'lead')?.personId ?? null,
      memberIds: members.flatMap((member) => member.personId ?? []),
      clearIds: members.flatMap((member) => (member.standing === 'clear' ? (member.personId ?? []) : [])),
      namedIds: row.named_ids,
      readerLeadsHere: led.some((one) => one.schoolId === row.school_id),
    };
  });
}

/** Every review of the reader's scope, past the reader's own permissions: for lists that ask a policy of each row. Newest days first. */
export async function reviewsInScope(ctx: Ctx, which: WhichReviews = {}): Promise<QaReview[]> {
  const { rows, led } = await together(ctx.db, {
    rows: reviewRows(ctx, which),
    led: leadingDirectly(ctx, { personId: ctx.actor.personId }),
  });
  return reviewsFrom(rows, led);
}

/** The reviews that the reader may open, newest days first. */
export async function readableReviews(ctx: Ctx, which: WhichReviews = {}): Promise<QaReview[]> {
  return (await reviewsInScope(ctx, which)).filter((review) => mayReadReview(ctx.actor, review).allowed);
}

/** One review that the reader may open; anything else is `NotFound`. */
export async function findReview(ctx: Ctx, reviewId: string): Promise<QaReview> {
  const [review] = await readableReviews(ctx, { reviewIds: [reviewId] });
  if (!review) throw new NotFound();
  return review;
}

/** Where a review of the reader's scope stands; null where there is none. Says nothing of who may open it. */
export async function reviewStateOf(ctx: Ctx, reviewId: string): Promise<ReviewState | null> {
  const [review] = await reviewsInScope(ctx, { reviewIds: [reviewId] });
  return review?.state ?? null;
}

/** The team of a review that the reader may open, the lead first. */
export async function membersOf(ctx: Ctx, reviewId: string): Promise<readonly Member[]> {
  return (await findReview(ctx, reviewId)).members;
}

/** What was changed after the review had been shared, newest first. */
export async function changesOf(ctx: Ctx, reviewId: string) {
  return await ctx.db
    .selectFrom('qa_review_change as c')
    .innerJoin('qa_review as r', 'r.id', 'c.review_id')
    .innerJoin('person as p', 'p.id', 'c.changed_by')
    .select(['c.id', 'c.what', 'c.why', 'c.changed_at', 'p.name as changed_by_name'])
    .where(inScope(ctx.scope, 'r.school_id'))
    .where('c.review_id', '=', reviewId)
    .orderBy('c.changed_at', 'desc')
    .orderBy('c.id', 'desc')
    .execute();
}
