import { expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import type { Permission } from '#core/access/permissions.ts';
import { runAs } from '#core/access/run-as.ts';
import type { Ctx } from '#core/context.ts';
import { listUnread } from '#core/notifications/queries.ts';
import { buildActor, buildSchool, buildTrust, inTrust } from '#core/organisations/build.ts';
import { Forbidden, Invalid, NotFound } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { addMember, decideInterest, declareInterest, type NewMember, removeMember } from './actions/change-team.ts';
import { addActivity } from './actions/plan-activity.ts';
import { prepareReview } from './actions/prepare-review.ts';
import { cancelReview } from './actions/take-step.ts';
import { buildQaReview, buildReviewEntry, plannedActivity } from './build.ts';
import { findReview } from './queries.ts';

const database = useDatabase();
const as = <T>(actor: Actor, permission: Permission, work: (ctx: Ctx) => Promise<T>) =>
  runAs(database, actor, permission, work);
const day = (text: string) => Temporal.PlainDate.from(text);

async function world(share = false) {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  return { trust, school, ...(await buildQaReview(database, trust, school, { share })) };
}

const member = (personId: string, values: Partial<NewMember> = {}): NewMember => ({
  personId,
  externalName: null,
  externalOrganisation: null,
  role: 'reviewer',
  expertise: 'Knows mathematics',
  changeWhy: 'Another pair of eyes',
  ...values,
});

const grantsOf = (trustId: string, personId: string) =>
  inTrust(database.db, trustId, (tx) =>
    tx
      .selectFrom('role_grant')
      .select(['role', 'school_id', 'starts_on', 'ends_on', 'ended_at', 'reason'])
      .where('person_id', '=', personId)
      .where('role', '=', 'visiting_reviewer')
      .execute(),
  );

test('a leader of another school is let in until 28 days after the review, told so, and out again when they leave the team', async () => {
  const { trust, school, reviewId, people } = await world();
  const [grant] = await grantsOf(trust.id, people.visiting.personId);
  expect([grant?.school_id, grant?.starts_on.toString(), grant?.ends_on?.toString()]).toEqual([
    school.id,
    '2026-11-23',
    '2026-12-18',
  ]);
  expect(grant?.reason).toContain('Takes part in the review');
  const told = await as(people.visiting, 'own-account', (ctx) => listUnread(ctx));
  expect(told.map((notice) => notice.body).join()).toContain(
    'let in there as a visiting reviewer until 18 December 2026',
  );
  await as(people.lead, 'review:lead', async (ctx) => {
    const own = (await findReview(ctx, reviewId)).members.find((one) => one.personId === people.visiting.personId);
    await removeMember(ctx, reviewId, own?.id ?? '', 'Ill for some weeks');
  });
  const [ended] = await grantsOf(trust.id, people.visiting.personId);
  expect([ended?.ends_on?.toString(), ended?.ended_at !== null]).toEqual(['2026-11-23', true]);
  await expect(as({ ...people.visiting }, 'review:read', (ctx) => findReview(ctx, reviewId))).rejects.toThrow(NotFound);
});

test('whoever works at the school or governs it does not review it, and the refusal says why', async () => {
  const { trust, school, reviewId, people } = await world();
  const governor = await buildActor(database.db, trust, 'lgb_member', { schoolId: school.id });
  await as(people.lead, 'review:lead', async (ctx) => {
    for (const person of [people.head, people.teacher, governor])
      await expect(addMember(ctx, reviewId, member(person.personId))).rejects.toThrow('so may not review it');
    await expect(addMember(ctx, reviewId, member(people.visiting.personId))).rejects.toThrow('on the team already');
    await expect(addMember(ctx, reviewId, member(people.visiting.personId, { role: 'lead' }))).rejects.toThrow(
      'Somebody of the Trust leads a review',
    );
    const nobody = { ...member(''), personId: null };
    await expect(addMember(ctx, reviewId, nobody)).rejects.toThrow('Choose a person, or enter the name');
  });
  await expect(
    as(people.head, 'review:read', (ctx) => addMember(ctx, reviewId, member(governor.personId))),
  ).rejects.toThrow(NotFound);
});

test('an undeclared member is given nothing to do; with an interest a trust leader off the team decides, and a refusal ends it', async () => {
  const { trust, reviewId, people } = await world();
  const adviser = await buildActor(database.db, trust, 'teaching_learning');
  const memberId = await as(people.lead, 'review:lead', async (ctx) => {
    await addMember(ctx, reviewId, member(adviser.personId));
    const id = (await findReview(ctx, reviewId)).members.find((one) => one.personId === adviser.personId)?.id ?? '';
    const slot = plannedActivity({ onDay: day('2026-11-17'), title: 'Another class', ledById: id });
    await expect(addActivity(ctx, reviewId, slot)).rejects.toThrow('has not declared yet');
    await expect(declareInterest(ctx, reviewId, id, null)).rejects.toThrow(Forbidden);
    return id;
  });
  await as(adviser, 'review:contribute', (ctx) => declareInterest(ctx, reviewId, memberId, 'My brother teaches there'));
  const decision = { decision: 'may_not_go_on' as const, why: 'He is observed' };
  await expect(
    as(people.lead, 'review:lead', (ctx) => decideInterest(ctx, reviewId, memberId, decision)),
  ).rejects.toThrow(Forbidden);
  await as(people.leader, 'review:lead', (ctx) => decideInterest(ctx, reviewId, memberId, decision));
  await as(people.lead, 'review:lead', async (ctx) => {
    expect((await findReview(ctx, reviewId)).members.find((one) => one.id === memberId)?.standing).toBe('refused');
    const slot = plannedActivity({ onDay: day('2026-11-17'), title: 'Another class', ledById: memberId });
    await expect(addActivity(ctx, reviewId, slot)).rejects.toThrow('may not take part');
  });
});

test('a named reviewer from outside has no account: the lead declares for them', async () => {
  const { reviewId, people } = await world();
  await as(people.lead, 'review:lead', async (ctx) => {
    await addMember(
      ctx,
      reviewId,
      member('', { personId: null, externalName: 'Sorcha Dunleavy', externalOrganisation: 'Adviser' }),
    );
    const external = (await findReview(ctx, reviewId)).members.find((one) => one.name === 'Sorcha Dunleavy');
    await declareInterest(ctx, reviewId, external?.id ?? '', null);
    expect((await findReview(ctx, reviewId)).members.find((one) => one.id === external?.id)?.standing).toBe('clear');
  });
});

test('a review is prepared once, only from a published calendar, by the Trust, and with a lead of the Trust', async () => {
  const { trust, school, entryId, people } = await world();
  const input = { purpose: '', startsOn: day('2026-11-16'), endsOn: day('2026-11-20'), leadId: people.lead.personId };
  await expect(as(people.leader, 'review:lead', (ctx) => prepareReview(ctx, entryId, input))).rejects.toThrow(NotFound);
  const other = await buildSchool(database.db, trust);
  const unpublished = await buildReviewEntry(database, trust, other, people.lead, { published: false });
  await expect(as(people.lead, 'review:lead', (ctx) => prepareReview(ctx, unpublished, input))).rejects.toThrow(
    NotFound,
  );
  const next = await buildReviewEntry(database, trust, school, people.lead, { title: 'Department review: English' });
  await as(people.lead, 'review:lead', async (ctx) => {
    await expect(prepareReview(ctx, next, { ...input, leadId: people.visiting.personId })).rejects.toThrow(Invalid);
    await expect(prepareReview(ctx, next, { ...input, endsOn: day('2026-11-13') })).rejects.toThrow(
      'must not be before',
    );
  });
  const stranger = await buildActor(database.db, await buildTrust(database.db), 'executive_principal');
  await expect(as(stranger, 'review:lead', (ctx) => prepareReview(ctx, next, input))).rejects.toThrow(NotFound);
});

test('a cancelled review lets everybody out, counts its minutes as stopped, and needs a reason', async () => {
  const { trust, reviewId, people, activityIds } = await world(true);
  await as(people.lead, 'review:lead', async (ctx) => {
    await expect(cancelReview(ctx, reviewId, null)).rejects.toThrow('Say why');
    await cancelReview(ctx, reviewId, 'The building is closed');
  });
  const lines = await inTrust(database.db, trust.id, (tx) =>
    tx
      .selectFrom('workload_line')
      .select(['state', 'stopped_why'])
      .where('source_id', '=', activityIds.lesson)
      .execute(),
  );
  expect(new Set(lines.map((line) => `${line.state} ${line.stopped_why}`))).toEqual(
    new Set(['stopped The building is closed']),
  );
  expect((await grantsOf(trust.id, people.visiting.personId))[0]?.ended_at).not.toBeNull();
  const told = await as(people.teacher, 'own-account', (ctx) => listUnread(ctx));
  expect(told.map((notice) => notice.subject).join()).toContain('Cancelled');
});
