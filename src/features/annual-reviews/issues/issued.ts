/** A grade as it was issued, beside the one issued the year before in the same family of frameworks. */
export type IssuedJudgement = {
  judgementId: string;
  areaCode: string;
  areaTitle: string;
  gradeCode: string;
  gradeLabel: string;
  previousGradeCode: string | null;
  previousGradeLabel: string | null;
};

export type IssuedKeyIssue = { id: string; text: string; areaCode: string };
