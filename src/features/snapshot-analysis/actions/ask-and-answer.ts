import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { tell } from '#core/notifications/tell.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import { readFacts } from '../facts.ts';
import { headsOf, papersOf } from '../paper-queries.ts';
import { analysisPaths } from '../paths.ts';
import { mayAnswer, mayAskQuestion } from '../policy.ts';
import { findAnalysis } from '../queries.ts';
import { findQuestion } from '../question-queries.ts';
import { warningsOfText } from '../ready.ts';
import { lockAnalysis, trailOf } from './lock-analysis.ts';

/** Asks about the newest paper, or about one of its measures (by key). The head teacher is told. */
export async function askQuestion(
  ctx: Ctx,
  id: string,
  input: { about: string | null; question: string },
): Promise<string> {
  return await write(ctx, async (tx) => {
    const analysis = await findAnalysis(ctx, id);
    const [paper] = await papersOf(ctx, id);
    if (!paper) throw new NotFound();
    tx.authorise(mayAskQuestion(ctx.actor, analysis.school_id));
    const about = readFacts(paper.facts).points.find((point) => point.figure.key === input.about);
    if (input.about !== null && !about)
      throw new Invalid([{ field: 'about', message: 'Choose a measure of this paper, or the paper as a whole' }]);
    const row = await tx.db
      .insertInto('snapshot_analysis_question')
      .values({
        trust_id: ctx.actor.trustId,
        school_id: analysis.school_id,
        analysis_id: id,
        paper_id: paper.id,
        about: input.about,
        question: input.question,
        asked_at: ctx.now,
        asked_by: ctx.actor.personId,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    for (const head of await headsOf(ctx, analysis.school_id))
      await tell(ctx, tx, head.id, {
        subject: 'A question about your analysis',
        body: `${ctx.actor.name} has asked about the ${analysis.name}.`,
        href: analysisPaths.question(id, row.id),
      });
    await tx.record({
      kind: 'snapshot-analysis.asked',
      ...trailOf(analysis),
      summary: `asked a question about the analysis of the ${analysis.name}`,
      detail: { question: row.id, about: about?.figure.title ?? null },
    });
    return row.id;
  });
}

/**
 * Answers a question; a further answer stands behind the first. Whoever asked is told. What the answer should perhaps not say is refused once, with the words, and
 * goes through when the head says that it may stay.
 */
export async function answerQuestion(
  ctx: Ctx,
  id: string,
  questionId: string,
  input: { answer: string; warned: boolean },
): Promise<void> {
  await write(ctx, async (tx) => {
    const analysis = await lockAnalysis(ctx, tx, id);
    const question = await findQuestion(ctx, id, questionId);
    tx.authorise(mayAnswer(ctx.actor, analysis.school_id));
    const warnings = await warningsOfText(ctx, analysis, input.answer);
    if (warnings.length > 0 && !input.warned)
      throw new Invalid([
        ...warnings.map((message) => ({ field: 'answer', message })),
        { field: 'warned', message: 'Change the answer, or say that it may stay as it is' },
      ]);
    await tx.db
      .insertInto('snapshot_analysis_answer')
      .values({
        trust_id: ctx.actor.trustId,
        question_id: questionId,
        answer: input.answer,
        answered_at: ctx.now,
        answered_by: ctx.actor.personId,
      })
      .execute();
    await tell(ctx, tx, question.askedBy, {
      subject: 'Your question has been answered',
      body: `${ctx.actor.name} has answered your question about the ${analysis.name} of ${analysis.school}.`,
      href: `${analysisPaths.paper(id)}#question-${questionId}`,
    });
    await tx.record({
      kind: 'snapshot-analysis.answered',
      ...trailOf(analysis),
      summary: `answered a question about the analysis of the ${analysis.name}`,
      detail: { question: questionId, warnings },
    });
  });
}
