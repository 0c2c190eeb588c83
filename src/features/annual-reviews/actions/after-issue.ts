import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { respondToChangedReview, respondToIssuedReview } from '#features/interventions/index.ts';
import type { IssuedJudgement, IssuedKeyIssue } from '../issues/issued.ts';

type Graded = Pick<IssuedJudgement, 'judgementId' | 'areaCode' | 'areaTitle' | 'gradeCode' | 'gradeLabel'>;

/** What an issue sets off: its grades by the framework's family, and the key issues that a plan starts from. */
export type IssuedForResponse = {
  reviewId: string;
  schoolId: string;
  academicYear: number;
  frameworkFamily: string;
  judgements: Graded[];
  keyIssues: { id: string; text: string; areaTitle: string | null }[];
};

type Issue = Omit<IssuedForResponse, 'judgements' | 'keyIssues'> & {
  judgements: readonly IssuedJudgement[];
  keyIssues: readonly IssuedKeyIssue[];
};

const graded = ({ judgementId, areaCode, areaTitle, gradeCode, gradeLabel }: IssuedJudgement): Graded => ({
  judgementId,
  areaCode,
  areaTitle,
  gradeCode,
  gradeLabel,
});

function forResponse({
  reviewId,
  schoolId,
  academicYear,
  frameworkFamily,
  judgements,
  keyIssues,
}: Issue): IssuedForResponse {
  return {
    reviewId,
    schoolId,
    academicYear,
    frameworkFamily,
    judgements: judgements.map(graded),
    keyIssues: keyIssues.map(({ id, text, areaCode }) => ({
      id,
      text,
      areaTitle: judgements.find((judgement) => judgement.areaCode === areaCode)?.areaTitle ?? null,
    })),
  };
}

/** After a review has been issued, in the same transaction. */
export async function afterIssue(ctx: Ctx, tx: Write, issue: Issue): Promise<IssuedForResponse> {
  const issued = forResponse(issue);
  await respondToIssuedReview(ctx, tx, issued);
  return issued;
}

/** After a grade was changed, or (with no judgements) the review was withdrawn, in the same transaction. */
export async function afterChange(
  ctx: Ctx,
  tx: Write,
  issue: Issue,
  previous: readonly IssuedJudgement[],
  why: string,
): Promise<IssuedForResponse & { previousJudgements: Graded[]; why: string }> {
  const changed = { ...forResponse(issue), previousJudgements: previous.map(graded), why };
  await respondToChangedReview(ctx, tx, { ...changed, withdrawn: issue.judgements.length === 0 });
  return changed;
}
