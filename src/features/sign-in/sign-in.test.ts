import { afterAll, beforeAll, expect, test } from 'vitest';
import { runAs } from '#core/access/run-as.ts';
import { buildActor, buildSchool, buildTrust, inTrust } from '#core/organisations/build.ts';
import { totpCode } from '#platform/identity/totp.ts';
import { useDatabase } from '#test/support/database.ts';
import { signInToDemo } from './actions/sign-in-to-demo.ts';
import { buildAccount, buildAgent, buildWeb, builtPassword, signedInAgent, type Web } from './build.ts';
import { listDemoPeople } from './queries.ts';

const database = useDatabase();
let web: Web;
beforeAll(async () => {
  web = await buildWeb(database);
});
afterAll(() => web.close());

async function head() {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const actor = await buildActor(database.db, trust, 'head_teacher', { schoolId: school.id });
  return { trust, school, actor };
}

async function headWithAccount() {
  const world = await head();
  const accountId = await buildAccount(web, world.actor);
  return { ...world, accountId };
}

async function trailOf(personId: string): Promise<string[]> {
  const found = await database.owner.pool.query('select kind from event where subject_id = $1 order by number', [
    personId,
  ]);
  return found.rows.map((row) => row.kind);
}

async function mailTo(email: string): Promise<{ subject: string; body: string }[]> {
  const found = await database.owner.pool.query(
    'select subject, body from mail_message where to_address = $1 order by created_at',
    [email],
  );
  return found.rows;
}

const setPassword = { password: 'copper otter lantern', again: 'copper otter lantern' };
const sentence = (body: string) => body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

test('a head signs in with the right password, is led where they wanted to go, and the trail says so', async () => {
  const { actor } = await headWithAccount();
  const agent = buildAgent(web);
  const asked = await agent.get('/account/password');
  expect(asked.headers.location).toBe('/sign-in?next=%2Faccount%2Fpassword');
  const sent = await agent.post('/sign-in', {
    email: actor.email.toUpperCase(),
    password: builtPassword,
    next: '/account/password',
  });
  expect(sent.statusCode).toBe(303);
  expect(sent.headers.location).toBe('/account/password');
  const session = sent.cookies.find((cookie) => cookie.name === 'cairn.session_token');
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
  expect(session?.maxAge).toBeUndefined();
  expect((await agent.get('/account')).statusCode).toBe(200);
  expect(await trailOf(actor.personId)).toEqual(['account.signed-in']);
});

test('a wrong password and an unknown e-mail get the very same answer', async () => {
  const { actor } = await headWithAccount();
  const known = await buildAgent(web).post('/sign-in', { email: actor.email, password: 'not the password' });
  const unknown = await buildAgent(web).post('/sign-in', {
    email: 'nobody@invented.example',
    password: 'not the password',
  });
  expect(known.statusCode).toBe(400);
  expect(unknown.statusCode).toBe(400);
  const without = (body: string, email: string) => sentence(body).replaceAll(email, '');
  expect(without(known.body, actor.email)).toBe(without(unknown.body, 'nobody@invented.example'));
  expect(sentence(known.body)).toContain('The e-mail address or the password is not right');
  expect(known.body).not.toContain('not the password');
});

test('five wrong passwords close the account for fifteen minutes, even to the right one; its owner gets a mail and the trail an entry', async () => {
  const { actor } = await headWithAccount();
  const agent = buildAgent(web);
  const attempt = (password: string) => agent.post('/sign-in', { email: actor.email, password });
  for (let count = 1; count <= 4; count += 1) expect(sentence((await attempt('wrong')).body)).toContain('is not right');
  expect(sentence((await attempt('wrong')).body)).toContain('Wait 15 minutes');
  expect(sentence((await attempt(builtPassword)).body)).toContain('Wait 15 minutes');
  expect((await mailTo(actor.email)).map((mail) => mail.subject)).toEqual(['Wrong passwords for your Cairn account']);
  expect(await trailOf(actor.personId)).toEqual(['account.locked']);
  await database.owner.pool.query(`update identity.guess set locked_until = locked_until - interval '15 minutes'`);
  expect((await attempt(builtPassword)).statusCode).toBe(303);
});

test('an e-mail that nobody has is closed in the same way', async () => {
  const agent = buildAgent(web);
  const attempt = () => agent.post('/sign-in', { email: 'absent@invented.example', password: 'wrong' });
  for (let count = 1; count <= 4; count += 1) expect(sentence((await attempt()).body)).toContain('is not right');
  expect(sentence((await attempt()).body)).toContain('Wait 15 minutes');
});

