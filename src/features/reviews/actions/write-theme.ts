import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { findFramework } from '#core/frameworks/queries.ts';
import { Invalid, NotFound, requireRevision } from '#platform/errors.ts';
import { mayEnterOwn, mayWriteTheme } from '../policy.ts';
import type { QaReview } from '../queries.ts';
import { countByKind, evidenceOfThemes, type Theme } from '../theme-queries.ts';
import { whyNotGraded } from '../theme-rules.ts';
import { lockTheme } from './change-themes.ts';
import { recordOf } from './lock-review.ts';

async function requireGrade(ctx: Ctx, review: QaReview, theme: Theme, code: string, field: string): Promise<void> {
  const framework = await findFramework(ctx, review.frameworkId);
  const area = framework.areas.find((one) => one.id === theme.area_id);
  if (!area) throw new NotFound();
  if (!framework.grades[area.scale].some((grade) => grade.code === code))
    throw new Invalid([{ field, message: 'Choose a grade of this framework' }]);
}

export type ThemeText = { strengths: string; toImprove: string; reasons: string; revision: number };

/** Keeps the text of a theme while it is written; its grade is only changed by `gradeTheme`. Returns the new revision. */
export async function saveThemeText(ctx: Ctx, reviewId: string, themeId: string, input: ThemeText): Promise<number> {
  return await write(ctx, async (tx) => {
    const { review, theme } = await lockTheme(ctx, tx, reviewId, themeId);
    tx.authorise(mayWriteTheme(ctx.actor, review, { delegatedTo: theme.delegated_to }));
    requireRevision(theme.revision, input.revision);
    await tx.db
      .updateTable('qa_review_theme')
      .set({
        strengths: input.strengths,
        to_improve: input.toImprove,
        reasons: input.reasons,
        revision: theme.revision + 1,
        saved_at: ctx.now,
        saved_by: ctx.actor.personId,
      })
      .where('id', '=', theme.id)
      .execute();
    await recordOf(tx, review, 'theme-written', `wrote the theme “${theme.title}” of the review “${review.title}”`);
    return theme.revision + 1;
  });
}

/**
 * Saves a theme with its grade across all evidence (or without one yet). A grade needs evidence of two kinds of activity or the reason why fewer are enough,
 * and reasons; the grade is never that of a lesson.
 */
export async function gradeTheme(
  ctx: Ctx,
  reviewId: string,
  themeId: string,
  input: ThemeText & { gradeCode: string | null; fewKindsWhy: string | null },
): Promise<void> {
  await write(ctx, async (tx) => {
    const { review, theme } = await lockTheme(ctx, tx, reviewId, themeId);
    tx.authorise(mayWriteTheme(ctx.actor, review, { delegatedTo: theme.delegated_to }));
    requireRevision(theme.revision, input.revision);
    if (input.gradeCode !== null) {
      await requireGrade(ctx, review, theme, input.gradeCode, 'gradeCode');
      const kinds = countByKind(await evidenceOfThemes(ctx, review.id), theme.area_code).size;
      const why = whyNotGraded(kinds, input.fewKindsWhy);
      const errors = why === null ? [] : [{ field: 'fewKindsWhy', message: why }];
      if (input.reasons.trim() === '') errors.push({ field: 'reasons', message: 'Say why it is this grade' });
      if (errors.length > 0) throw new Invalid(errors);
    }
    await tx.db
      .updateTable('qa_review_theme')
      .set({
        strengths: input.strengths,
        to_improve: input.toImprove,
        reasons: input.reasons,
        grade_code: input.gradeCode,
        few_kinds_why: input.fewKindsWhy,
        revision: theme.revision + 1,
        saved_at: ctx.now,
        saved_by: ctx.actor.personId,
      })
      .where('id', '=', theme.id)
      .execute();
    const done = input.gradeCode === null ? 'wrote' : 'graded';
    await recordOf(
      tx,
      review,
      'theme-graded',
      `${done} the theme “${theme.title}” of the review “${review.title}”`,
      null,
      {
        grade: input.gradeCode,
        gradeBefore: theme.grade_code,
      },
    );
  });
}

/** Says how the school itself sees a theme. */
export async function saveOwnGrade(
  ctx: Ctx,
  reviewId: string,
  themeId: string,
  input: { gradeCode: string; reasons: string; revision: number },
): Promise<void> {
  await write(ctx, async (tx) => {
    const { review, theme } = await lockTheme(ctx, tx, reviewId, themeId);
    tx.authorise(mayEnterOwn(ctx.actor, review));
    requireRevision(theme.own_revision, input.revision);
    await requireGrade(ctx, review, theme, input.gradeCode, 'ownGradeCode');
    await tx.db
      .updateTable('qa_review_theme')
      .set({
        own_grade_code: input.gradeCode,
        own_reasons: input.reasons,
        own_revision: theme.own_revision + 1,
        own_saved_at: ctx.now,
        own_saved_by: ctx.actor.personId,
      })
      .where('id', '=', theme.id)
      .execute();
    await recordOf(
      tx,
      review,
      'own-grade-saved',
      `said how the school sees “${theme.title}” in the review “${review.title}”`,
    );
  });
}
