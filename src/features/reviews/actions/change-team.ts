import { allowIf } from '#core/access/decision.ts';
import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { tell } from '#core/notifications/tell.ts';
import { leadsDirectly } from '#features/interventions/index.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import { hasBelongedTo, possibleMembers } from '../member-queries.ts';
import { qaReviewPaths } from '../paths.ts';
import { mayChangePlan, mayDecideInterest } from '../policy.ts';
import type { Member, QaReview } from '../queries.ts';
import { bookAllAgain } from './book-activity.ts';
import { letIn, letOut, tellMember } from './let-in.ts';
import { lockReview, recordOf } from './lock-review.ts';
import { noteChange } from './note-change.ts';

export type NewMember = {
  personId: string | null;
  externalName: string | null;
  externalOrganisation: string | null;
  role: 'lead' | 'reviewer';
  expertise: string;
  changeWhy: string | null;
};

export function memberOf(review: QaReview, memberId: string): Member {
  const member = review.members.find((one) => one.id === memberId);
  if (!member) throw new NotFound();
  return member;
}

/** Refuses whoever has something to do with the school, in words; answers the person's name. */
async function requireNoTie(ctx: Ctx, tx: Write, review: QaReview, personId: string, role: NewMember['role']) {
  const person = await tx.db.selectFrom('person').select(['id', 'name']).where('id', '=', personId).executeTakeFirst();
  if (!person) throw new NotFound();
  const refuse = (message: string) => new Invalid([{ field: 'personId', message: `${person.name} ${message}` }]);
  if (await hasBelongedTo(ctx, personId, review))
    throw refuse(`has worked at ${review.schoolName} or governed it this year, so may not review it`);
  if (await leadsDirectly(ctx, personId, review.schoolId))
    throw refuse(`leads an aspect of ${review.schoolName} directly, so may not review it`);
  const possible = (await possibleMembers(ctx, review)).find((one) => one.id === personId);
  if (!possible) throw refuse('has no role in the Trust or its schools that takes part in reviews');
  if (role === 'lead' && !possible.may_lead)
    throw new Invalid([
      { field: 'role', message: 'Somebody of the Trust leads a review. Add this person as a reviewer' },
    ]);
  return person;
}

async function insertMember(
  ctx: Ctx,
  tx: Write,
  review: QaReview,
  input: NewMember,
  roleGrantId: string | null,
): Promise<void> {
  await tx.db
    .insertInto('qa_review_member')
    .values({
      trust_id: ctx.actor.trustId,
      review_id: review.id,
      person_id: input.personId,
      external_name: input.externalName,
      external_organisation: input.externalName === null ? null : input.externalOrganisation,
      role: input.role,
      expertise: input.expertise,
      added_at: ctx.now,
      added_by: ctx.actor.personId,
      role_grant_id: roleGrantId,
    })
    .execute();
}

/** Adds somebody to the team. A leader of another school is let in for the time of the review; a new lead takes the place of the old one, who stays a reviewer. */
export async function addMember(ctx: Ctx, reviewId: string, input: NewMember): Promise<void> {
  await write(ctx, async (tx) => {
    const review = await lockReview(ctx, tx, reviewId);
    tx.authorise(mayChangePlan(ctx.actor, review));
    const { personId, externalName } = input;
    if ((personId === null) === (externalName === null))
      throw new Invalid([
        { field: 'personId', message: 'Choose a person, or enter the name of a reviewer from outside' },
      ]);
    if (personId === null && input.role === 'lead')
      throw new Invalid([
        { field: 'role', message: 'Somebody of the Trust leads a review. Add this person as a reviewer' },
      ]);
    const person = personId === null ? null : await requireNoTie(ctx, tx, review, personId, input.role);
    const name = person?.name ?? externalName ?? '';
    const known = review.members.find((member) => member.personId !== null && member.personId === personId);
    if (known && (known.role === input.role || input.role === 'reviewer'))
      throw new Invalid([{ field: 'personId', message: `${name} is on the team already` }]);
    if (input.role === 'lead')
      await tx.db
        .updateTable('qa_review_member')
        .set({ role: 'reviewer' })
        .where('review_id', '=', review.id)
        .where('role', '=', 'lead')
        .execute();
    if (known) await tx.db.updateTable('qa_review_member').set({ role: 'lead' }).where('id', '=', known.id).execute();
    else {
      const grantId = person === null ? null : await letIn(ctx, tx, review, person);
      await insertMember(ctx, tx, review, input, grantId);
      if (person !== null && person.id !== ctx.actor.personId)
        await tellMember(ctx, tx, review, person.id, grantId !== null);
    }
    await noteChange(ctx, tx, review, {
      kind: 'member-added',
      what: input.role === 'lead' ? `made ${name} the lead` : `added ${name} to the team`,
      why: input.changeWhy,
    });
  });
}

