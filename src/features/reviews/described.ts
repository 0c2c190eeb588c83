import { describeRecord, textOf } from '#core/audit/describe-record.ts';
import { qaReviewPaths } from './paths.ts';
import { isOfReview } from './policy.ts';
import { findReview } from './queries.ts';
import { activityKinds, isActivityKind } from './rules.ts';

const words = (content: Readonly<Record<string, unknown>>, column: string) =>
  textOf(content, column).replaceAll('_', ' ');

/**
 * The history of a review shows drafts of themes and declarations, so those who review read it and nobody of the school. What was written of single lessons is
 * not part of it: that is the evidence's own history, under its own readers.
 */
export function describeReviews(): void {
  describeRecord('qa_review', {
    noun: 'Review',
    permission: 'review:read',
    place: 'school',
    title: (content) => textOf(content, 'title'),
    parts: [
      { table: 'qa_review_step', key: 'review_id', noun: 'Step', title: (content) => words(content, 'step') },
      { table: 'qa_review_change', key: 'review_id', noun: 'Change', title: (content) => textOf(content, 'what') },
      {
        table: 'qa_review_member',
        key: 'review_id',
        noun: 'Member of the team',
        title: (content, names) => names.get(textOf(content, 'person_id')) ?? textOf(content, 'external_name'),
      },
      { table: 'qa_review_theme', key: 'review_id', noun: 'Theme', title: (content) => textOf(content, 'title') },
    ],
    mayRead: async (ctx, id) => isOfReview(ctx.actor, await findReview(ctx, id)),
    linkFor: (actor, schoolId) =>
      schoolId !== null && actor.grants.some((grant) => grant.schoolId === null || grant.role === 'visiting_reviewer'),
    href: (id) => qaReviewPaths.review(id),
  });
  describeRecord('qa_instrument', {
    noun: 'Form of an activity',
    permission: 'review:read',
    place: 'trust',
    title: (content) => {
      const kind = textOf(content, 'kind');
      const label = isActivityKind(kind) ? activityKinds[kind].label : textOf(content, 'name');
      return `${label}, version ${String(content['version'])}`;
    },
    parts: [
      {
        table: 'qa_instrument_question',
        key: 'instrument_id',
        noun: 'Question',
        title: (content) => textOf(content, 'prompt'),
      },
    ],
    href: (id) => qaReviewPaths.form(id),
  });
}
