import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import type { IssuedJudgement, IssuedKeyIssue } from '../issues/issued.ts';

type Graded = Pick<IssuedJudgement, 'judgementId' | 'areaCode' | 'areaTitle' | 'gradeCode' | 'gradeLabel'>;

/** What an issue sets off: its grades by the framework's family, and the key issues that a plan starts from. */
export type IssuedForResponse = {
  reviewId: string;
  schoolId: string;
  academicYear: number;
  frameworkFamily: string;
  judgements: Graded[];
  keyIssues: { id: string; text: string }[];
};

type Issue = Omit<IssuedForResponse, 'judgements' | 'keyIssues'> & { judgements: readonly IssuedJudgement[]; keyIssues: readonly IssuedKeyIssue[] };

const graded = ({ judgementId, areaCode, areaTitle, gradeCode, gradeLabel }: IssuedJudgement): Graded => ({ judgementId, areaCode, areaTitle, gradeCode, gradeLabel });

function forResponse({ reviewId, schoolId, academicYear, frameworkFamily, judgements, keyIssues }: Issue): IssuedForResponse {
  return { reviewId, schoolId, academicYear, frameworkFamily, judgements: judgements.map(graded), keyIssues: keyIssues.map(({ id, text }) => ({ id, text })) };
}

/** After a review has been issued, in the same transaction. */
export async function afterIssue(_ctx: Ctx, _tx: Write, issue: Issue): Promise<IssuedForResponse> {
  const issued = forResponse(issue);
  // Interventions: await respondToIssuedReview(ctx, tx, issued);
  return issued;
}

/** After a grade was changed, or (with no judgements) the review was withdrawn, in the same transaction. */
export async function afterChange(
  _ctx: Ctx,
  _tx: Write,
  issue: Issue,
  previous: readonly IssuedJudgement[],
  why: string,
): Promise<IssuedForResponse & { previousJudgements: Graded[]; why: string }> {
  const changed = { ...forResponse(issue), previousJudgements: previous.map(graded), why };
  // Interventions: await respondToChangedReview(ctx, tx, changed);
  return changed;
}
