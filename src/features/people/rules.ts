import { type Role, roles } from '#core/access/roles.ts';
import type { FieldError } from '#platform/errors.ts';

type Dates = { starts_on: Temporal.PlainDate; ends_on: Temporal.PlainDate | null };
type Held = Dates & { ended_at: Temporal.Instant | null };

const before = (one: Temporal.PlainDate, other: Temporal.PlainDate) => Temporal.PlainDate.compare(one, other) < 0;

/** Where a role stands on a day: it will begin, it counts, or it is over. */
export function stateOf(grant: Held, today: Temporal.PlainDate): 'future' | 'live' | 'past' {
  if (grant.ended_at !== null || (grant.ends_on !== null && before(grant.ends_on, today))) return 'past';
  return before(today, grant.starts_on) ? 'future' : 'live';
}

export type Place = { schoolId: string | null; departmentId: string | null };

/** A role is held where its kind is held: at the trust, at a school, or in a department. */
export function placeProblems(role: Role, place: Place): FieldError[] {
  const kind = roles[role].place;
  const problems: FieldError[] = [];
  if (kind === 'trust' && place.schoolId !== null)
    problems.push({ field: 'schoolId', message: `${roles[role].label} is a role for the whole trust` });
  if (kind !== 'trust' && place.schoolId === null)
    problems.push({ field: 'schoolId', message: `Choose the school at which they are ${withArticle(role)}` });
  if (kind === 'department' && place.schoolId !== null && place.departmentId === null) {
    problems.push({ field: 'departmentId', message: 'Choose the department that they lead' });
  }
  if (kind !== 'department' && place.departmentId !== null) {
    problems.push({ field: 'departmentId', message: `${roles[role].label} is not held in a department` });
  }
  return problems;
}

/** “a head teacher”, “an external reviewer”. */
export function withArticle(role: Role): string {
  const label = roles[role].label;
  const plain = /^(?:Local|Trust Teaching)/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);
  return `${/^[aeiou]/i.test(plain) ? 'an' : 'a'} ${plain}`;
}

const reviewers: readonly Role[] = ['external_reviewer', 'visiting_reviewer'];

/** Months that a reviewer from outside the school may have at most: let in for a review, not for good. */
export const reviewerMonths = 12;

/** What is wrong with the days of a role that is to be granted. */
export function dateProblems(role: Role, dates: Dates): FieldError[] {
  if (dates.ends_on !== null && before(dates.ends_on, dates.starts_on)) {
    return [{ field: 'endsOn', message: 'The last day must not be before the first' }];
  }
  if (!reviewers.includes(role)) return [];
  const who = withArticle(role);
  if (dates.ends_on === null) return [{ field: 'endsOn', message: `Enter the last day: ${who} is let in for a time` }];
  const limit = dates.starts_on.add({ months: reviewerMonths });
  return before(limit, dates.ends_on)
    ? [
        {
          field: 'endsOn',
          message: `${who.charAt(0).toUpperCase()}${who.slice(1)} is let in for ${reviewerMonths} months at most`,
        },
      ]
    : [];
}

/** True when two roles would be held on a common day. */
export function overlap(one: Dates, other: Dates): boolean {
  const startsBeforeEnd = (a: Dates, b: Dates) => b.ends_on === null || !before(b.ends_on, a.starts_on);
  return startsBeforeEnd(one, other) && startsBeforeEnd(other, one);
}

export type OtherAdministrator = Dates & { hasAccount: boolean; leftOn: Temporal.PlainDate | null };

/** True when somebody else can administer the trust on the day from which this administrator no longer does. Only who can sign in counts. */
export function administratorRemains(others: readonly OtherAdministrator[], from: Temporal.PlainDate): boolean {
  return others.some(
    (other) =>
      other.hasAccount &&
      !before(from, other.starts_on) &&
      (other.ends_on === null || !before(other.ends_on, from)) &&
      (other.leftOn === null || before(from, other.leftOn)),
  );
}

export type Standing = {
  hasAccount: boolean;
  invitedUntil: Temporal.Instant | null;
};

/** How far somebody is with getting in. */
export function accessState(
  standing: Standing,
  now: Temporal.Instant,
): 'in' | 'invited' | 'invitation-over' | 'not-invited' {
  if (standing.hasAccount) return 'in';
  if (standing.invitedUntil === null) return 'not-invited';
  return Temporal.Instant.compare(standing.invitedUntil, now) > 0 ? 'invited' : 'invitation-over';
}
