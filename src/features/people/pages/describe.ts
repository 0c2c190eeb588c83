import { roles } from '#core/access/roles.ts';
import { longDate, shortDate } from '#platform/clock.ts';
import { londonDate } from '#platform/clock.ts';
import type { Grant } from '../queries.ts';
import { accessState, stateOf } from '../rules.ts';

/** “Computing, Ashdown Academy”; a role without a school is held at the whole trust. */
export function placeOf(grant: Pick<Grant, 'school' | 'department'>): string {
  return [grant.department, grant.school].filter(Boolean).join(', ') || 'The whole trust';
}

/** “Head teacher, Ashdown Academy (from 1 January 2027)”. */
export function roleLine(grant: Grant, today: Temporal.PlainDate): string {
  const where = grant.school === null ? '' : `, ${placeOf(grant)}`;
  const from = stateOf(grant, today) === 'future' ? ` (from ${longDate(grant.starts_on)})` : '';
  const until = grant.ends_on !== null && from === '' ? ` (until ${longDate(grant.ends_on)})` : '';
  return `${roles[grant.role].label}${where}${from}${until}`;
}

const days = (instant: Temporal.Instant) => shortDate(londonDate(instant));

/** How far somebody is with getting in, in words for a table. */
export function accessLine(
  person: { account_id: string | null; signed_in_at: Temporal.Instant | null; invited_until: Temporal.Instant | null },
  now: Temporal.Instant,
): string {
  const state = accessState({ hasAccount: person.account_id !== null, invitedUntil: person.invited_until, invitedAt: null }, now);
  if (state === 'in') return person.signed_in_at ? `Signed in on ${days(person.signed_in_at)}` : 'Has not signed in yet';
  if (state === 'invited') return `Invited, not accepted (until ${person.invited_until ? days(person.invited_until) : ''})`;
  return state === 'invitation-over' ? 'Invitation ran out' : 'Not invited';
}
