import { expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import type { Permission } from '#core/access/permissions.ts';
import { runAs } from '#core/access/run-as.ts';
import type { Ctx } from '#core/context.ts';
import { buildActor, buildSchool, buildTrust, inTrust } from '#core/organisations/build.ts';
import { NotFound } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { addMember, declareInterest } from './actions/change-team.ts';
import { confirmReceipt } from './actions/confirm-receipt.ts';
import { issueReview } from './actions/issue-review.ts';
import { saveSection } from './actions/save-part.ts';
import { startReview } from './actions/start-review.ts';
import { takeStep } from './actions/take-step.ts';
import { withdrawReview } from './actions/withdraw-review.ts';
import { buildReviewAt, buildReviewWorld, type ReviewOptions, readContent, type Stage } from './build.ts';
import { issuedReviews, reviewsWaitingFor } from './index.ts';
import { issuesOf } from './issues/queries.ts';
import { findDraft, findReview } from './queries.ts';

const database = useDatabase();

const as = <T>(actor: Actor, permission: Permission, work: (ctx: Ctx) => Promise<T>) =>
  runAs(database, actor, permission, work);

const world = (stage: Stage, options: ReviewOptions = {}) => buildReviewWorld(database, stage, options);

const contentOf = (actor: Actor, reviewId: string) => readContent(database, actor, reviewId);
const waitingFor = async (actor: Actor) =>
  (await as(actor, 'own-account', (ctx) => reviewsWaitingFor(ctx))).map((item) =>
    item.title.replace(/ (the )?Annual Review .*/, ''),
  );

test('a review goes from its first word to the governors, each step taken by whom it belongs to and kept with who and when', async () => {
  const { reviewId, people } = await world('issued');
  const { steps } = await contentOf(people.executivePrincipal, reviewId);
  expect(steps.map((step) => [step.step, step.taken_by])).toEqual([
    ['started', people.executivePrincipal.personId],
    ['sent_to_school', people.author.personId],
    ['facts_returned', people.head.personId],
    ['sent_to_moderation', people.author.personId],
    ['moderated', people.leader.personId],
    ['signed', people.executivePrincipal.personId],
    ['issued', people.executivePrincipal.personId],
  ]);
});

test('each person is told what waits for them, and only when it does', async () => {
  const { trust, school, people } = await world('draft');
  const head = people.head;
  expect(await waitingFor(people.author)).toEqual(['Write']);
  expect(await waitingFor(head)).toEqual([]);
  const at = async (stage: Stage, academicYear: number) =>
    buildReviewAt(database, trust, school, stage, { people, academicYear });
  await at('facts', 2025);
  expect(await waitingFor(head)).toEqual(['Check the facts of']);
  await at('moderation', 2024);
  expect(await waitingFor(people.leader)).toEqual(['Moderate']);
  await at('signature', 2023);
  expect(await waitingFor(people.executivePrincipal)).toEqual(['Sign', 'Moderate']);
  const issued = await at('issued', 2022);
  expect(await waitingFor(people.governor)).toEqual(['Read']);
  const [issue] = await as(people.governor, 'annual-review:read', (ctx) => issuesOf(ctx, issued.reviewId));
  await as(people.governor, 'annual-review:receive', (ctx) => confirmReceipt(ctx, issued.reviewId, issue?.id ?? ''));
  expect(await waitingFor(people.governor)).toEqual([]);
});

test('governors, trustees and another school’s head find nothing before it is issued', async () => {
  const { trust, reviewId, people } = await world('signed');
  const other = await buildSchool(database.db, trust);
  const otherHead = await buildActor(database.db, trust, 'head_teacher', { schoolId: other.id });
  for (const actor of [people.governor, people.trustee, otherHead]) {
    await expect(as(actor, 'annual-review:read', (ctx) => findReview(ctx, reviewId))).rejects.toBeInstanceOf(NotFound);
    expect(await as(actor, 'annual-review:read', (ctx) => issuedReviews(ctx))).toEqual([]);
  }
});

test('the head finds the draft only from the facts check on', async () => {
  const { reviewId, people } = await world('draft');
  await expect(as(people.head, 'annual-review:read-draft', (ctx) => findDraft(ctx, reviewId))).rejects.toBeInstanceOf(
    NotFound,
  );
  await as(people.author, 'annual-review:write', (ctx) => takeStep(ctx, reviewId, 'sent_to_school'));
  expect((await as(people.head, 'annual-review:read-draft', (ctx) => findDraft(ctx, reviewId))).state).toBe('facts');
  await expect(
    as(people.author, 'annual-review:write', (ctx) => takeStep(ctx, reviewId, 'taken_back', null)),
  ).rejects.toThrow('Say why');
  await as(people.author, 'annual-review:write', (ctx) =>
    takeStep(ctx, reviewId, 'taken_back', 'The results were revised yesterday.'),
  );
  await expect(as(people.head, 'annual-review:read-draft', (ctx) => findDraft(ctx, reviewId))).rejects.toBeInstanceOf(
    NotFound,
  );
});

test('an external reviewer reads and writes only at the school of the grant, and only while the grant lives', async () => {
  const { trust, school, reviewId, people } = await world('draft');
  const reviewer = await buildActor(database.db, trust, 'external_reviewer', { schoolId: school.id });
  expect((await as(reviewer, 'annual-review:read-draft', (ctx) => findDraft(ctx, reviewId))).id).toBe(reviewId);
  const save = (actor: Actor) =>
    as(actor, 'annual-review:write', (ctx) =>
      saveSection(ctx, reviewId, 'school', { body: 'From outside.', revision: 2 }),
    );
  await expect(save(reviewer)).rejects.toThrow('Only the review team writes');
  await as(people.author, 'annual-review:write', (ctx) =>
    addMember(ctx, reviewId, {
      personId: reviewer.personId,
      externalName: null,
      externalOrganisation: null,
      role: 'member',
    }),
  );
  expect(await save(reviewer)).toBe(3);
  const ended = { ...reviewer, grants: [] };
  await expect(as(ended, 'annual-review:read-draft', (ctx) => findDraft(ctx, reviewId))).rejects.toBeInstanceOf(
    NotFound,
  );
});

test('another trust finds nothing', async () => {
  const { reviewId } = await world('issued');
  const other = await buildTrust(database.db);
  const principal = await buildActor(database.db, other, 'executive_principal');
  await expect(as(principal, 'annual-review:read', (ctx) => findReview(ctx, reviewId))).rejects.toBeInstanceOf(
    NotFound,
  );
  await expect(
    as(principal, 'annual-review:sign', (ctx) => withdrawReview(ctx, reviewId, 'Because')),
  ).rejects.toBeInstanceOf(NotFound);
  expect(await as(principal, 'annual-review:read', (ctx) => issuedReviews(ctx))).toEqual([]);
});

test('a review is started once a year, in the framework in use, with the areas that the school has', async () => {
  const { trust, school, reviewId, people } = await world('draft');
  const start = (schoolId: string) =>
    as(people.executivePrincipal, 'annual-review:moderate', (ctx) =>
      startReview(ctx, {
        schoolId,
        academicYear: 2026,
        frameworkFamily: 'section-5',
        leadId: people.author.personId,
        dueOn: ctx.today,
      }),
    );
  await expect(start(school.id)).rejects.toThrow('has already been started');
  const areas = (await contentOf(people.author, reviewId)).judgements.map((it) => it.area.code);
  expect(areas).toContain('sixth_form_provision');
  expect(areas).not.toContain('early_years_provision');
  const primary = await buildSchool(database.db, trust, {
    phase: 'primary',
    low_age: 3,
    high_age: 11,
    has_early_years: true,
    has_sixth_form: false,
  });
  const started = await start(primary.id);
  expect((await contentOf(people.author, started.id)).judgements.map((it) => it.area.code)).toContain(
    'early_years_provision',
  );
});

test('nobody who works at the school or governs it joins the team, nor did so since September', async () => {
  const { trust, school, reviewId, people } = await world('draft');
  const add = (personId: string) =>
    as(people.author, 'annual-review:write', (ctx) =>
      addMember(ctx, reviewId, { personId, externalName: null, externalOrganisation: null, role: 'member' }),
    );
  for (const actor of [people.head, people.governor])
    await expect(add(actor.personId)).rejects.toThrow('may not be on the team');
  const seconded = await buildActor(database.db, trust, 'trust_leader');
  await inTrust(database.db, trust.id, (tx) =>
    tx
      .insertInto('role_grant')
      .values({
        trust_id: trust.id,
        person_id: seconded.personId,
        role: 'slt',
        school_id: school.id,
        department_id: null,
        starts_on: Temporal.PlainDate.from('2025-09-01'),
        ends_on: Temporal.PlainDate.from('2026-10-23'),
        reason: null,
        granted_by: null,
      })
      .execute(),
  );
  await expect(add(seconded.personId)).rejects.toThrow('has worked at');
});

test('each member declares for themselves, and a review with an open declaration does not go to the school', async () => {
  const { reviewId, people } = await world('draft');
  await as(people.author, 'annual-review:write', (ctx) =>
    addMember(ctx, reviewId, {
      personId: people.leader.personId,
      externalName: null,
      externalOrganisation: null,
      role: 'member',
    }),
  );
  await expect(
    as(people.author, 'annual-review:write', (ctx) => takeStep(ctx, reviewId, 'sent_to_school')),
  ).rejects.toThrow('has not declared');
  const member = (await contentOf(people.author, reviewId)).review.team.find(
    (one) => one.personId === people.leader.personId,
  );
  const declare = (actor: Actor) =>
    as(actor, 'annual-review:write', (ctx) =>
      declareInterest(ctx, reviewId, member?.id ?? '', 'My niece is in Year 9.'),
    );
  await expect(declare(people.author)).rejects.toThrow('declares for themselves');
  await declare(people.leader);
  await as(people.author, 'annual-review:write', (ctx) => takeStep(ctx, reviewId, 'sent_to_school'));
});

test('the wrong person is refused every step, and the trail holds only what was done', async () => {
  const { reviewId, people } = await world('signature');
  await expect(as(people.leader, 'annual-review:moderate', (ctx) => takeStep(ctx, reviewId, 'signed'))).rejects.toThrow(
    'Executive Principal signs',
  );
  await expect(
    as(people.author, 'annual-review:write', (ctx) =>
      saveSection(ctx, reviewId, 'school', { body: 'Late.', revision: 2 }),
    ),
  ).rejects.toThrow('do not hold the pen');
  await expect(
    as(people.executivePrincipal, 'annual-review:sign', (ctx) => issueReview(ctx, reviewId)),
  ).rejects.toThrow('cannot be done now');
  const kinds = (
    await database.owner.pool.query(
      `select kind from event where subject_id = $1 and kind in ('annual-review.signed', 'annual-review.issued')`,
      [reviewId],
    )
  ).rows;
  expect(kinds).toEqual([]);
});
