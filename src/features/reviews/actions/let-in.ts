import { sql } from 'kysely';
import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { tell } from '#core/notifications/tell.ts';
import { longDate } from '#platform/clock.ts';
import { qaReviewPaths } from '../paths.ts';
import type { QaReview } from '../queries.ts';
import { daysAfterReview } from '../rules.ts';
import '#core/people/tables.ts';

/**
 * Lets a reviewer from another school in: the role at the school from today, so that they can read the plan and declare, until some days after the review.
 * Answers the id of the role, or null where the person may read there without it.
 */
export async function letIn(
  ctx: Ctx,
  tx: Write,
  review: QaReview,
  person: { id: string; name: string },
): Promise<string | null> {
  const held = await tx.db
    .selectFrom('role_grant')
    .select('id')
    .where('person_id', '=', person.id)
    .where(sql<boolean>`(role in ('executive_principal', 'trust_leader', 'teaching_learning')
      or (role in ('visiting_reviewer', 'external_reviewer') and school_id = ${review.schoolId}))`)
    .where('starts_on', '<=', ctx.today)
    .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', review.endsOn)]))
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (held) return null;
  const endsOn = review.endsOn.add({ days: daysAfterReview });
  const reason = `Takes part in the review “${review.title}”`;
  const { id } = await tx.db
    .insertInto('role_grant')
    .values({
      trust_id: ctx.actor.trustId,
      person_id: person.id,
      role: 'visiting_reviewer',
      school_id: review.schoolId,
      department_id: null,
      starts_on: ctx.today,
      ends_on: endsOn,
      reason,
      granted_by: ctx.actor.personId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx.record({
    kind: 'role.granted',
    subjectType: 'person',
    subjectId: person.id,
    schoolId: review.schoolId,
    summary: `gave ${person.name} the role Visiting reviewer at ${review.schoolName} from ${longDate(ctx.today)} to ${longDate(endsOn)}`,
    why: reason,
    detail: { grantId: id },
  });
  return id;
}

/** Ends the role that came with being on the team. */
export async function letOut(ctx: Ctx, tx: Write, review: QaReview, memberId: string, why: string): Promise<void> {
  const member = await tx.db
    .selectFrom('qa_review_member as m')
    .innerJoin('role_grant as g', 'g.id', 'm.role_grant_id')
    .innerJoin('person as p', 'p.id', 'g.person_id')
    .select(['g.id', 'g.person_id', 'p.name'])
    .where('m.id', '=', memberId)
    .where('g.ended_at', 'is', null)
    .where((eb) => eb.or([eb('g.ends_on', 'is', null), eb('g.ends_on', '>=', ctx.today)]))
    .executeTakeFirst();
  if (!member) return;
  await tx.db
    .updateTable('role_grant')
    .set({ ends_on: ctx.today, ended_at: ctx.now, ended_by: ctx.actor.personId, end_reason: why })
    .where('id', '=', member.id)
    .execute();
  await tx.record({
    kind: 'role.ended',
    subjectType: 'person',
    subjectId: member.person_id,
    schoolId: review.schoolId,
    summary: `ended the role Visiting reviewer of ${member.name} at once`,
    why,
    detail: { grantId: member.id },
  });
}

/** Tells somebody that they are on the team, and what is asked of them first. */
export async function tellMember(
  ctx: Ctx,
  tx: Write,
  review: QaReview,
  personId: string,
  visiting: boolean,
): Promise<void> {
  const until = longDate(review.endsOn.add({ days: daysAfterReview }));
  await tell(ctx, tx, personId, {
    subject: `You are on the team of a review: ${review.title}`,
    body: `The review at ${review.schoolName} is planned from ${longDate(review.startsOn)} to ${longDate(review.endsOn)}. Before anything else, say whether anything ties you to the school.${visiting ? ` You have been let in there as a visiting reviewer until ${until}.` : ''}`,
    href: qaReviewPaths.team(review.id),
  });
}
