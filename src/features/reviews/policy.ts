import { type Actor, belongsToSchool, hasRole, holdsAt } from '#core/access/actor.ts';
import { allowed, allowIf, type Decision, refused } from '#core/access/decision.ts';
import { isOpen } from './rules.ts';
import type { ReviewState } from './tables.ts';

/** What a policy has to know of a review. */
export type ReviewStanding = {
  schoolId: string;
  departmentId: string | null;
  state: ReviewState;
  /** It was shared with the school at some time. */
  everShared: boolean;
  leadId: string | null;
  /** People on the team now. */
  memberIds: readonly string[];
  /** Those of them with nothing in their way: declared, and no interest that stops them. */
  clearIds: readonly string[];
  /** People of the school whom the timetable names. */
  namedIds: readonly string[];
  /** The reader leads an aspect of the school directly, for the Trust. */
  readerLeadsHere: boolean;
};

const isTrustLeader = (actor: Actor): boolean =>
  hasRole(actor, 'executive_principal') || hasRole(actor, 'trust_leader');
const isOfTrust = (actor: Actor): boolean => isTrustLeader(actor) || hasRole(actor, 'teaching_learning');

const ofSchool = 'You work at this school or govern it, so you take no part in reviewing it.';
const leadsHere = 'You lead an aspect of this school directly for the Trust, so you take no part in reviewing it.';

function conflictOf(actor: Actor, review: Pick<ReviewStanding, 'schoolId' | 'readerLeadsHere'>): Decision {
  if (belongsToSchool(actor, review.schoolId)) return refused(ofSchool);
  return review.readerLeadsHere ? refused(leadsHere) : allowed;
}

/** Leads the department that is reviewed. */
const leadsDepartment = (actor: Actor, review: Pick<ReviewStanding, 'schoolId' | 'departmentId'>): boolean =>
  review.departmentId !== null &&
  actor.grants.some((grant) => grant.role === 'middle_leader' && grant.departmentId === review.departmentId);

/** The school's leaders, who see what is shared with the school. */
export function isOfSchool(actor: Actor, review: Pick<ReviewStanding, 'schoolId' | 'departmentId'>): boolean {
  return (
    hasRole(actor, 'head_teacher', review.schoolId) ||
    hasRole(actor, 'slt', review.schoolId) ||
    leadsDepartment(actor, review)
  );
}

/**
 * The Trust and the team read from the beginning; the school's leaders once it is shared; a middle leader where it is their department or the timetable
 * names them; reviewers from outside nothing but the reviews of whose team they are.
 */
export function mayReadReview(actor: Actor, review: ReviewStanding): Decision {
  if (!holdsAt(actor, 'review:read', review.schoolId))
    return refused('Your role does not read reviews of this school.');
  if (isOfTrust(actor) || review.memberIds.includes(actor.personId)) return allowed;
  if (!review.everShared) return refused('The review has not been shared with the school yet.');
  if (isOfSchool(actor, review)) return allowed;
  return allowIf(
    hasRole(actor, 'middle_leader', review.schoolId) && review.namedIds.includes(actor.personId),
    'This review is open to its team and to the leaders whom it concerns.',
  );
}

/** On the side of those who review: sees what is being written. */
export function isOfReview(actor: Actor, review: ReviewStanding): boolean {
  if (belongsToSchool(actor, review.schoolId)) return false;
  return isOfTrust(actor) || review.memberIds.includes(actor.personId);
}

export function mayPrepare(actor: Actor, school: Pick<ReviewStanding, 'schoolId' | 'readerLeadsHere'>): Decision {
  const conflict = conflictOf(actor, school);
  if (!conflict.allowed) return conflict;
  return allowIf(holdsAt(actor, 'review:lead', school.schoolId), 'Leaders of the Trust prepare reviews.');
}

/** Purpose, days, themes, team, timetable, and the steps of the review. */
export function mayManage(actor: Actor, review: ReviewStanding): Decision {
  const conflict = conflictOf(actor, review);
  if (!conflict.allowed) return conflict;
  return allowIf(
    holdsAt(actor, 'review:lead', review.schoolId) && (review.leadId === actor.personId || isTrustLeader(actor)),
    'The lead of the review, or a trust leader, changes it.',
  );
}

export function mayChangePlan(actor: Actor, review: ReviewStanding): Decision {
  const manage = mayManage(actor, review);
  if (!manage.allowed) return manage;
  return allowIf(isOpen(review.state), 'The review can be changed while it is prepared or under way.');
}

/** The lead's superior: a trust leader who is not on the team. */
export function mayDecideInterest(actor: Actor, review: ReviewStanding): Decision {
  const conflict = conflictOf(actor, review);
  if (!conflict.allowed) return conflict;
  if (!isTrustLeader(actor))
    return refused('A trust leader or the Executive Principal decides about a declared interest.');
  return allowIf(
    !review.memberIds.includes(actor.personId),
    'You are on the team, so another trust leader decides about a declared interest.',
  );
}

function isClear(actor: Actor, review: ReviewStanding): Decision {
  const conflict = conflictOf(actor, review);
  if (!conflict.allowed) return conflict;
  if (!review.memberIds.includes(actor.personId)) return refused('You are not on the team of this review.');
  return allowIf(
    review.clearIds.includes(actor.personId),
    'You can take part once you have declared whether anything ties you to the school, and nothing stands in the way.',
  );
}

/** Whoever leads or seconds an activity records it; the lead of the review records what a reviewer without an account saw. */
export function mayRecordActivity(
  actor: Actor,
  review: ReviewStanding,
  activity: { ledBy: string | null; secondBy: string | null },
): Decision {
  const clear = isClear(actor, review);
  if (!clear.allowed) return clear;
  if (review.state !== 'shared')
    return refused('Activities are recorded between sharing the review and closing its evidence.');
  return allowIf(
    [activity.ledBy, activity.secondBy, review.leadId].includes(actor.personId),
    'Whoever leads or seconds an activity records it.',
  );
}

/** A theme is written by whom it is delegated to, or by the lead. */
export function mayWriteTheme(actor: Actor, review: ReviewStanding, theme: { delegatedTo: string | null }): Decision {
  const clear = isClear(actor, review);
  if (!clear.allowed) return clear;
  if (review.state !== 'shared')
    return refused('Themes are written between sharing the review and closing its evidence.');
  return allowIf(
    (theme.delegatedTo ?? review.leadId) === actor.personId || review.leadId === actor.personId,
    'Whoever the theme is delegated to writes it, or the lead of the review.',
  );
}

/** How the school sees itself is entered by the head teacher or the leader of the department. */
export function mayEnterOwn(actor: Actor, review: ReviewStanding): Decision {
  const answers = hasRole(actor, 'head_teacher', review.schoolId) || leadsDepartment(actor, review);
  if (!answers) return refused('The head teacher or the leader of the department says how the school sees itself.');
  return allowIf(review.state === 'shared', 'The school says how it sees itself while the review is under way.');
}
