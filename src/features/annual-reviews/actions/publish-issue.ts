import { academicYearName } from '#core/academic-year/rules.ts';
import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { freezeDocument } from '#core/frozen-records/freeze.ts';
import { calendarEntryDone } from '#core/workload/book-workload.ts';
import { Invalid } from '#platform/errors.ts';
import { factChecks } from '../checks/queries.ts';
import type { ReviewContent } from '../content/queries.ts';
import { schoolDetails } from '../documents/queries.ts';
import { reviewDocument } from '../documents/review-document.ts';
import type { IssuedJudgement, IssuedKeyIssue } from '../issues/issued.ts';
import { issuesOf } from '../issues/queries.ts';

export type PublishedIssue = {
  id: string;
  number: number;
  sha256: string;
  judgements: IssuedJudgement[];
  keyIssues: IssuedKeyIssue[];
};

function judgementsOf(content: ReviewContent): IssuedJudgement[] {
  return content.judgements.map((it) => {
    if (!it.grade) throw new Invalid([{ field: '', message: `${it.area.title} has no grade` }]);
    return {
      judgementId: it.id,
      areaCode: it.area.code,
      areaTitle: it.area.title,
      gradeCode: it.grade.code,
      gradeLabel: it.grade.label,
      previousGradeCode: it.previous?.code ?? null,
      previousGradeLabel: it.previous?.label ?? null,
      previousSource: it.previous?.source ?? null,
    };
  });
}

/** Freezes the review as its next issue: the document with its hash, and the grades and key issues as they are now. Earlier issues stay as they were. */
export async function publishIssue(
  ctx: Ctx,
  tx: Write,
  content: ReviewContent,
  why: string | null,
): Promise<PublishedIssue> {
  const { review, framework } = content;
  const [last] = await issuesOf(ctx, review.id);
  const number = (last?.number ?? 0) + 1;
  const reason = why ?? (last ? 'The review was withdrawn, written anew and issued again.' : null);
  const judgements = judgementsOf(content);
  const keyIssues = content.keyIssues.map((issue) => ({ id: issue.id, text: issue.body, areaCode: issue.areaCode }));
  const { id } = await tx.db
    .insertInto('review_issue')
    .values({
      trust_id: ctx.actor.trustId,
      review_id: review.id,
      school_id: review.schoolId,
      academic_year: review.academicYear,
      framework_id: framework.id,
      framework_family: framework.family,
      number,
      issued_at: ctx.now,
      issued_by: ctx.actor.personId,
      why: reason,
      frozen_record_id: null,
      judgements: JSON.stringify(judgements),
      key_issues: JSON.stringify(keyIssues),
      withdrawn_at: null,
      withdrawn_by: null,
      withdrawn_why: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const details = await schoolDetails(ctx, review.schoolId);
  const document = reviewDocument({
    content,
    details,
    checks: await factChecks(ctx, review.id),
    trustName: ctx.actor.trustName,
    date: ctx.today,
    issue: { number, why: reason },
  });
  const name = `Annual Review ${academicYearName(review.academicYear).replace('/', '-')} ${review.schoolName}${number > 1 ? ` issue ${number}` : ''}`;
  const frozen = await freezeDocument(ctx, tx, {
    kind: 'annual-review',
    subjectId: id,
    schoolId: review.schoolId,
    document,
    fileName: name,
  });
  await tx.db.updateTable('review_issue').set({ frozen_record_id: frozen.id }).where('id', '=', id).execute();
  await calendarEntryDone(tx, { ...review, kind: 'annual_review' });
  return { id, number, sha256: frozen.sha256, judgements, keyIssues };
}
