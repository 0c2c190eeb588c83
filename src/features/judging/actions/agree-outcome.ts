import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { gradesFor } from '#core/frameworks/rules.ts';
import { tell } from '#core/notifications/tell.ts';
import { type FieldError, Invalid, StaleRevision } from '#platform/errors.ts';
import { areasApart } from '../moderation-rules.ts';
import type { OutcomeGrade } from '../pair-queries.ts';
import { judgingPaths } from '../paths.ts';
import { mayConfirm, maySayOutcome } from '../policy.ts';
import { lockPair, recordOfPair } from './lock-pair.ts';

/**
 * Says what the two have agreed for each area in which they differ: a moderated grade, or that they do not agree, with the reasons. It stands once the other
 * has confirmed it. Said again, it takes the place of what was said before, which is kept and counts no more.
 */
export async function sayOutcome(ctx: Ctx, pairId: string, grades: readonly OutcomeGrade[]): Promise<void> {
  await write(ctx, async (tx) => {
    const pair = await lockPair(ctx, tx, pairId);
    tx.authorise(maySayOutcome(ctx.actor, pair));
    const apart = pair.areas.filter((area) => areasApart(pair.given).includes(area.id));
    const problems: FieldError[] = apart.flatMap((area) => {
      const said = grades.find((grade) => grade.areaId === area.id);
      const known = gradesFor(pair.framework, area).map((grade) => grade.code);
      return [
        ...(!said || (said.gradeCode !== null && !known.includes(said.gradeCode))
          ? [
              {
                field: `grade-${area.id}`,
                message: `Choose the agreed grade for ${area.title}, or that you do not agree`,
              },
            ]
          : []),
        ...(!said || said.reasons.trim() === ''
          ? [{ field: `reasons-${area.id}`, message: `Say what decided it for ${area.title}` }]
          : []),
      ];
    });
    if (problems.length > 0) throw new Invalid(problems);
    const trust = { trust_id: ctx.actor.trustId };
    const outcome = await tx.db
      .insertInto('moderation_outcome')
      .values({
        ...trust,
        pair_id: pairId,
        number: (pair.outcome?.number ?? 0) + 1,
        said_at: ctx.now,
        said_by: ctx.actor.personId,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.db
      .insertInto('moderation_outcome_grade')
      .values(
        grades
          .filter((grade) => apart.some((area) => area.id === grade.areaId))
          .map((grade) => ({
            ...trust,
            outcome_id: outcome.id,
            area_id: grade.areaId,
            grade_code: grade.gradeCode,
            reasons: grade.reasons,
          })),
      )
      .execute();
    await recordOfPair(tx, pair, 'outcome-said', `said what came of judging “${pair.title}” together`);
    for (const { personId } of pair.graders)
      if (personId !== ctx.actor.personId)
        await tell(ctx, tx, personId, {
          subject: 'Confirm what you have agreed',
          body: `${ctx.actor.name} has written down what the two of you agreed on “${pair.title}”. Confirm it, or say what you see differently.`,
          href: judgingPaths.pair(pairId),
        });
  });
}

/** The other of the two confirms the outcome that they were shown. */
export async function confirmOutcome(ctx: Ctx, pairId: string, outcomeId: string): Promise<void> {
  await write(ctx, async (tx) => {
    const pair = await lockPair(ctx, tx, pairId);
    tx.authorise(mayConfirm(ctx.actor, pair));
    if (pair.outcome?.id !== outcomeId)
      throw new StaleRevision('What was agreed has been said anew since you opened the page. It is shown now.');
    await tx.db
      .insertInto('moderation_confirmation')
      .values({
        trust_id: ctx.actor.trustId,
        outcome_id: outcomeId,
        confirmed_at: ctx.now,
        confirmed_by: ctx.actor.personId,
      })
      .execute();
    await recordOfPair(tx, pair, 'settled', `confirmed what came of judging “${pair.title}” together`);
  });
}
