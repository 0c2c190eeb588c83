import { sql } from 'kysely';
import { academicYearOf } from '../academic-year/rules.ts';
import type { Write } from '../audit/write.ts';
import type { Ctx } from '../context.ts';
import type { WorkloadPart, WorkloadPurpose, WorkloadSource } from './tables.ts';
import './tables.ts';

/** One share of one activity, in whole minutes, for a named person or (both null) for whoever it will be at the school. */
export type WorkloadShare = {
  schoolId: string;
  personId: string | null;
  departmentId: string | null;
  onDay: Temporal.PlainDate;
  purpose: WorkloadPurpose;
  part: WorkloadPart;
  minutes: number;
  what: string;
  state?: 'planned' | 'done';
};

export type WorkloadCause = { type: WorkloadSource; id: string };

/**
 * Sets what one cause (a calendar entry, an activity of a review, a visit note) costs: its earlier planned lines give way to these, inside the caller's write,
 * which has authorised and records. Lines that were done or stopped stay. An empty list takes the plan away, as when a timetable replaces an estimate.
 */
export async function bookWorkload(
  ctx: Ctx,
  tx: Write,
  cause: WorkloadCause,
  shares: readonly WorkloadShare[],
): Promise<void> {
  await tx.db
    .deleteFrom('workload_line')
    .where('source_type', '=', cause.type)
    .where('source_id', '=', cause.id)
    .where('state', '=', 'planned')
    .execute();
  if (shares.length === 0) return;
  await tx.db
    .insertInto('workload_line')
    .values(
      shares.map((share) => ({
        trust_id: ctx.actor.trustId,
        school_id: share.schoolId,
        academic_year: academicYearOf(share.onDay),
        person_id: share.personId,
        department_id: share.departmentId,
        on_day: share.onDay,
        purpose: share.purpose,
        part: share.part,
        minutes: share.minutes,
        source_type: cause.type,
        source_id: cause.id,
        state: share.state ?? 'planned',
        stopped_why: null,
        what: share.what,
        booked_at: ctx.now,
        booked_by: ctx.actor.personId,
      })),
    )
    .execute();
}

/** What was planned for a cause was done. */
export async function workloadDone(tx: Write, cause: WorkloadCause): Promise<void> {
  await tx.db
    .updateTable('workload_line')
    .set({ state: 'done' })
    .where('source_type', '=', cause.type)
    .where('source_id', '=', cause.id)
    .where('state', '=', 'planned')
    .execute();
}

/** What the calendar had planned for a school's data review or Annual Review of a year was done: the meeting was held, the review issued. Nothing where it had no such entry. */
export async function calendarEntryDone(
  tx: Write,
  entry: { schoolId: string; academicYear: number; kind: 'data_review' | 'annual_review' },
): Promise<void> {
  await tx.db
    .updateTable('workload_line')
    .set({ state: 'done' })
    .where('source_type', '=', 'qa_entry')
    .where('state', '=', 'planned')
    .where(
      sql<boolean>`source_id in (select e.id from qa_entry e where e.school_id = ${entry.schoolId}
        and e.academic_year = ${entry.academicYear} and e.kind = ${entry.kind} and e.stopped_at is null)`,
    )
    .execute();
}

/** What was planned for a cause was stopped, with the reason: the term's account counts what that saved. */
export async function workloadStopped(tx: Write, cause: WorkloadCause, why: string): Promise<void> {
  await tx.db
    .updateTable('workload_line')
    .set({ state: 'stopped', stopped_why: why })
    .where('source_type', '=', cause.type)
    .where('source_id', '=', cause.id)
    .where('state', '=', 'planned')
    .execute();
}
