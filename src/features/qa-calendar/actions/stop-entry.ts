import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { workloadStopped } from '#core/workload/book-workload.ts';
import { describeEntry } from '../entry-words.ts';
import { askAgainAfter } from './ask-school.ts';
import { lockEntry } from './move-entry.ts';

/** Stops an entry with the reason. It stays on record, and its minutes count as saved in the term's account. */
export async function stopEntry(ctx: Ctx, entryId: string, why: string, revision: number): Promise<void> {
  await write(ctx, async (tx) => {
    const entry = await lockEntry(ctx, tx, entryId, revision);
    await tx.db
      .updateTable('qa_entry')
      .set({
        stopped_at: ctx.now,
        stopped_by: ctx.actor.personId,
        stopped_why: why,
        revision: entry.revision + 1,
      })
      .where('id', '=', entryId)
      .execute();
    await workloadStopped(tx, { type: 'qa_entry', id: entryId }, why);
    await tx.db
      .updateTable('qa_move_request')
      .set({
        outcome: 'moved',
        outcome_words: 'It was stopped altogether.',
        settled_at: ctx.now,
        settled_by: ctx.actor.personId,
      })
      .where('entry_id', '=', entryId)
      .where('outcome', 'is', null)
      .execute();
    await askAgainAfter(ctx, tx, entry.school_id, entry.academic_year, `${entry.title} will not take place`);
    await tx.record({
      kind: 'qa-entry.stopped',
      subjectType: 'qa_entry',
      subjectId: entryId,
      schoolId: entry.school_id,
      summary: `stopped ${describeEntry(entry)}`,
      why,
    });
  });
}
