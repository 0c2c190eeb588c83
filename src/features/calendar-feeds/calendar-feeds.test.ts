import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import { runAs } from '#core/access/run-as.ts';
import { buildFrameworks } from '#core/frameworks/build.ts';
import { type BuiltSchool, buildActor, buildSchool, buildTrust, inTrust } from '#core/organisations/build.ts';
import { buildWeb, signedInAgent, type Web } from '#features/sign-in/build.ts';
import { readCalendar, unescapeText } from '#platform/calendar-file/read-calendar.ts';
import { Forbidden, NotFound } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { endFeed } from './actions/end-feed.ts';
import { makeFeed } from './actions/make-feed.ts';
import { calendarFeedPaths } from './paths.ts';
import { ownFeeds } from './queries.ts';
import type { Reach } from './tables.ts';

const database = useDatabase();
let web: Web;
beforeAll(async () => {
  web = await buildWeb(database);
});
afterAll(() => web.close());

const date = (text: string) => Temporal.PlainDate.from(text);
const earlier = Temporal.Instant.from('2026-10-01T09:00:00Z');

async function place() {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust, { name: 'Marlstone Academy' });
  const other = await buildSchool(database.db, trust, { name: 'Kestrelford High School' });
  const person = (role: Parameters<typeof buildActor>[2], schoolId?: string, name?: string) =>
    buildActor(database.db, trust, role, {
      accountId: crypto.randomUUID(),
      ...(schoolId ? { schoolId } : {}),
      ...(name ? { name } : {}),
    });
  const leader = await person('trust_leader');
  const head = await person('head_teacher', school.id);
  const teacher = await person('teacher', school.id, 'Ann Ashby');
  return { trust, school, other, leader, head, teacher };
}
type Place = Awaited<ReturnType<typeof place>>;

type EntryValues = { title?: string; stopped?: boolean; daysKnown?: boolean; leadId?: string; publish?: boolean };

