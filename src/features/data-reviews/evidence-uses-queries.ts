import { academicYearName } from '#core/academic-year/rules.ts';
import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import '#core/evidence/tables.ts';
import type { EvidenceUse } from '#core/evidence/uses.ts';
import { dataReviewPaths } from './paths.ts';
import { within } from './queries.ts';

/** Which answers to lines of enquiry rest on these pieces of evidence, and which piece is the record of a data review. */
export async function evidenceUsesInDataReviews(ctx: Ctx, evidenceIds: readonly string[]): Promise<EvidenceUse[]> {
  const narrowed = within(ctx);
  if (!narrowed || evidenceIds.length === 0) return [];
  const lines = await narrowed.db
    .selectFrom('line_of_enquiry')
    .select(['evidence_id', 'question', 'data_review_id'])
    .where(inScope(narrowed.scope, 'school_id'))
    .where('evidence_id', 'in', [...evidenceIds])
    .execute();
  const spoken = await narrowed.db
    .selectFrom('evidence_line')
    .innerJoin('line_of_enquiry', 'line_of_enquiry.id', 'evidence_line.enquiry_id')
    .select(['evidence_line.evidence_id', 'line_of_enquiry.question', 'line_of_enquiry.data_review_id'])
    .where(inScope(narrowed.scope, 'line_of_enquiry.school_id'))
    .where('evidence_line.evidence_id', 'in', [...evidenceIds])
    .where((eb) =>
      eb.or([
        eb('line_of_enquiry.evidence_id', 'is', null),
        eb('line_of_enquiry.evidence_id', '<>', eb.ref('evidence_line.evidence_id')),
      ]),
    )
    .execute();
  const reviews = await narrowed.db
    .selectFrom('data_review')
    .select(['id', 'evidence_id', 'academic_year'])
    .where(inScope(narrowed.scope, 'school_id'))
    .where('evidence_id', 'in', [...evidenceIds])
    .execute();
  return [
    ...[...lines, ...spoken].map(
      (line): EvidenceUse => ({
        evidenceId: line.evidence_id ?? '',
        kind: 'enquiry',
        label: `Line of enquiry: ${line.question}`,
        href: dataReviewPaths.review(line.data_review_id),
      }),
    ),
    ...reviews.map(
      (review): EvidenceUse => ({
        evidenceId: review.evidence_id ?? '',
        label: `Autumn data review ${academicYearName(review.academic_year)}`,
        href: dataReviewPaths.review(review.id),
      }),
    ),
  ];
}
