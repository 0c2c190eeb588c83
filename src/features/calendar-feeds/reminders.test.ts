import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import { runAs } from '#core/access/run-as.ts';
import { sendDigests } from '#core/notifications/send-digest.ts';
import { sendReminders } from '#core/notifications/send-reminders.ts';
import { buildActor, buildSchool, buildTrust, inTrust } from '#core/organisations/build.ts';
import { buildWeb, signedInAgent, type Web } from '#features/sign-in/build.ts';
import { useDatabase } from '#test/support/database.ts';
import { dueInCalendars } from './due-queries.ts';
import { calendarFeedPaths } from './paths.ts';

const database = useDatabase();
let web: Web;
beforeAll(async () => {
  web = await buildWeb(database);
});
afterAll(() => web.close());

const date = (text: string) => Temporal.PlainDate.from(text);
const at = (moment: string) => ({
  ...database,
  services: { ...database.services, clock: { now: () => Temporal.Instant.from(moment) } },
});

async function place() {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust, { name: 'Marlstone Academy' });
  const person = (role: Parameters<typeof buildActor>[2], schoolId?: string) =>
    buildActor(database.db, trust, role, { accountId: crypto.randomUUID(), ...(schoolId ? { schoolId } : {}) });
  const leader = await person('trust_leader');
  const head = await person('head_teacher', school.id);
  const speaker = await person('staff_representative', school.id);
  const teacher = await person('teacher', school.id);
  return { trust, school, leader, head, speaker, teacher };
}
type Place = Awaited<ReturnType<typeof place>>;

const within = (here: Place, work: Parameters<typeof inTrust<void>>[2]) => inTrust(database.db, here.trust.id, work);

const published = (here: Place, startsOn: string, leadId: string | null = null) =>
  within(here, async (tx) => {
    await tx
      .insertInto('qa_entry')
      .values({
        trust_id: here.trust.id,
        school_id: here.school.id,
        academic_year: 2026,
        kind: 'department_review',
        topic: null,
        department_id: null,
        title: 'Review of mathematics',
        starts_on: date(startsOn),
        ends_on: date(startsOn).add({ days: 2 }),
        days_known: true,
        lead_id: leadId,
        rolled_from_id: null,
        template_key: null,
        added_by: here.leader.personId,
        stopped_at: null,
        stopped_by: null,
        stopped_why: null,
      })
      .execute();
    await tx
      .insertInto('qa_publication')
      .values({
        trust_id: here.trust.id,
        school_id: here.school.id,
        academic_year: 2026,
        version: 1,
        published_at: Temporal.Instant.from('2027-03-24T09:00:00Z'),
        published_by: here.leader.personId,
        without_agreement_why: 'For the test',
      })
      .execute();
  });

const asked = (here: Place, dueOn: string) =>
  within(here, async (tx) => {
    await tx
      .insertInto('qa_consultation')
      .values({
        trust_id: here.trust.id,
        school_id: here.school.id,
        academic_year: 2026,
        version: 1,
        due_on: date(dueOn),
        what_changed: null,
        entries: '[]',
        asked_at: Temporal.Instant.from('2026-11-20T09:00:00Z'),
        asked_by: here.leader.personId,
      })
      .execute();
  });

async function collected(here: Place, dueOn: string): Promise<void> {
  const collection = await database.owner.pool.query(
    `insert into data_collection (trust_id, academic_year, term, name, data_on, due_on, wanted, asked_by)
     values ($1, 2026, 'spring', 'Spring snapshot', '2027-03-01', $2, '{pupils}', $3) returning id`,
    [here.trust.id, dueOn, here.leader.personId],
  );
  await database.owner.pool.query(
    `insert into data_snapshot (trust_id, collection_id, school_id, due_on, opened_by) values ($1, $2, $3, $4, $5)`,
    [here.trust.id, collection.rows[0].id, here.school.id, dueOn, here.leader.personId],
  );
}

const due = (actor: Actor, moment: string) =>
  runAs(at(moment), actor, 'own-account', async (ctx) => (await dueInCalendars(ctx)).map((item) => item.kind));
const mails = async (actor: Actor) =>
  (
    await database.owner.pool.query('select subject, body from mail_message where person_id = $1 order by created_at', [
      actor.personId,
    ])
  ).rows as { subject: string; body: string }[];