test('twenty guesses at the same moment are counted, so that no more than five are checked', async () => {
  const { actor } = await headWithAccount();
  const from = { ip: '192.0.2.7', userAgent: '' };
  const results = await Promise.all(
    Array.from({ length: 20 }, (_, guess) => web.identity.signIn(actor.email, `guess number ${guess}`, from)),
  );
  expect(
    results.filter((result) => result.kind === 'wrong' || (result.kind === 'locked' && result.justNow)).length,
  ).toBeLessThanOrEqual(5);
  expect(results.filter((result) => result.kind === 'locked' && result.justNow)).toHaveLength(1);
});

test('without the form’s token nobody is signed in', async () => {
  const { actor } = await headWithAccount();
  const sent = await buildAgent(web).post('/sign-in', { email: actor.email, password: builtPassword }, { csrf: false });
  expect(sent.statusCode).toBe(403);
  expect(sent.cookies.some((cookie) => cookie.name === 'cairn.session_token')).toBe(false);
});

test('signing in never leads to another site', async () => {
  const { actor } = await headWithAccount();
  const sent = await buildAgent(web).post('/sign-in', {
    email: actor.email,
    password: builtPassword,
    next: '//evil.example/x',
  });
  expect(sent.headers.location).toBe('/');
});

test('a cookie that was tampered with opens nothing', async () => {
  const { actor } = await headWithAccount();
  const agent = await signedInAgent(web, actor);
  const good = agent.cookies.get('cairn.session_token') ?? '';
  agent.cookies.set('cairn.session_token', `${good.slice(0, -2)}x=`);
  expect((await agent.get('/account')).headers.location).toContain('/sign-in');
});

test('signing out ends the session itself, not only the cookie', async () => {
  const { actor } = await headWithAccount();
  const agent = await signedInAgent(web, actor);
  const kept = agent.cookies.get('cairn.session_token') ?? '';
  expect((await agent.post('/sign-out')).headers.location).toBe('/sign-in');
  agent.cookies.set('cairn.session_token', kept);
  expect((await agent.get('/account')).headers.location).toContain('/sign-in');
});

test('a session that is twelve hours unused has ended; one in use is prolonged', async () => {
  const { actor, accountId } = await headWithAccount();
  const agent = await signedInAgent(web, actor);
  const age = (hours: number) =>
    database.owner.pool.query(
      `update identity.session set expires_at = now() + make_interval(hours => $2) where user_account_id = $1`,
      [accountId, 12 - hours],
    );
  await age(11);
  expect((await agent.get('/account')).statusCode).toBe(200);
  const prolonged = await database.owner.pool.query(
    `select expires_at > now() + interval '11 hours 59 minutes' as yes from identity.session where user_account_id = $1`,
    [accountId],
  );
  expect(prolonged.rows).toEqual([{ yes: true }]);
  await age(12);
  expect((await agent.get('/account')).headers.location).toContain('/sign-in');
});

test('somebody who has left is out with their next click, and their password lets them in no more', async () => {
  const { actor } = await headWithAccount();
  const agent = await signedInAgent(web, actor);
  expect((await agent.get('/account')).statusCode).toBe(200);
  await inTrust(database.db, actor.trustId, (tx) =>
    tx
      .updateTable('person')
      .set({ left_on: Temporal.PlainDate.from('2026-11-23') })
      .where('id', '=', actor.personId)
      .execute(),
  );
  expect((await agent.get('/account')).headers.location).toBe('/sign-in/no-role');
  const sent = await buildAgent(web).post('/sign-in', { email: actor.email, password: builtPassword });
  expect(sent.headers.location).toBe('/sign-in/no-role');
  expect(sent.cookies.some((cookie) => cookie.name === 'cairn.session_token')).toBe(false);
  expect(sentence((await buildAgent(web).get('/sign-in/no-role')).body)).toContain('ask your trust’s administrator');
});

test('a forgotten password: the link comes by mail, works once, and ends every session', async () => {
  const { actor } = await headWithAccount();
  const elsewhere = await signedInAgent(web, actor);
  const agent = buildAgent(web);
  const asked = await agent.post('/forgotten-password', { email: actor.email });
  const absent = await buildAgent(web).post('/forgotten-password', { email: 'nobody@invented.example' });
  expect(sentence(asked.body)).toBe(sentence(absent.body));
  expect(await mailTo('nobody@invented.example')).toEqual([]);
  const [mail] = await mailTo(actor.email);
  const link = /\/reset-password\/[\w-]+/.exec(mail?.body ?? '')?.[0] ?? '';
  const kept = await database.owner.pool.query('select token_hash from identity.password_reset');
  expect(JSON.stringify(kept.rows)).not.toContain(link.split('/')[2]);
  expect(sentence((await agent.post(link, { password: 'short', again: 'short' })).body)).toContain(
    'at least 12 characters',
  );
  expect(sentence((await agent.post(link, { ...setPassword, again: 'another one' })).body)).toContain('not the same');
  expect((await agent.post(link, setPassword)).headers.location).toBe('/sign-in');
  expect((await agent.post(link, setPassword)).statusCode).toBe(404);
  expect((await elsewhere.get('/account')).headers.location).toContain('/sign-in');
  expect((await agent.post('/sign-in', { email: actor.email, password: setPassword.password })).statusCode).toBe(303);
  expect(await trailOf(actor.personId)).toEqual(['account.reset-asked', 'account.password-reset', 'account.signed-in']);
});

