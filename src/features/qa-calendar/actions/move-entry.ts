import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { planDataReview, plannedDataReviews } from '#features/data-reviews/index.ts';
import { Invalid, requireRevision } from '#platform/errors.ts';
import { dayProblems, type EntryDays } from '../entry-rules.ts';
import { describeEntry, whenInWords } from '../entry-words.ts';
import { mayPlan } from '../policy.ts';
import { type Entry, findEntry } from '../queries.ts';
import { askAgainAfter } from './ask-school.ts';
import { bookEntryAgain } from './book-entry.ts';

export type Move = EntryDays & { why: string | null; revision: number };

/** Locks an entry for a change by whoever plans; one that was stopped cannot be changed. */
export async function lockEntry(ctx: Ctx, tx: Write, entryId: string, revision: number): Promise<Entry> {
  await tx.db.selectFrom('qa_entry').select('id').where('id', '=', entryId).forUpdate().execute();
  const entry = await findEntry(ctx, entryId);
  tx.authorise(mayPlan(ctx.actor));
  requireRevision(entry.revision, revision);
  if (entry.stopped_at !== null)
    throw new Invalid([{ field: '', message: 'This entry was stopped and cannot be changed' }]);
  return entry;
}

/** A published data review that moves takes the meeting with it, unless that was held or lies in the new days already. */
async function moveDataReview(ctx: Ctx, entry: Entry, to: EntryDays): Promise<void> {
  if (entry.kind !== 'data_review' || !entry.published) return;
  const planned = (await plannedDataReviews(ctx, entry.academic_year)).get(entry.school_id);
  if (!planned || planned.heldOn !== null) return;
  const compare = Temporal.PlainDate.compare;
  if (compare(to.startsOn, planned.plannedOn) <= 0 && compare(planned.plannedOn, to.endsOn) <= 0) return;
  await planDataReview(ctx, { schoolId: entry.school_id, plannedOn: to.startsOn });
}

/**
 * Moves an entry to other days or to another week. Once it has been published that needs a reason. A school that has been asked about its calendar is asked
 * again. `record: false` where the caller records it as part of something larger.
 */
export async function moveInside(ctx: Ctx, tx: Write, entry: Entry, move: Omit<Move, 'revision'>): Promise<void> {
  const problems = dayProblems(move, entry.academic_year);
  if (entry.published && move.why === null)
    problems.push({ field: 'why', message: 'Say why: this calendar has been published' });
  if (problems.length > 0) throw new Invalid(problems);
  if (entry.starts_on.equals(move.startsOn) && entry.ends_on.equals(move.endsOn) && entry.days_known === move.daysKnown)
    throw new Invalid([{ field: 'week', message: 'It stands there already' }]);
  const moved = { ...entry, starts_on: move.startsOn, ends_on: move.endsOn, days_known: move.daysKnown };
  await tx.db
    .updateTable('qa_entry')
    .set({
      starts_on: move.startsOn,
      ends_on: move.endsOn,
      days_known: move.daysKnown,
      revision: entry.revision + 1,
    })
    .where('id', '=', entry.id)
    .execute();
  await tx.db
    .insertInto('qa_entry_move')
    .values({
      trust_id: ctx.actor.trustId,
      entry_id: entry.id,
      from_starts_on: entry.starts_on,
      from_ends_on: entry.ends_on,
      to_starts_on: move.startsOn,
      to_ends_on: move.endsOn,
      why: move.why,
      after_publication: entry.published,
      moved_at: ctx.now,
      moved_by: ctx.actor.personId,
    })
    .execute();
  await bookEntryAgain(ctx, tx, moved);
  await moveDataReview(ctx, entry, move);
  const what = `${entry.title} moved from ${whenInWords(entry)} to ${whenInWords(moved)}`;
  await askAgainAfter(ctx, tx, entry.school_id, entry.academic_year, what);
  await tx.record({
    kind: 'qa-entry.moved',
    subjectType: 'qa_entry',
    subjectId: entry.id,
    schoolId: entry.school_id,
    summary: `moved ${describeEntry(entry)}, to ${whenInWords(moved)}`,
    why: move.why,
  });
}

/** Moves an entry: see `moveInside`. */
export async function moveEntry(ctx: Ctx, entryId: string, move: Move): Promise<Entry> {
  return await write(ctx, async (tx) => {
    const entry = await lockEntry(ctx, tx, entryId, move.revision);
    await moveInside(ctx, tx, entry, move);
    return entry;
  });
}
