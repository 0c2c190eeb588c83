import { type Actor, belongsToSchool, hasRole, holdsAt } from '#core/access/actor.ts';
import { allowed, allowIf, type Decision, refused } from '#core/access/decision.ts';
import type { PairState } from './moderation-rules.ts';

/** Works at the school or governs it: such a person never judges it. A vignette belongs to no school. */
const worksThere = (actor: Actor, schoolId: string | null): boolean =>
  schoolId !== null && belongsToSchool(actor, schoolId);

/** Trust leaders and the Teaching and Learning team: they see every pair, and the agreement of everybody. */
export const seesEveryPair = (actor: Actor): boolean => holdsAt(actor, 'judging:read', null);

/** Whoever moderates at the school asks for a pair there; for a vignette, which has no school, whoever moderates in the whole trust. */
export function mayAsk(actor: Actor, schoolId: string | null): Decision {
  if (worksThere(actor, schoolId)) return refused('You work at this school or govern it, so others ask for this.');
  return allowIf(
    holdsAt(actor, 'judging:moderate', schoolId),
    'Those who moderate in the Trust ask two people to judge blind.',
  );
}

/** What a policy has to know of a pair. */
export type PairStanding = {
  schoolId: string | null;
  state: PairState;
  askedBy: string;
  graders: readonly {
    personId: string;
    declaredAt: Temporal.Instant | null;
    interest: string | null;
    committedAt: Temporal.Instant | null;
  }[];
  /** Who said the newest outcome. */
  outcomeBy: string | null;
};

const graderOf = (actor: Actor, pair: PairStanding) =>
  pair.graders.find((grader) => grader.personId === actor.personId);

/** The two, whoever asked them, and those who see every pair; nobody of the school that is judged. */
export function mayReadPair(actor: Actor, pair: Pick<PairStanding, 'schoolId' | 'askedBy' | 'graders'>): boolean {
  if (worksThere(actor, pair.schoolId)) return false;
  if (pair.graders.some((grader) => grader.personId === actor.personId)) return true;
  return pair.askedBy === actor.personId || seesEveryPair(actor);
}

export function mayDeclare(actor: Actor, pair: PairStanding): Decision {
  const own = graderOf(actor, pair);
  if (!own) return refused('Each of the two declares for themselves.');
  return allowIf(own.declaredAt === null && pair.state === 'grading', 'You have declared already.');
}

/** Grades blind: one of the two, with nothing in the way, once. */
export function mayGrade(actor: Actor, pair: PairStanding): Decision {
  const own = graderOf(actor, pair);
  if (!own) return refused('Only the two who were asked grade this.');
  if (worksThere(actor, pair.schoolId))
    return refused('You work at this school or govern it, so you may not judge it.');
  if (pair.state !== 'grading') return refused('This is not being graded now.');
  if (own.committedAt !== null) return refused('You have committed your grades. They stand as you gave them.');
  if (own.declaredAt === null) return refused('Say first whether anything ties you to the school.');
  return allowIf(own.interest === null, 'Something ties you to the school, so somebody else grades.');
}

/** Says what the two have agreed, once both grades are revealed. */
export function maySayOutcome(actor: Actor, pair: PairStanding): Decision {
  if (!graderOf(actor, pair)) return refused('Only the two who graded say what they have agreed.');
  return allowIf(pair.state === 'revealed' || pair.state === 'said', 'There is nothing to agree now.');
}

/** The other one of the two confirms. */
export function mayConfirm(actor: Actor, pair: PairStanding): Decision {
  const may = maySayOutcome(actor, pair);
  if (!may.allowed) return may;
  if (pair.state !== 'said') return refused('No outcome has been said yet.');
  return allowIf(pair.outcomeBy !== actor.personId, 'You said this outcome: the other one of you confirms it.');
}

/** Whoever asked, or a leader of the Trust, stops a pair while it is still blind: what has been revealed stays. */
export function mayStop(actor: Actor, pair: PairStanding): Decision {
  if (pair.state !== 'grading') return refused('Only a pair that is still being graded is stopped.');
  return allowIf(
    pair.askedBy === actor.personId || hasRole(actor, 'executive_principal') || hasRole(actor, 'trust_leader'),
    'Whoever asked for it, or a trust leader, stops it.',
  );
}

/** The head teacher says how the school sees itself. */
export function mayEnterOwnGrades(actor: Actor, schoolId: string): Decision {
  return allowIf(hasRole(actor, 'head_teacher', schoolId), 'The head teacher says how the school sees itself.');
}

/** Whether a reader may be shown how safely a judgement stands: those who judge, and the head of the school. */
export function maySeeSafety(actor: Actor, schoolId: string, judges: boolean): Decision {
  return judges || hasRole(actor, 'head_teacher', schoolId)
    ? allowed
    : refused('How safely a judgement stands is open to those who write and moderate it, and to the head teacher.');
}

/**
 * Whether the school may be shown the Trust's grade of a theme, and the Trust the school's own: once both have said theirs or the evidence is complete, as in
 * the review itself.
 */
export const bothHaveSaid = (theme: { state: string; gradeCode: string | null; ownSaved: boolean }): boolean =>
  theme.state === 'gathered' || (theme.gradeCode !== null && theme.ownSaved);
