import { expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import type { Permission } from '#core/access/permissions.ts';
import { runAs } from '#core/access/run-as.ts';
import type { Ctx } from '#core/context.ts';
import { buildActor, buildSchool, buildTrust, inTrust } from '#core/organisations/build.ts';
import { NotFound } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { changeGrade } from './actions/change-grade.ts';
import { confirmReceipt } from './actions/confirm-receipt.ts';
import { issueReview } from './actions/issue-review.ts';
import { startReview } from './actions/start-review.ts';
import { takeStep } from './actions/take-step.ts';
import { withdrawReview } from './actions/withdraw-review.ts';
import {
  buildIssuedReview,
  buildReviewAt,
  buildReviewWorld,
  finishReview,
  type ReviewOptions,
  readContent,
  type Stage,
} from './build.ts';
import { issuedReviews, latestIssuedReview, reviewsWaitingFor } from './index.ts';
import { frozenDocument, issuesOf, recipientsOf } from './issues/queries.ts';
import { findDraft, findReview } from './queries.ts';

const database = useDatabase();

const as = <T>(actor: Actor, permission: Permission, work: (ctx: Ctx) => Promise<T>) =>
  runAs(database, actor, permission, work);

const world = (stage: Stage, options: ReviewOptions = {}) => buildReviewWorld(database, stage, options);

const contentOf = (actor: Actor, reviewId: string) => readContent(database, actor, reviewId);

async function issued(grades: Readonly<Record<string, string>> = { quality_of_education: '3' }) {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  return { trust, school, ...(await buildIssuedReview(database, trust, school, { grades })) };
}

test('evidence withdrawn after signing stops the issue until the sentence is supported again', async () => {
  const { trust, reviewId, evidenceId, people } = await world('signed');
  await inTrust(database.db, trust.id, (tx) =>
    tx
      .updateTable('evidence')
      .set({
        withdrawn_at: Temporal.Instant.from('2026-11-23T08:00:00Z'),
        withdrawn_by: people.author.personId,
        withdrawn_why: 'Wrong class',
      })
      .where('id', '=', evidenceId)
      .execute(),
  );
  await expect(
    as(people.executivePrincipal, 'annual-review:sign', (ctx) => issueReview(ctx, reviewId)),
  ).rejects.toThrow('sentences have no evidence');
  expect(await as(people.trustee, 'annual-review:read', (ctx) => issuedReviews(ctx))).toEqual([]);
});

test('an issued review is frozen: its hash is that of its content, and its document names every judgement', async () => {
  const { reviewId, issueId, people, judgements } = await issued();
  const frozen = await as(people.governor, 'annual-review:read', (ctx) => frozenDocument(ctx, reviewId, issueId));
  expect(frozen.unchanged).toBe(true);
  const written = frozen.document.blocks.flatMap((block) =>
    block.kind === 'judgement' ? [`${block.title}: ${block.grade}`] : [],
  );
  expect(written).toHaveLength(judgements.length);
  expect(written).toContain('Quality of education: 3 Requires Improvement');
  await database.owner.pool.query(
    `update frozen_record set content = jsonb_set(content, '{text}', to_jsonb(replace(content->>'text', '3 Requires', '2 Requires'))) where subject_id = $1`,
    [issueId],
  );
  expect(
    (await as(people.governor, 'annual-review:read', (ctx) => frozenDocument(ctx, reviewId, issueId))).unchanged,
  ).toBe(false);
});

test('who has confirmed and who has not can be seen; only those it is for can confirm, and only the newest issue', async () => {
  const { reviewId, issueId, school, people } = await issued();
  const seen = () =>
    as(people.trustee, 'annual-review:read', (ctx) => recipientsOf(ctx, { issueId, schoolId: school.id }));
  expect((await seen()).map((one) => [one.personId, one.receivedAt])).toEqual(
    expect.arrayContaining([
      [people.trustee.personId, null],
      [people.governor.personId, null],
    ]),
  );
  await as(people.trustee, 'annual-review:receive', (ctx) => confirmReceipt(ctx, reviewId, issueId));
  expect((await seen()).filter((one) => one.receivedAt !== null).map((one) => one.personId)).toEqual([
    people.trustee.personId,
  ]);
  await expect(as(people.head, 'annual-review:read', (ctx) => confirmReceipt(ctx, reviewId, issueId))).rejects.toThrow(
    'Trustees and the school’s governors',
  );
  await as(people.executivePrincipal, 'annual-review:sign', (ctx) =>
    changeGrade(ctx, reviewId, {
      areaCode: 'quality_of_education',
      gradeCode: '2',
      reasons: 'What was seen supports the judgement of quality of education.',
      why: 'The remark raised results.',
    }),
  );
  await expect(
    as(people.governor, 'annual-review:receive', (ctx) => confirmReceipt(ctx, reviewId, issueId)),
  ).rejects.toThrow('A newer issue');
});

test('a grade changed after issue is a new issue with its reason; the earlier document stays word for word', async () => {
  const { reviewId, issueId, school, people } = await issued();
  const read = (id: string) => as(people.trustee, 'annual-review:read', (ctx) => frozenDocument(ctx, reviewId, id));
  const before = await read(issueId);
  const change = (reasons: string, gradeCode = '2') =>
    as(people.executivePrincipal, 'annual-review:sign', (ctx) =>
      changeGrade(ctx, reviewId, {
        areaCode: 'quality_of_education',
        gradeCode,
        reasons,
        why: 'The remark raised results.',
      }),
    );
  await expect(change('Results are far better than was thought.')).rejects.toThrow('something new without evidence');
  await expect(change('What was seen supports the judgement of quality of education.', '3')).rejects.toThrow(
    'already graded',
  );
  const { issueId: second } = await change('What was seen supports the judgement of quality of education.');
  expect(await read(issueId)).toEqual(before);
  const after = await read(second);
  expect(JSON.stringify(after.document)).toContain('from 3 Requires Improvement to 2 Good. The remark raised results.');
  const latest = await as(people.trustee, 'annual-review:read', (ctx) => latestIssuedReview(ctx, school.id));
  expect(latest).toMatchObject({ issueNumber: 2, issueId: second });
  expect(latest?.judgements.find((it) => it.areaCode === 'quality_of_education')?.gradeCode).toBe('2');
});

test('a withdrawn review counts no more but can be read; reopened, it takes its whole way anew', async () => {
  const { reviewId, issueId, school, people } = await issued();
  const sign = <T>(work: (ctx: Ctx) => Promise<T>) => as(people.executivePrincipal, 'annual-review:sign', work);
  await expect(sign((ctx) => withdrawReview(ctx, reviewId, null))).rejects.toThrow('Say why');
  await expect(as(people.leader, 'annual-review:read', (ctx) => withdrawReview(ctx, reviewId, 'No'))).rejects.toThrow(
    'Executive Principal',
  );
  await sign((ctx) => withdrawReview(ctx, reviewId, 'The wrong results were used.'));
  expect(await as(people.trustee, 'annual-review:read', (ctx) => latestIssuedReview(ctx, school.id))).toBeNull();
  const [withdrawn] = await as(people.trustee, 'annual-review:read', (ctx) => issuesOf(ctx, reviewId));
  expect(withdrawn).toMatchObject({ id: issueId, withdrawn_why: 'The wrong results were used.' });
  await sign((ctx) => takeStep(ctx, reviewId, 'reopened', 'With the right results.'));
  expect((await contentOf(people.author, reviewId)).review.state).toBe('draft');
  expect((await as(people.trustee, 'annual-review:read', (ctx) => findReview(ctx, reviewId))).everIssued).toBe(true);
  await expect(as(people.trustee, 'annual-review:read', (ctx) => findDraft(ctx, reviewId))).rejects.toBeInstanceOf(
    NotFound,
  );
});

test('last year’s issued grade stands beside this year’s, within one family of frameworks only', async () => {
  const { trust, school, people } = await issued();
  const next = await buildReviewAt(database, trust, school, 'draft', { people, academicYear: 2027 });
  const judgements = (await contentOf(people.author, next.reviewId)).judgements;
  expect(judgements[0]?.previous).toMatchObject({ code: '3', academicYear: 2026 });
  const other = await as(people.executivePrincipal, 'annual-review:moderate', (ctx) =>
    startReview(ctx, {
      schoolId: school.id,
      academicYear: 2028,
      frameworkFamily: 'ofsted-2025',
      leadId: people.author.personId,
      dueOn: ctx.today,
    }),
  );
  expect((await contentOf(people.author, other.id)).judgements.map((it) => it.previous)).toEqual(
    (await contentOf(people.author, other.id)).judgements.map(() => null),
  );
});

test('a trustee appointed after the issue may confirm it but is not waited for', async () => {
  const { trust, school, reviewId, issueId } = await issued();
  const fresh = await buildActor(database.db, trust, 'trustee');
  await inTrust(database.db, trust.id, (tx) =>
    tx
      .updateTable('role_grant')
      .set({ starts_on: Temporal.PlainDate.from('2026-11-24') })
      .where('person_id', '=', fresh.personId)
      .execute(),
  );
  const names = async () =>
    (await as(fresh, 'annual-review:read', (ctx) => recipientsOf(ctx, { issueId, schoolId: school.id }))).map(
      (one) => one.personId,
    );
  expect(await names()).not.toContain(fresh.personId);
  expect(await as(fresh, 'own-account', (ctx) => reviewsWaitingFor(ctx))).toEqual([]);
  await as(fresh, 'annual-review:receive', (ctx) => confirmReceipt(ctx, reviewId, issueId));
  expect(await names()).toContain(fresh.personId);
});

test('a withdrawn review that is written anew and issued again is the next issue, and its first stays readable', async () => {
  const { reviewId, people } = await issued();
  await as(people.executivePrincipal, 'annual-review:sign', async (ctx) => {
    await withdrawReview(ctx, reviewId, 'The wrong results were used.');
    await takeStep(ctx, reviewId, 'reopened', 'With the right results.');
  });
  await finishReview(database, reviewId, people, 'issued');
  const issues = await as(people.trustee, 'annual-review:read', (ctx) => issuesOf(ctx, reviewId));
  expect(issues.map((issue) => [issue.number, issue.withdrawn_at === null])).toEqual([
    [2, true],
    [1, false],
  ]);
});
