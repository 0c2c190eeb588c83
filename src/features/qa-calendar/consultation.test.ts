import { describe, expect, test } from 'vitest';
import { buildTermDates } from '#core/academic-year/build.ts';
import type { Actor } from '#core/access/actor.ts';
import { runAs } from '#core/access/run-as.ts';
import type { Ctx } from '#core/context.ts';
import { listUnread } from '#core/notifications/queries.ts';
import { buildActor, buildSchool, buildTrust, inTrust } from '#core/organisations/build.ts';
import { Forbidden, Invalid, NotFound, StaleRevision } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { type AnswerGiven, answerConsultation, sayNobodyRepresents } from './actions/answer-consultation.ts';
import { askSchool } from './actions/ask-school.ts';
import { publishAgreed, publishCalendar } from './actions/publish-calendar.ts';
import { settleRequest } from './actions/settle-request.ts';
import { buildEntry, buildPublishedCalendar } from './build.ts';
import { consultationsOf, consultationsUnderWay, standingOf } from './consultation-queries.ts';
import { findEntry } from './queries.ts';
import { qaCalendarWaitingFor } from './waiting.ts';

const database = useDatabase();
const day = Temporal.PlainDate.from;

/** A school whose calendar of 2026/27 has one entry and has been asked about. */
async function world(options: { representative?: boolean } = {}) {
  const trust = await buildTrust(database.db);
  await buildTermDates(database.db, trust, 2026);
  const school = await buildSchool(database.db, trust);
  const planner = await buildActor(database.db, trust, 'trust_leader');
  const head = await buildActor(database.db, trust, 'head_teacher', { schoolId: school.id });
  const staff =
    options.representative === false
      ? null
      : await buildActor(database.db, trust, 'staff_representative', { schoolId: school.id });
  const entryId = await buildEntry(database, planner, school.id);
  const plan = <T>(work: (ctx: Ctx) => Promise<T>) => runAs(database, planner, 'qa-calendar:plan', work);
  await plan((ctx) => askSchool(ctx, school.id, 2026, day('2026-12-07')));
  const answer = (actor: Actor, given: Partial<AnswerGiven>) =>
    runAs(database, actor, 'qa-calendar:answer', (ctx) =>
      answerConsultation(ctx, school.id, 2026, { version: 1, agrees: true, words: '', moves: [], ...given }),
    );
  const state = async () => (await plan((ctx) => standingOf(ctx, school.id, 2026))).state;
  const publish = (withoutAgreementWhy: string | null = null) =>
    plan((ctx) => publishCalendar(ctx, school.id, 2026, { withoutAgreementWhy, overWhy: null }));
  const waits = async (actor: Actor) =>
    (await runAs(database, actor, 'own-account', (ctx) => qaCalendarWaitingFor(ctx))).map((item) => item.title);
  return { trust, school, planner, head, staff, entryId, plan, answer, state, publish, waits };
}

const theVisit = 'The residential visit is that week';

