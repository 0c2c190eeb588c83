import type { WorkloadShare } from '#core/workload/book-workload.ts';
import type { WorkloadPart } from '#core/workload/tables.ts';
import { type Cost, isLeads } from './template-rules.ts';

export const partWords: Record<WorkloadPart, string> = {
  preparing: 'Preparing',
  being_observed: 'Being observed',
  observing: 'Observing',
  meeting: 'Meeting',
  feedback: 'Feedback',
  writing: 'Writing',
};

// The ledger takes no single share above this.
const atMost = 3000;

/** What an entry is expected to cost, as shares of the ledger. People of the school are not named yet: so many minutes of so many people together. */
export function estimatedShares(
  entry: { school_id: string; department_id: string | null; lead_id: string | null; title: string },
  costs: readonly Cost[],
  onDay: Temporal.PlainDate,
): WorkloadShare[] {
  return costs.flatMap((cost) => {
    const lead = isLeads(cost.part);
    const minutes = cost.people * cost.minutes;
    const share = {
      schoolId: entry.school_id,
      personId: lead ? entry.lead_id : null,
      departmentId: lead ? null : entry.department_id,
      onDay,
      purpose: 'formal_review' as const,
      part: cost.part,
      what: `${entry.title} (estimate: ${cost.people === 1 ? 'one person' : `${cost.people} people, ${cost.minutes} minutes each`})`,
    };
    const pieces: WorkloadShare[] = [];
    for (let left = minutes; left > 0; left -= atMost) pieces.push({ ...share, minutes: Math.min(left, atMost) });
    return pieces;
  });
}
