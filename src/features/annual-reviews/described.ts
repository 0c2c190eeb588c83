import { academicYearName } from '#core/academic-year/rules.ts';
import { type Actor, hasRole } from '#core/access/actor.ts';
import { describeRecord, textOf } from '#core/audit/describe-record.ts';
import { earlierPath, reviewPath } from './paths.ts';
import { isOfTrust } from './policy.ts';
import { findReview } from './queries.ts';

const part = (content: Readonly<Record<string, unknown>>, column: string) =>
  textOf(content, column).replaceAll(/[:_]/g, ' ');

const mayReadHistory = (actor: Actor, schoolId: string): boolean =>
  isOfTrust(actor, schoolId) || hasRole(actor, 'executive_principal');

/** The history of a review shows drafts, comments and moderation, so only those of the Trust who may read drafts read it. */
export function describeAnnualReview(): void {
  describeRecord('annual_review', {
    noun: 'Annual Review',
    permission: 'annual-review:read-draft',
    place: 'school',
    title: (content) => `Annual Review ${academicYearName(Number(content['academic_year']))}`,
    parts: [
      { table: 'review_step', key: 'review_id', noun: 'Step', title: (content) => part(content, 'step') },
      {
        table: 'review_team_member',
        key: 'review_id',
        noun: 'Member of the team',
        title: (content, names) => names.get(textOf(content, 'person_id')) ?? textOf(content, 'external_name'),
      },
      { table: 'review_section', key: 'review_id', noun: 'Section', title: (content) => part(content, 'code') },
      { table: 'judgement', key: 'review_id', noun: 'Judgement', title: (content) => part(content, 'area_code') },
      { table: 'key_issue', key: 'review_id', noun: 'Key issue', title: (content) => textOf(content, 'body') },
      {
        table: 'claim_evidence',
        key: 'review_id',
        noun: 'Evidence of a sentence',
        title: (content) => textOf(content, 'sentence'),
      },
      {
        table: 'claim_waiver',
        key: 'review_id',
        noun: 'Sentence without evidence',
        title: (content) => textOf(content, 'sentence'),
      },
      {
        table: 'review_issue',
        key: 'review_id',
        noun: 'Issue',
        title: (content) => `Issue ${String(content['number'])}`,
      },
    ],
    mayRead: async (ctx, id) => mayReadHistory(ctx.actor, (await findReview(ctx, id)).schoolId),
    linkFor: (actor, schoolId) => schoolId !== null && mayReadHistory(actor, schoolId),
    href: (id) => reviewPath(id),
  });
  describeRecord('earlier_review', {
    noun: 'Earlier Annual Review',
    permission: 'annual-review:moderate',
    place: 'school',
    title: (content) => `Annual Review ${academicYearName(Number(content['academic_year']))}, made before Cairn`,
    labels: { source: 'Written down in', corrected_why: 'Why it was corrected' },
    hidden: ['judgements', 'framework_family'],
    href: (_, content) => earlierPath(textOf(content, 'school_id'), textOf(content, 'framework_family')),
  });
}
