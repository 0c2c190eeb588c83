import { sql } from 'kysely';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/people/tables.ts';
import '../tables.ts';

export type FactAnswer = 'accurate' | 'not_accurate';
export type FactPoint = {
  id: string;
  part: string;
  number: number;
  body: string;
  outcome: 'changed' | 'not_changed' | null;
  reply: string | null;
  repliedBy: string | null;
};
export type FactCheck = {
  id: string;
  round: number;
  dueOn: Temporal.PlainDate;
  /** What the school says to the report in its own words. */
  reply: string;
  replyBy: string | null;
  returnedAt: Temporal.Instant | null;
  returnedBy: string | null;
  revision: number;
  answers: ReadonlyMap<string, { answer: FactAnswer; correction: string; by: string }>;
  points: readonly FactPoint[];
};

type Answer = { part: string; answer: FactAnswer; correction: string; by: string };

/** Every round of the school's check of the facts, the newest last. */
export async function factChecks(ctx: Ctx, reportId: string): Promise<FactCheck[]> {
  const rounds = await ctx.db
    .selectFrom('review_report_check as f')
    .innerJoin('review_report as r', 'r.id', 'f.report_id')
    .leftJoin('person as by', 'by.id', 'f.reply_by')
    .leftJoin('person as returner', 'returner.id', 'f.returned_by')
    .select([
      'f.id',
      'f.round',
      'f.due_on',
      'f.reply',
      'f.returned_at',
      'f.revision',
      'by.name as reply_by_name',
      'returner.name as returned_by_name',
      sql<
        Answer[]
      >`(select coalesce(json_agg(json_build_object('part', a.part, 'answer', a.answer, 'correction', a.correction, 'by', p.name)), '[]')
        from review_report_check_answer a join person p on p.id = a.answered_by where a.check_id = f.id)`.as('answers'),
      sql<
        FactPoint[]
      >`(select coalesce(json_agg(json_build_object('id', p.id, 'part', p.part, 'number', p.number, 'body', p.body,
          'outcome', p.outcome, 'reply', p.reply, 'repliedBy', w.name) order by p.number), '[]')
        from review_report_check_point p left join person w on w.id = p.replied_by where p.check_id = f.id)`.as(
        'points',
      ),
    ])
    .where(inScope(ctx.scope, 'r.school_id'))
    .where('f.report_id', '=', reportId)
    .orderBy('f.round')
    .execute();
  return rounds.map((round) => ({
    id: round.id,
    round: round.round,
    dueOn: round.due_on,
    reply: round.reply,
    replyBy: round.reply_by_name,
    returnedAt: round.returned_at,
    returnedBy: round.returned_by_name,
    revision: round.revision,
    answers: new Map(round.answers.map(({ part, ...answer }) => [part, answer])),
    points: round.points,
  }));
}
