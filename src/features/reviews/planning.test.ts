import { expect, test } from 'vitest';
import { buildTermDates } from '#core/academic-year/build.ts';
import type { Actor } from '#core/access/actor.ts';
import type { Permission } from '#core/access/permissions.ts';
import { runAs } from '#core/access/run-as.ts';
import type { Ctx } from '#core/context.ts';
import { listUnread } from '#core/notifications/queries.ts';
import { buildActor, buildSchool, buildTrust, inTrust } from '#core/organisations/build.ts';
import { StaleRevision } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { changePurpose } from './actions/change-purpose.ts';
import { addTheme, removeTheme } from './actions/change-themes.ts';
import { addActivity, cancelActivity, changeActivity } from './actions/plan-activity.ts';
import { shareReview } from './actions/take-step.ts';
import { activitiesOf } from './activity-queries.ts';
import { buildQaReview, plannedActivity } from './build.ts';
import { changesOf, findReview } from './queries.ts';
import { themesOf } from './theme-queries.ts';

const database = useDatabase();
const as = <T>(actor: Actor, permission: Permission, work: (ctx: Ctx) => Promise<T>) =>
  runAs(database, actor, permission, work);
const day = (text: string) => Temporal.PlainDate.from(text);

async function world(options: Parameters<typeof buildQaReview>[3] = { share: false }) {
  const trust = await buildTrust(database.db);
  await buildTermDates(database.db, trust);
  const school = await buildSchool(database.db, trust);
  return { trust, school, ...(await buildQaReview(database, trust, school, options)) };
}

test('a slot is refused in words: outside the days, on a closed day, at a time when somebody has another, or with one teacher among pupils', async () => {
  const { reviewId, people } = await world();
  await as(people.lead, 'review:lead', async (ctx) => {
    const refused = (values: Parameters<typeof plannedActivity>[0], words: string) =>
      expect(addActivity(ctx, reviewId, plannedActivity(values))).rejects.toThrow(words);
    await refused({ onDay: day('2026-12-01') }, 'The review runs from 16 November 2026 to 20 November 2026');
    await refused({ onDay: day('2026-11-16'), withPersonId: people.teacher.personId }, 'at that time, 09:15 to 09:45');
    await refused({ onDay: day('2026-11-17'), withPersonId: people.visiting.personId }, 'Choose somebody who works at');
    await refused(
      { kind: 'pupil_voice', onDay: day('2026-11-17'), withPersonId: people.teacher.personId },
      'asked about a subject, not about a teacher',
    );
    const [first] = (await findReview(ctx, reviewId)).members;
    await refused(
      { onDay: day('2026-11-17'), ledById: first?.id ?? '', secondById: first?.id ?? '' },
      'somebody else than who leads',
    );
  });
  const weekend = await world({ share: false, from: '2026-11-13', to: '2026-11-20' });
  await as(weekend.people.lead, 'review:lead', (ctx) =>
    expect(addActivity(ctx, weekend.reviewId, plannedActivity({ onDay: day('2026-11-15') }))).rejects.toThrow(
      'The school is closed on 15 November 2026',
    ),
  );
});

test('a fourth observation of one teacher in a year passes a limit: it needs a reason, and the reason is kept', async () => {
  const { trust, reviewId, people } = await world();
  await as(people.lead, 'review:lead', async (ctx) => {
    const slot = (at: string, overWhy: string | null) =>
      plannedActivity({
        onDay: day('2026-11-17'),
        title: `Lesson at ${at}`,
        startsAt: at,
        withPersonId: people.teacher.personId,
        overWhy,
      });
    await addActivity(ctx, reviewId, slot('09:00', null));
    await addActivity(ctx, reviewId, slot('10:00', null));
    await expect(addActivity(ctx, reviewId, slot('11:00', null))).rejects.toThrow(/fourth observation.*Say why/s);
    await addActivity(ctx, reviewId, slot('11:00', 'The only class of further mathematics'));
  });
  const kept = await inTrust(database.db, trust.id, (tx) =>
    tx
      .selectFrom('workload_excess')
      .select(['limit_code', 'person_id', 'why'])
      .where('limit_code', '=', 'observations')
      .execute(),
  );
  expect(kept).toEqual([
    { limit_code: 'observations', person_id: people.teacher.personId, why: 'The only class of further mathematics' },
  ]);
});

test('notice counts from the day of sharing: too short, and sharing needs a reason; head, department and the observed teacher are told', async () => {
  const { reviewId, people } = await world({ share: false, from: '2026-11-25', to: '2026-11-27' });
  await as(people.lead, 'review:lead', async (ctx) => {
    await expect(shareReview(ctx, reviewId, null)).rejects.toThrow('school days of notice, and the limit is 5');
    await shareReview(ctx, reviewId, 'Agreed with the department, which asked for these days');
  });
  const subjects = async (actor: Actor) =>
    (await as(actor, 'own-account', (ctx) => listUnread(ctx))).map((notice) => [notice.subject, notice.href]);
  expect(await subjects(people.head)).toEqual([['Shared: Department review: Mathematics', `/reviews/${reviewId}`]]);
  expect(await subjects(people.departmentLeader)).toHaveLength(1);
  expect(await subjects(people.teacher)).toEqual([
    ['You are named in a review: Department review: Mathematics', '/reviews/with-me'],
  ]);
});

