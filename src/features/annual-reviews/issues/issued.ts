/** A grade as it was issued, beside the one issued the year before in the same family of frameworks. */
export type IssuedJudgement = {
  judgementId: string;
  areaCode: string;
  areaTitle: string;
  gradeCode: string;
  gradeLabel: string;
  previousGradeCode: string | null;
  previousGradeLabel: string | null;
  /** Where the previous grade comes from if it was entered by hand: “entered by … from …”. Absent or null for one that Cairn issued. */
  previousSource?: string | null;
};

/** A grade of a review that was made before Cairn. */
export type EarlierJudgement = Pick<IssuedJudgement, 'areaCode' | 'areaTitle' | 'gradeCode' | 'gradeLabel'>;

export type IssuedKeyIssue = { id: string; text: string; areaCode: string };