test('a head is reminded of a snapshot that is due and not taken, a teacher is not', async () => {
  const here = await place();
  await collected(here, '2027-03-30');
  expect(await due(here.head, '2027-03-24T06:30:00Z')).toEqual(['snapshot']);
  expect(await due(here.teacher, '2027-03-24T06:30:00Z')).toEqual([]);
  expect(await due(here.head, '2027-03-31T06:30:00Z')).toEqual([]);
  expect(await sendReminders(at('2027-03-24T06:30:00Z'), here.trust.id)).toBe(1);
  expect((await mails(here.head)).map((mail) => mail.subject)).toEqual(['The Spring snapshot is due on 30 March 2027']);
});

test('whoever owes an answer to a calendar is reminded until it is given, each side for itself', async () => {
  const here = await place();
  await asked(here, '2026-12-01');
  const when = '2026-11-26T06:30:00Z';
  expect(await due(here.head, when)).toEqual(['answer']);
  expect(await due(here.speaker, when)).toEqual(['answer']);
  expect(await due(here.leader, when)).toEqual([]);
  await database.owner.pool.query(
    `insert into qa_answer (trust_id, consultation_id, side, agrees, answered_at, answered_by)
     select trust_id, id, 'head', true, now(), $2 from qa_consultation where school_id = $1`,
    [here.school.id, here.head.personId],
  );
  expect(await due(here.head, when)).toEqual([]);
  expect(await due(here.speaker, when)).toEqual(['answer']);
});

test('a review of the own school is announced in the digest of the week, once with its school, and published calendars are told', async () => {
  const here = await place();
  await published(here, '2027-04-13');
  // Clocks went forward on 28 March: seven in London is six by Greenwich.
  expect(await sendDigests(at('2027-03-29T06:00:00Z'), here.trust.id)).toBe(4);
  const [mail] = await mails(here.teacher);
  expect(mail?.body).toContain('- The QA calendar 2026/27 of Marlstone Academy was published');
  expect(mail?.body).not.toContain('begins on');
  expect(await sendDigests(at('2027-04-05T06:00:00Z'), here.trust.id)).toBe(3);
  const [, second] = await mails(here.teacher);
  expect(second?.body).toContain('- Review of mathematics begins on 13 April 2027, by 13 Apr 2027');
  expect(second?.body).not.toContain('was published');
  // Nobody of the Trust is told of every review of every school: only of those that they lead.
  expect(await mails(here.leader)).toHaveLength(1);
});

test('whoever leads a review is reminded of it, too', async () => {
  const here = await place();
  await published(here, '2027-04-13', here.leader.personId);
  expect(await due(here.leader, '2027-04-08T06:30:00Z')).toEqual(['entry']);
});

test('everybody chooses for themselves, and finds their choices again', async () => {
  const here = await place();
  const person = () => buildActor(database.db, here.trust, 'head_teacher', { schoolId: here.school.id });
  const agent = await signedInAgent(web, await person());
  const checked = (body: string) =>
    [...body.matchAll(/name="(\w+)" type="radio" value="(\w+)" checked/g)].map(([, name, value]) => `${name} ${value}`);
  const first = await agent.get(calendarFeedPaths.reminders);
  expect(checked(first.body)).toContain('snapshot at_once');
  const choices = {
    news: 'weekly',
    activity: 'page',
    answer: 'at_once',
    snapshot: 'weekly',
    entry: 'weekly',
    waiting: 'weekly',
    decided: 'page',
  };
  expect((await agent.post(calendarFeedPaths.reminders, choices)).statusCode).toBe(303);
  const then = await agent.get(calendarFeedPaths.reminders);
  expect(checked(then.body)).toEqual([
    'news weekly',
    'activity page',
    'answer at_once',
    'snapshot weekly',
    'entry weekly',
    'waiting weekly',
    'decided page',
  ]);
  const other = await (await signedInAgent(web, await person())).get(calendarFeedPaths.reminders);
  expect(checked(other.body)).toContain('snapshot at_once');
  const wrong = await agent.post(calendarFeedPaths.reminders, { ...choices, waiting: 'at_once' });
  expect(wrong.statusCode).toBe(400);
});
