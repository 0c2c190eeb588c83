import type { Actor } from '#core/access/actor.ts';
import type { Permission } from '#core/access/permissions.ts';
import { type Process, runAs } from '#core/access/run-as.ts';
import type { Ctx } from '#core/context.ts';
import { buildEvidence } from '#core/evidence/build.ts';
import { type BuiltSchool, type BuiltTrust, buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { buildGatheredReview, type ReviewOptions, type ReviewPeople } from '../reviews/build.ts';
import { answerFacts } from './actions/answer-facts.ts';
import { beginReport } from './actions/begin-report.ts';
import { addFinding } from './actions/change-findings.ts';
import { issueReport } from './actions/issue-report.ts';
import { savePart } from './actions/save-part.ts';
import { linkEvidence } from './actions/support-claim.ts';
import { takeStep } from './actions/take-step.ts';
import { partsOf } from './content/parts.ts';
import { loadContent, type ReportContent } from './content/queries.ts';
import { issuesOf } from './issues/queries.ts';
import { findDraft, findReport } from './queries.ts';

/** Everybody whom a report needs beside those of its review. */
export type ReportPeople = ReviewPeople & { governor: Actor; trustee: Actor; clerk: Actor };

const stages = ['begun', 'written', 'facts', 'revision', 'signature', 'signed', 'issued'] as const;
export type ReportStage = (typeof stages)[number];

export type ReportOptions = ReviewOptions & {
  grades?: Readonly<Record<string, string>>;
  reportPeople?: ReportPeople;
  /** What is said of the strengths; every sentence of it is supported. */
  strengths?: string;
  reply?: string;
};

/** A report of a gathered review of mathematics, brought to a stage by the real actions: written by its lead, checked, signed and issued by a trust leader. */
export async function buildReportAt(
  process: Process,
  trust: BuiltTrust,
  school: BuiltSchool,
  stage: ReportStage,
  options: ReportOptions = {},
) {
  const { db } = process;
  const known = options.reportPeople;
  const review = await buildGatheredReview(process, trust, school, { ...options, ...(known ? { people: known } : {}) });
  const people: ReportPeople = known ?? {
    ...review.people,
    governor: await buildActor(db, trust, 'lgb_member', { schoolId: school.id }),
    trustee: await buildActor(db, trust, 'trustee'),
    clerk: await buildActor(db, trust, 'clerk'),
  };
  const as = <T>(actor: Actor, permission: Permission, work: (ctx: Ctx) => Promise<T>) =>
    runAs(process, actor, permission, work);
  const past = (needed: ReportStage) => stages.indexOf(stage) >= stages.indexOf(needed);
  const { lead, head, leader } = people;
  const { id } = await as(lead, 'review-report:write', (ctx) => beginReport(ctx, review.reviewId));
  const evidence = await buildEvidence(db, school, lead);
  if (past('written'))
    await as(lead, 'review-report:write', async (ctx) => {
      await savePart(ctx, id, 'section:strengths', {
        body: options.strengths ?? 'Pupils explain what they have learnt.',
        revision: 1,
      });
      await savePart(ctx, id, 'section:improve', { body: 'Pupils forget what they learnt last year.', revision: 1 });
      await addFinding(ctx, id, {
        areaCode: review.themes[0]?.area_code ?? null,
        what: 'Check at the start of each unit what pupils remember',
        why: 'Gaps from last year are not found until the test.',
      });
      for (const claim of (await loadContent(ctx, await findDraft(ctx, id))).claims)
        if (claim.state === 'unsupported')
          await linkEvidence(ctx, id, { part: claim.part, hash: claim.sentence.hash }, [evidence.id]);
    });
  if (past('facts')) await as(lead, 'review-report:write', (ctx) => takeStep(ctx, id, 'sent_to_school'));
  if (past('revision'))
    await as(head, 'review-report:check-facts', async (ctx) => {
      const content = await loadContent(ctx, await findDraft(ctx, id));
      await answerFacts(ctx, id, {
        answers: partsOf(content).map(({ part }) => ({ part, answer: 'accurate', correction: '' })),
        reply: options.reply ?? '',
        revision: 1,
      });
      await takeStep(ctx, id, 'facts_returned');
    });
  if (past('signature')) await as(lead, 'review-report:write', (ctx) => takeStep(ctx, id, 'sent_to_sign'));
  if (past('signed')) await as(leader, 'review-report:sign', (ctx) => takeStep(ctx, id, 'signed'));
  if (past('issued')) await as(leader, 'review-report:sign', (ctx) => issueReport(ctx, id));
  return { reportId: id, qaReviewId: review.reviewId, evidenceId: evidence.id, people, themes: review.themes };
}

/** A trust with one school and a report at a stage: what most tests start from. */
export async function buildReportWorld(process: Process, stage: ReportStage, options: ReportOptions = {}) {
  const trust = await buildTrust(process.db);
  const school = await buildSchool(process.db, trust);
  const built = await buildReportAt(process, trust, school, stage, options);
  return { trust, school, ...built, path: `/review-reports/${built.reportId}` };
}

/** An issued report with its issue: what other features' tests start from. */
export async function buildIssuedReport(
  process: Process,
  trust: BuiltTrust,
  school: BuiltSchool,
  options: ReportOptions = {},
) {
  const built = await buildReportAt(process, trust, school, 'issued', options);
  const [issue] = await runAs(process, built.people.leader, 'review-report:read', (ctx) =>
    issuesOf(ctx, built.reportId),
  );
  if (!issue) throw new Error('The report was not issued.');
  return { ...built, issue };
}

/** What a report says to one reader of its draft. */
export function readReport(process: Process, actor: Actor, reportId: string): Promise<ReportContent> {
  return runAs(process, actor, 'review-report:read', async (ctx) => loadContent(ctx, await findReport(ctx, reportId)));
}
