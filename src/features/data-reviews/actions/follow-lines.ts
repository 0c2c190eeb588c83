import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { evidenceByIds } from '#core/evidence/queries.ts';
import { tell } from '#core/notifications/tell.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import { dataReviewPaths } from '../paths.ts';
import { mayAnswer, mayRecord } from '../policy.ts';
import { findDataReview, linesOfEnquiry, possibleAttendees } from '../queries.ts';

export type NewLine = {
  question: string;
  why: string;
  measure: string | null;
  ownerId: string | null;
  ownerName: string | null;
  byWhen: Temporal.PlainDate;
};

/** Agrees a line of enquiry: the question, why it is one, who follows it up and by when. */
export async function agreeLine(ctx: Ctx, id: string, line: NewLine): Promise<void> {
  await write(ctx, async (tx) => {
    const review = await findDataReview(ctx, id);
    tx.authorise(mayRecord(ctx.actor, review.school_id));
    const owner = (await possibleAttendees(ctx, review.school_id)).find((person) => person.id === line.ownerId);
    if (line.ownerId && !owner)
      throw new Invalid([{ field: 'ownerId', message: 'Choose somebody of the school or the Trust' }]);
    const ownerName = owner?.name ?? line.ownerName;
    if (!ownerName) throw new Invalid([{ field: 'ownerId', message: 'Choose who follows it up, or write a name' }]);
    if (Temporal.PlainDate.compare(line.byWhen, ctx.today) < 0)
      throw new Invalid([{ field: 'byWhen', message: 'By when must be today or later' }]);
    const row = await tx.db
      .insertInto('line_of_enquiry')
      .values({
        trust_id: ctx.actor.trustId,
        school_id: review.school_id,
        data_review_id: id,
        question: line.question,
        why: line.why,
        measure: line.measure,
        owner_id: owner?.id ?? null,
        owner_name: ownerName,
        by_when: line.byWhen,
        agreed_at: ctx.now,
        agreed_by: ctx.actor.personId,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    if (owner && owner.id !== ctx.actor.personId) {
      await tell(ctx, tx, owner.id, {
        subject: 'You follow up a line of enquiry',
        body: `It was agreed in the data review of ${review.school}.`,
        href: dataReviewPaths.review(id),
      });
    }
    await tx.record({
      kind: 'line-of-enquiry.agreed',
      subjectType: 'data_review',
      subjectId: id,
      schoolId: review.school_id,
      summary: `agreed the line of enquiry “${line.question}”`,
      detail: { lineId: row.id },
    });
  });
}

/** Answers a line of enquiry with what was found and, where there is any, the evidence for it; it stays on record with its answer. */
export async function answerLine(
  ctx: Ctx,
  id: string,
  lineId: string,
  finding: string,
  evidenceId: string | null = null,
): Promise<void> {
  await write(ctx, async (tx) => {
    await tx.db.selectFrom('line_of_enquiry').select('id').where('id', '=', lineId).forUpdate().execute();
    const line = (await linesOfEnquiry(ctx, { dataReviewId: id })).find((found) => found.id === lineId);
    if (!line) throw new NotFound();
    tx.authorise(mayAnswer(ctx.actor, line));
    if (line.answered_at) throw new Invalid([{ field: 'finding', message: 'This line has been answered already' }]);
    if (evidenceId !== null) {
      const evidence = (await evidenceByIds(ctx, [evidenceId])).get(evidenceId);
      if (evidence?.school_id !== line.school_id || evidence.withdrawn_at !== null)
        throw new Invalid([{ field: 'evidenceId', message: 'Choose evidence of this school that stands' }]);
    }
    await tx.db
      .updateTable('line_of_enquiry')
      .set({ finding, answered_at: ctx.now, answered_by: ctx.actor.personId, evidence_id: evidenceId })
      .where('id', '=', lineId)
      .execute();
    await tx.record({
      kind: 'line-of-enquiry.answered',
      subjectType: 'data_review',
      subjectId: id,
      schoolId: line.school_id,
      summary: `answered the line of enquiry “${line.question}”`,
      detail: { lineId, finding, evidenceId },
    });
  });
}
