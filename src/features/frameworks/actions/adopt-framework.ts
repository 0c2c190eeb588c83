import type { Ctx } from '#core/context.ts';
import { Invalid } from '#platform/errors.ts';
import { adoptionBlockers } from '../rules.ts';
import { changeDraft } from './change-draft.ts';

/** Adopts a draft: from now on new reviews use it, and it never changes again. The version before it is replaced; its reviews keep it. */
export async function adoptFramework(
  ctx: Ctx,
  frameworkId: string,
  input: { why: string; revision: number },
): Promise<void> {
  await changeDraft(ctx, frameworkId, input.revision, async (tx, framework) => {
    const blockers = adoptionBlockers(framework);
    if (blockers.length > 0) throw new Invalid(blockers.map((message) => ({ field: '', message })));
    await tx.db
      .updateTable('framework')
      .set({ retired_at: ctx.now })
      .where('family', '=', framework.family)
      .where('adopted_at', 'is not', null)
      .where('retired_at', 'is', null)
      .execute();
    await tx.db
      .updateTable('framework')
      .set({ adopted_at: ctx.now, adopted_by: ctx.actor.personId })
      .where('id', '=', frameworkId)
      .execute();
    return {
      kind: 'framework.adopted',
      summary: `adopted version ${framework.version} of the framework “${framework.name}”`,
      why: input.why,
    };
  });
}
