import type { Basis, Outcome, ReviewDecision, Side, SupportKind } from './tables.ts';

/** How the plan came about, in the words that a head would use. */
export const basisNames: Record<Basis, string> = {
  school: 'The school’s own plan',
  agreed: 'Agreed by the school and the trust',
  imposed: 'Put in place by the trust',
};

/** The model’s own sentence for each basis. */
export const basisReasons: Record<Basis, string> = {
  school: 'Quality Assurance informs the School Action Plan, which will focus on key issues from the review.',
  agreed: 'In the event of any key judgement graded a 3, the Trust will work with the school to agree an Action Plan.',
  imposed: 'In the event of any key judgement graded a 4, the Trust will put an Action Plan in place.',
};

/** Which basis outweighs which: a 4 outweighs a 3, and either outweighs a plan of the school’s own. */
export function strongerBasis(one: Basis, other: Basis): Basis {
  const order: readonly Basis[] = ['school', 'agreed', 'imposed'];
  return order.indexOf(one) >= order.indexOf(other) ? one : other;
}

/** The five kinds of support that the model names, in its order. */
export const supportKinds: Record<SupportKind, string> = {
  cpd: 'Additional CPD',
  leader_secondment: 'Senior leader seconded from another school',
  lgb_secondment: 'Secondment onto the local governing body',
  leadership_capacity: 'Additional resource for leadership capacity',
  trust_leader_support: 'Support from trust leaders',
};
export const supportKindNames = Object.keys(supportKinds) as [SupportKind, ...SupportKind[]];

export const outcomeNames: Record<Outcome, string> = {
  approved: 'Approved',
  approved_with_amendments: 'Approved with amendments',
  sent_back: 'Sent back',
};

export const decisionNames: Record<ReviewDecision, string> = {
  continue: 'Continue the plan as it is',
  strengthen: 'Strengthen the plan',
  close: 'Close the plan: its work is done',
  escalate: 'Escalate: the plan is not enough',
};

/** The rows that say how far a plan has come. Signatures and readiness count only for the content version that they name. */
export type PlanFacts = {
  basis: Basis;
  contentVersion: number;
  /** The content version at which the basis was set. */
  basisVersion: number;
  signatures: readonly { side: Side; contentVersion: number; by: string; at: Temporal.Instant }[];
  readiness: readonly { kind: 'ready' | 'put_in_place'; contentVersion: number; by: string; at: Temporal.Instant }[];
  recommendations: readonly {
    id: string;
    contentVersion: number;
    coveringWords: string;
    on: Temporal.PlainDate;
    at: Temporal.Instant;
    by: string;
    takenBack: { at: Temporal.Instant; by: string; why: string } | null;
    decision: BoardDecision | null;
  }[];
  closure: { on: Temporal.PlainDate; by: string; why: string } | null;
};

export type BoardDecision = {
  outcome: Outcome;
  meetingOn: Temporal.PlainDate;
  minuteReference: string;
  words: string | null;
  recordedBy: string;
  recordedAt: Temporal.Instant;
};

export type PlanState = 'draft' | 'ready' | 'agreed' | 'in_place' | 'recommended' | 'sent_back' | 'in_force' | 'closed';

export const stateNames: Record<PlanState, string> = {
  draft: 'Being written',
  ready: 'Ready to recommend',
  agreed: 'Agreed by both',
  in_place: 'In place',
  recommended: 'With the board',
  sent_back: 'Sent back by the board',
  in_force: 'Approved, in force',
  closed: 'Closed',
};

export type Standing = {
  state: PlanState;
  /** Signed by both, put in place or declared ready, as its basis demands, in the version that stands now. */
  prepared: boolean;
  schoolSigned: boolean;
  trustSigned: boolean;
  /** The newest recommendation that nobody took back. */
  recommendation: PlanFacts['recommendations'][number] | null;
  /** The newest approval by the board; the plan is in force from then, whatever is recommended afterwards. */
  approval: BoardDecision | null;
  approvedVersion: number | null;
  /** Work goes on under this plan: agreed, in place, or approved, and not closed. */
  running: boolean;
};

/** Where a plan stands, from the rows alone. `recommendations` are in the order in which they were made. */
export function standingOf(facts: PlanFacts): Standing {
  const signed = (side: Side) =>
    facts.signatures.some((row) => row.side === side && row.contentVersion === facts.contentVersion);
  const schoolSigned = signed('school');
  const trustSigned = signed('trust');
  const prepared = isPrepared(facts, schoolSigned && trustSigned);
  const recommendation = facts.recommendations.findLast((row) => row.takenBack === null) ?? null;
  const approved =
    facts.recommendations.findLast((row) => row.decision !== null && row.decision.outcome !== 'sent_back') ?? null;
  const state = stateOf(facts, prepared, recommendation);
  const started = approved !== null || (prepared && facts.basis !== 'school') || state === 'recommended';
  return {
    state,
    prepared,
    schoolSigned,
    trustSigned,
    recommendation,
    approval: approved?.decision ?? null,
    approvedVersion: approved?.contentVersion ?? null,
    running: state !== 'closed' && started,
  };
}

function isPrepared(facts: PlanFacts, bothSigned: boolean): boolean {
  if (facts.basis === 'agreed') return bothSigned;
  // What the trust has put in place stays in place while the trust changes it; a school says anew that its changed plan is ready.
  if (facts.basis === 'imposed')
    return facts.readiness.some((row) => row.kind === 'put_in_place' && row.contentVersion >= facts.basisVersion);
  return facts.readiness.some((row) => row.kind === 'ready' && row.contentVersion === facts.contentVersion);
}

function stateOf(facts: PlanFacts, prepared: boolean, recommendation: Standing['recommendation']): PlanState {
  if (facts.closure) return 'closed';
  if (recommendation && !recommendation.decision) return 'recommended';
  if (recommendation?.decision) return recommendation.decision.outcome === 'sent_back' ? 'sent_back' : 'in_force';
  if (!prepared) return 'draft';
  return { school: 'ready', agreed: 'agreed', imposed: 'in_place' }[facts.basis] as PlanState;
}

/** Why the plan cannot be changed now, or null. */
export function lockedBecause(standing: Standing): string | null {
  if (standing.state === 'closed') return 'This plan is closed. It can be read but no longer changed.';
  if (standing.state === 'recommended') {
    return 'The plan is with the board, which decides on what was recommended. The Executive Principal can take the recommendation back.';
  }
  return null;
}

/** A change needs a reason once somebody has agreed to what the plan says, or the board has approved it. */
export function changeNeedsReason(facts: PlanFacts): boolean {
  const standing = standingOf(facts);
  return (
    standing.prepared ||
    standing.schoolSigned ||
    standing.trustSigned ||
    standing.approval !== null ||
    standing.recommendation !== null
  );
}

/** True where an approved plan has been changed since the board saw it. */
export function changedSinceApproval(facts: PlanFacts): boolean {
  const { approvedVersion } = standingOf(facts);
  return approvedVersion !== null && approvedVersion !== facts.contentVersion;
}
