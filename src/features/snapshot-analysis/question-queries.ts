import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/people/tables.ts';
import { NotFound } from '#platform/errors.ts';
import './tables.ts';

export type Answer = { answer: string; answeredAt: Temporal.Instant; answerer: string };
export type Question = {
  id: string;
  about: string | null;
  question: string;
  askedAt: Temporal.Instant;
  askedBy: string;
  asker: string;
  paperNumber: number;
  answers: readonly Answer[];
};

/** What has been asked about an analysis, in the order of asking, each with its answers. */
export async function questionsOf(ctx: Ctx, analysisId: string): Promise<Question[]> {
  const questions = await ctx.db
    .selectFrom('snapshot_analysis_question as q')
    .innerJoin('person as p', 'p.id', 'q.asked_by')
    .innerJoin('snapshot_analysis_paper as n', 'n.id', 'q.paper_id')
    .select(['q.id', 'q.about', 'q.question', 'q.asked_at', 'q.asked_by', 'p.name', 'n.number'])
    .where(inScope(ctx.scope, 'q.school_id'))
    .where('q.analysis_id', '=', analysisId)
    .orderBy('q.asked_at')
    .orderBy('q.id')
    .execute();
  if (questions.length === 0) return [];
  const answers = await ctx.db
    .selectFrom('snapshot_analysis_answer as a')
    .innerJoin('person as p', 'p.id', 'a.answered_by')
    .select(['a.question_id', 'a.answer', 'a.answered_at', 'p.name'])
    .where(
      'a.question_id',
      'in',
      questions.map((each) => each.id),
    )
    .orderBy('a.answered_at')
    .orderBy('a.id')
    .execute();
  const byQuestion = Map.groupBy(answers, (each) => each.question_id);
  return questions.map((each) => ({
    id: each.id,
    about: each.about,
    question: each.question,
    askedAt: each.asked_at,
    askedBy: each.asked_by,
    asker: each.name,
    paperNumber: each.number,
    answers: (byQuestion.get(each.id) ?? []).map((one) => ({
      answer: one.answer,
      answeredAt: one.answered_at,
      answerer: one.name,
    })),
  }));
}

export async function findQuestion(ctx: Ctx, analysisId: string, questionId: string): Promise<Question> {
  const found = (await questionsOf(ctx, analysisId)).find((each) => each.id === questionId);
  if (!found) throw new NotFound();
  return found;
}