test('a link to choose a new password is dead after an hour', async () => {
  const { actor } = await headWithAccount();
  const agent = buildAgent(web);
  await agent.post('/forgotten-password', { email: actor.email });
  const [mail] = await mailTo(actor.email);
  const link = /\/reset-password\/[\w-]+/.exec(mail?.body ?? '')?.[0] ?? '';
  expect((await agent.get(link)).statusCode).toBe(200);
  await database.owner.pool.query(`update identity.password_reset set expires_at = now()`);
  expect((await agent.get(link)).statusCode).toBe(404);
  expect((await agent.post(link, setPassword)).statusCode).toBe(404);
});

test('with two-step sign-in a password alone does not let anybody in, and a code works once', async () => {
  const { actor, accountId } = await headWithAccount();
  const agent = await signedInAgent(web, actor);
  expect(sentence((await agent.post('/account/second-step/begin', { current: 'wrong' })).body)).toContain(
    'This is not your password',
  );
  expect((await agent.post('/account/second-step/begin', { current: builtPassword })).statusCode).toBe(303);
  expect((await agent.get('/account/second-step')).body).toContain('data:image/svg+xml;base64,');
  const stored = await database.owner.pool.query(
    'select secret from identity.second_factor where user_account_id = $1',
    [accountId],
  );
  const secret = await web.identity.decrypt(stored.rows[0].secret);
  expect(stored.rows[0].secret).not.toContain(secret);
  expect((await agent.post('/account/second-step/confirm', { code: '000000' })).statusCode).toBe(400);
  // The pages' clock stands still in tests; better-auth's at sign-in does not.
  const clockSeconds = database.services.clock.now().epochMilliseconds / 1000;
  const confirmed = await agent.post('/account/second-step/confirm', { code: totpCode(secret, clockSeconds) });
  const codes = [...confirmed.body.matchAll(/<code>([\w-]+)<\/code>/g)].map((match) => match[1] ?? '');
  expect(codes).toHaveLength(10);
  expect((await agent.get('/account')).statusCode).toBe(200);

  const other = buildAgent(web);
  const first = await other.post('/sign-in', { email: actor.email, password: builtPassword });
  expect(first.headers.location).toBe('/sign-in/code?next=%2F');
  expect((await other.get('/account')).headers.location).toContain('/sign-in');
  expect((await other.post('/sign-in/code', { code: '000000' })).statusCode).toBe(400);
  const code = totpCode(secret, Date.now() / 1000);
  expect((await other.post('/sign-in/code', { code })).headers.location).toBe('/');
  expect((await other.get('/account')).statusCode).toBe(200);

  const replay = buildAgent(web);
  await replay.post('/sign-in', { email: actor.email, password: builtPassword });
  expect((await replay.post('/sign-in/code', { code })).statusCode).toBe(400);
  expect((await replay.post('/sign-in/code', { code: codes[0] ?? '' })).headers.location).toBe('/');
  const again = buildAgent(web);
  await again.post('/sign-in', { email: actor.email, password: builtPassword });
  expect((await again.post('/sign-in/code', { code: codes[0] ?? '' })).statusCode).toBe(400);

  expect((await agent.post('/account/second-step/off', { 'off-current': builtPassword })).statusCode).toBe(303);
  const after = await buildAgent(web).post('/sign-in', { email: actor.email, password: builtPassword });
  expect(after.headers.location).toBe('/');
  expect(await trailOf(actor.personId)).toEqual([
    'account.second-step-begun',
    'account.second-step-on',
    'account.signed-in',
    'account.signed-in',
    'account.second-step-off',
    'account.signed-in',
  ]);
});

test('five wrong codes close the second step, too', async () => {
  const { actor, accountId } = await headWithAccount();
  await database.owner.pool.query('update identity.user_account set two_factor_enabled = true where id = $1', [
    accountId,
  ]);
  const secret = 'abcdefghijklmnopqrstuvwxy';
  await database.owner.pool.query(
    `insert into identity.second_factor (id, user_account_id, secret, backup_codes, verified) values ($1, $1, $2, $3, true)`,
    [accountId, await web.identity.encrypt(secret), await web.identity.encrypt('["aaaaa-aaaaa"]')],
  );
  const start = async () => {
    const agent = buildAgent(web);
    await agent.post('/sign-in', { email: actor.email, password: builtPassword });
    return agent;
  };
  for (let count = 1; count <= 4; count += 1)
    expect((await (await start()).post('/sign-in/code', { code: '12345' })).statusCode).toBe(400);
  expect(sentence((await (await start()).post('/sign-in/code', { code: '12345' })).body)).toContain('Wait 15 minutes');
  const right = await (await start()).post('/sign-in/code', { code: totpCode(secret, Date.now() / 1000) });
  expect(sentence(right.body)).toContain('Wait 15 minutes');
  expect(await trailOf(actor.personId)).toEqual(['account.locked']);
});