async function entry(here: Place, school: BuiltSchool, values: EntryValues = {}): Promise<string> {
  const { title = 'Review of mathematics', stopped, daysKnown = true, leadId = null, publish = true } = values;
  return await inTrust(database.db, here.trust.id, async (tx) => {
    const row = await tx
      .insertInto('qa_entry')
      .values({
        trust_id: here.trust.id,
        school_id: school.id,
        academic_year: 2026,
        kind: 'department_review',
        topic: null,
        department_id: null,
        title,
        starts_on: date('2027-02-01'),
        ends_on: date('2027-02-05'),
        days_known: daysKnown,
        lead_id: leadId,
        rolled_from_id: null,
        template_key: null,
        added_at: earlier,
        added_by: here.leader.personId,
        stopped_at: stopped ? earlier : null,
        stopped_by: stopped ? here.leader.personId : null,
        stopped_why: stopped ? 'Not needed' : null,
        revision: stopped ? 2 : 1,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    if (publish)
      await tx
        .insertInto('qa_publication')
        .values({
          trust_id: here.trust.id,
          school_id: school.id,
          academic_year: 2026,
          version: 1,
          published_at: earlier,
          published_by: here.leader.personId,
          without_agreement_why: 'For the test',
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    return row.id;
  });
}

/** A review with one lesson observation of the teacher by the trust leader, on a day in February. */
async function activity(here: Place, shared: boolean): Promise<void> {
  const { section5 } = await buildFrameworks(database.db, here.trust);
  const entryId = await entry(here, here.school);
  const made = await inTrust(database.db, here.trust.id, async (tx) => {
    const of = { trust_id: here.trust.id, school_id: here.school.id };
    const review = await tx
      .insertInto('qa_review')
      .values({
        ...of,
        qa_entry_id: entryId,
        academic_year: 2026,
        kind: 'department_review',
        topic: null,
        department_id: null,
        title: 'Review of mathematics',
        framework_id: section5.id,
        starts_on: date('2027-02-01'),
        ends_on: date('2027-02-05'),
        started_by: here.leader.personId,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const states = shared ? (['preparing', 'shared'] as const) : (['preparing'] as const);
    for (const [index, state] of states.entries())
      await tx
        .insertInto('qa_review_step')
        .values({
          trust_id: here.trust.id,
          review_id: review.id,
          number: index + 1,
          step: state === 'shared' ? 'shared' : 'prepared',
          state,
          taken_at: earlier,
          taken_by: here.leader.personId,
          why: null,
        })
        .execute();
    const member = await tx
      .insertInto('qa_review_member')
      .values({
        trust_id: here.trust.id,
        review_id: review.id,
        person_id: here.leader.personId,
        external_name: null,
        external_organisation: null,
        role: 'lead',
        added_by: here.leader.personId,
        declared_at: null,
        declared_by: null,
        interest: null,
        interest_decision: null,
        interest_decided_why: null,
        interest_decided_at: null,
        interest_decided_by: null,
        left_at: null,
        left_why: null,
        role_grant_id: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return { reviewId: review.id, memberId: member.id };
  });
  await database.owner.pool.query(
    `insert into qa_review_activity (trust_id, review_id, school_id, kind, title, on_day, at_time, minutes, place, with_person_id, led_by_id, added_at, added_by)
     values ($1, $2, $3, 'lesson_observation', 'Ann Ashby, 9X2', '2027-02-03', '09:30', 30, 'Room 12', $4, $5, $6, $7)`,
    [
      here.trust.id,
      made.reviewId,
      here.school.id,
      here.teacher.personId,
      made.memberId,
      earlier.toString(),
      here.leader.personId,
    ],
  );
}

const make = (actor: Actor, reach: Reach, schoolId: string | null = null) =>
  runAs(database, actor, 'own-account', (ctx) => makeFeed(ctx, reach, schoolId));
const ask = (token: string, headers: Record<string, string> = {}) =>
  web.app.inject({ method: 'GET', url: calendarFeedPaths.file(token), headers });
async function eventsOf(token: string) {
  const answer = await ask(token);
  expect(answer.statusCode).toBe(200);
  return readCalendar(answer.body).events;
}
const summaries = async (token: string) =>
  (await eventsOf(token)).map((event) => unescapeText(event.get('SUMMARY') ?? ''));

test('a school’s calendar is read by a program without signing in, as RFC 5545 wants it', async () => {
  const here = await place();
  const id = await entry(here, here.school, { title: 'Review: mathematics, Year 9' });
  await entry(here, here.other, { title: 'Elsewhere' });
  const token = await make(here.head, 'school', here.school.id);
  const answer = await ask(token);
  expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8');
  const { properties, events } = readCalendar(answer.body);
  expect(properties.get('X-WR-CALNAME')).toBe('Reviews: Marlstone Academy');
  expect(events).toHaveLength(1);
  expect(events[0]?.get('UID')).toBe(`qa-entry-${id}@cairn`);
  expect(events[0]?.get('DTSTART;VALUE=DATE')).toBe('20270201');
  expect(events[0]?.get('DTEND;VALUE=DATE')).toBe('20270206');
  expect(events[0]?.get('STATUS')).toBe('CONFIRMED');
});

test('what was stopped is cancelled with a higher sequence; a week without days is tentative and makes nobody busy', async () => {
  const here = await place();
  await entry(here, here.school, { title: 'A', stopped: true });
  await entry(here, here.school, { title: 'B', daysKnown: false });
  const events = await eventsOf(await make(here.head, 'school', here.school.id));
  const of = (word: string) => events.find((event) => event.get('SUMMARY')?.includes(word));
  expect([of('A')?.get('STATUS'), of('A')?.get('SEQUENCE')]).toEqual(['CANCELLED', '1']);
  expect([of('B')?.get('STATUS'), of('B')?.get('TRANSP'), of('B')?.get('SUMMARY')]).toEqual([
    'TENTATIVE',
    'TRANSPARENT',
    'Week of: B',
  ]);
});

test('a calendar that has not been published is nobody’s yet', async () => {
  const here = await place();
  await entry(here, here.school, { publish: false, leadId: here.leader.personId });
  for (const token of [
    await make(here.head, 'school', here.school.id),
    await make(here.leader, 'trust'),
    await make(here.leader, 'own'),
  ])
    expect(await summaries(token)).toEqual([]);
});

test('the trust’s feed names the school of each entry; one’s own holds what one leads', async () => {
  const here = await place();
  await entry(here, here.school, { leadId: here.leader.personId });
  await entry(here, here.other, { title: 'Review of English' });
  expect(await summaries(await make(here.leader, 'trust'))).toEqual([
    'Review of mathematics (Marlstone Academy)',
    'Review of English (Kestrelford High School)',
  ]);
  expect(await summaries(await make(here.leader, 'own'))).toEqual(['Review of mathematics (Marlstone Academy)']);
});

test('an observed teacher finds the lesson with its time once the review is shared; nobody else’s feed names the teacher', async () => {
  const here = await place();
  await activity(here, true);
  const mine = await eventsOf(await make(here.teacher, 'own'));
  expect(mine.map((event) => event.get('SUMMARY'))).toEqual(['Your lesson is observed']);
  expect(mine[0]?.get('DTSTART;TZID=Europe/London')).toBe('20270203T093000');
  expect(unescapeText(mine[0]?.get('LOCATION') ?? '')).toBe('Room 12, Marlstone Academy');
  const team = await ask(await make(here.leader, 'own'));
  expect(team.body).toContain('SUMMARY:Lesson observation');
  for (const body of [
    team.body,
    (await ask(await make(here.head, 'school', here.school.id))).body,
    (await ask(await make(here.leader, 'trust'))).body,
  ])
    expect(body).not.toContain('Ashby');
});

test('before a review is shared the observed teacher finds nothing, its team does', async () => {
  const here = await place();
  await activity(here, false);
  expect(await eventsOf(await make(here.teacher, 'own'))).toEqual([]);
  expect(await eventsOf(await make(here.leader, 'own'))).toHaveLength(1);
});

test('the address opens what its owner may read today: left, role ended, another trust’s school: nothing', async () => {
  const here = await place();
  const there = await place();
  await entry(here, here.school);
  const token = await make(here.head, 'school', here.school.id);
  expect((await ask(token)).statusCode).toBe(200);
  await database.owner.pool.query(`update role_grant set ends_on = '2026-11-22' where person_id = $1`, [
    here.head.personId,
  ]);
  expect((await ask(token)).statusCode).toBe(404);
  const leaving = await make(here.leader, 'trust');
  await database.owner.pool.query(`update person set left_on = '2026-11-01' where id = $1`, [here.leader.personId]);
  expect((await ask(leaving)).statusCode).toBe(404);
  await expect(make(there.head, 'school', here.school.id)).rejects.toBeInstanceOf(Forbidden);
  expect((await ask('A'.repeat(43))).statusCode).toBe(404);
  expect((await ask("'; drop table trust; --")).statusCode).toBe(404);
});

test('nobody makes an address that reaches further than their role', async () => {
  const here = await place();
  await expect(make(here.head, 'trust')).rejects.toBeInstanceOf(Forbidden);
  await expect(make(here.head, 'school', here.other.id)).rejects.toBeInstanceOf(Forbidden);
  await expect(make(here.head, 'school', null)).rejects.toBeInstanceOf(Forbidden);
});

test('only a hash is stored; a new address ends the old one, and ending it leaves nothing', async () => {
  const here = await place();
  const first = await make(here.head, 'own');
  const second = await make(here.head, 'own');
  expect((await ask(first)).statusCode).toBe(404);
  expect((await ask(second)).statusCode).toBe(200);
  const stored = await database.owner.pool.query('select * from calendar_feed where person_id = $1', [
    here.head.personId,
  ]);
  expect(JSON.stringify(stored.rows)).not.toContain(second);
  const [feed] = await runAs(database, here.head, 'own-account', (ctx) => ownFeeds(ctx));
  expect(feed?.last_read_at).not.toBeNull();
  const end = (actor: Actor) => runAs(database, actor, 'own-account', (ctx) => endFeed(ctx, feed?.id ?? ''));
  await expect(end(here.teacher)).rejects.toBeInstanceOf(NotFound);
  await end(here.head);
  await expect(end(here.head)).rejects.toBeInstanceOf(NotFound);
  expect((await ask(second)).statusCode).toBe(404);
});

test('a program that has the calendar already is told that nothing has changed, until something does', async () => {
  const here = await place();
  await entry(here, here.school);
  const token = await make(here.head, 'school', here.school.id);
  const { etag } = (await ask(token)).headers;
  const again = await ask(token, { 'if-none-match': String(etag) });
  expect([again.statusCode, again.body]).toEqual([304, '']);
  await entry(here, here.school, { title: 'Another' });
  expect((await ask(token, { 'if-none-match': String(etag) })).statusCode).toBe(200);
});

test('the page shows the address once, and never again', async () => {
  const here = await place();
  const agent = await signedInAgent(
    web,
    await buildActor(database.db, here.trust, 'head_teacher', { schoolId: here.school.id }),
  );
  const empty = await agent.get(calendarFeedPaths.feeds);
  expect(empty.body).toContain('You have made no address yet');
  expect(empty.body).not.toContain('The whole trust');
  const refused = await agent.post(calendarFeedPaths.feeds, { reach: 'school', schoolId: '' });
  expect(refused.statusCode).toBe(400);
  expect(refused.body).toContain('Choose a school');
  const made = await agent.post(calendarFeedPaths.feeds, { reach: 'school', schoolId: here.school.id });
  const address = /http:\/\/localhost:3000\/feeds\/[\w-]{43}\/calendar\.ics/.exec(made.body)?.[0] ?? '';
  expect((await web.app.inject({ url: new URL(address).pathname })).statusCode).toBe(200);
  const later = await agent.get(calendarFeedPaths.feeds);
  expect(later.body).not.toContain('calendar.ics');
  expect(later.body).toContain('Marlstone Academy');
  expect(later.body).not.toContain('Not yet');
});

test('one address may be asked so often a minute and no more', async () => {
  const token = 'B'.repeat(43);
  const remoteAddress = '198.51.100.7';
  const statuses = new Set<number>();
  for (let count = 0; count < 301; count += 1)
    statuses.add((await web.app.inject({ url: calendarFeedPaths.file(token), remoteAddress })).statusCode);
  expect([...statuses].sort()).toEqual([404, 429]);
});
