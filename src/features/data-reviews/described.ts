import { academicYearName } from '#core/academic-year/rules.ts';
import { describeRecord, textOf } from '#core/audit/describe-record.ts';
import { dataReviewPaths } from './paths.ts';

/** The history of a data review may be read by whoever may read it. */
export function describeDataReview(): void {
  describeRecord('data_review', {
    noun: 'Data review',
    permission: 'data-review:read',
    place: 'school',
    title: (content) => `Data review ${academicYearName(Number(content['academic_year']))}`,
    parts: [
      {
        table: 'line_of_enquiry',
        key: 'data_review_id',
        noun: 'Line of enquiry',
        title: (content) => textOf(content, 'question'),
      },
      {
        table: 'data_review_attendee',
        key: 'data_review_id',
        noun: 'Who was there',
        title: (content) => textOf(content, 'name'),
      },
      {
        table: 'data_review_confirmation',
        key: 'data_review_id',
        noun: 'Confirmation',
        title: (content) => textOf(content, 'side'),
      },
    ],
    href: (id) => dataReviewPaths.review(id),
  });
}
