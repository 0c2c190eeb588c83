import { expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import { runAs } from '#core/access/run-as.ts';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { useDatabase } from '#test/support/database.ts';
import { listUnread, markRead } from './queries.ts';
import { tell } from './tell.ts';

const database = useDatabase();
const notice = {
  subject: 'A plan waits for you',
  body: 'The plan of your school waits for your agreement.',
  href: '/plans',
};

async function world() {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const leader = await buildActor(database.db, trust, 'executive_principal');
  const head = await buildActor(database.db, trust, 'head_teacher', { schoolId: school.id });
  return { leader, head };
}

const telling = (from: Actor, personId: string, what = notice) =>
  runAs(database, from, 'plan:write', (ctx) => tell(ctx, ctx, personId, what));
const unreadOf = (actor: Actor) => runAs(database, actor, 'own-account', (ctx) => listUnread(ctx));

async function mailTo(email: string) {
  const found = await database.owner.pool.query('select subject, body from mail_message where to_address = $1', [
    email,
  ]);
  return found.rows;
}

test('somebody who is told something finds it on the home page and in their mail, once while it is unread', async () => {
  const { leader, head } = await world();
  await telling(leader, head.personId);
  await telling(leader, head.personId);
  expect((await unreadOf(head)).map((each) => each.subject)).toEqual(['A plan waits for you']);
  const mails = await mailTo(head.email);
  expect(mails).toHaveLength(1);
  expect(mails[0].body).toContain('http://localhost:3000/plans');
});

test('what has been read is gone, and comes again when it happens again', async () => {
  const { leader, head } = await world();
  await telling(leader, head.personId);
  const [first] = await unreadOf(head);
  expect(await runAs(database, head, 'own-account', (ctx) => markRead(ctx, ctx, first?.id ?? ''))).toBe('/plans');
  expect(await unreadOf(head)).toEqual([]);
  await telling(leader, head.personId);
  expect(await unreadOf(head)).toHaveLength(1);
});

test('nobody marks what somebody else was told', async () => {
  const { leader, head } = await world();
  await telling(leader, head.personId);
  const [first] = await unreadOf(head);
  expect(await runAs(database, leader, 'own-account', (ctx) => markRead(ctx, ctx, first?.id ?? ''))).toBeNull();
  expect(await unreadOf(head)).toHaveLength(1);
});

test('who has left, and who belongs to another trust, is told nothing', async () => {
  const mine = await world();
  const theirs = await world();
  await database.owner.pool.query(`update person set left_on = '2026-11-01' where id = $1`, [mine.head.personId]);
  await telling(mine.leader, mine.head.personId);
  await telling(mine.leader, theirs.head.personId);
  expect(await mailTo(mine.head.email)).toEqual([]);
  expect(await mailTo(theirs.head.email)).toEqual([]);
  expect(await unreadOf(theirs.head)).toEqual([]);
});

test('a notice leads to a page of ours and nowhere else', async () => {
  const { leader, head } = await world();
  await expect(telling(leader, head.personId, { ...notice, href: '//evil.example' })).rejects.toThrow('href');
});
