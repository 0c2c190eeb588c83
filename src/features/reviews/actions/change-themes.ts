import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { findFramework } from '#core/frameworks/queries.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import { whyNotYet } from '../member-rules.ts';
import { mayChangePlan } from '../policy.ts';
import type { QaReview } from '../queries.ts';
import { type Theme, themesOf } from '../theme-queries.ts';
import { lockReview } from './lock-review.ts';
import { noteChange } from './note-change.ts';

/** The theme of this review, still in it. */
export async function lockTheme(ctx: Ctx, tx: Write, reviewId: string, themeId: string) {
  const review = await lockReview(ctx, tx, reviewId);
  const theme = (await themesOf(ctx, review.id)).find((one) => one.id === themeId);
  if (!theme) throw new NotFound();
  return { review, theme };
}

function requireWriter(review: QaReview, personId: string | null): string | null {
  if (personId === null) return null;
  const member = review.members.find((one) => one.personId === personId);
  if (!member) throw new Invalid([{ field: 'delegatedTo', message: 'Choose somebody of the team' }]);
  const why = whyNotYet(member.standing);
  if (why !== null && member.standing !== 'undeclared')
    throw new Invalid([{ field: 'delegatedTo', message: `${member.name} ${why}` }]);
  return member.name;
}

/** Adds a theme for an area of the review's framework. */
export async function addTheme(
  ctx: Ctx,
  reviewId: string,
  input: { areaId: string; title: string | null; delegatedTo: string | null; changeWhy: string | null },
): Promise<string> {
  return await write(ctx, async (tx) => {
    const review = await lockReview(ctx, tx, reviewId);
    tx.authorise(mayChangePlan(ctx.actor, review));
    const framework = await findFramework(ctx, review.frameworkId);
    const area = framework.areas.find((one) => one.id === input.areaId);
    if (!area) throw new Invalid([{ field: 'areaId', message: 'Choose an area of the framework' }]);
    requireWriter(review, input.delegatedTo);
    const title = input.title ?? area.title;
    const there = await themesOf(ctx, review.id, { removed: true });
    if (there.some((theme) => theme.removed_at === null && theme.title.toLowerCase() === title.toLowerCase()))
      throw new Invalid([
        { field: 'title', message: `There is a theme “${title}” already. Give this one another name` },
      ]);
    const row = await tx.db
      .insertInto('qa_review_theme')
      .values({
        trust_id: ctx.actor.trustId,
        review_id: review.id,
        area_id: area.id,
        area_code: area.code,
        title,
        position: Math.max(0, ...there.map((theme) => theme.position)) + 1,
        delegated_to: input.delegatedTo,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await noteChange(ctx, tx, review, {
      kind: 'theme-added',
      what: `added the theme “${title}”`,
      why: input.changeWhy,
    });
    return row.id;
  });
}

const changed = (theme: Theme, input: { title: string }, writer: string | null): string =>
  [
    ...(theme.title === input.title ? [] : [`renamed the theme “${theme.title}” to “${input.title}”`]),
    ...(theme.delegated_name === writer
      ? []
      : [
          writer === null
            ? `gave the theme “${input.title}” back to the lead`
            : `gave the theme “${input.title}” to ${writer}`,
        ]),
  ].join(', ') || `kept the theme “${theme.title}” as it was`;

/** Renames a theme, or gives it to another member of the team to write; null gives it to the lead. */
export async function changeTheme(
  ctx: Ctx,
  reviewId: string,
  themeId: string,
  input: { title: string; delegatedTo: string | null; changeWhy: string | null },
): Promise<void> {
  await write(ctx, async (tx) => {
    const { review, theme } = await lockTheme(ctx, tx, reviewId, themeId);
    tx.authorise(mayChangePlan(ctx.actor, review));
    const writer = requireWriter(review, input.delegatedTo);
    await tx.db
      .updateTable('qa_review_theme')
      .set({ title: input.title, delegated_to: input.delegatedTo })
      .where('id', '=', theme.id)
      .execute();
    await noteChange(ctx, tx, review, {
      kind: 'theme-changed',
      what: changed(theme, input, writer),
      why: input.changeWhy,
    });
  });
}

/** Takes a theme out of the review, with the reason. What was written in it is kept. */
export async function removeTheme(ctx: Ctx, reviewId: string, themeId: string, why: string): Promise<void> {
  await write(ctx, async (tx) => {
    const { review, theme } = await lockTheme(ctx, tx, reviewId, themeId);
    tx.authorise(mayChangePlan(ctx.actor, review));
    await tx.db
      .updateTable('qa_review_theme')
      .set({ removed_at: ctx.now, removed_by: ctx.actor.personId, removed_why: why })
      .where('id', '=', theme.id)
      .execute();
    await noteChange(ctx, tx, review, { kind: 'theme-removed', what: `took out the theme “${theme.title}”`, why });
  });
}
