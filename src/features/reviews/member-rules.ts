/** What stands between being named and taking part. */
export type MemberStanding = 'undeclared' | 'undecided' | 'refused' | 'clear';

export type Declaration = {
  declaredAt: Temporal.Instant | null;
  interest: string | null;
  interestDecision: 'may_go_on' | 'may_not_go_on' | null;
};

/** Where a member of the team stands with the check of conflicts: only who is `clear` is given activities and writes. */
export function standingOf(member: Declaration): MemberStanding {
  if (member.declaredAt === null) return 'undeclared';
  if (member.interest === null || member.interestDecision === 'may_go_on') return 'clear';
  return member.interestDecision === null ? 'undecided' : 'refused';
}

export const standingWords: Readonly<Record<MemberStanding, string>> = {
  undeclared: 'Has not declared yet',
  undecided: 'Declared an interest: not decided yet',
  refused: 'May not take part',
  clear: 'May take part',
};

/** Why somebody cannot be given an activity or a theme, to finish “Odile Brackwater …”; null where nothing is in the way. */
export function whyNotYet(standing: MemberStanding): string | null {
  switch (standing) {
    case 'undeclared':
      return 'has not declared yet whether anything ties them to the school';
    case 'undecided':
      return 'has declared an interest, and it has not been decided whether they may go on';
    case 'refused':
      return 'may not take part in this review because of a declared interest';
    default:
      return null;
  }
}
