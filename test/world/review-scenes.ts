import type { Ctx } from '#core/context.ts';
import { answerFacts, type GivenAnswer } from '#features/annual-reviews/actions/answer-facts.ts';
import { addKeyIssue } from '#features/annual-reviews/actions/change-key-issues.ts';
import { addMember, declareInterest } from '#features/annual-reviews/actions/change-team.ts';
import { addComment } from '#features/annual-reviews/actions/comment.ts';
import { confirmReceipt } from '#features/annual-reviews/actions/confirm-receipt.ts';
import { issueReview } from '#features/annual-reviews/actions/issue-review.ts';
import { moderateJudgement } from '#features/annual-reviews/actions/moderate-judgement.ts';
import { replyToPoint } from '#features/annual-reviews/actions/reply-to-point.ts';
import { saveJudgement, saveSection } from '#features/annual-reviews/actions/save-part.ts';
import { startReview } from '#features/annual-reviews/actions/start-review.ts';
import { linkEvidence, waiveClaim } from '#features/annual-reviews/actions/support-claim.ts';
import { type HandOver, takeStep } from '#features/annual-reviews/actions/take-step.ts';
import { factChecks } from '#features/annual-reviews/checks/queries.ts';
import { loadContent } from '#features/annual-reviews/content/queries.ts';
import { partsOf } from '#features/annual-reviews/content/review-facts.ts';
import { issuesOf } from '#features/annual-reviews/issues/queries.ts';
import { findReview } from '#features/annual-reviews/queries.ts';
import { judgementPart, type SectionCode } from '#features/annual-reviews/rules.ts';
import type { CastKey, SchoolKey } from './cast.ts';
import { readMarked } from './marked-text.ts';
import { named, type Scene, type Story } from './scenes.ts';

type WrittenJudgement = { grade: string | null; reasons: string; by?: CastKey };

/** A point of the school on a part; what the authors answered, and (where they agreed) what the section says since. */
type Correction = { part: string; point: string; reply?: string; becomes?: { code: SectionCode; body: string } };

export type ReviewStory = {
  name: string;
  school: SchoolKey;
  year: number;
  lead: CastKey;
  /** Others of the team, with an interest that they declare or null. */
  team?: readonly (readonly [CastKey, string | null])[];
  startedOn: string;
  writtenOn: string;
  judgedOn: string;
  sections: Partial<Record<SectionCode, string>>;
  judgements: Readonly<Record<string, WrittenJudgement>>;
  keyIssues: readonly (readonly [area: string, body: string])[];
  comments?: readonly { on: string; by: CastKey; part: string; body: string }[];
  /** The day on which each step was taken, as far as the review has come. */
  sentToSchoolOn?: string;
  head?: CastKey;
  answeredOn?: string;
  /** How many parts the head has answered where the round is still open. */
  answeredSoFar?: number;
  corrections?: readonly Correction[];
  toModerationOn?: string;
  moderatedOn?: string;
  signedOn?: string;
  issuedOn?: string;
  receipts?: readonly (readonly [CastKey, string])[];
};

const contentOf = async (ctx: Ctx, id: string) => loadContent(ctx, await findReview(ctx, id));

async function writeJudgement(ctx: Ctx, story: Story, reviewId: string, area: string, written: WrittenJudgement) {
  const { body, sentences } = readMarked(story.stage.calendar.words(written.reasons));
  await saveJudgement(ctx, reviewId, area, { gradeCode: written.grade, reasons: body, revision: 1 });
  for (const { hash, evidence, waived } of sentences) {
    const ref = { part: judgementPart(area), hash };
    if (waived !== null) await waiveClaim(ctx, reviewId, ref, 'waived', waived);
    else if (evidence.length > 0)
      await linkEvidence(
        ctx,
        reviewId,
        ref,
        evidence.map((name) => named(story, name)),
      );
  }
}

