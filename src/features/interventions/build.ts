import type { Actor } from '#core/access/actor.ts';
import { allowed } from '#core/access/decision.ts';
import { type Process, runAs } from '#core/access/run-as.ts';
import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { proposeLeadership, recordAuthority } from './actions/lead-directly.ts';
import { respondToChangedReview, respondToIssuedReview } from './actions/respond-to-review.ts';
import type { Judged } from './rules.ts';

const titles: Record<string, string> = {
  quality_of_education: 'Quality of education',
  behaviour_and_attitudes: 'Behaviour and attitudes',
  safeguarding: 'Safeguarding',
};
const labels: Record<string, string> = {
  '1': 'Outstanding',
  '2': 'Good',
  '3': 'Requires Improvement',
  '4': 'Inadequate',
  not_effective: 'Not effective',
  needs_attention: 'Needs attention',
  urgent_improvement: 'Urgent improvement',
  not_met: 'Not met',
};

/** Judgements as they are issued, from grades by area code. */
export const buildJudged = (grades: Readonly<Record<string, string>>): Judged[] =>
  Object.entries(grades).map(([areaCode, gradeCode]) => ({
    judgementId: crypto.randomUUID(),
    areaCode,
    areaTitle: titles[areaCode] ?? areaCode,
    gradeCode,
    gradeLabel: labels[gradeCode] ?? gradeCode,
  }));

export type ReviewTold = {
  reviewId: string;
  schoolId: string;
  academicYear: number;
  frameworkFamily: string;
  keyIssues: { id: string; text: string }[];
};

/** An invented review of a school, as annual reviews tell us of it. */
export const buildReviewTold = (schoolId: string, values: Partial<ReviewTold> = {}): ReviewTold => ({
  reviewId: crypto.randomUUID(),
  schoolId,
  academicYear: 2026,
  frameworkFamily: 'section-5',
  keyIssues: [{ id: crypto.randomUUID(), text: 'Check what pupils remember' }],
  ...values,
});

/** Runs work inside a write that somebody else has authorised, as annual reviews do when they issue. */
export const telling = <T>(
  process: Process,
  actor: Actor,
  work: (ctx: Ctx, tx: Parameters<Parameters<typeof write>[1]>[0]) => Promise<T>,
): Promise<T> =>
  runAs(process, actor, 'annual-review:sign', (ctx) =>
    write(ctx, async (tx) => {
      tx.authorise(allowed);
      const result = await work(ctx, tx);
      await tx.record({
        kind: 'review.told',
        subjectType: 'annual_review',
        subjectId: crypto.randomUUID(),
        schoolId: null,
        summary: 'told of a review',
      });
      return result;
    }),
  );

/** The Executive Principal issues a review with these grades. */
export const issueWith = (
  process: Process,
  principal: Actor,
  told: ReviewTold,
  grades: Readonly<Record<string, string>>,
) =>
  telling(process, principal, (ctx, tx) =>
    respondToIssuedReview(ctx, tx, { ...told, judgements: buildJudged(grades) }),
  );

/** The Executive Principal changes the grades of an issued review, or (null) withdraws it. */
export const changeTo = (
  process: Process,
  principal: Actor,
  told: ReviewTold,
  grades: Readonly<Record<string, string>> | null,
  why = 'An invented reason',
) =>
  telling(process, principal, (ctx, tx) =>
    respondToChangedReview(ctx, tx, {
      ...told,
      judgements: buildJudged(grades ?? {}),
      previousJudgements: [],
      why,
      withdrawn: grades === null,
    }),
  );

/** A direct leadership of `Teaching in Years 7 to 9` from 23 November 2026 to 16 July 2027, as the Executive Principal proposes it. */
export const buildProposal = (process: Process, principal: Actor, interventionId: string, leader: Actor) =>
  runAs(process, principal, 'intervention:lead', (ctx) =>
    proposeLeadership(ctx, interventionId, {
      aspect: 'Teaching in Years 7 to 9',
      leaderId: leader.personId,
      startsOn: Temporal.PlainDate.from('2026-11-23'),
      endsOn: Temporal.PlainDate.from('2027-07-16'),
      exitCriteria: 'Teaching is judged 2 or better in two reviews in a row',
    }),
  );

/** The board's decision on it, recorded by somebody. */
export const buildAuthority = (
  process: Process,
  recorder: Actor,
  interventionId: string,
  leadershipId: string,
  outcome: 'authorised' | 'declined' = 'authorised',
) =>
  runAs(process, recorder, 'plan:decide', (ctx) =>
    recordAuthority(ctx, interventionId, leadershipId, {
      outcome,
      meetingOn: Temporal.PlainDate.from('2026-11-20'),
      minuteReference: 'TB/26/48',
      note: '',
    }),
  );
