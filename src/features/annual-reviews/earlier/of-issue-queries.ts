import { sql } from 'kysely';
import type { EarlierJudgement, IssuedJudgement } from '../issues/issued.ts';
import { earlierSource } from '../rules.ts';
import { countsAsEarlier } from './queries.ts';

type Entered = { judgements: EarlierJudgement[]; by: string; correctedBy: string | null; source: string };

/** For a query of `review_issue i`: the newest earlier grades of the school in the same family that were entered by hand, or null. */
export const earlierOfIssue = sql<Entered | null>`(
  select json_build_object('judgements', e.judgements, 'by', p.name, 'correctedBy', c.name, 'source', e.source)
    from earlier_review e join person p on p.id = e.entered_by left join person c on c.id = e.corrected_by
   where e.school_id = i.school_id and e.framework_family = i.framework_family and e.academic_year < i.academic_year and ${countsAsEarlier}
   order by e.academic_year desc limit 1)`;

/**
 * The judgements of an issue with the previous grades that were entered by hand as they stand now, entered or corrected after the issue too. Where Cairn had
 * issued a review before it, the previous grades are that review's and stay as they were. The document itself never changes.
 */
export function withEarlier(
  judgements: readonly IssuedJudgement[],
  entered: Entered | null,
): readonly IssuedJudgement[] {
  const byHand = (it: IssuedJudgement) => it.previousGradeCode === null || Boolean(it.previousSource);
  if (!judgements.every(byHand) || (entered === null && !judgements.some((it) => it.previousSource))) return judgements;
  return judgements.map((it) => {
    const earlier = entered?.judgements.find((one) => one.areaCode === it.areaCode);
    return {
      ...it,
      previousGradeCode: earlier?.gradeCode ?? null,
      previousGradeLabel: earlier?.gradeLabel ?? null,
      previousSource: earlier && entered ? earlierSource(entered) : null,
    };
  });
}
