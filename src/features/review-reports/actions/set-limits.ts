import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { maySetLimits } from '../policy.ts';

/** Sets how many pages a report may have from now on. What held before is kept. */
export async function setLimits(ctx: Ctx, input: { governors: number; full: number; why: string }): Promise<void> {
  await write(ctx, async (tx) => {
    tx.authorise(maySetLimits(ctx.actor));
    const last = await tx.db
      .selectFrom('review_report_limit')
      .select('version')
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst();
    const { id } = await tx.db
      .insertInto('review_report_limit')
      .values({
        trust_id: ctx.actor.trustId,
        version: (last?.version ?? 0) + 1,
        governors_pages: input.governors,
        full_pages: input.full,
        set_at: ctx.now,
        set_by: ctx.actor.personId,
        why: input.why,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.record({
      kind: 'review-report.limits-set',
      subjectType: 'review_report_limit',
      subjectId: id,
      schoolId: null,
      summary: `set the length of reports of reviews to ${input.governors} pages for governors and ${input.full} in full`,
      why: input.why,
    });
  });
}
