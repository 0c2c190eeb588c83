import type { Actor } from '#core/access/actor.ts';
import type { Permission } from '#core/access/permissions.ts';
import { type Process, runAs } from '#core/access/run-as.ts';
import type { Ctx } from '#core/context.ts';
import { buildEvidence } from '#core/evidence/build.ts';
import { buildFrameworks } from '#core/frameworks/build.ts';
import {
  type BuiltSchool,
  type BuiltTrust,
  buildActor,
  buildSchool,
  buildTrust,
  inTrust,
} from '#core/organisations/build.ts';
import { answerFacts } from './actions/answer-facts.ts';
import { addKeyIssue } from './actions/change-key-issues.ts';
import { declareInterest } from './actions/change-team.ts';
import { issueReview } from './actions/issue-review.ts';
import { moderateJudgement } from './actions/moderate-judgement.ts';
import { saveJudgement, saveSection } from './actions/save-part.ts';
import { startReview } from './actions/start-review.ts';
import { linkEvidence } from './actions/support-claim.ts';
import { takeStep } from './actions/take-step.ts';
import { factChecks } from './checks/queries.ts';
import { loadContent, type ReviewContent } from './content/queries.ts';
import { partsOf } from './content/review-facts.ts';
import { issuesOf } from './issues/queries.ts';
import { findDraft, findReview } from './queries.ts';

/** Everybody that a review needs, each with one role. */
export type ReviewPeople = {
  executivePrincipal: Actor;
  leader: Actor;
  author: Actor;
  head: Actor;
  trustee: Actor;
  governor: Actor;
};

export async function buildReviewPeople(
  process: Process,
  trust: BuiltTrust,
  school: BuiltSchool,
): Promise<ReviewPeople> {
  const { db } = process;
  const at = { schoolId: school.id };
  return {
    executivePrincipal: await buildActor(db, trust, 'executive_principal'),
    leader: await buildActor(db, trust, 'trust_leader'),
    author: await buildActor(db, trust, 'teaching_learning'),
    head: await buildActor(db, trust, 'head_teacher', at),
    trustee: await buildActor(db, trust, 'trustee'),
    governor: await buildActor(db, trust, 'lgb_member', at),
  };
}

export type ReviewOptions = {
  people?: ReviewPeople;
  academicYear?: number;
  /** Grades by area code; an area without one gets the second best of the main scale, or the best of two. */
  grades?: Readonly<Record<string, string>>;
  keyIssues?: readonly { areaCode: string; body: string }[];
};

const stages = ['draft', 'facts', 'revision', 'moderation', 'signature', 'signed', 'issued'] as const;
export type Stage = (typeof stages)[number];

/** A review brought to a stage by the real actions, written, supported by one piece of evidence and agreed all along. */
export async function buildReviewAt(
  process: Process,
  trust: BuiltTrust,
  school: BuiltSchool,
  stage: Stage,
  options: ReviewOptions = {},
) {
  const people = options.people ?? (await buildReviewPeople(process, trust, school));
  const hasFrameworks = await inTrust(process.db, trust.id, (tx) =>
    tx.selectFrom('framework').select('id').limit(1).executeTakeFirst(),
  );
  if (!hasFrameworks) await buildFrameworks(process.db, trust);
  const as = <T>(actor: Actor, permission: Permission, work: (ctx: Ctx) => Promise<T>) =>
    runAs(process, actor, permission, work);
  const { author, executivePrincipal } = people;
  const academicYear = options.academicYear ?? 2026;
  const { id } = await as(executivePrincipal, 'annual-review:write', (ctx) =>
    startReview(ctx, {
      schoolId: school.id,
      academicYear,
      frameworkFamily: 'section-5',
      leadId: author.personId,
      dueOn: Temporal.PlainDate.from(`${academicYear}-12-04`),
    }),
  );
  const evidence = await buildEvidence(process.db, school, author);
  await as(author, 'annual-review:write', async (ctx) => {
    const review = await findReview(ctx, id);
    await declareInterest(ctx, id, review.team[0]?.id ?? '', null);
    const content = await loadContent(ctx, review);
    for (const { code } of content.sections)
      await saveSection(ctx, id, code, { body: 'The school serves its town well.', revision: 1 });
    for (const { area } of content.judgements) {
      const gradeCode =
        options.grades?.[area.code] ??
        content.framework.grades[area.scale][area.scale === 'main' ? 1 : 0]?.code ??
        null;
      await saveJudgement(ctx, id, area.code, {
        gradeCode,
        reasons: `What was seen supports the judgement of ${area.title.toLowerCase()}.`,
        revision: 1,
      });
    }
    const [first] = content.judgements;
    for (const issue of options.keyIssues ?? [
      { areaCode: first?.area.code ?? '', body: 'Check what pupils remember, so that gaps are closed early.' },
    ])
      await addKeyIssue(ctx, id, issue);
    for (const claim of (await loadContent(ctx, review)).claims) {
      if (claim.state === 'unsupported')
        await linkEvidence(ctx, id, { part: claim.part, hash: claim.sentence.hash }, [evidence.id]);
    }
  });
  await finishReview(process, id, people, stage);
  return { reviewId: id, evidenceId: evidence.id, people };
}

