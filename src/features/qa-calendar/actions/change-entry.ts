import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid } from '#platform/errors.ts';
import { aboutProblems } from '../entry-rules.ts';
import type { Topic } from '../words.ts';
import { checkPlaces } from './add-entry.ts';
import { askAgainAfter } from './ask-school.ts';
import { bookEntryAgain } from './book-entry.ts';
import { lockEntry } from './move-entry.ts';

export type EntryChange = {
  title: string;
  leadId: string | null;
  departmentId: string | null;
  topic: Topic | null;
  revision: number;
};

/** Changes what an entry is called, who leads it and what it is about. A school that has been asked is asked again. */
export async function changeEntry(ctx: Ctx, entryId: string, change: EntryChange): Promise<void> {
  await write(ctx, async (tx) => {
    const entry = await lockEntry(ctx, tx, entryId, change.revision);
    const problems = aboutProblems({ ...change, kind: entry.kind });
    if (problems.length > 0) throw new Invalid(problems);
    // Who led it when it was planned may stay, though they could not be chosen anew.
    await checkPlaces(ctx, entry.school_id, {
      leadId: change.leadId === entry.lead_id ? null : change.leadId,
      departmentId: change.departmentId === entry.department_id ? null : change.departmentId,
    });
    const values = {
      title: change.title,
      lead_id: change.leadId,
      department_id: change.departmentId,
      topic: change.topic,
    };
    await tx.db
      .updateTable('qa_entry')
      .set({ ...values, revision: entry.revision + 1 })
      .where('id', '=', entryId)
      .execute();
    await bookEntryAgain(ctx, tx, { ...entry, ...values });
    const same = change.title === entry.title;
    await askAgainAfter(
      ctx,
      tx,
      entry.school_id,
      entry.academic_year,
      same ? `${entry.title} changed` : `${entry.title} is now ${change.title}`,
    );
    await tx.record({
      kind: 'qa-entry.changed',
      subjectType: 'qa_entry',
      subjectId: entryId,
      schoolId: entry.school_id,
      summary: same ? `changed ${entry.title}` : `changed ${entry.title} to ${change.title}`,
    });
  });
}
