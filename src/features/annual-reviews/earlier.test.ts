import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import type { Permission } from '#core/access/permissions.ts';
import { runAs } from '#core/access/run-as.ts';
import type { Ctx } from '#core/context.ts';
import { type BuiltSchool, buildActor, buildTrust } from '#core/organisations/build.ts';
import { Forbidden, NotFound, StaleRevision } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { buildIssuedReview, buildReviewWorld, type ReviewOptions, type Stage } from './build.ts';
import { buildEarlierGrades, buildEarlierInput, onPaper } from './earlier/build.ts';
import { previousGrades } from './earlier/queries.ts';
import { issuedReviews } from './index.ts';
import { frozenDocument } from './issues/queries.ts';
import { buildReader, buildReviewWeb } from './web/build.ts';

const database = useDatabase();
let app: FastifyInstance;
beforeAll(async () => {
  app = await buildReviewWeb(database);
});
afterAll(() => app.close());

const as = <T>(actor: Actor, permission: Permission, work: (ctx: Ctx) => Promise<T>) =>
  runAs(database, actor, permission, work);
const reader = (actor: Actor) => buildReader(database, app, actor);

async function world(stage: Stage, options: ReviewOptions = {}) {
  const built = await buildReviewWorld(database, stage, options);
  const entry = `/annual-reviews/earlier/${built.school.id}/section-5`;
  return { ...built, entry, ...buildEarlierGrades(database, built.school) };
}
const before = (actor: Actor, school: BuiltSchool, family = 'section-5') =>
  as(actor, 'annual-review:read', async (ctx) =>
    [...(await previousGrades(ctx, [school.id], 2026))(school.id, family)].map(([area, it]) => [
      area,
      it.code,
      it.academicYear,
    ]),
  );

test('entered after the first review was issued, they show on pages; the frozen document stays as it was', async () => {
  const { people, reviewId, enter, correct } = await world('issued', { grades: { quality_of_education: '2' } });
  await enter(people.leader, buildEarlierInput({ quality_of_education: '1' }));
  const read = () => as(people.governor, 'annual-review:read', (ctx) => issuedReviews(ctx));
  const shown = async () => (await read())[0]?.judgements.find((it) => it.areaCode === 'quality_of_education');
  expect(await shown()).toMatchObject({ previousGradeCode: '1', previousGradeLabel: 'Outstanding' });
  await correct(people.executivePrincipal, {
    ...buildEarlierInput({ quality_of_education: '2' }),
    why: 'Misread',
    revision: 1,
  });
  expect(await shown()).toMatchObject({
    previousGradeCode: '2',
    previousSource: `entered by ${people.leader.name}, corrected by ${people.executivePrincipal.name}, from ${onPaper}`,
  });
  const issue = (await read())[0];
  const { document, unchanged } = await as(people.governor, 'annual-review:read', (ctx) =>
    frozenDocument(ctx, reviewId, issue?.issueId ?? ''),
  );
  expect(unchanged).toBe(true);
  expect(JSON.stringify(document)).toContain('Not judged before');
  expect(JSON.stringify(document)).not.toContain('entered by');
});

test('a 4 from before Cairn sets nothing off, entered or corrected', async () => {
  const { people, trust, enter, correct } = await world('draft');
  await enter(people.leader, buildEarlierInput({ quality_of_education: '4', leadership_and_management: '3' }));
  await correct(people.leader, {
    ...buildEarlierInput({ quality_of_education: '4' }),
    why: 'Leadership was not judged',
    revision: 1,
  });
  const found = await database.owner.pool.query(
    'select (select count(*) from intervention where trust_id = $1)::int as interventions, (select count(*) from action_plan where trust_id = $1)::int as plans',
    [trust.id],
  );
  expect(found.rows).toEqual([{ interventions: 0, plans: 0 }]);
});

test('a correction can move them to another year or take them away, and then nothing stands before', async () => {
  const { people, school, entry, enter, correct } = await world('draft');
  await enter(people.leader, buildEarlierInput({ quality_of_education: '3' }));
  await correct(people.leader, {
    ...buildEarlierInput({ quality_of_education: '3' }, { academicYear: 2024 }),
    why: 'It was the year before',
    revision: 1,
  });
  expect(await before(people.leader, school)).toEqual([['quality_of_education', '3', 2024]]);
  await correct(
    people.leader,
    { ...buildEarlierInput({}, { academicYear: 2024 }), why: 'It was another school’s', revision: 2 },
    2024,
  );
  expect(await before(people.leader, school)).toEqual([]);
  expect((await (await reader(people.leader)).get(entry)).text).toContain('Taken away: It was another school’s');
});

test('grades stay within their framework: entered in one family, they are not before a review in another', async () => {
  const { people, school, entry, enter } = await world('draft');
  await enter(people.leader, buildEarlierInput({ inclusion: 'needs_attention' }), 'ofsted-2025');
  expect(await before(people.leader, school)).toEqual([]);
  expect(await before(people.leader, school, 'ofsted-2025')).toEqual([['inclusion', 'needs_attention', 2025]]);
  await expect(enter(people.leader, buildEarlierInput({ quality_of_education: 'needs_attention' }))).rejects.toThrow(
    'Choose a grade of the framework for Quality of education',
  );
  expect((await (await reader(people.leader)).get(entry)).html).toContain(entry.replace('section-5', 'ofsted-2025'));
});

