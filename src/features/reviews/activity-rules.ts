import type { WorkloadShare } from '#core/workload/book-workload.ts';
import type { FieldError } from '#platform/errors.ts';
import type { ActivityKind } from './tables.ts';

/** One slot of the timetable, as the rules need it. `ledBy` and `secondBy` are members of the team; `personId` of them is null for externals. */
export type Slot = {
  kind: ActivityKind;
  title: string;
  onDay: Temporal.PlainDate;
  startsAt: string | null;
  minutes: number;
  withPersonId: string | null;
  ledBy: { id: string; personId: string | null } | null;
  secondBy: { id: string; personId: string | null } | null;
};

/** `09:15` of `09:15:00`. */
export const clockTime = (startsAt: string): string => startsAt.slice(0, 5);

const minuteOf = (startsAt: string): number => Number(startsAt.slice(0, 2)) * 60 + Number(startsAt.slice(3, 5));

/** When a slot ends: `10:15`. */
export function endsAt(startsAt: string, minutes: number): string {
  const end = minuteOf(startsAt) + minutes;
  return `${String(Math.floor(end / 60) % 24).padStart(2, '0')}:${String(end % 60).padStart(2, '0')}`;
}

function overlap(a: Slot, b: Slot): boolean {
  if (!a.onDay.equals(b.onDay) || a.startsAt === null || b.startsAt === null) return false;
  const [from, other] = [minuteOf(a.startsAt), minuteOf(b.startsAt)];
  return from < other + b.minutes && other < from + a.minutes;
}

/**
 * Who would have to be in two places at once, as errors at the fields of the slot. Slots without a time clash with nothing. `nameOf` gives the name of a
 * person or a member.
 */
export function clashesOf(slot: Slot, others: readonly Slot[], nameOf: (id: string) => string): FieldError[] {
  const errors: FieldError[] = [];
  for (const other of others.filter((each) => overlap(slot, each))) {
    const at =
      other.startsAt === null ? '' : `, ${clockTime(other.startsAt)} to ${endsAt(other.startsAt, other.minutes)}`;
    const busy = (id: string) => `${nameOf(id)} has “${other.title}” at that time${at}`;
    const theirs = [other.ledBy?.id, other.secondBy?.id];
    if (slot.withPersonId !== null && slot.withPersonId === other.withPersonId)
      errors.push({ field: 'withPersonId', message: busy(slot.withPersonId) });
    if (slot.ledBy && theirs.includes(slot.ledBy.id)) errors.push({ field: 'ledById', message: busy(slot.ledBy.id) });
    if (slot.secondBy && theirs.includes(slot.secondBy.id))
      errors.push({ field: 'secondById', message: busy(slot.secondBy.id) });
  }
  return errors;
}

type Costs = { preparing: number; writing: number; feedback: number };

/** Minutes beside the activity itself: the school prepares, the team writes, and a teacher who was observed has time to talk about it. */
export const costsOf: Readonly<Record<ActivityKind, Costs>> = {
  lesson_observation: { preparing: 10, writing: 20, feedback: 15 },
  work_scrutiny: { preparing: 15, writing: 20, feedback: 0 },
  data: { preparing: 20, writing: 15, feedback: 0 },
  pupil_voice: { preparing: 10, writing: 15, feedback: 0 },
  leadership_discussion: { preparing: 15, writing: 15, feedback: 0 },
};

/** The kinds in which somebody of the school sits with the team from beginning to end. */
const meetings: readonly ActivityKind[] = ['data', 'leadership_discussion'];

/** What one activity costs each of those who take part, for the ledger of minutes. Where nobody of the school is named, the department or the school is. */
export function sharesOf(slot: Slot, at: { schoolId: string; departmentId: string | null }): WorkloadShare[] {
  const costs = costsOf[slot.kind];
  const base = { schoolId: at.schoolId, onDay: slot.onDay, purpose: 'formal_review' as const, what: slot.title };
  const school = {
    ...base,
    personId: slot.withPersonId,
    departmentId: at.departmentId,
  };
  const shares: WorkloadShare[] = [{ ...school, part: 'preparing', minutes: costs.preparing }];
  if (slot.kind === 'lesson_observation')
    shares.push(
      { ...school, part: 'being_observed', minutes: slot.minutes },
      { ...school, part: 'feedback', minutes: costs.feedback },
    );
  else if (meetings.includes(slot.kind)) shares.push({ ...school, part: 'meeting', minutes: slot.minutes });
  for (const member of [slot.ledBy, slot.secondBy]) {
    if (member === null || member.personId === null) continue;
    const own = { ...base, personId: member.personId, departmentId: null };
    shares.push({ ...own, part: meetings.includes(slot.kind) ? 'meeting' : 'observing', minutes: slot.minutes });
    if (member === slot.ledBy) {
      shares.push({ ...own, part: 'writing', minutes: costs.writing });
      if (costs.feedback > 0) shares.push({ ...own, part: 'feedback', minutes: costs.feedback });
    }
  }
  return shares;
}

/** Numbers that describe whose work or whose words an activity looked at. */
export type Sample = {
  size: number | null;
  disadvantaged: number | null;
  send: number | null;
  low: number | null;
  middle: number | null;
  high: number | null;
};

/** What is wrong with a sample when an activity is recorded; the fields are those of its form. Drafts are not asked. */
export function sampleProblems(kind: ActivityKind, sample: Sample, fewestPupils: number): FieldError[] {
  if (kind === 'pupil_voice') {
    if (sample.size === null) return [{ field: 'sampleSize', message: 'Enter how many pupils took part' }];
    if (sample.size < fewestPupils)
      return [
        {
          field: 'sampleSize',
          message: `Fewer than ${fewestPupils} pupils could be told apart by what they said. Ask a larger group, or cancel the activity`,
        },
      ];
  }
  if (kind === 'work_scrutiny') {
    if (sample.size === null) return [{ field: 'sampleSize', message: 'Enter how many pupils’ work was looked at' }];
    if (sample.disadvantaged === null || sample.send === null)
      return [
        {
          field: 'sampleDisadvantaged',
          message: 'Enter how many were disadvantaged, and how many have SEND (0 for none)',
        },
      ];
  }
  const { size } = sample;
  if (size === null) return [];
  const parts = (sample.low ?? 0) + (sample.middle ?? 0) + (sample.high ?? 0);
  if ((sample.disadvantaged ?? 0) > size || (sample.send ?? 0) > size || parts > size)
    return [{ field: 'sampleSize', message: 'A part of the sample is larger than the whole of it. Check the numbers' }];
  return [];
}

/** “24 books: 8 of disadvantaged pupils, 4 of pupils with SEND; prior attainment low 6, middle 12, high 6”; '' without a size. */
export function sampleInWords(kind: ActivityKind, sample: Sample): string {
  if (sample.size === null) return '';
  const spread = [
    sample.disadvantaged === null ? '' : `${sample.disadvantaged} disadvantaged`,
    sample.send === null ? '' : `${sample.send} with SEND`,
  ].filter(Boolean);
  const prior = [
    sample.low === null ? '' : `low ${sample.low}`,
    sample.middle === null ? '' : `middle ${sample.middle}`,
    sample.high === null ? '' : `high ${sample.high}`,
  ].filter(Boolean);
  const what = kind === 'work_scrutiny' ? 'Work of' : 'A group of';
  const parts = [spread.join(', '), prior.length > 0 ? `prior attainment ${prior.join(', ')}` : ''].filter(Boolean);
  return `${what} ${sample.size} pupils${parts.length > 0 ? `: ${parts.join('; ')}` : ''}`;
}
