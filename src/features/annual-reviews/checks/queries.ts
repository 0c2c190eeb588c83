import { sql } from 'kysely';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/people/tables.ts';
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

type Answer = { part: string; answer: FactAnswer; correction: string };

/** Every round of the school's check of the facts, the newest last. */
export async function factChecks(ctx: Ctx, reviewId: string): Promise<FactCheck[]> {
  const rounds = await ctx.db
    .selectFrom('fact_check as f')
    .innerJoin('annual_review as r', 'r.id', 'f.review_id')
    .select([
      'f.id',
      'f.round',
      'f.due_on',
      'f.returned_at',
      'f.revision',
      sql<
        Answer[]
      >`(select coalesce(json_agg(json_build_object('part', a.part, 'answer', a.answer, 'correction', a.correction)), '[]')
        from fact_answer a where a.fact_check_id = f.id)`.as('answers'),
      sql<
        FactPoint[]
      >`(select coalesce(json_agg(json_build_object('id', p.id, 'part', p.part, 'number', p.number, 'body', p.body,
          'outcome', p.outcome, 'reply', p.reply, 'repliedBy', w.name) order by p.number), '[]')
        from fact_point p left join person w on w.id = p.replied_by where p.fact_check_id = f.id)`.as('points'),
    ])
    .where(inScope(ctx.scope, 'r.school_id'))
    .where('f.review_id', '=', reviewId)
    .orderBy('f.round')
    .execute();
  return rounds.map((round) => ({
    id: round.id,
    round: round.round,
    dueOn: round.due_on,
    returnedAt: round.returned_at,
    revision: round.revision,
    answers: new Map(round.answers.map(({ part, ...answer }) => [part, answer])),
    points: round.points,
  }));
}
