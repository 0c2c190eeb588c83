import { type Actor, belongsToSchool, hasRole, holdsAt } from '#core/access/actor.ts';
import { allowed, allowIf, type Decision, refused } from '#core/access/decision.ts';
import { hasBeenIssued, isOpenToSchool, isWritable, type ReviewState } from './rules.ts';

/** What a policy has to know of a review. */
export type ReviewStanding = {
  schoolId: string;
  state: ReviewState;
  /** An issue of it has left the building, be it withdrawn since. */
  everIssued: boolean;
  /** People of the team by id, and everybody who ever saved a word. */
  teamIds: readonly string[];
  leadId: string | null;
  authorIds: readonly string[];
  /** The reader leads an aspect of the school directly, for the Trust. */
  readerLeadsHere: boolean;
};

/** Reads and writes on the trust's side: comments and evidence gaps are not for the school. */
export function isOfTrust(actor: Actor, schoolId: string): boolean {
  return holdsAt(actor, 'annual-review:write', schoolId) && !belongsToSchool(actor, schoolId);
}

const ofSchool = 'You work at this school or govern it, so you may neither write nor moderate its Annual Review.';
const leadsHere =
  'You lead an aspect of this school directly for the Trust, so you may neither write nor moderate its Annual Review.';

/** What keeps somebody from writing or moderating this review whatever their role: they belong to the school, or lead part of it for the Trust. */
function conflictOf(actor: Actor, review: ReviewStanding): Decision {
  if (belongsToSchool(actor, review.schoolId)) return refused(ofSchool);
  if (review.readerLeadsHere) return refused(leadsHere);
  return allowed;
}

/** Team and trust leaders read from the first word, the school's leaders from the facts check on, governors and trustees once it is issued. */
export function mayRead(actor: Actor, review: ReviewStanding): Decision {
  if (review.everIssued && holdsAt(actor, 'annual-review:read', review.schoolId)) return allowed;
  return mayReadDraft(actor, review);
}

export function mayReadDraft(actor: Actor, review: ReviewStanding): Decision {
  if (!holdsAt(actor, 'annual-review:read-draft', review.schoolId))
    return refused('The draft is open to the review team, trust leaders and the school’s leaders only.');
  if (isOfTrust(actor, review.schoolId)) return allowed;
  return allowIf(isOpenToSchool(review.state), 'The school reads the draft when it is sent to check the facts.');
}

export function mayStart(actor: Actor, schoolId: string): Decision {
  if (belongsToSchool(actor, schoolId)) return refused(ofSchool);
  return allowIf(
    hasRole(actor, 'executive_principal') || hasRole(actor, 'trust_leader'),
    'The Executive Principal or a trust leader starts an Annual Review.',
  );
}

/** Whoever may start a review of the school may enter the grades of one that was made before Cairn, and correct them. */
export function mayEnterEarlier(actor: Actor, schoolId: string): Decision {
  return allowIf(
    mayStart(actor, schoolId).allowed,
    'The Executive Principal or a trust leader who does not belong to the school enters the grades of an earlier Annual Review.',
  );
}

export function mayManageTeam(actor: Actor, review: ReviewStanding): Decision {
  if (belongsToSchool(actor, review.schoolId)) return refused(ofSchool);
  if (!isWritable(review.state)) return refused('The team can be changed while the authors hold the pen.');
  const leads =
    review.leadId === actor.personId || hasRole(actor, 'executive_principal') || hasRole(actor, 'trust_leader');
  return allowIf(leads, 'The lead author or a trust leader chooses the team.');
}

export function mayWrite(actor: Actor, review: ReviewStanding): Decision {
  if (!holdsAt(actor, 'annual-review:write', review.schoolId))
    return refused('Your role does not write Annual Reviews.');
  const conflict = conflictOf(actor, review);
  if (!conflict.allowed) return conflict;
  if (!review.teamIds.includes(actor.personId))
    return refused('Only the review team writes. The lead author can add you to the team.');
  return allowIf(isWritable(review.state), 'The authors do not hold the pen now, so nothing can be changed.');
}

/** Comments are for those who read the draft on the trust's side. */
export function mayComment(actor: Actor, review: ReviewStanding): Decision {
  if (!holdsAt(actor, 'annual-review:write', review.schoolId))
    return refused('Your role does not comment on Annual Reviews.');
  if (belongsToSchool(actor, review.schoolId)) return refused(ofSchool);
  return allowIf(!hasBeenIssued(review.state), 'The review has been issued: its draft is closed.');
}

export function mayCheckFacts(actor: Actor, review: ReviewStanding): Decision {
  if (!holdsAt(actor, 'annual-review:check-facts', review.schoolId))
    return refused('The head teacher of the school checks the facts.');
  return allowIf(review.state === 'facts', 'The review is not with the school now.');
}

export function mayTakeBack(actor: Actor, review: ReviewStanding): Decision {
  const ours = review.teamIds.includes(actor.personId) || hasRole(actor, 'executive_principal');
  return allowIf(
    ours && !belongsToSchool(actor, review.schoolId),
    'The review team or the Executive Principal takes a review back.',
  );
}

/** Another leader moderates: nobody of the team, nobody who ever wrote a word of it, nobody of the school. */
export function mayModerate(actor: Actor, review: ReviewStanding): Decision {
  if (!holdsAt(actor, 'annual-review:moderate', review.schoolId))
    return refused('A trust leader moderates an Annual Review.');
  const conflict = conflictOf(actor, review);
  if (!conflict.allowed) return conflict;
  if (review.teamIds.includes(actor.personId) || review.authorIds.includes(actor.personId)) {
    return refused('You wrote part of this review, so another leader has to moderate it.');
  }
  return allowIf(review.state === 'moderation', 'The review is not in moderation now.');
}

export function maySign(actor: Actor, review: ReviewStanding): Decision {
  if (belongsToSchool(actor, review.schoolId)) return refused(ofSchool);
  return allowIf(
    holdsAt(actor, 'annual-review:sign', review.schoolId),
    'The Executive Principal signs and issues Annual Reviews.',
  );
}

/** Whoever holds the pen after the authors may hand it back to them. */
export function maySendBack(actor: Actor, review: ReviewStanding): Decision {
  return review.state === 'moderation' ? mayModerate(actor, review) : maySign(actor, review);
}

/** Trustees receive every review, members of a local governing body their own school's. */
export function mayReceive(actor: Actor, review: Pick<ReviewStanding, 'schoolId' | 'state'>): Decision {
  if (!holdsAt(actor, 'annual-review:receive', review.schoolId))
    return refused('Trustees and the school’s governors confirm receipt.');
  return allowIf(review.state === 'issued', 'This review has not been issued.');
}
