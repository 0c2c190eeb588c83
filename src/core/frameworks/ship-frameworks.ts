import ofsted2025 from '../../../data/frameworks/ofsted-2025.json' with { type: 'json' };
import section5 from '../../../data/frameworks/section-5.json' with { type: 'json' };
import type { Write } from '../audit/write.ts';
import type { Ctx } from '../context.ts';
import { type FrameworkData, frameworkData } from './framework-data.ts';
import { insertFramework } from './insert-framework.ts';

/** The two frameworks that every trust starts with. */
export const shippedFrameworks: readonly FrameworkData[] = [section5, ofsted2025].map((data) =>
  frameworkData.parse(data),
);

/**
 * Gives a new trust the two shipped frameworks, adopted: the model's scale over the section 5 areas, and Ofsted's areas and standards of November 2025.
 * Leaves a family alone that the trust has already. The caller has authorised the write.
 */
export async function shipFrameworks(ctx: Ctx, tx: Write): Promise<void> {
  const present = await tx.db.selectFrom('framework').select('family').execute();
  for (const data of shippedFrameworks) {
    if (present.some((row) => row.family === data.family)) continue;
    const id = await insertFramework(tx.db, ctx.actor.trustId, data, 1);
    await tx.db
      .updateTable('framework')
      .set({ adopted_at: ctx.now, adopted_by: ctx.actor.personId })
      .where('id', '=', id)
      .execute();
    await tx.record({
      kind: 'framework.adopted',
      subjectType: 'framework',
      subjectId: id,
      schoolId: null,
      summary: `adopted the framework “${data.name}”, as it comes with Cairn`,
    });
  }
}
