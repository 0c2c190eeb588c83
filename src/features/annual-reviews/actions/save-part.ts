import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { findFramework } from '#core/frameworks/queries.ts';
import { gradesFor } from '#core/frameworks/rules.ts';
import { Invalid, NotFound, requireRevision } from '#platform/errors.ts';
import { mayWrite } from '../policy.ts';
import type { Review } from '../queries.ts';
import { judgementPart, type SectionCode, sectionPart, sections } from '../rules.ts';
import { lockReview } from './lock-review.ts';
import { moveAnchors } from './move-anchors.ts';

/** Remembers for ever that this person wrote: an author may not moderate. */
async function noteAuthor(ctx: Ctx, tx: Write, review: Review): Promise<void> {
  await tx.db
    .insertInto('review_author')
    .values({
      trust_id: ctx.actor.trustId,
      review_id: review.id,
      person_id: ctx.actor.personId,
      first_wrote_at: ctx.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function recordSave(tx: Write, review: Review, title: string, detail: Record<string, unknown>): Promise<void> {
  await tx.record({
    kind: 'annual-review.part-saved',
    subjectType: 'annual_review',
    subjectId: review.id,
    schoolId: review.schoolId,
    summary: `wrote “${title}” in the annual review`,
    detail,
  });
}

/** Saves a section over the revision that the author was shown; returns the new revision. Evidence follows sentences that were only touched up. */
export async function saveSection(
  ctx: Ctx,
  reviewId: string,
  code: SectionCode,
  input: { body: string; revision: number },
): Promise<number> {
  return await write(ctx, async (tx) => {
    const review = await lockReview(ctx, tx, reviewId);
    tx.authorise(mayWrite(ctx.actor, review));
    const stored = await tx.db
      .selectFrom('review_section')
      .select(['id', 'body', 'revision'])
      .where('review_id', '=', review.id)
      .where('code', '=', code)
      .executeTakeFirstOrThrow();
    requireRevision(stored.revision, input.revision);
    const revision = stored.revision + 1;
    await tx.db
      .updateTable('review_section')
      .set({ body: input.body, revision, saved_at: ctx.now, saved_by: ctx.actor.personId })
      .where('id', '=', stored.id)
      .execute();
    await moveAnchors(tx, review.id, sectionPart(code), stored.body, input.body);
    await noteAuthor(ctx, tx, review);
    await recordSave(tx, review, sections[code].title, { part: sectionPart(code), revision });
    return revision;
  });
}

/** Saves a grade and its reasons over the revision that the author was shown; returns the new revision. */
export async function saveJudgement(
  ctx: Ctx,
  reviewId: string,
  areaCode: string,
  input: { gradeCode: string | null; reasons: string; revision: number },
): Promise<number> {
  return await write(ctx, async (tx) => {
    const review = await lockReview(ctx, tx, reviewId);
    tx.authorise(mayWrite(ctx.actor, review));
    const stored = await tx.db
      .selectFrom('judgement')
      .select(['id', 'reasons', 'grade_code', 'revision'])
      .where('review_id', '=', review.id)
      .where('area_code', '=', areaCode)
      .executeTakeFirst();
    const framework = await findFramework(ctx, review.frameworkId);
    const area = framework.areas.find((one) => one.code === areaCode);
    if (!stored || !area) throw new NotFound();
    requireRevision(stored.revision, input.revision);
    if (input.gradeCode !== null && !gradesFor(framework, area).some((grade) => grade.code === input.gradeCode)) {
      throw new Invalid([{ field: 'gradeCode', message: 'Choose a grade of this framework' }]);
    }
    const revision = stored.revision + 1;
    await tx.db
      .updateTable('judgement')
      .set({
        grade_code: input.gradeCode,
        reasons: input.reasons,
        revision,
        saved_at: ctx.now,
        saved_by: ctx.actor.personId,
      })
      .where('id', '=', stored.id)
      .execute();
    await moveAnchors(tx, review.id, judgementPart(areaCode), stored.reasons, input.reasons);
    await noteAuthor(ctx, tx, review);
    await recordSave(tx, review, area.title, {
      part: judgementPart(areaCode),
      revision,
      grade: input.gradeCode,
      gradeBefore: stored.grade_code,
    });
    return revision;
  });
}
