import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import { mayReadPiece } from '#core/evidence/queries.ts';
import type { Activity } from './activity-queries.ts';
import { questionsOf } from './instrument-queries.ts';
import type { QaReview } from './queries.ts';
import { themesOf } from './theme-queries.ts';
import './tables.ts';

/** What has been written on the form of an activity so far. The caller has found the activity in the reader's scope and asked whether its content may be read. */
export async function recordOfActivity(ctx: Ctx, activity: Pick<Activity, 'id' | 'instrument_id'>) {
  const questions = activity.instrument_id === null ? [] : await questionsOf(ctx, activity.instrument_id);
  const answers = await ctx.db
    .selectFrom('qa_activity_answer')
    .select(['question_id', 'answer', 'seen'])
    .where('activity_id', '=', activity.id)
    .execute();
  const areas = await ctx.db
    .selectFrom('qa_activity_area')
    .select(['area_id', 'points'])
    .where('activity_id', '=', activity.id)
    .execute();
  return {
    questions,
    answers: answers.map((row) => ({ questionId: row.question_id, answer: row.answer, seen: row.seen })),
    areas: areas.map((row) => ({ areaId: row.area_id, points: row.points })),
  };
}

/** What the record of an activity says, for those who may read that piece; null for anybody else. The team reads it through the review, whatever else they may read. */
export async function pieceOfActivity(ctx: Ctx, activity: Pick<Activity, 'evidence_id'>) {
  if (activity.evidence_id === null) return null;
  const found = await ctx.db
    .selectFrom('evidence')
    .select(['evidence.id', 'evidence.summary', 'evidence.withdrawn_at', 'evidence.withdrawn_why'])
    .where(inScope(ctx.scope, 'evidence.school_id'))
    .where('evidence.id', '=', activity.evidence_id)
    .where(mayReadPiece(ctx))
    .executeTakeFirst();
  return found ?? null;
}

/** The areas of which a recorder says what the activity shows: those of its form and those of the themes, each once. */
export async function areasToSay(
  ctx: Ctx,
  review: QaReview,
  questions: readonly { area_id: string | null; area_title: string | null }[],
): Promise<{ id: string; title: string }[]> {
  const areas = new Map<string, string>();
  for (const question of questions)
    if (question.area_id !== null) areas.set(question.area_id, question.area_title ?? '');
  for (const theme of await themesOf(ctx, review.id)) areas.set(theme.area_id, theme.area_title);
  return [...areas].map(([id, title]) => ({ id, title }));
}
