import type { Ctx } from '#core/context.ts';
import { changeDraft } from './change-draft.ts';

/** Throws a draft away. Nothing refers to it; the trail and the history keep what it held. */
export async function discardDraft(ctx: Ctx, frameworkId: string, revision: number): Promise<void> {
  await changeDraft(ctx, frameworkId, revision, async (tx, framework) => {
    await tx.db.deleteFrom('framework_descriptor').where('framework_id', '=', frameworkId).execute();
    await tx.db.deleteFrom('framework_area').where('framework_id', '=', frameworkId).execute();
    await tx.db.deleteFrom('framework_grade').where('framework_id', '=', frameworkId).execute();
    await tx.db.deleteFrom('framework').where('id', '=', frameworkId).execute();
    return {
      kind: 'framework.discarded',
      summary: `threw away the draft of version ${framework.version} of “${framework.name}”`,
    };
  });
}