describe('a school that has been asked', () => {
  test('is told, answers for the school and for its staff, and then its calendar can be published', async () => {
    const { head, staff, answer, state, publish, waits, planner } = await world();
    if (!staff) throw new Error('no representative');
    const told = await runAs(database, staff, 'own-account', (ctx) => listUnread(ctx));
    expect(told.map((notice) => notice.subject)).toEqual(['The QA calendar 2026/27: do you agree?']);
    expect([await waits(head), await waits(staff)]).toEqual([
      ['Say whether you agree to the QA calendar'],
      ['Say whether you agree to the QA calendar'],
    ]);
    await answer(head, {});
    expect([await state(), await waits(head)]).toEqual(['asked', []]);
    await expect(publish()).rejects.toMatchObject({ errors: [{ field: 'withoutAgreementWhy' }] });
    await answer(staff, {});
    expect([await state(), await waits(planner)]).toEqual(['agreed', ['Publish the calendar of one school']]);
    await publish();
    expect([await state(), await waits(planner)]).toEqual(['published', []]);
  });

  test('asks to move an entry; the planner moves it, and both are asked again about the calendar as it then stands', async () => {
    const { head, staff, answer, state, plan, waits, planner, entryId, school } = await world();
    if (!staff) throw new Error('no representative');
    await answer(staff, {});
    await answer(head, { agrees: false, moves: [{ entryId, wishedOn: day('2027-03-03'), why: theVisit }] });
    expect([await state(), await waits(planner), await waits(head)]).toEqual([
      'to_move',
      ['Answer a request to move a review'],
      [],
    ]);
    const [asked] = (await plan((ctx) => consultationsUnderWay(ctx, [2026]))).requests;
    expect(asked).toMatchObject({ why: theVisit, side: 'head' });
    expect(asked?.wished_on?.toString()).toBe('2027-03-01');
    await plan((ctx) =>
      settleRequest(ctx, asked?.id ?? '', { outcome: 'moved', week: day('2027-03-01'), words: null, revision: 1 }),
    );
    expect((await plan((ctx) => findEntry(ctx, entryId))).starts_on.toString()).toBe('2027-03-01');
    expect([await state(), await waits(head), await waits(staff)]).toEqual([
      'asked',
      ['Say whether you agree to the QA calendar'],
      ['Say whether you agree to the QA calendar'],
    ]);
    const found = await plan((ctx) => consultationsOf(ctx, school.id, 2026));
    // Answers stay with the version that they were given to.
    expect(found.rounds.map((round) => round.version)).toEqual([2, 1]);
    expect(found.answers.every((given) => given.consultation_id === found.rounds[1]?.id)).toBe(true);
    await expect(
      plan((ctx) => settleRequest(ctx, asked?.id ?? '', { outcome: 'declined', words: 'Too late' })),
    ).rejects.toThrow('settled already');
  });

  test('is told with words why an entry stays where it is, and is asked what it says to that', async () => {
    const { head, answer, state, plan, waits, entryId } = await world();
    await answer(head, { agrees: false, moves: [{ entryId, wishedOn: null, why: theVisit }] });
    const [asked] = (await plan((ctx) => consultationsUnderWay(ctx, [2026]))).requests;
    const later = {
      ...database,
      services: { ...database.services, clock: { now: () => Temporal.Instant.from('2026-11-24T10:00:00Z') } },
    };
    const { planner } = { planner: await buildActor(database.db, { id: head.trustId, name: '' }, 'trust_leader') };
    await runAs(later, planner, 'qa-calendar:plan', (ctx) =>
      settleRequest(ctx, asked?.id ?? '', { outcome: 'declined', words: 'No other week is free' }),
    );
    expect([await state(), await waits(head)]).toEqual(['asked', ['Say whether you agree to the QA calendar']]);
    const told = await runAs(database, head, 'own-account', (ctx) => listUnread(ctx));
    expect(told.map((notice) => notice.subject)).toContain('Topic review: SEND stays where it is');
  });

  test('does not send an answer that says nothing, that agrees and asks to move, or that is to an older version', async () => {
    const { head, answer, entryId } = await world();
    const moves = [{ entryId, wishedOn: null, why: theVisit }];
    await expect(answer(head, { agrees: false })).rejects.toThrow('Say what should move');
    await expect(answer(head, { moves })).rejects.toThrow('not both');
    await expect(answer(head, { version: 7 })).rejects.toThrow(StaleRevision);
    await expect(
      answer(head, { agrees: false, moves: [{ entryId: crypto.randomUUID(), wishedOn: null, why: 'x' }] }),
    ).rejects.toThrow(NotFound);
  });

  test('is not answered for by a teacher, the planner, or the head of another school', async () => {
    const { trust, school, planner, answer } = await world();
    const teacher = await buildActor(database.db, trust, 'teacher', { schoolId: school.id });
    const other = await buildSchool(database.db, trust);
    const elsewhere = await buildActor(database.db, trust, 'head_teacher', { schoolId: other.id });
    await expect(answer(elsewhere, {})).rejects.toThrow(NotFound);
    await expect(answer(teacher, {})).rejects.toThrow(NotFound);
    await expect(
      runAs(database, planner, 'qa-calendar:plan', (ctx) =>
        answerConsultation(ctx, school.id, 2026, { version: 1, agrees: true, words: '', moves: [] }),
      ),
    ).rejects.toThrow(Forbidden);
  });
});

