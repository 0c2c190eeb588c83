import { expect, test } from 'vitest';
import { buildTermDates } from '#core/academic-year/build.ts';
import type { Actor } from '#core/access/actor.ts';
import type { Permission } from '#core/access/permissions.ts';
import { runAs } from '#core/access/run-as.ts';
import type { Ctx } from '#core/context.ts';
import { buildSchool, buildTrust, inTrust } from '#core/organisations/build.ts';
import { useDatabase } from '#test/support/database.ts';
import { gatherReview, reopenReview } from './actions/take-step.ts';
import { buildGatheredReview, buildQaReview, recordAll } from './build.ts';
import { activitiesFor, activitiesOf, findReview, qaReviewsWaitingFor, reviewStateOf, themesOf } from './index.ts';

const database = useDatabase();
const as = <T>(actor: Actor, permission: Permission, work: (ctx: Ctx) => Promise<T>) =>
  runAs(database, actor, permission, work);

async function place() {
  const trust = await buildTrust(database.db);
  await buildTermDates(database.db, trust);
  return { trust, school: await buildSchool(database.db, trust) };
}

const titles = async (actor: Actor) =>
  (await as(actor, 'own-account', (ctx) => qaReviewsWaitingFor(ctx))).map((item) => item.title);

test('a review goes from the calendar to complete evidence, and each person is asked for their part at its time', async () => {
  const { trust, school } = await place();
  const { reviewId, people } = await buildQaReview(database, trust, school);
  expect(await titles(people.visiting)).toEqual(['Record “Year 9, set 2, mathematics”']);
  expect(await titles(people.head)).toContain('Say how the school sees “Quality of education”');
  expect((await as(people.lead, 'review:read', (ctx) => activitiesFor(ctx))).map((one) => one.kind)).toEqual([
    'lesson_observation',
    'work_scrutiny',
    'pupil_voice',
  ]);
  await recordAll(database, reviewId, people);
  expect(await titles(people.visiting)).toEqual([]);
  expect(await titles(people.lead)).toContain('Write the theme “Quality of education”');
  await as(people.lead, 'review:read', async (ctx) => {
    expect((await activitiesOf(ctx, reviewId)).every((one) => one.evidence_id !== null)).toBe(true);
    expect(await reviewStateOf(ctx, reviewId)).toBe('shared');
  });
});

test('the evidence is only complete when every activity is recorded or cancelled and every theme graded; it is opened again with a reason', async () => {
  const { trust, school } = await place();
  const { reviewId, people } = await buildQaReview(database, trust, school);
  await as(people.lead, 'review:lead', async (ctx) => {
    await expect(gatherReview(ctx, reviewId)).rejects.toThrow(
      /“Books of Year 9” is neither recorded nor cancelled.*The theme “Quality of education” has no grade/s,
    );
  });
  const second = await place();
  const gathered = await buildGatheredReview(database, second.trust, second.school);
  const { lead } = gathered.people;
  await as(lead, 'review:lead', async (ctx) => {
    expect((await findReview(ctx, gathered.reviewId)).state).toBe('gathered');
    expect((await themesOf(ctx, gathered.reviewId)).map((theme) => theme.grade_code)).toEqual(['2', '2', '2']);
    await expect(reopenReview(ctx, gathered.reviewId, null)).rejects.toThrow('Say why');
    await reopenReview(ctx, gathered.reviewId, 'Another class was seen');
    expect((await findReview(ctx, gathered.reviewId)).state).toBe('shared');
  });
});

test('what an activity costs is booked for each person, in place of the calendar’s estimate, and done when it is recorded', async () => {
  const { trust, school } = await place();
  const { reviewId, people, activityIds } = await buildQaReview(database, trust, school);
  const lines = (state: 'planned' | 'done') =>
    inTrust(database.db, trust.id, (tx) =>
      tx
        .selectFrom('workload_line')
        .select(['person_id', 'part', 'minutes'])
        .where('source_id', '=', activityIds.lesson)
        .where('state', '=', state)
        .orderBy('part')
        .execute(),
    );
  const observed = { person_id: people.teacher.personId, part: 'being_observed', minutes: 30 };
  expect(await lines('planned')).toContainEqual(observed);
  expect(await lines('planned')).toContainEqual({ person_id: people.visiting.personId, part: 'writing', minutes: 20 });
  await recordAll(database, reviewId, people);
  expect(await lines('planned')).toEqual([]);
  expect(await lines('done')).toContainEqual(observed);
});