test('a review that Cairn issued for the year takes precedence, whenever the grades were entered; a withdrawn one does not', async () => {
  const { people, school, trust, enter, correct } = await world('draft');
  await enter(people.leader, buildEarlierInput({ quality_of_education: '4' }));
  await enter(people.leader, buildEarlierInput({ quality_of_education: '1' }, { academicYear: 2024 }));
  expect(await before(people.leader, school)).toEqual([['quality_of_education', '4', 2025]]);
  const last = await buildIssuedReview(database, trust, school, {
    people,
    academicYear: 2025,
    grades: { quality_of_education: '3' },
  });
  expect((await before(people.leader, school))[0]).toEqual(['quality_of_education', '3', 2025]);
  await expect(
    correct(people.leader, { ...buildEarlierInput({ quality_of_education: '2' }), why: 'Again', revision: 1 }, 2024),
  ).rejects.toThrow('The Annual Review 2025/26 was issued in Cairn');
  await expect(
    enter(people.leader, buildEarlierInput({ inclusion: 'needs_attention' }), 'ofsted-2025'),
  ).rejects.toThrow('The Annual Review 2025/26 was issued in Cairn');
  const [issue] = await as(people.trustee, 'annual-review:read', (ctx) => issuedReviews(ctx, { academicYear: 2025 }));
  expect(issue?.judgements.find((it) => it.areaCode === 'quality_of_education')?.previousGradeCode).toBe('1');
  await database.owner.pool.query(
    `update review_issue set withdrawn_at = now(), withdrawn_by = $2, withdrawn_why = 'Wrong' where review_id = $1`,
    [last.reviewId, people.leader.personId],
  );
  expect(await before(people.leader, school)).toEqual([['quality_of_education', '4', 2025]]);
});

test('nobody else enters or corrects them: not authors, heads, trustees or governors, nor a leader who governs the school', async () => {
  const { people, school, trust, entry, enter, correct } = await world('facts');
  await enter(people.leader, buildEarlierInput({ quality_of_education: '3' }));
  for (const actor of [people.author, people.head, people.trustee, people.governor]) {
    const one = await reader(actor);
    for (const page of [entry, `${entry}/2025`]) expect((await one.get(page)).status).toBe(403);
    await expect(
      enter(actor, buildEarlierInput({ quality_of_education: '1' }, { academicYear: 2024 })),
    ).rejects.toThrow();
  }
  const governs = await buildActor(database.db, trust, 'trust_leader');
  const both = {
    ...governs,
    grants: [...governs.grants, { role: 'lgb_member' as const, schoolId: school.id, departmentId: null }],
  };
  await expect(enter(both, buildEarlierInput({ quality_of_education: '1' }, { academicYear: 2024 }))).rejects.toThrow(
    Forbidden,
  );
  await expect(
    correct(both, { ...buildEarlierInput({ quality_of_education: '1' }), why: 'Mine', revision: 1 }),
  ).rejects.toThrow(Forbidden);
  expect(await before(people.leader, school)).toEqual([['quality_of_education', '3', 2025]]);
});

test('a school of another trust, a family that was not adopted and a year that was not entered are not there', async () => {
  const { people, entry, school, enter, correct } = await world('draft');
  const theirs = await world('draft');
  const leader = await reader(people.leader);
  expect((await leader.get(theirs.entry)).status).toBe(404);
  expect(
    (await leader.post(theirs.entry, { academicYear: '2025', source: onPaper, 'grade-quality_of_education': '3' }))
      .status,
  ).toBe(404);
  await expect(theirs.enter(people.leader, buildEarlierInput({ quality_of_education: '3' }))).rejects.toThrow(NotFound);
  await theirs.enter(theirs.people.leader, buildEarlierInput({ quality_of_education: '3' }));
  await expect(
    theirs.correct(people.leader, { ...buildEarlierInput({ quality_of_education: '1' }), why: 'Mine', revision: 1 }),
  ).rejects.toThrow(NotFound);
  expect(await before(people.leader, theirs.school)).toEqual([]);
  expect((await leader.get(`${entry}/2019`)).status).toBe(404);
  expect((await leader.get(entry.replace('section-5', 'homemade'))).status).toBe(404);
  await enter(people.leader, buildEarlierInput({ quality_of_education: '3' }));
  await expect(
    correct(people.leader, { ...buildEarlierInput({ quality_of_education: '1' }), why: 'Late', revision: 7 }),
  ).rejects.toThrow(StaleRevision);
  // The head of another school reads nothing of them.
  const other = await buildActor(database.db, await buildTrust(database.db), 'trust_leader');
  expect(await before(other, school)).toEqual([]);
});