function writingScenes(review: ReviewStory): Scene[] {
  const { name, lead, team = [], judgements } = review;
  const writing = (on: string, who: CastKey, work: (ctx: Ctx, story: Story, id: string) => Promise<void>): Scene => ({
    on,
    who,
    permission: 'annual-review:write',
    play: (ctx, story) => work(ctx, story, named(story, name)),
  });
  const start: Scene = {
    on: review.startedOn,
    who: 'executivePrincipal',
    permission: 'annual-review:write',
    play: async (ctx, { stage, ids }) => {
      const { id } = await startReview(ctx, {
        schoolId: stage.schoolIds[review.school],
        academicYear: stage.calendar.year(review.year),
        frameworkFamily: 'section-5',
        leadId: stage.people[lead].personId,
        dueOn: stage.calendar.day(`${review.year}-12-04`),
      });
      ids.set(name, id);
      for (const [member] of team) {
        const personId = stage.people[member].personId;
        await addMember(ctx, id, { personId, externalName: null, externalOrganisation: null, role: 'member' });
      }
    },
  };
  const declarations = [[lead, null] as const, ...team].map(([who, interest]) =>
    writing(review.startedOn, who, async (ctx, { stage }, id) => {
      const member = (await findReview(ctx, id)).team.find((one) => one.personId === stage.people[who].personId);
      await declareInterest(ctx, id, member?.id ?? '', interest);
    }),
  );
  const sections = writing(review.writtenOn, lead, async (ctx, { stage }, id) => {
    for (const [code, body] of Object.entries(review.sections) as [SectionCode, string][]) {
      await saveSection(ctx, id, code, { body: stage.calendar.words(body), revision: 1 });
    }
  });
  const reasons = Object.entries(judgements).map(([area, written]) =>
    writing(review.judgedOn, written.by ?? lead, (ctx, story, id) => writeJudgement(ctx, story, id, area, written)),
  );
  const issues = writing(review.judgedOn, lead, async (ctx, { stage }, id) => {
    for (const [areaCode, body] of review.keyIssues) {
      await addKeyIssue(ctx, id, { areaCode, body: stage.calendar.words(body) });
    }
  });
  const comments = (review.comments ?? []).map(({ on, by, part, body }) =>
    writing(on, by, (ctx, _story, id) => addComment(ctx, id, part, body)),
  );
  return [start, ...declarations, sections, ...reasons, ...(review.keyIssues.length > 0 ? [issues] : []), ...comments];
}

async function answer(ctx: Ctx, review: ReviewStory, id: string): Promise<void> {
  const parts = partsOf(await contentOf(ctx, id)).slice(0, review.answeredSoFar);
  const given = parts.map(({ part }): GivenAnswer => {
    const points = (review.corrections ?? []).filter((one) => one.part === part).map((one) => one.point);
    return { part, answer: points.length > 0 ? 'not_accurate' : 'accurate', correction: points.join('\n\n') };
  });
  const round = (await factChecks(ctx, id)).at(-1);
  await answerFacts(ctx, id, given, round?.revision ?? 1);
}

async function reply(ctx: Ctx, review: ReviewStory, id: string): Promise<void> {
  const points = (await factChecks(ctx, id)).flatMap((round) => round.points);
  for (const point of points) {
    const written = review.corrections?.find((one) => one.part === point.part && one.point === point.body);
    const becomes = written?.becomes;
    if (becomes) {
      const stored = (await contentOf(ctx, id)).sections.find((section) => section.code === becomes.code);
      await saveSection(ctx, id, becomes.code, { body: becomes.body, revision: stored?.revision ?? 1 });
    }
    await replyToPoint(ctx, id, point.id, becomes ? 'changed' : 'not_changed', written?.reply ?? null);
  }
}

async function moderate(ctx: Ctx, id: string): Promise<void> {
  for (const it of (await contentOf(ctx, id)).judgements) {
    await moderateJudgement(ctx, id, it.id, { moderatedCode: it.grade?.code ?? '', reason: null });
  }
  await takeStep(ctx, id, 'moderated');
}

function steppingScenes(review: ReviewStory): Scene[] {
  type Doing = [string | undefined, CastKey, Scene['permission'], (ctx: Ctx, id: string) => Promise<unknown>];
  const step = (name: HandOver) => (ctx: Ctx, id: string) => takeStep(ctx, id, name);
  const head = review.head ?? 'headAlderbeck';
  const returnedOn = review.answeredSoFar === undefined ? review.answeredOn : undefined;
  const steps: Doing[] = [
    [review.sentToSchoolOn, review.lead, 'annual-review:write', step('sent_to_school')],
    [review.answeredOn, head, 'annual-review:check-facts', (ctx, id) => answer(ctx, review, id)],
    [returnedOn, head, 'annual-review:check-facts', step('facts_returned')],
    [review.toModerationOn, review.lead, 'annual-review:write', (ctx, id) => reply(ctx, review, id)],
    [review.toModerationOn, review.lead, 'annual-review:write', step('sent_to_moderation')],
    [review.moderatedOn, 'trustLeader', 'annual-review:moderate', moderate],
    [review.signedOn, 'executivePrincipal', 'annual-review:sign', step('signed')],
    [review.issuedOn, 'executivePrincipal', 'annual-review:sign', issueReview],
    ...(review.receipts ?? []).map(
      ([who, on]): Doing => [
        on,
        who,
        'annual-review:receive',
        async (ctx, id) => confirmReceipt(ctx, id, (await issuesOf(ctx, id))[0]?.id ?? ''),
      ],
    ),
  ];
  return steps.flatMap(([on, who, permission, work]): Scene[] =>
    on === undefined
      ? []
      : [{ on, who, permission, play: async (ctx, story) => void (await work(ctx, named(story, review.name))) }],
  );
}

/** A review from its start to wherever it has come, each step by whoever takes it. */
export const reviewScenes = (review: ReviewStory): Scene[] => [...writingScenes(review), ...steppingScenes(review)];
