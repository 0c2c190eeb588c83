import type { Ctx } from '#core/context.ts';
import type { DetailsInput } from '../forms.ts';
import { changeDraft } from './change-draft.ts';

/** Changes the name, the description and the note of a draft. */
export async function changeDetails(ctx: Ctx, frameworkId: string, input: DetailsInput): Promise<void> {
  await changeDraft(ctx, frameworkId, input.revision, async (tx, framework) => {
    await tx.db
      .updateTable('framework')
      .set({ name: input.name, description: input.description, comparability_note: input.comparabilityNote })
      .where('id', '=', frameworkId)
      .execute();
    return { kind: 'framework.changed', summary: `changed the name or description of the draft “${framework.name}”` };
  });
}
