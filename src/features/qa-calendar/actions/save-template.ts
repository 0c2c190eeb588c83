import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid, NotFound, requireRevision, StaleRevision } from '#platform/errors.ts';
import { mayPlan } from '../policy.ts';
import { templateOf } from '../template-queries.ts';
import { lineProblems, type TemplateLine } from '../template-rules.ts';

async function saveVersion(
  ctx: Ctx,
  shown: number,
  why: string,
  summary: string,
  change: (lines: readonly TemplateLine[]) => readonly TemplateLine[],
): Promise<void> {
  await write(ctx, async (tx) => {
    tx.authorise(mayPlan(ctx.actor));
    const { version, lines } = await templateOf(ctx);
    requireRevision(version, shown);
    const row = await tx.db
      .insertInto('qa_template')
      .values({
        trust_id: ctx.actor.trustId,
        version: version + 1,
        lines: JSON.stringify(change(lines)),
        saved_at: ctx.now,
        saved_by: ctx.actor.personId,
        why,
      })
      .onConflict((conflict) => conflict.columns(['trust_id', 'version']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!row) throw new StaleRevision();
    await tx.record({
      kind: 'qa-template.saved',
      subjectType: 'qa_template',
      subjectId: row.id,
      schoolId: null,
      summary,
      why,
      detail: { version: version + 1 },
    });
  });
}

/** Saves a line of the template as a new version of the whole; a key that is not there yet adds it. Entries already made stay as they are. */
export async function saveTemplateLine(ctx: Ctx, line: TemplateLine, shown: number, why: string): Promise<void> {
  const problems = lineProblems(line);
  if (problems.length > 0) throw new Invalid(problems);
  await saveVersion(ctx, shown, why, `changed “${line.title}” in the template of the QA calendar`, (lines) =>
    lines.some((found) => found.key === line.key)
      ? lines.map((found) => (found.key === line.key ? line : found))
      : [...lines, line],
  );
}

/** Takes a line out of the template. What was made from it stays. */
export async function removeTemplateLine(ctx: Ctx, key: string, shown: number, why: string): Promise<void> {
  const { lines } = await templateOf(ctx);
  const line = lines.find((found) => found.key === key);
  if (!line) throw new NotFound();
  if (lines.length === 1) throw new Invalid([{ field: 'why', message: 'The template must keep one line' }]);
  await saveVersion(ctx, shown, why, `took “${line.title}” out of the template of the QA calendar`, (all) =>
    all.filter((found) => found.key !== key),
  );
}
