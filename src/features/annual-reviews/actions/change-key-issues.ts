import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid, NotFound, requireRevision } from '#platform/errors.ts';
import { mayWrite } from '../policy.ts';
import type { Review } from '../queries.ts';
import { lockReview } from './lock-review.ts';

type Input = { areaCode: string; body: string };

async function requireArea(tx: Write, review: Review, areaCode: string): Promise<void> {
  const found = await tx.db
    .selectFrom('judgement')
    .select('id')
    .where('review_id', '=', review.id)
    .where('area_code', '=', areaCode)
    .executeTakeFirst();
  if (!found)
    throw new Invalid([{ field: 'areaCode', message: 'Choose the judgement that this key issue belongs to' }]);
}

async function issuesInOrder(tx: Write, review: Review) {
  return await tx.db
    .selectFrom('key_issue')
    .selectAll()
    .where('review_id', '=', review.id)
    .orderBy('position')
    .orderBy('id')
    .execute();
}

async function recordChange(tx: Write, review: Review, what: string, body: string): Promise<void> {
  await tx.record({
    kind: 'annual-review.key-issue',
    subjectType: 'annual_review',
    subjectId: review.id,
    schoolId: review.schoolId,
    summary: `${what} a key issue of the annual review: “${body.length > 120 ? `${body.slice(0, 119)}…` : body}”`,
  });
}

/** Adds a key issue at the end. */
export async function addKeyIssue(ctx: Ctx, reviewId: string, input: Input): Promise<void> {
  await write(ctx, async (tx) => {
    const review = await lockReview(ctx, tx, reviewId);
    tx.authorise(mayWrite(ctx.actor, review));
    await requireArea(tx, review, input.areaCode);
    const last = (await issuesInOrder(tx, review)).at(-1);
    await tx.db
      .insertInto('key_issue')
      .values({
        trust_id: ctx.actor.trustId,
        review_id: review.id,
        area_code: input.areaCode,
        body: input.body,
        position: (last?.position ?? 0) + 1,
      })
      .execute();
    await recordChange(tx, review, 'added', input.body);
  });
}

/** Saves a key issue over the revision that the author was shown. */
export async function saveKeyIssue(
  ctx: Ctx,
  reviewId: string,
  issueId: string,
  input: Input & { revision: number },
): Promise<void> {
  await write(ctx, async (tx) => {
    const review = await lockReview(ctx, tx, reviewId);
    tx.authorise(mayWrite(ctx.actor, review));
    const issue = (await issuesInOrder(tx, review)).find((one) => one.id === issueId);
    if (!issue) throw new NotFound();
    requireRevision(issue.revision, input.revision);
    await requireArea(tx, review, input.areaCode);
    await tx.db
      .updateTable('key_issue')
      .set({ area_code: input.areaCode, body: input.body, revision: issue.revision + 1 })
      .where('id', '=', issue.id)
      .execute();
    await recordChange(tx, review, 'rewrote', input.body);
  });
}

/** Removes a key issue, or moves it one place up or down. */
export async function moveKeyIssue(
  ctx: Ctx,
  reviewId: string,
  issueId: string,
  move: 'up' | 'down' | 'remove',
): Promise<void> {
  await write(ctx, async (tx) => {
    const review = await lockReview(ctx, tx, reviewId);
    tx.authorise(mayWrite(ctx.actor, review));
    const issues = await issuesInOrder(tx, review);
    const at = issues.findIndex((one) => one.id === issueId);
    const issue = issues[at];
    if (!issue) throw new NotFound();
    if (move === 'remove') await tx.db.deleteFrom('key_issue').where('id', '=', issue.id).execute();
    else {
      const to = Math.min(issues.length - 1, Math.max(0, at + (move === 'up' ? -1 : 1)));
      issues.splice(at, 1);
      issues.splice(to, 0, issue);
      for (const [index, one] of issues.entries())
        await tx.db
          .updateTable('key_issue')
          .set({ position: index + 1 })
          .where('id', '=', one.id)
          .execute();
    }
    await recordChange(tx, review, move === 'remove' ? 'removed' : `moved ${move}`, issue.body);
  });
}
