import { allTermDates } from '#core/academic-year/queries.ts';
import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { bookWorkload, type WorkloadShare } from '#core/workload/book-workload.ts';
import { estimatedShares } from '../cost-rules.ts';
import type { Entry } from '../queries.ts';
import { templateOf } from '../template-queries.ts';
import { costsOf } from '../template-rules.ts';
import { firstSchoolDay } from '../week-rules.ts';

type Booked = Pick<
  Entry,
  | 'id'
  | 'school_id'
  | 'phase'
  | 'academic_year'
  | 'kind'
  | 'template_key'
  | 'department_id'
  | 'lead_id'
  | 'title'
  | 'starts_on'
>;

/** What an entry is expected to cost by the template, on the first day of school of its days. */
export async function sharesOfEntry(ctx: Ctx, entry: Booked): Promise<WorkloadShare[]> {
  const { lines } = await templateOf(ctx);
  const dates = (await allTermDates(ctx, entry.academic_year))(entry.school_id);
  const costs = costsOf(lines, { kind: entry.kind, templateKey: entry.template_key }, entry.phase);
  return estimatedShares(entry, costs, firstSchoolDay(dates, entry.starts_on));
}

/** Books what an entry is expected to cost; what it had booked before gives way. */
export async function bookEntry(ctx: Ctx, tx: Write, entry: Booked): Promise<void> {
  await bookWorkload(ctx, tx, { type: 'qa_entry', id: entry.id }, await sharesOfEntry(ctx, entry));
}

/** Books again after a change, unless a timetable has taken the estimate's place or it was done. */
export async function bookEntryAgain(ctx: Ctx, tx: Write, entry: Booked): Promise<void> {
  const estimate = await tx.db
    .selectFrom('workload_line')
    .select('id')
    .where('source_type', '=', 'qa_entry')
    .where('source_id', '=', entry.id)
    .where('state', '=', 'planned')
    .limit(1)
    .executeTakeFirst();
  if (estimate) await bookEntry(ctx, tx, entry);
}
