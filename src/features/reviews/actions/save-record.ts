import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { recordEvidence } from '#core/evidence/record-evidence.ts';
import { fileProblems, storeEvidenceFiles } from '#core/evidence/store-files.ts';
import type { EvidenceTag } from '#core/evidence/tags.ts';
import { longDate } from '#platform/clock.ts';
import { Invalid, requireRevision } from '#platform/errors.ts';
import type { UploadedFile } from '#platform/http/page-request.ts';
import type { Activity } from '../activity-queries.ts';
import { type Sample, sampleInWords, sampleProblems } from '../activity-rules.ts';
import type { QaReview } from '../queries.ts';
import { reachOf } from '../reach-rules.ts';
import { areasToSay, recordOfActivity } from '../record-queries.ts';
import { type Answer, type AreaSaid, recordAsText, recordProblems } from '../record-rules.ts';
import { fewestPupils } from '../rules.ts';
import { lockToRecord, markRecorded } from './attach-note.ts';
import { recordOf } from './lock-review.ts';

export type Written = {
  summary: string;
  answers: readonly Answer[];
  areas: readonly AreaSaid[];
  tags: readonly EvidenceTag[];
  sample: Sample;
  revision: number;
};

/** Stores what is on the form over what was stored before. Answers to questions of other forms, and areas that are not asked about, are refused. */
async function store(ctx: Ctx, tx: Write, review: QaReview, activity: Activity, input: Written): Promise<number> {
  requireRevision(activity.revision, input.revision);
  const { questions } = await recordOfActivity(ctx, activity);
  const areas = await areasToSay(ctx, review, questions);
  if (input.answers.some((answer) => !questions.some((question) => question.id === answer.questionId)))
    throw new Invalid([{ field: '', message: 'The form has changed. Open it again' }]);
  if (input.areas.some((said) => !areas.some((area) => area.id === said.areaId)))
    throw new Invalid([{ field: 'areas', message: 'Choose among the areas of this review' }]);
  const { sample } = input;
  await tx.db
    .updateTable('qa_review_activity')
    .set({
      summary: input.summary,
      tags: [...input.tags],
      sample_size: sample.size,
      sample_disadvantaged: sample.disadvantaged,
      sample_send: sample.send,
      sample_low: sample.low,
      sample_middle: sample.middle,
      sample_high: sample.high,
      revision: activity.revision + 1,
    })
    .where('id', '=', activity.id)
    .execute();
  const of = { trust_id: ctx.actor.trustId, activity_id: activity.id };
  if (input.answers.length > 0)
    await tx.db
      .insertInto('qa_activity_answer')
      .values(
        input.answers.map(({ questionId, answer, seen }) => ({
          ...of,
          question_id: questionId,
          answer,
          seen,
          answered_at: ctx.now,
          answered_by: ctx.actor.personId,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['activity_id', 'question_id']).doUpdateSet((eb) => ({
          answer: eb.ref('excluded.answer'),
          seen: eb.ref('excluded.seen'),
          answered_at: eb.ref('excluded.answered_at'),
          answered_by: eb.ref('excluded.answered_by'),
        })),
      )
      .execute();
  await tx.db.deleteFrom('qa_activity_area').where('activity_id', '=', activity.id).execute();
  if (input.areas.length > 0)
    await tx.db
      .insertInto('qa_activity_area')
      .values(input.areas.map(({ areaId, points }) => ({ ...of, area_id: areaId, points })))
      .execute();
  return activity.revision + 1;
}

/** Keeps what has been written on the form so far; nothing is evidence yet. Returns the new revision. */
export async function saveDraft(ctx: Ctx, reviewId: string, activityId: string, input: Written): Promise<number> {
  return await write(ctx, async (tx) => {
    const { review, activity } = await lockToRecord(ctx, tx, activityId, reviewId);
    const revision = await store(ctx, tx, review, activity, input);
    await recordOf(
      tx,
      review,
      'activity-written',
      `wrote on the form of “${activity.title}” of the review “${review.title}”`,
      null,
      {
        activityId,
        revision,
      },
    );
    return revision;
  });
}

/**
 * Records an activity on its form: what is on it becomes a piece of evidence with its areas, tags, observers and files, the minutes are done, and a teacher
 * who was observed is told at once. Returns the id of the evidence.
 */
export async function recordActivity(
  ctx: Ctx,
  reviewId: string,
  activityId: string,
  input: Written & { happenedOn: Temporal.PlainDate },
  files: readonly UploadedFile[] = [],
): Promise<string> {
  return await write(ctx, async (tx) => {
    const { review, activity } = await lockToRecord(ctx, tx, activityId, reviewId);
    await store(ctx, tx, review, activity, input);
    const { questions } = await recordOfActivity(ctx, activity);
    const early = Temporal.PlainDate.compare(activity.on_day, ctx.today) > 0;
    const problems = [
      ...(early
        ? [
            {
              field: 'happenedOn',
              message: `It is planned for ${longDate(activity.on_day)}. Move it in the timetable first, if it took place earlier`,
            },
          ]
        : []),
      ...recordProblems(activity.kind, questions, input),
      ...sampleProblems(activity.kind, input.sample, fewestPupils),
      ...fileProblems(files),
    ];
    if (problems.length > 0) throw new Invalid(problems);
    const { id } = await recordEvidence(
      ctx,
      tx,
      {
        ...reachOf(review, activity),
        schoolId: review.schoolId,
        kind: activity.kind,
        title: activity.title,
        summary: recordAsText(questions, input, sampleInWords(activity.kind, input.sample)),
        happenedOn: input.happenedOn,
        areas: input.areas,
        tags: input.tags,
        source: { type: 'qa_review_activity', id: activity.id },
      },
      'review:contribute',
    );
    await storeEvidenceFiles(ctx, tx, id, files);
    await markRecorded(ctx, tx, review, activity, id);
    return id;
  });
}