test('nothing is shared before it says what it is for, and the school cannot share it for the Trust', async () => {
  const { reviewId, people } = await world();
  await as(people.lead, 'review:lead', async (ctx) => {
    for (const theme of await themesOf(ctx, reviewId)) await removeTheme(ctx, reviewId, theme.id, 'Begin again');
    await expect(shareReview(ctx, reviewId, 'x')).rejects.toThrow('Add at least one theme');
  });
});

test('once it is shared each change needs its reason, stands on the page as a change, and is told to whom it concerns', async () => {
  const { trust, reviewId, people, activityIds } = await world({ from: '2026-12-07', to: '2026-12-11' });
  const adviser = await buildActor(database.db, trust, 'teaching_learning');
  await as(people.lead, 'review:lead', async (ctx) => {
    const activity = (await activitiesOf(ctx, reviewId)).find((one) => one.id === activityIds.lesson);
    const input = {
      ...plannedActivity({
        onDay: day('2026-12-08'),
        withPersonId: people.teacher.personId,
        ledById: activity?.led_by_id ?? null,
      }),
      revision: activity?.revision ?? 0,
    };
    await expect(changeActivity(ctx, reviewId, activityIds.lesson, { ...input, changeWhy: null })).rejects.toThrow(
      'Say why it is changed',
    );
    await changeActivity(ctx, reviewId, activityIds.lesson, { ...input, changeWhy: 'The class is on a visit' });
    await expect(changeActivity(ctx, reviewId, activityIds.lesson, input)).rejects.toThrow(StaleRevision);
    await cancelActivity(ctx, reviewId, activityIds.pupils, 'Year 9 is at a rehearsal');
    await expect(cancelActivity(ctx, reviewId, activityIds.pupils, 'Again')).rejects.toThrow('has been cancelled');
    expect((await changesOf(ctx, reviewId)).map((change) => [change.what, change.why])).toEqual([
      ['cancelled “Pupils of Year 9 about mathematics” of 7 Dec 2026', 'Year 9 is at a rehearsal'],
      ['moved “Year 9, set 2, mathematics” to 8 Dec 2026 at 09:15', 'The class is on a visit'],
    ]);
  });
  const told = await as(people.teacher, 'own-account', (ctx) => listUnread(ctx));
  expect(told.map((notice) => notice.subject)).toContain(
    'Your part in a review has changed: Department review: Mathematics',
  );
  await expect(
    as(adviser, 'review:lead', (ctx) => cancelActivity(ctx, reviewId, activityIds.work, 'Not mine')),
  ).rejects.toThrow('The lead of the review, or a trust leader');
});

test('purpose and days are saved over the revision that was shown, and no activity is left outside the days', async () => {
  const { reviewId, people } = await world();
  await as(people.lead, 'review:lead', async (ctx) => {
    const input = {
      title: 'Mathematics',
      purpose: 'Why?',
      startsOn: day('2026-11-16'),
      endsOn: day('2026-11-18'),
      changeWhy: null,
    };
    await changePurpose(ctx, reviewId, { ...input, revision: 1 });
    await expect(changePurpose(ctx, reviewId, { ...input, revision: 1 })).rejects.toThrow(StaleRevision);
    await expect(changePurpose(ctx, reviewId, { ...input, startsOn: day('2026-11-17'), revision: 2 })).rejects.toThrow(
      'is planned for 16 November 2026. Move it first',
    );
    expect((await findReview(ctx, reviewId)).title).toBe('Mathematics');
  });
});

test('a theme is added once under a name, for an area of the framework', async () => {
  const { reviewId, people } = await world();
  await as(people.lead, 'review:lead', async (ctx) => {
    const [theme] = await themesOf(ctx, reviewId);
    const input = {
      areaId: theme?.area_id ?? '',
      title: 'Fractions',
      delegatedTo: people.visiting.personId,
      changeWhy: null,
    };
    await addTheme(ctx, reviewId, input);
    await expect(addTheme(ctx, reviewId, { ...input, title: 'fractions' })).rejects.toThrow('already');
    await expect(
      addTheme(ctx, reviewId, { ...input, title: 'Other', delegatedTo: people.head.personId }),
    ).rejects.toThrow('Choose somebody of the team');
    expect((await themesOf(ctx, reviewId)).at(-1)).toMatchObject({
      title: 'Fractions',
      delegated_to: people.visiting.personId,
    });
  });
});
