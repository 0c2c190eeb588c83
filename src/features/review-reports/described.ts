import type { Actor } from '#core/access/actor.ts';
import { describeRecord, type RecordPart, textOf } from '#core/audit/describe-record.ts';
import { reviewReportPaths } from './paths.ts';
import { isOfTrust } from './policy.ts';
import { findReport } from './queries.ts';

const column =
  (name: string): RecordPart['title'] =>
  (content) =>
    textOf(content, name).replaceAll(/[:_]/g, ' ');

const mayReadHistory = (actor: Actor, schoolId: string): boolean => isOfTrust(actor, schoolId);

/** The history of a report shows drafts and names, so only those of the Trust who write reports read it. */
export function describeReviewReport(): void {
  describeRecord('review_report', {
    noun: 'Report of a review',
    permission: 'review-report:write',
    place: 'school',
    title: (content) => textOf(content, 'title'),
    parts: [
      { table: 'review_report_step', key: 'report_id', noun: 'Step', title: column('step') },
      {
        table: 'review_report_author',
        key: 'report_id',
        noun: 'Author',
        title: (content, names) => names.get(textOf(content, 'person_id')) ?? '',
      },
      { table: 'review_report_part', key: 'report_id', noun: 'Text', title: column('part') },
      {
        table: 'review_report_finding',
        key: 'report_id',
        noun: 'Finding',
        title: (content) => textOf(content, 'what'),
      },
      {
        table: 'review_report_follow_up',
        key: 'report_id',
        noun: 'What became of an earlier finding',
        title: column('found'),
      },
      {
        table: 'review_report_claim_evidence',
        key: 'report_id',
        noun: 'Evidence of a sentence',
        title: (content) => textOf(content, 'sentence'),
      },
      {
        table: 'review_report_claim_waiver',
        key: 'report_id',
        noun: 'Sentence without evidence',
        title: (content) => textOf(content, 'sentence'),
      },
      {
        table: 'review_report_check',
        key: 'report_id',
        noun: 'Facts check',
        title: (content) => `Round ${String(content['round'])}`,
      },
      {
        table: 'review_report_settled_word',
        key: 'report_id',
        noun: 'Settled word',
        title: (content) => textOf(content, 'word'),
      },
      {
        table: 'review_report_issue',
        key: 'report_id',
        noun: 'Issue',
        title: (content) => `Issue ${String(content['number'])}`,
      },
    ],
    mayRead: async (ctx, id) => mayReadHistory(ctx.actor, (await findReport(ctx, id)).schoolId),
    linkFor: (actor, schoolId) => schoolId !== null && mayReadHistory(actor, schoolId),
    href: (id) => reviewReportPaths.report(id),
  });
}
