import { describeRecord, textOf } from '#core/audit/describe-record.ts';
import { NotFound } from '#platform/errors.ts';
import { within } from './judged-queries.ts';
import { findPair } from './pair-queries.ts';
import { judgingPaths } from './paths.ts';
import { seesEveryPair } from './policy.ts';

/**
 * The history of a pair tells who was asked, who declared and whether it was stopped. What was given is no part of it: of grades no history is kept, so that
 * nothing can be read there before both have committed themselves.
 */
export function describeJudging(): void {
  describeRecord('moderation_pair', {
    noun: 'Paired moderation',
    permission: 'judging:moderate',
    place: 'trust',
    title: (content) => textOf(content, 'title'),
    labels: { due_on: 'To be graded by', stopped_why: 'Why it was stopped' },
    hidden: ['theme_id', 'judgement_id', 'evidence_id', 'vignette_id'],
    parts: [
      {
        table: 'moderation_grader',
        key: 'pair_id',
        noun: 'One of the two',
        title: (content, names) => names.get(textOf(content, 'person_id')) ?? '',
      },
    ],
    mayRead: async (ctx, id) => {
      try {
        await findPair(within(ctx, 'judging:moderate'), id);
        return true;
      } catch (error) {
        if (error instanceof NotFound) return false;
        throw error;
      }
    },
    linkFor: (actor) => seesEveryPair(actor),
    href: (id) => judgingPaths.pair(id),
  });
  describeRecord('school_own_grade', {
    noun: 'School’s own grade',
    permission: 'judging:read',
    place: 'school',
    title: (content) => `How the school sees itself, ${String(content['academic_year'])}`,
    labels: { grade_code: 'Own grade' },
    href: (_, content) => judgingPaths.ownGrades(textOf(content, 'school_id')),
  });
}