test('changing the password needs the old one and ends the other sessions', async () => {
  const { actor } = await headWithAccount();
  const here = await signedInAgent(web, actor);
  const there = await signedInAgent(web, actor);
  expect(sentence((await here.post('/account/password', { current: 'wrong', ...setPassword })).body)).toContain(
    'This is not your password',
  );
  const common = { password: 'password1234', again: 'password1234' };
  expect(sentence((await here.post('/account/password', { current: builtPassword, ...common })).body)).toContain(
    'Too many people use this',
  );
  const changed = await here.post('/account/password', { current: builtPassword, ...setPassword });
  expect(changed.headers.location).toBe('/account');
  expect((await here.get('/account')).statusCode).toBe(200);
  expect((await there.get('/account')).headers.location).toContain('/sign-in');
});

test('a device can be signed out from another, but nobody else’s can', async () => {
  const { actor } = await headWithAccount();
  const stranger = await headWithAccount();
  const here = await signedInAgent(web, actor);
  const there = await signedInAgent(web, actor);
  const theirs = await signedInAgent(web, stranger.actor);
  const sessions = await database.owner.pool.query(
    'select id, user_account_id from identity.session order by created_at desc limit 3',
  );
  const idOf = (index: number) => String(sessions.rows[index].id);
  expect((await here.post('/account/sessions/end', { sessionId: idOf(0) })).statusCode).toBe(404);
  expect((await theirs.get('/account')).statusCode).toBe(200);
  expect((await here.post('/account/sessions/end', { sessionId: idOf(1) })).statusCode).toBe(303);
  expect((await there.get('/account')).headers.location).toContain('/sign-in');
  expect((await here.post('/account/sessions/end-all')).statusCode).toBe(303);
  expect((await here.get('/account')).headers.location).toContain('/sign-in');
});

test('the demonstration is entered by a button; nobody of a real trust is listed or let in, whatever is posted', async () => {
  const real = await head();
  const demo = await head();
  await database.owner.pool.query('update trust set is_demo = true where id = $1', [demo.trust.id]);
  const listed = await listDemoPeople(database.db, Temporal.PlainDate.from('2026-11-23'));
  expect(listed.map((person) => person.personId)).toEqual([demo.actor.personId]);
  const agent = buildAgent(web);
  expect((await agent.get('/sign-in')).body).toContain(demo.actor.name);
  const refused = await agent.post('/sign-in/demo', { personId: real.actor.personId });
  expect(refused.statusCode).toBe(404);
  expect(agent.cookies.has('cairn.session_token')).toBe(false);
  expect((await agent.post('/sign-in/demo', { personId: 'nonsense' })).statusCode).toBe(400);
  expect((await agent.post('/sign-in/demo', { personId: demo.actor.personId })).headers.location).toBe('/');
  expect((await agent.get('/account')).body).toContain('This is a demonstration');
  // The person stays listed nowhere once the trust’s own row no longer says that it is a demonstration.
  await database.owner.pool.query('update trust set is_demo = false where id = $1', [demo.trust.id]);
  expect((await buildAgent(web).post('/sign-in/demo', { personId: demo.actor.personId })).statusCode).toBe(404);
  await expect(
    runAs(web.process, real.actor, 'own-account', (ctx) =>
      signInToDemo({ ...ctx, db: database.db, setCookie: () => {} }, real.actor.personId, { ip: '', userAgent: '' }),
    ),
  ).rejects.toThrow();
});

test('finding whose session a request carries costs well under a third of a millisecond of this process', async () => {
  const { actor } = await headWithAccount();
  const agent = await signedInAgent(web, actor);
  const cookie = `cairn.session_token=${encodeURIComponent(agent.cookies.get('cairn.session_token') ?? '')}`;
  for (let count = 0; count < 200; count += 1) await web.identity.readSession(cookie);
  const before = process.cpuUsage();
  for (let count = 0; count < 1000; count += 1) await web.identity.readSession(cookie);
  const used = process.cpuUsage(before);
  const milliseconds = (used.user + used.system) / 1000 / 1000;
  console.info(`readSession: ${milliseconds.toFixed(3)} ms of CPU`);
  expect(milliseconds).toBeLessThan(0.9);
});
