import type { Actor } from '#core/access/actor.ts';
import type { Decision } from '#core/access/decision.ts';
import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid } from '#platform/errors.ts';
import { blockersOf } from '../blocker-rules.ts';
import type { FactCheck } from '../checks/queries.ts';
import { loadContent, type ReviewContent } from '../content/queries.ts';
import { loadFacts, partsOf } from '../content/review-facts.ts';
import {
  mayCheckFacts,
  mayModerate,
  maySendBack,
  maySign,
  mayTakeBack,
  mayWrite,
  type ReviewStanding,
} from '../policy.ts';
import type { Review } from '../queries.ts';
import { correctionPoints, daysToCheckFacts, reviewSteps } from '../rules.ts';
import { addStep, lockReview, requireStep } from './lock-review.ts';

/** Steps that only hand the pen on; issuing, changing and withdrawing have actions of their own. */
const handOvers = {
  sent_to_school: mayWrite,
  taken_back: mayTakeBack,
  facts_returned: mayCheckFacts,
  sent_to_moderation: mayWrite,
  moderated: mayModerate,
  sent_back: maySendBack,
  signed: maySign,
  reopened: maySign,
} satisfies Record<string, (actor: Actor, review: ReviewStanding) => Decision>;

export type HandOver = keyof typeof handOvers;

/** Whether this person may take this step of this review, whatever still stands in its way. */
export const mayTake = (step: HandOver, actor: Actor, review: ReviewStanding): Decision =>
  handOvers[step](actor, review);

async function openRound(ctx: Ctx, tx: Write, review: Review, before: readonly FactCheck[]): Promise<void> {
  await tx.db
    .insertInto('fact_check')
    .values({
      trust_id: ctx.actor.trustId,
      review_id: review.id,
      round: before.length + 1,
      sent_at: ctx.now,
      due_on: ctx.today.add({ days: daysToCheckFacts }),
      returned_at: null,
      returned_by: null,
    })
    .execute();
}

/** Turns the corrections of the round into points, each of which the authors will answer. */
async function closeRound(ctx: Ctx, tx: Write, content: ReviewContent, round: FactCheck): Promise<void> {
  const points = partsOf(content).flatMap(({ part }) => {
    const answer = round.answers.get(part);
    return answer?.answer === 'not_accurate' ? correctionPoints(answer.correction).map((body) => ({ part, body })) : [];
  });
  if (points.length > 0) {
    await tx.db
      .insertInto('fact_point')
      .values(
        points.map(({ part, body }, index) => ({
          trust_id: ctx.actor.trustId,
          fact_check_id: round.id,
          part,
          number: index + 1,
          body,
          outcome: null,
          reply: null,
          replied_at: null,
          replied_by: null,
        })),
      )
      .execute();
  }
  await tx.db
    .updateTable('fact_check')
    .set({ returned_at: ctx.now, returned_by: ctx.actor.personId })
    .where('id', '=', round.id)
    .execute();
}

/** Hands the review on. Throws `Invalid` with every blocker when something still stands in the way, or when a reason is due and missing. */
export async function takeStep(ctx: Ctx, reviewId: string, step: HandOver, why: string | null = null): Promise<void> {
  await write(ctx, async (tx) => {
    const review = await lockReview(ctx, tx, reviewId);
    tx.authorise(mayTake(step, ctx.actor, review));
    requireStep(review, step);
    if (reviewSteps[step].needsReason && why === null)
      throw new Invalid([{ field: `why-${step}`, message: 'Say why, for those who read this later' }]);
    const content = await loadContent(ctx, review);
    const { facts, checks } = await loadFacts(ctx, content);
    const blockers = blockersOf(step, facts);
    if (blockers.length > 0) throw new Invalid(blockers.map((message) => ({ field: '', message })));
    const round = checks.at(-1);
    if (step === 'sent_to_school') await openRound(ctx, tx, review, checks);
    if (step === 'facts_returned' && round) await closeRound(ctx, tx, content, round);
    await addStep(ctx, tx, review, step, why);
  });
}
