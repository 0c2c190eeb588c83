import { type Actor, hasRole, holdsAt } from '#core/access/actor.ts';
import { allowIf, type Decision, refused } from '#core/access/decision.ts';
import { isBeingWritten, type MeetingRow } from './rules.ts';
import type { Side } from './tables.ts';

/** Who holds the series of a school, and who held this meeting of it. */
export type Sides = { school_id: string; series_holder_id: string; holder_id: string | null; head_id: string | null };

const isHeadOf = (actor: Actor, schoolId: string): boolean =>
  actor.grants.some((grant) => grant.role === 'head_teacher' && grant.schoolId === schoolId);

const isHolder = (actor: Actor, sides: Sides): boolean =>
  actor.personId === (sides.holder_id ?? sides.series_holder_id) &&
  holdsAt(actor, 'line-meeting:hold', sides.school_id);

/**
 * Who reads what is said: the Executive Principal, the head of the school, and the trust leader who holds its series or held this meeting. No other head, no
 * trustee, no governor, nobody else.
 */
export function mayReadMeeting(actor: Actor, sides: Sides): boolean {
  if (hasRole(actor, 'executive_principal') || isHeadOf(actor, sides.school_id)) return true;
  const holds = [sides.series_holder_id, sides.holder_id].includes(actor.personId);
  return holds && holdsAt(actor, 'line-meeting:read', sides.school_id);
}

/** On which side of the table the actor sits: the holder's or the head's; null for an Executive Principal whose leader holds the meeting. */
export function sideOf(actor: Actor, sides: Sides): Side | null {
  if (isHolder(actor, sides)) return 'holder';
  if (sides.head_id === null ? isHeadOf(actor, sides.school_id) : sides.head_id === actor.personId) return 'head';
  return null;
}

export function mayArrange(actor: Actor): Decision {
  return allowIf(hasRole(actor, 'executive_principal'), 'The Executive Principal arranges the meetings.');
}

/** Move, cancel, or hold one in between: whoever holds the series, and the Executive Principal. */
export function mayMove(actor: Actor, sides: Sides): Decision {
  return allowIf(
    hasRole(actor, 'executive_principal') || isHolder(actor, sides),
    'Whoever holds the meetings moves or cancels them. Ask the Executive Principal.',
  );
}

/** Either of the two begins the meeting; the Executive Principal may stand in for whoever holds it. */
export function mayBegin(actor: Actor, sides: Sides): Decision {
  return allowIf(
    sideOf(actor, sides) !== null || hasRole(actor, 'executive_principal'),
    'Only the two who meet begin the meeting.',
  );
}

/** Either of the two adds items beforehand. */
export function mayTakePart(actor: Actor, sides: Sides): Decision {
  return allowIf(sideOf(actor, sides) !== null, 'Only the two who meet write in the meeting.');
}

/** Write while the minutes are not circulated, or are being corrected. */
export function mayWrite(actor: Actor, sides: Sides, meeting: MeetingRow): Decision {
  if (sideOf(actor, sides) === null) return refused('Only the two who meet write in the meeting.');
  return allowIf(
    isBeingWritten(meeting),
    meeting.held_on === null
      ? 'The meeting has not begun.'
      : 'These minutes have been circulated. Whoever holds the meeting can open them to correct them.',
  );
}

export function mayCirculate(actor: Actor, sides: Sides): Decision {
  return allowIf(sideOf(actor, sides) === 'holder', 'Whoever holds the meeting circulates and corrects its minutes.');
}

export function mayAnswer(actor: Actor, sides: Sides): Decision {
  return allowIf(sideOf(actor, sides) !== null, 'The two who met say whether the minutes are right.');
}

/** The head's wellbeing stays between the two who met. */
export function mayReadWellbeing(actor: Actor, sides: Sides): boolean {
  return sides.holder_id !== null && [sides.holder_id, sides.head_id].includes(actor.personId);
}

/** The owner, or whoever meets for the school or the Trust today, ticks an action off: it may outlive those who agreed it. */
export function mayEndAction(actor: Actor, sides: Sides, ownerId: string | null): Decision {
  const meets =
    hasRole(actor, 'executive_principal') ||
    isHeadOf(actor, sides.school_id) ||
    sides.series_holder_id === actor.personId ||
    sideOf(actor, sides) !== null;
  return allowIf(
    meets || ownerId === actor.personId,
    'Whoever does it, or either of the two who meet, says that it is done.',
  );
}