/** A trust with one school and its review at a stage: what most tests start from. `values` are those of the school. */
export async function buildReviewWorld(
  process: Process,
  stage: Stage,
  options: ReviewOptions = {},
  values: Parameters<typeof buildSchool>[2] = {},
) {
  const trust = await buildTrust(process.db);
  const school = await buildSchool(process.db, trust, values);
  const built = await buildReviewAt(process, trust, school, stage, options);
  return { trust, school, ...built, path: `/annual-reviews/${built.reviewId}` };
}

/** What a review says to one reader of its draft. */
export function readContent(process: Process, actor: Actor, reviewId: string): Promise<ReviewContent> {
  return runAs(process, actor, 'annual-review:read-draft', async (ctx) =>
    loadContent(ctx, await findDraft(ctx, reviewId)),
  );
}

/** Takes a written review on from where its authors hold the pen to a stage, everybody agreeing. */
export async function finishReview(process: Process, id: string, people: ReviewPeople, stage: Stage): Promise<void> {
  const as = <T>(actor: Actor, permission: Permission, work: (ctx: Ctx) => Promise<T>) =>
    runAs(process, actor, permission, work);
  const { author, executivePrincipal, head, leader } = people;
  const past = (needed: Stage) => stages.indexOf(stage) >= stages.indexOf(needed);
  if (past('facts')) await as(author, 'annual-review:write', (ctx) => takeStep(ctx, id, 'sent_to_school'));
  if (past('revision')) {
    await as(head, 'annual-review:check-facts', async (ctx) => {
      const content = await loadContent(ctx, await findReview(ctx, id));
      const round = (await factChecks(ctx, id)).at(-1);
      await answerFacts(
        ctx,
        id,
        partsOf(content).map(({ part }) => ({ part, answer: 'accurate', correction: '' })),
        round?.revision ?? 1,
      );
      await takeStep(ctx, id, 'facts_returned');
    });
  }
  if (past('moderation')) await as(author, 'annual-review:write', (ctx) => takeStep(ctx, id, 'sent_to_moderation'));
  if (past('signature')) {
    await as(leader, 'annual-review:moderate', async (ctx) => {
      const content = await loadContent(ctx, await findReview(ctx, id));
      for (const it of content.judgements)
        await moderateJudgement(ctx, id, it.id, { moderatedCode: it.grade?.code ?? '', reason: null });
      await takeStep(ctx, id, 'moderated');
    });
  }
  if (past('signed')) await as(executivePrincipal, 'annual-review:sign', (ctx) => takeStep(ctx, id, 'signed'));
  if (past('issued')) await as(executivePrincipal, 'annual-review:sign', (ctx) => issueReview(ctx, id));
}

/** An issued review with these grades, by the real actions: what other features' tests start from. */
export async function buildIssuedReview(
  process: Process,
  trust: BuiltTrust,
  school: BuiltSchool,
  options: ReviewOptions = {},
) {
  const built = await buildReviewAt(process, trust, school, 'issued', options);
  const issues = await runAs(process, built.people.executivePrincipal, 'annual-review:read', (ctx) =>
    issuesOf(ctx, built.reviewId),
  );
  const [issue] = issues;
  if (!issue) throw new Error('The review was not issued.');
  return { ...built, issueId: issue.id, judgements: issue.judgements, keyIssues: issue.key_issues };
}