describe('a school without a staff representative', () => {
  test('can be published once the head agrees and it has been said why nobody speaks for the staff', async () => {
    const { head, answer, state, publish, school } = await world({ representative: false });
    await answer(head, {});
    expect(await state()).toBe('asked');
    await expect(publish()).rejects.toThrow('no staff representative and nobody has said why');
    await runAs(database, head, 'qa-calendar:read', (ctx) =>
      sayNobodyRepresents(ctx, school.id, 2026, 'Nobody wished to stand'),
    );
    expect(await state()).toBe('agreed');
    await publish();
    expect(await state()).toBe('published');
  });

  test('is what it says: where there is one, nobody can say that there is none, nor can a teacher', async () => {
    const { head, school, trust } = await world();
    await expect(
      runAs(database, head, 'qa-calendar:read', (ctx) => sayNobodyRepresents(ctx, school.id, 2026, 'x')),
    ).rejects.toThrow(Invalid);
    const teacher = await buildActor(database.db, trust, 'teacher', { schoolId: school.id });
    await expect(
      runAs(database, teacher, 'qa-calendar:read', (ctx) => sayNobodyRepresents(ctx, school.id, 2026, 'x')),
    ).rejects.toThrow(Forbidden);
  });
});

test('a calendar is published without agreement only with a reason, which is kept', async () => {
  const { publish, plan, school } = await world();
  await expect(publish()).rejects.toThrow(
    'The head teacher and the staff representative have not agreed to the calendar as it stands',
  );
  await publish('The school has no head until Easter');
  const { publications } = await plan((ctx) => consultationsOf(ctx, school.id, 2026));
  expect(publications[0]).toMatchObject({ version: 1, without_agreement_why: 'The school has no head until Easter' });
});

test('a school with nothing planned is neither asked nor published', async () => {
  const { trust, plan } = await world();
  const empty = await buildSchool(database.db, trust);
  await expect(plan((ctx) => askSchool(ctx, empty.id, 2026, day('2026-12-07')))).rejects.toThrow('Nothing is planned');
  await expect(
    plan((ctx) => publishCalendar(ctx, empty.id, 2026, { withoutAgreementWhy: 'x', overWhy: null })),
  ).rejects.toThrow('nothing to publish');
});

test('an entry that passes a limit on workload is published only with the reason, which is kept', async () => {
  const { trust, school, planner, plan } = await world();
  await buildEntry(database, planner, school.id, { monday: '2027-01-04', title: 'In the first week' });
  const publishing = { withoutAgreementWhy: 'Agreed by telephone', overWhy: null };
  await expect(plan((ctx) => publishCalendar(ctx, school.id, 2026, publishing))).rejects.toMatchObject({
    errors: [{ field: 'overWhy' }],
  });
  await plan((ctx) => publishCalendar(ctx, school.id, 2026, { ...publishing, overWhy: 'The school asked for it' }));
  const kept = await inTrust(database.db, trust.id, (tx) =>
    tx.selectFrom('workload_excess').select(['limit_code', 'why']).execute(),
  );
  expect(kept).toEqual([{ limit_code: 'first_week', why: 'The school asked for it' }]);
});

test('those that have agreed are published together; the others stay, and what passes a limit waits for its reason', async () => {
  const { trust, plan, school, head, staff, answer, state } = await world();
  if (!staff) throw new Error('no representative');
  await answer(head, {});
  await answer(staff, {});
  const waiting = await buildSchool(database.db, trust);
  await buildEntry(database, await buildActor(database.db, trust, 'trust_leader'), waiting.id);
  expect(await plan((ctx) => publishAgreed(ctx, 2026))).toEqual({ published: [school.name], left: [] });
  expect(await state()).toBe('published');
});

test('a change after publication is agreed and published again', async () => {
  const trust = await buildTrust(database.db);
  await buildTermDates(database.db, trust, 2026);
  const school = await buildSchool(database.db, trust);
  const { planner, head, representative } = await buildPublishedCalendar(database, trust, school);
  const at = (text: string) => ({
    ...database,
    services: { ...database.services, clock: { now: () => Temporal.Instant.from(text) } },
  });
  await buildEntry(at('2026-11-23T10:00:00Z'), planner, school.id, { monday: '2027-06-14' });
  const state = async () =>
    (await runAs(database, planner, 'qa-calendar:plan', (ctx) => standingOf(ctx, school.id, 2026))).state;
  expect(await state()).toBe('asked_again');
  for (const actor of [head, representative])
    await runAs(at('2026-11-23T11:00:00Z'), actor, 'qa-calendar:answer', (ctx) =>
      answerConsultation(ctx, school.id, 2026, { version: 2, agrees: true, words: '', moves: [] }),
    );
  expect(await state()).toBe('agreed_again');
  await runAs(at('2026-11-23T12:00:00Z'), planner, 'qa-calendar:plan', (ctx) =>
    publishCalendar(ctx, school.id, 2026, { withoutAgreementWhy: null, overWhy: null }),
  );
  expect(await state()).toBe('published');
});
