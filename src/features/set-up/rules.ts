import type { Phase } from '#core/organisations/tables.ts';

/** A school as a register file gives it: what is not in the file is null. */
export type RegisterSchool = {
  urn: string;
  name: string;
  laestab: string | null;
  type: string | null;
  phase: string | null;
  lowAge: number | null;
  highAge: number | null;
  nursery: boolean | null;
  sixthForm: boolean | null;
  gender: string | null;
  capacity: number | null;
  pupils: number | null;
  localAuthorityCode: string | null;
  localAuthority: string | null;
  postcode: string | null;
  ukprn: string | null;
  /** ISO date. */
  joinedOn: string | null;
};

/** A trust as a register file gives it. */
export type RegisterTrust = {
  uid: string;
  name: string;
  companiesHouseNumber: string | null;
  schools: RegisterSchool[];
};

/** A school ready to be added; `assumed` names, in words, what the file did not say and was taken from the phase. */
export type ProposedSchool = RegisterSchool & {
  phaseCode: Phase;
  ages: { low: number; high: number };
  hasEarlyYears: boolean;
  hasSixthForm: boolean;
  assumed: string[];
};

const usualAges: Record<Phase, { low: number; high: number }> = {
  nursery: { low: 2, high: 5 },
  primary: { low: 4, high: 11 },
  middle: { low: 9, high: 13 },
  secondary: { low: 11, high: 16 },
  all_through: { low: 4, high: 18 },
  sixteen_plus: { low: 16, high: 19 },
  special: { low: 3, high: 19 },
};

/** The phase of a register row: “Middle deemed primary” is a middle school, “Not applicable” is a special school or alternative provision. */
export function phaseOf(text: string | null, type: string | null): Phase {
  const phase = (text ?? '').toLowerCase();
  if (/special|alternative provision|pupil referral/i.test(type ?? '')) return 'special';
  if (phase.startsWith('nursery')) return 'nursery';
  if (phase.startsWith('primary')) return 'primary';
  if (phase.startsWith('middle')) return 'middle';
  if (phase.startsWith('secondary')) return 'secondary';
  if (phase.startsWith('all')) return 'all_through';
  if (phase.startsWith('16')) return 'sixteen_plus';
  return 'special';
}

/** Completes a register row from its phase, and says what was assumed. */
export function proposeSchool(school: RegisterSchool): ProposedSchool {
  const assumed: string[] = [];
  const phaseCode = phaseOf(school.phase, school.type);
  const low = school.lowAge ?? usualAges[phaseCode].low;
  const high = Math.max(low, school.highAge ?? usualAges[phaseCode].high);
  if (school.lowAge === null || school.highAge === null) assumed.push(`ages ${low} to ${high}`);
  const hasEarlyYears = low <= 4 && phaseCode !== 'secondary';
  const hasSixthForm = school.sixthForm ?? high >= 18;
  if (school.sixthForm === null && high >= 16) assumed.push(hasSixthForm ? 'a sixth form' : 'no sixth form');
  return { ...school, phaseCode, ages: { low, high }, hasEarlyYears, hasSixthForm, assumed };
}

/** Trusts whose name, group number or company number is what was searched for, best match first; a blank search finds every one. */
export function matchTrusts(trusts: readonly RegisterTrust[], search: string): RegisterTrust[] {
  const wanted = search.trim().toLowerCase();
  const rank = (trust: RegisterTrust): number => {
    const name = trust.name.toLowerCase();
    if (trust.uid === wanted || trust.companiesHouseNumber === wanted || name === wanted) return 0;
    if (name.startsWith(wanted)) return 1;
    return name.includes(wanted) ? 2 : 3;
  };
  return trusts
    .map((trust) => ({ trust, rank: rank(trust) }))
    .filter((entry) => entry.rank < 3)
    .sort((a, b) => a.rank - b.rank || a.trust.name.localeCompare(b.trust.name, 'en-GB'))
    .map((entry) => entry.trust);
}

/** Puts the details of the establishments file beside the membership of the group-links file: same URN, details win where both speak. */
export function mergeSchools(
  members: readonly RegisterSchool[],
  details: ReadonlyMap<string, RegisterSchool>,
): RegisterSchool[] {
  return members.map((member) => {
    const found = details.get(member.urn);
    return found ? { ...found, joinedOn: member.joinedOn ?? found.joinedOn } : member;
  });
}
