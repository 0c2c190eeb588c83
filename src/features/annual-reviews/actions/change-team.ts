import { sql } from 'kysely';
import { allowIf } from '#core/access/decision.ts';
import { rolesFromOutside } from '#core/access/roles.ts';
import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { leadsDirectly } from '#features/interventions/index.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import { mayManageTeam } from '../policy.ts';
import { possibleTeam, type Review } from '../queries.ts';
import { lockReview } from './lock-review.ts';

export type NewMember = {
  personId: string | null;
  externalName: string | null;
  externalOrganisation: string | null;
  role: 'lead' | 'member';
};

/** True for somebody who has worked at the school or governed it at any time since the academic year of the review began. */
async function hasBelongedToSchool(tx: Write, review: Review, personId: string): Promise<boolean> {
  const since = Temporal.PlainDate.from({ year: review.academicYear, month: 9, day: 1 });
  const found = await tx.db
    .selectFrom('role_grant')
    .select('id')
    .where('person_id', '=', personId)
    .where('school_id', '=', review.schoolId)
    .where('role', 'not in', [...rolesFromOutside])
    .where(sql<boolean>`(ends_on is null or ends_on >= ${since})`)
    .executeTakeFirst();
  return found !== undefined;
}

async function recordTeam(tx: Write, review: Review, what: string, summary: string): Promise<void> {
  await tx.record({
    kind: `annual-review.team-${what}`,
    subjectType: 'annual_review',
    subjectId: review.id,
    schoolId: review.schoolId,
    summary,
  });
}

/** Adds somebody to the team. Whoever works at the school, governs it or leads an aspect of it directly is refused; a new lead takes the place of the old one, who stays a member. */
export async function addMember(ctx: Ctx, reviewId: string, input: NewMember): Promise<void> {
  await write(ctx, async (tx) => {
    const review = await lockReview(ctx, tx, reviewId);
    tx.authorise(mayManageTeam(ctx.actor, review));
    const { personId, externalName } = input;
    if ((personId === null) === (externalName === null))
      throw new Invalid([{ field: 'personId', message: 'Choose a person, or enter the name of an external reviewer' }]);
    let name = externalName ?? '';
    if (personId !== null) {
      const person = await tx.db.selectFrom('person').select('name').where('id', '=', personId).executeTakeFirst();
      if (!person) throw new NotFound();
      name = person.name;
      if (await hasBelongedToSchool(tx, review, personId)) {
        throw new Invalid([
          {
            field: 'personId',
            message: `${name} has worked at ${review.schoolName} or governed it this year, so may not be on the team of its review`,
          },
        ]);
      }
      if (await leadsDirectly(ctx, personId, review.schoolId)) {
        throw new Invalid([
          {
            field: 'personId',
            message: `${name} leads an aspect of ${review.schoolName} directly, so may not be on the team of its review`,
          },
        ]);
      }
      if (!(await possibleTeam(ctx, review.schoolId)).some((possible) => possible.id === personId)) {
        throw new Invalid([
          { field: 'personId', message: `${name} has no role that writes Annual Reviews for this school` },
        ]);
      }
    } else if (input.role === 'lead') {
      throw new Invalid([
        {
          field: 'role',
          message: 'The lead author needs an account in Cairn. Invite them as an external reviewer first',
        },
      ]);
    }
    if (input.role === 'lead')
      await tx.db
        .updateTable('review_team_member')
        .set({ role: 'member' })
        .where('review_id', '=', review.id)
        .where('role', '=', 'lead')
        .execute();
    const known = review.team.find((member) => member.personId !== null && member.personId === personId);
    if (known)
      await tx.db.updateTable('review_team_member').set({ role: input.role }).where('id', '=', known.id).execute();
    else {
      await tx.db
        .insertInto('review_team_member')
        .values({
          trust_id: ctx.actor.trustId,
          review_id: review.id,
          person_id: personId,
          external_name: externalName,
          external_organisation: externalName === null ? null : input.externalOrganisation,
          role: input.role,
          added_at: ctx.now,
          added_by: ctx.actor.personId,
          declared_at: null,
          declared_by: null,
          interest: null,
        })
        .execute();
    }
    await recordTeam(
      tx,
      review,
      'added',
      input.role === 'lead'
        ? `made ${name} the lead author of the annual review`
        : `added ${name} to the team of the annual review`,
    );
  });
}

function memberOf(review: Review, memberId: string) {
  const member = review.team.find((one) => one.id === memberId);
  if (!member) throw new NotFound();
  return member;
}

/** Takes somebody off the team. What they wrote stays, and they still may not moderate it. */
export async function removeMember(ctx: Ctx, reviewId: string, memberId: string): Promise<void> {
  await write(ctx, async (tx) => {
    const review = await lockReview(ctx, tx, reviewId);
    tx.authorise(mayManageTeam(ctx.actor, review));
    const member = memberOf(review, memberId);
    if (member.role === 'lead')
      throw new Invalid([
        { field: '', message: 'Make somebody else the lead author before you take this person off the team' },
      ]);
    await tx.db.deleteFrom('review_team_member').where('id', '=', member.id).execute();
    await recordTeam(tx, review, 'removed', `took ${member.name} off the team of the annual review`);
  });
}

/** Declares an interest in the school, or that there is none: each for themselves; for named externals, whoever chooses the team. */
export async function declareInterest(
  ctx: Ctx,
  reviewId: string,
  memberId: string,
  interest: string | null,
): Promise<void> {
  await write(ctx, async (tx) => {
    const review = await lockReview(ctx, tx, reviewId);
    const member = memberOf(review, memberId);
    if (member.personId === null) tx.authorise(mayManageTeam(ctx.actor, review));
    else
      tx.authorise(allowIf(member.personId === ctx.actor.personId, 'Each member of the team declares for themselves.'));
    await tx.db
      .updateTable('review_team_member')
      .set({ declared_at: ctx.now, declared_by: ctx.actor.personId, interest })
      .where('id', '=', member.id)
      .execute();
    const whose = member.personId === null ? ` for ${member.name}` : '';
    await recordTeam(
      tx,
      review,
      'declared',
      `declared ${interest === null ? 'no interest' : 'an interest'} in the school${whose}`,
    );
  });
}