/** Says what a member knows that the review needs. */
export async function sayExpertise(ctx: Ctx, reviewId: string, memberId: string, expertise: string): Promise<void> {
  await write(ctx, async (tx) => {
    const review = await lockReview(ctx, tx, reviewId);
    const member = memberOf(review, memberId);
    if (member.personId === ctx.actor.personId) tx.authorise({ allowed: true });
    else tx.authorise(mayChangePlan(ctx.actor, review));
    await tx.db.updateTable('qa_review_member').set({ expertise }).where('id', '=', member.id).execute();
    await recordOf(tx, review, 'expertise-said', `said what ${member.name} knows, for the review “${review.title}”`);
  });
}

/** Takes somebody off the team, with the reason. Their activities are without a leader until somebody else is named; what they recorded stays. */
export async function removeMember(ctx: Ctx, reviewId: string, memberId: string, why: string): Promise<void> {
  await write(ctx, async (tx) => {
    const review = await lockReview(ctx, tx, reviewId);
    tx.authorise(mayChangePlan(ctx.actor, review));
    const member = memberOf(review, memberId);
    if (member.role === 'lead')
      throw new Invalid([
        { field: '', message: 'Make somebody else the lead before you take this person off the team' },
      ]);
    await tx.db
      .updateTable('qa_review_member')
      .set({ left_at: ctx.now, left_why: why })
      .where('id', '=', member.id)
      .execute();
    for (const column of ['led_by_id', 'second_by_id'] as const)
      await tx.db
        .updateTable('qa_review_activity')
        .set({ [column]: null })
        .where('review_id', '=', review.id)
        .where(column, '=', member.id)
        .where('recorded_at', 'is', null)
        .execute();
    if (member.personId !== null)
      await tx.db
        .updateTable('qa_review_theme')
        .set({ delegated_to: null })
        .where('review_id', '=', review.id)
        .where('delegated_to', '=', member.personId)
        .execute();
    await bookAllAgain(ctx, tx, review);
    await letOut(ctx, tx, review, member.id, why);
    await noteChange(ctx, tx, review, { kind: 'member-left', what: `took ${member.name} off the team`, why });
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
    if (member.personId === null) tx.authorise(mayChangePlan(ctx.actor, review));
    else
      tx.authorise(allowIf(member.personId === ctx.actor.personId, 'Each member of the team declares for themselves.'));
    await tx.db
      .updateTable('qa_review_member')
      .set({
        declared_at: ctx.now,
        declared_by: ctx.actor.personId,
        interest,
        interest_decision: null,
        interest_decided_why: null,
        interest_decided_at: null,
        interest_decided_by: null,
      })
      .where('id', '=', member.id)
      .execute();
    const whose = member.personId === null ? ` for ${member.name}` : '';
    const what = interest === null ? 'no interest' : 'an interest';
    await recordOf(tx, review, 'declared', `declared ${what} in the school${whose}, for the review “${review.title}”`);
  });
}

/** Decides whether a member with an interest may go on, with the reason: a trust leader who is not on the team. Whoever may not is no longer let in. */
export async function decideInterest(
  ctx: Ctx,
  reviewId: string,
  memberId: string,
  input: { decision: 'may_go_on' | 'may_not_go_on'; why: string },
): Promise<void> {
  await write(ctx, async (tx) => {
    const review = await lockReview(ctx, tx, reviewId);
    tx.authorise(mayDecideInterest(ctx.actor, review));
    const member = memberOf(review, memberId);
    if (member.interest === null)
      throw new Invalid([
        { field: '', message: `${member.name} has declared no interest, so there is nothing to decide` },
      ]);
    await tx.db
      .updateTable('qa_review_member')
      .set({
        interest_decision: input.decision,
        interest_decided_why: input.why,
        interest_decided_at: ctx.now,
        interest_decided_by: ctx.actor.personId,
      })
      .where('id', '=', member.id)
      .execute();
    const goesOn = input.decision === 'may_go_on';
    if (!goesOn) await letOut(ctx, tx, review, member.id, input.why);
    const what = `decided that ${member.name} ${goesOn ? 'may go on' : 'may not take part'}`;
    await recordOf(tx, review, 'interest-decided', `${what} in the review “${review.title}”`, input.why);
    for (const personId of new Set([member.personId, review.leadId]))
      if (personId !== null && personId !== ctx.actor.personId)
        await tell(ctx, tx, personId, {
          subject: `Decided: an interest declared for ${review.title}`,
          body: `It has been decided whether ${member.name} may take part in the review at ${review.schoolName}.`,
          href: qaReviewPaths.team(review.id),
        });
  });
}
