import { afterEach, expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import { runAs } from '#core/access/run-as.ts';
import { buildActor, buildSchool, buildTrust, inTrust } from '#core/organisations/build.ts';
import { useDatabase } from '#test/support/database.ts';
import type { Decided, WaitingThing } from './digest-rules.ts';
import type { NoticeKind, Way } from './kind-rules.ts';
import { digestWorker, remindersWorker } from './notice-jobs.ts';
import { listUnread } from './queries.ts';
import type { DueItem } from './remind-rules.ts';
import { sendDigests } from './send-digest.ts';
import { sendReminders } from './send-reminders.ts';
import { registerDecided, registerDue, registerWaiting } from './sources.ts';
import { tell } from './tell.ts';

const database = useDatabase();
const at = (moment: string) => ({
  ...database,
  services: { ...database.services, clock: { now: () => Temporal.Instant.from(moment) } },
});

// What a feature would find, set by each test for each person.
const due = new Map<string, DueItem[]>();
const waiting = new Map<string, WaitingThing[]>();
const decided = new Map<string, Decided[]>();
let broken = '';
registerDue('of-the-test', async (ctx) => {
  if (ctx.actor.personId === broken) throw new Error('This feature broke');
  return due.get(ctx.actor.personId) ?? [];
});
registerWaiting('of-the-test', async (ctx) => waiting.get(ctx.actor.personId) ?? []);
registerDecided('of-the-test', async (ctx) => decided.get(ctx.actor.personId) ?? []);
afterEach(() => {
  for (const found of [due, waiting, decided]) found.clear();
  broken = '';
});

async function place() {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const person = () =>
    buildActor(database.db, trust, 'head_teacher', { schoolId: school.id, accountId: crypto.randomUUID() });
  return { trust, head: await person(), other: await person() };
}
type Place = Awaited<ReturnType<typeof place>>;

const item = (values: Partial<DueItem> = {}): DueItem => ({
  kind: 'snapshot',
  thing: 'snapshot 1',
  title: 'A snapshot is due on 30 March 2027',
  detail: 'Spring snapshot.',
  href: '/snapshots/1',
  dueOn: Temporal.PlainDate.from('2027-03-30'),
  ...values,
});
const choose = (actor: Actor, kind: NoticeKind, way: Way) =>
  inTrust(database.db, actor.trustId, (tx) =>
    tx
      .insertInto('notice_choice')
      .values({
        trust_id: actor.trustId,
        person_id: actor.personId,
        kind,
        way,
        chosen_at: Temporal.Instant.from('2026-09-01T09:00:00Z'),
      })
      .execute(),
  );
const mails = async (actor: Actor) =>
  (
    await database.owner.pool.query('select subject, body from mail_message where person_id = $1 order by created_at', [
      actor.personId,
    ])
  ).rows as { subject: string; body: string }[];
const unread = (actor: Actor) => runAs(database, actor, 'own-account', (ctx) => listUnread(ctx));
const remind = (here: Place, moment: string) => sendReminders(at(moment), here.trust.id);
const digest = (here: Place, moment: string) => sendDigests(at(moment), here.trust.id);

test('a reminder goes out once, by mail and on the page, however often the job runs', async () => {
  const here = await place();
  due.set(here.head.personId, [item()]);
  expect(await remind(here, '2027-03-22T06:30:00Z')).toBe(0);
  expect(await remind(here, '2027-03-23T06:30:00Z')).toBe(1);
  expect(await remind(here, '2027-03-23T06:30:00Z')).toBe(0);
  expect(await remind(here, '2027-03-24T06:30:00Z')).toBe(0);
  expect((await mails(here.head)).map((mail) => mail.subject)).toEqual(['A snapshot is due on 30 March 2027']);
  expect(await unread(here.head)).toHaveLength(1);
  expect(await mails(here.other)).toEqual([]);
});

test('two jobs at the same moment remind once', async () => {
  const here = await place();
  due.set(here.head.personId, [item()]);
  const counts = await Promise.all([remind(here, '2027-03-24T06:30:00Z'), remind(here, '2027-03-24T06:30:00Z')]);
  expect(counts[0] + counts[1]).toBe(1);
  expect(await mails(here.head)).toHaveLength(1);
});

test.each([
  ['weekly', 0],
  ['page', 0],
  ['at_once', 1],
] as const)('somebody who chose %s finds it on the page', async (way, mailed) => {
  const here = await place();
  await choose(here.head, 'snapshot', way);
  due.set(here.head.personId, [item()]);
  await remind(here, '2027-03-24T06:30:00Z');
  expect(await mails(here.head)).toHaveLength(mailed);
  expect(await unread(here.head)).toHaveLength(1);
});

test('everything else that concerns somebody follows their choice too', async () => {
  const here = await place();
  const notice = { subject: 'A plan waits for you', body: 'Of your school.', href: '/plans' };
  await choose(here.head, 'news', 'weekly');
  await runAs(at('2027-03-24T10:00:00Z'), here.other, 'own-account', async (ctx) => {
    await tell(ctx, ctx, here.head.personId, notice);
    await tell(ctx, ctx, here.other.personId, notice);
  });
  expect(await mails(here.head)).toEqual([]);
  expect(await mails(here.other)).toHaveLength(1);
  expect(await digest(here, '2027-03-29T06:00:00Z')).toBe(1);
  const [mail] = await mails(here.head);
  expect(mail?.body).toContain('New to you:\n- A plan waits for you');
});

test('the digest says what is due and waits, once a week, and the next one not what was decided before', async () => {
  const here = await place();
  waiting.set(here.head.personId, [
    {
      title: 'Review the action plan: Marlstone Academy',
      href: '/plans/1',
      dueOn: Temporal.PlainDate.from('2027-04-09'),
    },
  ]);
  decided.set(here.head.personId, [{ words: 'The calendar of a school was published', href: '/qa-calendar' }]);
  // Seven in the morning in London is six o'clock by Greenwich once the clocks have gone forward, on 28 March.
  expect(await digest(here, '2027-03-29T06:00:00Z')).toBe(1);
  expect(await digest(here, '2027-03-29T06:00:00Z')).toBe(0);
  expect(await digest(here, '2027-04-03T09:00:00Z')).toBe(0);
  const [mail] = await mails(here.head);
  expect(mail?.subject).toBe('Your week from 29 Mar 2027');
  expect(mail?.body).toContain('- Review the action plan, by 9 Apr 2027');
  expect(mail?.body).toContain('- The calendar of a school was published');
  expect(mail?.body).not.toContain('Marlstone');
  expect(await mails(here.other)).toEqual([]);
});

test('the week begins at midnight in London, in summer too', async () => {
  const here = await place();
  waiting.set(here.head.personId, [{ title: 'Something', href: '/x' }]);
  expect(await digest(here, '2027-06-13T22:30:00Z')).toBe(1);
  // Half past midnight on Monday in London, still Sunday by Greenwich.
  expect(await digest(here, '2027-06-13T23:30:00Z')).toBe(1);
  expect((await mails(here.head)).map((mail) => mail.subject)).toEqual([
    'Your week from 7 Jun 2027',
    'Your week from 14 Jun 2027',
  ]);
});

test('nothing to say: no mail; and who wants none gets none', async () => {
  const here = await place();
  expect(await digest(here, '2027-03-22T07:00:00Z')).toBe(0);
  waiting.set(here.head.personId, [{ title: 'Something', href: '/x' }]);
  await choose(here.head, 'waiting', 'page');
  expect(await digest(here, '2027-03-29T06:00:00Z')).toBe(0);
  expect(await mails(here.head)).toEqual([]);
});

test('who has left, has no account or holds no role any more is sent nothing', async () => {
  const here = await place();
  const gone = async (change: string) => {
    await database.owner.pool.query(change, [here.head.personId]);
    waiting.set(here.head.personId, [{ title: 'Something', href: '/x' }]);
    due.set(here.head.personId, [item()]);
  };
  await gone(`update person set left_on = '2027-03-01' where id = $1`);
  expect(await digest(here, '2027-03-29T06:00:00Z')).toBe(0);
  await gone(`update person set left_on = null, account_id = null where id = $1`);
  expect(await digest(here, '2027-04-05T06:00:00Z')).toBe(0);
  await gone(`update role_grant set ends_on = '2027-03-01' where person_id = $1`);
  expect(await remind(here, '2027-03-29T06:00:00Z')).toBe(0);
});

test('what goes wrong with one person leaves the others reminded, and is tried again', async () => {
  const here = await place();
  broken = here.head.personId;
  for (const actor of [here.head, here.other]) due.set(actor.personId, [item()]);
  await expect(remind(here, '2027-03-24T06:30:00Z')).rejects.toThrow('This feature broke');
  expect(await mails(here.other)).toHaveLength(1);
  broken = '';
  expect(await remind(here, '2027-03-24T07:30:00Z')).toBe(1);
  expect(await mails(here.other)).toHaveLength(1);
  expect(await mails(here.head)).toHaveLength(1);
});

test('what the clock did stands in the trail without a person; a run that sent nothing does not', async () => {
  const here = await place();
  due.set(here.head.personId, [item()]);
  waiting.set(here.head.personId, [{ title: 'Something', href: '/x' }]);
  const process = () => at('2027-03-29T06:00:00Z');
  await remindersWorker(process)({ trustId: here.trust.id });
  await digestWorker(process)({ trustId: here.trust.id });
  await digestWorker(process)({ trustId: here.trust.id });
  const events = await database.owner.pool.query(
    'select kind, actor_id, actor_name, summary from event where trust_id = $1 order by number',
    [here.trust.id],
  );
  expect(events.rows).toEqual([
    {
      kind: 'reminders.sent',
      actor_id: null,
      actor_name: 'Cairn, by the clock',
      summary: 'reminded 1 person of what is due',
    },
    {
      kind: 'digest.sent',
      actor_id: null,
      actor_name: 'Cairn, by the clock',
      summary: 'sent the digest of the week to 1 person',
    },
  ]);
});
