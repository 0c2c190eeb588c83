import { type Actor, belongsToSchool, hasRole, holdsAt } from '#core/access/actor.ts';
import { allowed, allowIf, type Decision, refused } from '#core/access/decision.ts';
import { isWritable, type ReportState } from './rules.ts';

/** What a policy has to know of a report. */
export type ReportStanding = {
  schoolId: string;
  /** Of a report about a department; its leader reads and checks it. */
  departmentId: string | null;
  state: ReportState;
  /** An issue of it has left the building, be it withdrawn since. */
  everIssued: boolean;
  leadId: string | null;
  /** Lead and authors. */
  authorIds: readonly string[];
  /** The reader leads an aspect of the school directly, for the Trust. */
  readerLeadsHere: boolean;
};

const isTrustLeader = (actor: Actor): boolean =>
  hasRole(actor, 'executive_principal') || hasRole(actor, 'trust_leader');

const leadsDepartment = (actor: Actor, report: Pick<ReportStanding, 'departmentId'>): boolean =>
  report.departmentId !== null &&
  actor.grants.some((grant) => grant.role === 'middle_leader' && grant.departmentId === report.departmentId);

const leadsSchool = (actor: Actor, report: Pick<ReportStanding, 'schoolId' | 'departmentId'>): boolean =>
  hasRole(actor, 'head_teacher', report.schoolId) ||
  hasRole(actor, 'slt', report.schoolId) ||
  leadsDepartment(actor, report);

/** On the trust's side: reads drafts from the first word, and sees what is not for the school. */
export function isOfTrust(actor: Actor, schoolId: string): boolean {
  return holdsAt(actor, 'review-report:write', schoolId) && !belongsToSchool(actor, schoolId);
}

const ofSchool = 'You work at this school or govern it, so you neither write nor sign reports on it.';
const leadsHere =
  'You lead an aspect of this school directly for the Trust, so you neither write nor sign reports on it.';

function conflictOf(actor: Actor, report: Pick<ReportStanding, 'schoolId' | 'readerLeadsHere'>): Decision {
  if (belongsToSchool(actor, report.schoolId)) return refused(ofSchool);
  return report.readerLeadsHere ? refused(leadsHere) : allowed;
}

/** Reads the full report, with names: the Trust, the school's leaders, and the leader of the department. Others read the version for governors. */
export function readsInFull(actor: Actor, report: Pick<ReportStanding, 'schoolId' | 'departmentId'>): boolean {
  return isTrustLeader(actor) || hasRole(actor, 'teaching_learning') || leadsSchool(actor, report);
}

/** The Trust reads from the first word; the school's leaders, and the leader of the department, from the facts check on. */
export function mayReadDraft(actor: Actor, report: ReportStanding): Decision {
  if (isOfTrust(actor, report.schoolId)) return allowed;
  if (!leadsSchool(actor, report))
    return refused('The draft is open to its authors, the Trust and the school’s leaders.');
  return allowIf(report.state !== 'draft', 'The school reads the draft when it is sent to check the facts.');
}

/** Issued reports are read by whoever holds the permission; a middle leader reads those about the own department. */
export function mayRead(actor: Actor, report: ReportStanding): Decision {
  const others = { ...actor, grants: actor.grants.filter((grant) => grant.role !== 'middle_leader') };
  if (report.everIssued && (holdsAt(others, 'review-report:read', report.schoolId) || leadsDepartment(actor, report)))
    return allowed;
  return mayReadDraft(actor, report);
}

export function mayBegin(actor: Actor, school: Pick<ReportStanding, 'schoolId' | 'readerLeadsHere'>): Decision {
  const conflict = conflictOf(actor, school);
  if (!conflict.allowed) return conflict;
  return allowIf(
    holdsAt(actor, 'review-report:write', school.schoolId),
    'Leaders of the Trust and its Teaching and Learning team write reports of reviews.',
  );
}

export function mayManageAuthors(actor: Actor, report: ReportStanding): Decision {
  const conflict = conflictOf(actor, report);
  if (!conflict.allowed) return conflict;
  if (!isWritable(report.state)) return refused('Authors can be changed while the authors hold the pen.');
  return allowIf(
    report.leadId === actor.personId || isTrustLeader(actor),
    'The lead author or a trust leader chooses the authors.',
  );
}

export function mayWrite(actor: Actor, report: ReportStanding): Decision {
  const may = mayBegin(actor, report);
  if (!may.allowed) return may;
  if (!report.authorIds.includes(actor.personId))
    return refused('Only its authors write this report. The lead author can add you.');
  return allowIf(isWritable(report.state), 'The authors do not hold the pen now, so nothing can be changed.');
}

/** The head teacher answers for the school, the middle leader beside them for the own department. */
export function mayCheckFacts(actor: Actor, report: ReportStanding): Decision {
  const answers = hasRole(actor, 'head_teacher', report.schoolId) || leadsDepartment(actor, report);
  if (!answers) return refused('The head teacher and the leader of the department check the facts.');
  return allowIf(report.state === 'facts', 'The report is not with the school now.');
}

/** The answers of both go back together, by the head teacher. */
export function mayReturnFacts(actor: Actor, report: ReportStanding): Decision {
  const may = mayCheckFacts(actor, report);
  if (!may.allowed) return may;
  return allowIf(
    hasRole(actor, 'head_teacher', report.schoolId),
    'The head teacher returns the report for the school.',
  );
}

export function mayTakeBack(actor: Actor, report: ReportStanding): Decision {
  const conflict = conflictOf(actor, report);
  if (!conflict.allowed) return conflict;
  return allowIf(
    report.authorIds.includes(actor.personId) || hasRole(actor, 'executive_principal'),
    'An author or the Executive Principal takes a report back.',
  );
}

/** A trust leader who did not lead the writing signs, issues, sends back and withdraws. */
export function maySign(actor: Actor, report: ReportStanding): Decision {
  const conflict = conflictOf(actor, report);
  if (!conflict.allowed) return conflict;
  if (!holdsAt(actor, 'review-report:sign', report.schoolId))
    return refused('A trust leader signs and issues reports.');
  return allowIf(
    report.leadId !== actor.personId,
    'You led the writing of this report, so another trust leader signs it.',
  );
}

/** Another issue is begun by its authors, or by whoever may sign it. */
export function mayBeginChange(actor: Actor, report: ReportStanding): Decision {
  const conflict = conflictOf(actor, report);
  if (!conflict.allowed) return conflict;
  return allowIf(
    report.authorIds.includes(actor.personId) || maySign(actor, report).allowed,
    'An author, or a trust leader, begins another issue.',
  );
}

export function mayReceive(actor: Actor, report: Pick<ReportStanding, 'schoolId' | 'everIssued'>): Decision {
  if (!holdsAt(actor, 'review-report:receive', report.schoolId))
    return refused('Governors of the school confirm receipt.');
  return allowIf(report.everIssued, 'This report has not been issued.');
}

/** The Trust and the school's leaders say what became of a finding. */
export function mayFollowFinding(actor: Actor, report: ReportStanding): Decision {
  const may = holdsAt(actor, 'plan:write', report.schoolId) && mayRead(actor, report).allowed;
  return allowIf(may, 'Leaders of the school and of the Trust say what becomes of a finding.');
}

export function maySetLimits(actor: Actor): Decision {
  return allowIf(hasRole(actor, 'executive_principal'), 'The Executive Principal sets how long reports may be.');
}
