import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import type { CorrectionOutcome, FactAnswer } from '../rules.ts';
import '../tables.ts';

export type FactPoint = {
  id: string;
  part: string;
  number: number;
  body: string;
  outcome: CorrectionOutcome | null;
  reply: string | null;
  repliedBy: string | null;
};
export type FactCheck = {
  id: string;
  round: number;
  dueOn: Temporal.PlainDate;
  returnedAt: Temporal.Instant | null;
  revision: number;
  answers: ReadonlyMap<string, { answer: FactAnswer; correction: string }>;
  points: readonly FactPoint[];
};

/** Every round of the school's check of the facts, the newest last. */
export async function factChecks(ctx: Ctx, reviewId: string): Promise<FactCheck[]> {
  const rounds = await ctx.db
    .selectFrom('fact_check as f')
    .innerJoin('annual_review as r', 'r.id', 'f.review_id')
    .select(['f.id', 'f.round', 'f.due_on', 'f.returned_at', 'f.revision'])
    .where(inScope(ctx.scope, 'r.school_id'))
    .where('f.review_id', '=', reviewId)
    .orderBy('f.round')
    .execute();
  if (rounds.length === 0) return [];
  const ids = rounds.map((round) => round.id);
  const answers = await ctx.db.selectFrom('fact_answer').selectAll().where('fact_check_id', 'in', ids).execute();
  const points = await ctx.db
    .selectFrom('fact_point as p')
    .leftJoin('person', 'person.id', 'p.replied_by')
    .select(['p.id', 'p.fact_check_id', 'p.part', 'p.number', 'p.body', 'p.outcome', 'p.reply', 'person.name'])
    .where('p.fact_check_id', 'in', ids)
    .orderBy('p.number')
    .execute();
  return rounds.map((round) => ({
    id: round.id,
    round: round.round,
    dueOn: round.due_on,
    returnedAt: round.returned_at,
    revision: round.revision,
    answers: new Map(
      answers
        .filter((it) => it.fact_check_id === round.id)
        .map((it) => [it.part, { answer: it.answer, correction: it.correction }]),
    ),
    points: points
      .filter((it) => it.fact_check_id === round.id)
      .map((it) => ({
        id: it.id,
        part: it.part,
        number: it.number,
        body: it.body,
        outcome: it.outcome,
        reply: it.reply,
        repliedBy: it.name,
      })),
  }));
}
