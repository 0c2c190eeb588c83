import { expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import type { Permission } from '#core/access/permissions.ts';
import { runAs } from '#core/access/run-as.ts';
import type { Ctx } from '#core/context.ts';
import { evidenceUses } from '#core/evidence/uses.ts';
import { buildSchool, inTrust } from '#core/organisations/build.ts';
import { NotFound } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { answerFacts } from './actions/answer-facts.ts';
import { addMember } from './actions/change-team.ts';
import { addComment, resolveComment } from './actions/comment.ts';
import { moderateJudgement } from './actions/moderate-judgement.ts';
import { replyToPoint } from './actions/reply-to-point.ts';
import { saveJudgement, saveSection } from './actions/save-part.ts';
import { linkEvidence, unlinkEvidence, waiveClaim } from './actions/support-claim.ts';
import { takeStep } from './actions/take-step.ts';
import './index.ts';
import { buildReviewAt, buildReviewWorld, type ReviewOptions, readContent, type Stage } from './build.ts';
import { factChecks } from './checks/queries.ts';
import { commentsOf } from './content/queries.ts';
import { partsOf } from './content/review-facts.ts';

const database = useDatabase();

const as = <T>(actor: Actor, permission: Permission, work: (ctx: Ctx) => Promise<T>) =>
  runAs(database, actor, permission, work);

const world = (stage: Stage, options: ReviewOptions = {}) => buildReviewWorld(database, stage, options);

const contentOf = (actor: Actor, reviewId: string) => readContent(database, actor, reviewId);

test('two authors at once: the second to save the same part is told and overwrites nothing; other parts are free', async () => {
  const { reviewId, people } = await world('draft');
  const save = (body: string, revision: number) =>
    as(people.author, 'annual-review:write', (ctx) => saveSection(ctx, reviewId, 'strengths', { body, revision }));
  expect(await save('From the first.', 2)).toBe(3);
  await expect(save('From the second.', 2)).rejects.toThrow('Somebody else saved this');
  expect(
    await as(people.author, 'annual-review:write', (ctx) =>
      saveSection(ctx, reviewId, 'school', { body: 'Another part.', revision: 2 }),
    ),
  ).toBe(3);
  expect((await contentOf(people.author, reviewId)).sections.find((it) => it.code === 'strengths')?.body).toBe(
    'From the first.',
  );
});

test('a grade has to be one of the framework', async () => {
  const { reviewId, people } = await world('draft');
  const save = as(people.author, 'annual-review:write', (ctx) =>
    saveJudgement(ctx, reviewId, 'quality_of_education', {
      gradeCode: 'urgent_improvement',
      reasons: 'x',
      revision: 2,
    }),
  );
  await expect(save).rejects.toThrow('Choose a grade of this framework');
});

test('a sentence without evidence stops moderation; a waiver needs its reason; “not a claim” does not', async () => {
  const { reviewId, people } = await world('revision');
  const reasons =
    'What was seen supports the judgement of quality of education. Pupils read widely. The review took two days.';
  const write = <T>(work: (ctx: Ctx) => Promise<T>) => as(people.author, 'annual-review:write', work);
  await write((ctx) => saveJudgement(ctx, reviewId, 'quality_of_education', { gradeCode: '2', reasons, revision: 2 }));
  await expect(write((ctx) => takeStep(ctx, reviewId, 'sent_to_moderation'))).rejects.toThrow(
    '2 sentences have no evidence',
  );
  const bare = (await contentOf(people.author, reviewId)).claims.filter((claim) => claim.state === 'unsupported');
  expect(bare.map((claim) => claim.sentence.text)).toEqual(['Pupils read widely.', 'The review took two days.']);
  const [first, second] = bare.map((claim) => ({ part: claim.part, hash: claim.sentence.hash }));
  if (!first || !second) throw new Error('Two sentences were expected.');
  await expect(write((ctx) => waiveClaim(ctx, reviewId, first, 'waived', null))).rejects.toThrow('Say why');
  await write((ctx) => waiveClaim(ctx, reviewId, first, 'waived', 'Every reviewer saw it in every lesson.'));
  await write((ctx) => waiveClaim(ctx, reviewId, second, 'not_a_claim', null));
  await write((ctx) => takeStep(ctx, reviewId, 'sent_to_moderation'));
});

test('evidence of another school supports nothing here, and evidence can be taken away again', async () => {
  const { trust, reviewId, evidenceId, people } = await world('draft');
  const elsewhere = await world('draft');
  const claim = (await contentOf(people.author, reviewId)).claims.find((one) => one.state === 'supported');
  const ref = { part: claim?.part ?? '', hash: claim?.sentence.hash ?? '' };
  await expect(
    as(people.author, 'annual-review:write', (ctx) => linkEvidence(ctx, reviewId, ref, [elsewhere.evidenceId])),
  ).rejects.toBeInstanceOf(NotFound);
  const nextDoor = await buildSchool(database.db, trust);
  const there = await buildReviewAt(database, trust, nextDoor, 'draft');
  await expect(
    as(people.author, 'annual-review:write', (ctx) => linkEvidence(ctx, reviewId, ref, [there.evidenceId])),
  ).rejects.toThrow('evidence of another school');
  await as(people.author, 'annual-review:write', (ctx) => unlinkEvidence(ctx, reviewId, ref, evidenceId));
  expect(
    (await contentOf(people.author, reviewId)).claims.find(
      (one) => one.sentence.hash === ref.hash && one.part === ref.part,
    )?.state,
  ).toBe('unsupported');
});

test('from a piece of evidence the reviews that rest on it are found, as far as the reader may open them', async () => {
  const { reviewId, evidenceId, people } = await world('facts');
  const uses = async (actor: Actor) =>
    (await as(actor, 'evidence:read', (ctx) => evidenceUses(ctx, [evidenceId]))).get(evidenceId) ?? [];
  expect((await uses(people.author))[0]?.label).toContain('“What was seen supports the judgement');
  expect((await uses(people.head))[0]?.href).toBe(`/annual-reviews/${reviewId}`);
});

test('the school’s corrections become points, and each needs a reply before moderation', async () => {
  const { reviewId, people } = await world('facts');
  const check = <T>(work: (ctx: Ctx) => Promise<T>) => as(people.head, 'annual-review:check-facts', work);
  await expect(check((ctx) => takeStep(ctx, reviewId, 'facts_returned'))).rejects.toThrow('You have not said whether');
  const answers = partsOf(await contentOf(people.head, reviewId)).map(({ part }) => ({
    part,
    answer: part === 'section:school' ? ('not_accurate' as const) : ('accurate' as const),
    correction: part === 'section:school' ? 'The roll is 1,131.\n\nThe town has two schools.' : '',
  }));
  expect(await check((ctx) => answerFacts(ctx, reviewId, answers.slice(0, 2), 1))).toBe(2);
  await expect(check((ctx) => answerFacts(ctx, reviewId, answers, 1))).rejects.toThrow('Somebody else saved this');
  await check(async (ctx) => {
    await answerFacts(ctx, reviewId, answers, 2);
    await takeStep(ctx, reviewId, 'facts_returned');
  });
  const write = <T>(work: (ctx: Ctx) => Promise<T>) => as(people.author, 'annual-review:write', work);
  await expect(write((ctx) => takeStep(ctx, reviewId, 'sent_to_moderation'))).rejects.toThrow(
    '2 points of the school have no reply',
  );
  const points = (await write((ctx) => factChecks(ctx, reviewId)))[0]?.points ?? [];
  expect(points.map((point) => point.body)).toEqual(['The roll is 1,131.', 'The town has two schools.']);
  const [roll, town] = points;
  await expect(write((ctx) => replyToPoint(ctx, reviewId, town?.id ?? '', 'not_changed', null))).rejects.toThrow(
    'Say why',
  );
  await write((ctx) => replyToPoint(ctx, reviewId, roll?.id ?? '', 'changed', null));
  await write((ctx) =>
    replyToPoint(ctx, reviewId, town?.id ?? '', 'not_changed', 'The other one is outside the parish.'),
  );
  await write((ctx) => takeStep(ctx, reviewId, 'sent_to_moderation'));
});

test('a moderator who would give another grade says why; the review goes back, and both grades are kept', async () => {
  const { reviewId, people } = await world('moderation');
  const moderate = <T>(work: (ctx: Ctx) => Promise<T>) => as(people.leader, 'annual-review:moderate', work);
  const judgements = (await contentOf(people.leader, reviewId)).judgements;
  const first = judgements[0]?.id ?? '';
  await expect(
    moderate((ctx) => moderateJudgement(ctx, reviewId, first, { moderatedCode: '3', reason: null })),
  ).rejects.toThrow('Say why you would give 3 Requires');
  await moderate(async (ctx) => {
    for (const it of judgements)
      await moderateJudgement(ctx, reviewId, it.id, { moderatedCode: it.grade?.code ?? '', reason: null });
    await moderateJudgement(ctx, reviewId, first, { moderatedCode: '3', reason: 'Languages are weak.' });
  });
  await expect(moderate((ctx) => takeStep(ctx, reviewId, 'moderated'))).rejects.toThrow('asked for another grade');
  await moderate((ctx) => takeStep(ctx, reviewId, 'sent_back', 'Look at languages again.'));
  await as(people.author, 'annual-review:write', async (ctx) => {
    await saveJudgement(ctx, reviewId, 'quality_of_education', {
      gradeCode: '3',
      reasons: 'What was seen supports the judgement of quality of education.',
      revision: 2,
    });
    await takeStep(ctx, reviewId, 'sent_to_moderation');
  });
  // A grade that was agreed in an earlier round is agreed anew: the text may have changed.
  await expect(moderate((ctx) => takeStep(ctx, reviewId, 'moderated'))).rejects.toThrow('has not been moderated');
  const kept = (await contentOf(people.leader, reviewId)).judgements[0]?.moderations[0];
  expect(kept).toMatchObject({
    authorCode: '2',
    moderatedCode: '3',
    decision: 'asks_change',
    reason: 'Languages are weak.',
  });
});

test('an author who leaves the team still may not moderate, and a leader of the team may not either', async () => {
  const { reviewId, people } = await world('draft');
  await as(people.author, 'annual-review:write', (ctx) =>
    addMember(ctx, reviewId, {
      personId: people.executivePrincipal.personId,
      externalName: null,
      externalOrganisation: null,
      role: 'lead',
    }),
  );
  const revision = await as(people.executivePrincipal, 'annual-review:write', (ctx) =>
    saveSection(ctx, reviewId, 'school', { body: 'Mine.', revision: 2 }),
  );
  expect(revision).toBe(3);
  await inTrust(database.db, people.author.trustId, async (tx) => {
    await tx.deleteFrom('review_team_member').where('person_id', '=', people.executivePrincipal.personId).execute();
    await tx
      .insertInto('review_step')
      .values({
        trust_id: people.author.trustId,
        review_id: reviewId,
        number: 2,
        step: 'sent_to_moderation',
        state: 'moderation',
        taken_at: Temporal.Instant.from('2026-11-23T08:00:00Z'),
        taken_by: people.author.personId,
        why: null,
      })
      .execute();
  });
  const judgement = (await contentOf(people.leader, reviewId)).judgements[0];
  const moderate = (actor: Actor) =>
    as(actor, 'annual-review:moderate', (ctx) =>
      moderateJudgement(ctx, reviewId, judgement?.id ?? '', { moderatedCode: '2', reason: null }),
    );
  await expect(moderate(people.executivePrincipal)).rejects.toThrow('You wrote part of this review');
  await moderate(people.leader);
});

test('an open comment stops moderation until somebody settles it', async () => {
  const { reviewId, people } = await world('revision');
  await as(people.leader, 'annual-review:write', (ctx) =>
    addComment(ctx, reviewId, 'section:school', 'Is this still so?'),
  );
  const send = () => as(people.author, 'annual-review:write', (ctx) => takeStep(ctx, reviewId, 'sent_to_moderation'));
  await expect(send()).rejects.toThrow('1 comment is open');
  await as(people.author, 'annual-review:write', async (ctx) =>
    resolveComment(ctx, reviewId, (await commentsOf(ctx, reviewId))[0]?.id ?? ''),
  );
  await send();
});
