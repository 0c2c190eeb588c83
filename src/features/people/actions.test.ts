import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import { runAs } from '#core/access/run-as.ts';
import { buildActor, buildSchool, buildTrust, inTrust } from '#core/organisations/build.ts';
import { buildAccount, buildAgent, buildWeb, builtPassword, signedInAgent, type Web } from '#features/sign-in/build.ts';
import { Invalid, NotFound, StaleRevision } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { createFirstAdministrator } from './actions/create-first-administrator.ts';
import { editPerson } from './actions/edit-person.ts';
import { endRole } from './actions/end-role.ts';
import { grantRole, type NewGrant } from './actions/grant-role.ts';
import { invitePerson } from './actions/invite-person.ts';
import { leaveTrust } from './actions/leave-trust.ts';
import { invitationLink, resetPasswordLink } from './command-line.ts';
import { peoplePaths } from './paths.ts';

const database = useDatabase();
let web: Web;
beforeAll(async () => {
  web = await buildWeb(database);
});
afterAll(() => web.close());

const day = (text: string) => Temporal.PlainDate.from(text);
const chosen = { password: 'copper otter lantern', again: 'copper otter lantern' };

async function world() {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const other = await buildSchool(database.db, trust);
  const administrator = await buildActor(database.db, trust, 'administrator');
  const principal = await buildActor(database.db, trust, 'executive_principal');
  const head = await buildActor(database.db, trust, 'head_teacher', { schoolId: school.id });
  return { trust, school, other, administrator, principal, head };
}

const manage = <T>(actor: Actor, work: Parameters<typeof runAs<T>>[3]) => runAs(database, actor, 'people:manage', work);

const role = (values: Partial<NewGrant>): NewGrant => ({
  role: 'teacher',
  schoolId: null,
  departmentId: null,
  startsOn: day('2026-11-23'),
  endsOn: null,
  reason: null,
  ...values,
});

async function grantsOf(personId: string) {
  const found = await database.owner.pool.query(
    `select id, role, school_id, starts_on::text, ends_on::text, ended_at is not null as ended from role_grant where person_id = $1 order by starts_on, id`,
    [personId],
  );
  return found.rows;
}

const invitedLink = async (actor: Actor, personId: string) =>
  new URL(await manage(actor, (ctx) => invitePerson(ctx, personId))).pathname;

test('an invited person chooses a password, is in, and the trail says so; the link works once', async () => {
  const { administrator, head } = await world();
  const link = await invitedLink(administrator, head.personId);
  const agent = buildAgent(web);
  expect((await agent.get(link)).body).toContain(head.email);
  const accepted = await agent.post(link, chosen);
  expect(accepted.headers.location).toBe('/');
  expect((await agent.get('/account')).body).toContain(head.email);
  expect((await buildAgent(web).get(link)).statusCode).toBe(404);
  expect((await buildAgent(web).post(link, chosen)).statusCode).toBe(404);
  const trail = await database.owner.pool.query('select kind from event where subject_id = $1 order by number', [
    head.personId,
  ]);
  expect(trail.rows.map((row) => row.kind)).toEqual(['invitation.sent', 'invitation.accepted', 'account.signed-in']);
  await expect(manage(administrator, (ctx) => invitePerson(ctx, head.personId))).rejects.toThrow(
    'has an account already',
  );
});

test('an invitation is dead after fourteen days, and when a newer one was sent', async () => {
  const { administrator, head } = await world();
  const first = await invitedLink(administrator, head.personId);
  const second = await invitedLink(administrator, head.personId);
  expect((await buildAgent(web).get(first)).statusCode).toBe(404);
  expect((await buildAgent(web).get(second)).statusCode).toBe(200);
  await database.owner.pool.query('update invitation set expires_at = now() where person_id = $1', [head.personId]);
  const late = await buildAgent(web).post(second, chosen);
  expect(late.statusCode).toBe(404);
  expect(late.body).toContain('no longer works');
});

test('two people who use one invitation at the same moment: one gets in', async () => {
  const { administrator, head } = await world();
  const link = await invitedLink(administrator, head.personId);
  const answers = await Promise.all([buildAgent(web).post(link, chosen), buildAgent(web).post(link, chosen)]);
  expect(answers.map((answer) => answer.statusCode).sort()).toEqual([303, 404]);
});

test('a secondment: the head keeps the own school and gains another, from its first day to its last', async () => {
  const { administrator, head, school, other } = await world();
  const seconded = role({
    role: 'slt',
    schoolId: other.id,
    startsOn: day('2027-01-04'),
    endsOn: day('2027-03-26'),
    reason: 'Seconded',
  });
  await manage(administrator, (ctx) => grantRole(ctx, head.personId, seconded));
  const accountId = await buildAccount(web, head, null);
  const liveOn = async (date: string) => {
    const found = await database.owner.pool.query('select app.actor_of_account($1, $2) as actor', [accountId, date]);
    return found.rows[0].actor.grants.map((grant: { schoolId: string }) => grant.schoolId);
  };
  expect(await liveOn('2027-01-03')).toEqual([school.id]);
  expect(await liveOn('2027-01-04')).toEqual([school.id, other.id]);
  expect(await liveOn('2027-03-26')).toEqual([school.id, other.id]);
  expect(await liveOn('2027-03-27')).toEqual([school.id]);
});

test('the same role at the same place cannot be held twice at once', async () => {
  const { administrator, head, school } = await world();
  const again = manage(administrator, (ctx) =>
    grantRole(ctx, head.personId, role({ role: 'head_teacher', schoolId: school.id })),
  );
  await expect(again).rejects.toThrow('holds this role there');
});

test('a role is not given at a school of another trust', async () => {
  const mine = await world();
  const theirs = await world();
  const grant = (personId: string, schoolId: string) =>
    manage(mine.administrator, (ctx) => grantRole(ctx, personId, role({ schoolId })));
  await expect(grant(mine.head.personId, theirs.school.id)).rejects.toThrow(Invalid);
  await expect(grant(theirs.head.personId, mine.school.id)).rejects.toThrow(NotFound);
  expect(await grantsOf(theirs.head.personId)).toHaveLength(1);
});

test('a head gives nobody a role, not even themself, whatever is posted', async () => {
  const { head, school } = await world();
  const agent = await signedInAgent(web, head);
  const sent = await agent.post(peoplePaths.grantRole(head.personId), {
    role: 'administrator',
    startsOn: '2026-11-23',
    reason: '',
  });
  expect(sent.statusCode).toBe(403);
  const direct = runAs(database, head, 'people:read', (ctx) =>
    grantRole(ctx, head.personId, role({ role: 'slt', schoolId: school.id })),
  );
  await expect(direct).rejects.toThrow('You may not give or end the role');
  expect(await grantsOf(head.personId)).toHaveLength(1);
});

test('without the form’s token no role is given', async () => {
  const { administrator, head, other } = await world();
  const agent = await signedInAgent(web, administrator);
  const form = { role: 'slt', schoolId: other.id, startsOn: '2026-11-23', reason: '' };
  expect((await agent.post(peoplePaths.grantRole(head.personId), form, { csrf: false })).statusCode).toBe(403);
  expect((await agent.post(peoplePaths.grantRole(head.personId), form)).statusCode).toBe(303);
});

test('the Executive Principal cannot become an administrator, nor change the e-mail address of one', async () => {
  const { administrator, principal } = await world();
  const upward = manage(principal, (ctx) => grantRole(ctx, principal.personId, role({ role: 'administrator' })));
  await expect(upward).rejects.toThrow('You may not give or end the role Administrator');
  const details = { name: 'X', email: 'taken.over@invented.example', jobTitle: null, revision: 1 };
  await expect(manage(principal, (ctx) => editPerson(ctx, administrator.personId, details))).rejects.toThrow(
    'only an administrator',
  );
  await expect(manage(principal, (ctx) => invitePerson(ctx, administrator.personId))).rejects.toThrow(
    'only an administrator',
  );
});

test('a role with a last day loses its permissions the day after; one that is ended at once loses them now', async () => {
  const { administrator, head } = await world();
  const accountId = await buildAccount(web, head, null);
  const [grant] = await grantsOf(head.personId);
  const liveOn = async (date: string) => {
    const found = await database.owner.pool.query('select app.actor_of_account($1, $2) as actor', [accountId, date]);
    return found.rows[0].actor.grants.length;
  };
  const end = (on: string | null) =>
    manage(administrator, (ctx) =>
      endRole(ctx, head.personId, grant.id, { on: on === null ? null : day(on), reason: 'A new head' }),
    );
  await end('2026-12-18');
  expect([await liveOn('2026-12-18'), await liveOn('2026-12-19')]).toEqual([1, 0]);
  await end(null);
  expect(await liveOn('2026-11-23')).toBe(0);
  await expect(end(null)).rejects.toThrow(NotFound);
});

test('a role that has not begun is withdrawn; its history keeps it', async () => {
  const { administrator, head, other } = await world();
  const grantId = await manage(administrator, (ctx) =>
    grantRole(ctx, head.personId, role({ role: 'slt', schoolId: other.id, startsOn: day('2027-01-04') })),
  );
  await manage(administrator, (ctx) => endRole(ctx, head.personId, grantId, { on: null, reason: 'Plans changed' }));
  expect(await grantsOf(head.personId)).toHaveLength(1);
  const kept = await database.owner.pool.query(
    `select content->>'role' as role from record_version where record_id = $1`,
    [grantId],
  );
  expect(kept.rows).toEqual([{ role: 'slt' }]);
});

test('two administrators who remove each other at the same moment: one stays', async () => {
  const { trust, administrator } = await world();
  const second = await buildActor(database.db, trust, 'administrator');
  for (const actor of [administrator, second]) await buildAccount(web, actor, null);
  const remove = async (by: Actor, whom: Actor) => {
    const [grant] = await grantsOf(whom.personId);
    return await manage(by, (ctx) => endRole(ctx, whom.personId, grant.id, { on: null, reason: 'Rivalry' }));
  };
  const results = await Promise.allSettled([remove(administrator, second), remove(second, administrator)]);
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
});

test('who leaves loses sessions, open invitations and roles, and nobody else’s are touched', async () => {
  const { administrator, head, principal } = await world();
  const theirs = await signedInAgent(web, head);
  const others = await signedInAgent(web, principal);
  await manage(administrator, (ctx) =>
    leaveTrust(ctx, head.personId, { leftOn: day('2026-11-23'), reason: 'New post' }),
  );
  expect((await theirs.get('/account')).headers.location).toBe('/sign-in?next=%2Faccount');
  expect((await others.get('/account')).statusCode).toBe(200);
  expect((await grantsOf(head.personId))[0].ends_on).toBe('2026-11-23');
  const gone = await invitedLink(administrator, head.personId).catch((error: unknown) => error);
  expect(gone).toBeInstanceOf(Invalid);
});

test('who leaves later keeps access until then', async () => {
  const { administrator, head } = await world();
  const theirs = await signedInAgent(web, head);
  await manage(administrator, (ctx) =>
    leaveTrust(ctx, head.personId, { leftOn: day('2026-12-18'), reason: 'New post' }),
  );
  expect((await theirs.get('/account')).statusCode).toBe(200);
});

test('a changed e-mail address is the one to sign in with; a stale form overwrites nothing', async () => {
  const { administrator, head } = await world();
  await buildAccount(web, head);
  const email = `renamed.${head.email}`;
  const details = { name: 'A New Name', email, jobTitle: 'Head', revision: 1 };
  const [{ revision }] = (await database.owner.pool.query('select revision from person where id = $1', [head.personId]))
    .rows;
  await manage(administrator, (ctx) => editPerson(ctx, head.personId, { ...details, revision }));
  expect((await buildAgent(web).post('/sign-in', { email, password: builtPassword })).statusCode).toBe(303);
  const stale = manage(administrator, (ctx) => editPerson(ctx, head.personId, { ...details, revision, name: 'Older' }));
  await expect(stale).rejects.toThrow(StaleRevision);
  const agent = await signedInAgent(web, administrator);
  const shown = await agent.post(peoplePaths.edit(head.personId), {
    name: 'Older',
    email,
    jobTitle: '',
    revision: String(revision),
  });
  expect(shown.statusCode).toBe(409);
  expect(shown.body).toContain('value="Older"');
  expect(shown.body).toContain('A New Name');
});

test('an e-mail address that somebody else signs in with cannot be taken', async () => {
  const mine = await world();
  const theirs = await world();
  await buildAccount(web, mine.head, null);
  await buildAccount(web, theirs.head, null);
  const taken = manage(mine.administrator, (ctx) =>
    editPerson(ctx, mine.head.personId, { name: 'X', email: theirs.head.email, jobTitle: null, revision: 1 }),
  );
  await expect(taken).rejects.toThrow('Another account signs in');
});

test('only an administrator reads the mail, and the trail says who did', async () => {
  const { administrator, principal, head } = await world();
  await invitedLink(administrator, head.personId);
  const mail = await inTrust(database.db, head.trustId, (tx) =>
    tx.selectFrom('mail_message').select('id').where('to_address', '=', head.email).executeTakeFirstOrThrow(),
  );
  expect((await (await signedInAgent(web, principal)).post(peoplePaths.readMail(mail.id))).statusCode).toBe(403);
  const agent = await signedInAgent(web, administrator);
  expect((await agent.get(peoplePaths.mail)).body).not.toContain('/invitation/');
  expect((await agent.post(peoplePaths.readMail(mail.id))).body).toContain('/invitation/');
  const trail = await database.owner.pool.query(
    `select actor_id from event where kind = 'mail.read' and subject_id = $1`,
    [mail.id],
  );
  expect(trail.rows).toEqual([{ actor_id: administrator.personId }]);
});

test('the first administrator of an empty trust can sign in; a second “first” is refused', async () => {
  const trust = await buildTrust(database.db);
  const given = {
    trustId: trust.id,
    name: 'Ada First',
    email: `Ada.${trust.id}@Invented.example`,
    password: chosen.password,
  };
  const made = await createFirstAdministrator(web.process, web.identity, given);
  expect(await grantsOf(made.personId)).toMatchObject([{ role: 'administrator', school_id: null }]);
  expect((await buildAgent(web).post('/sign-in', { email: given.email, password: given.password })).statusCode).toBe(
    303,
  );
  await expect(
    createFirstAdministrator(web.process, web.identity, { ...given, email: 'b@invented.example' }),
  ).rejects.toThrow('has people already');
  const weak = createFirstAdministrator(web.process, web.identity, { ...given, password: 'password1234' });
  await expect(weak).rejects.toThrow('Too many people');
});

test('from the server, an invitation and a link to choose a new password can be made', async () => {
  const { head, administrator } = await world();
  await buildAccount(web, administrator);
  const invitation = await invitationLink(web.process, database.owner.db, head.email.toUpperCase());
  expect((await buildAgent(web).get(new URL(invitation ?? '').pathname)).statusCode).toBe(200);
  const reset = await resetPasswordLink(web.process, administrator.email);
  expect((await buildAgent(web).get(new URL(reset ?? '').pathname)).statusCode).toBe(200);
  expect(await resetPasswordLink(web.process, 'nobody@invented.example')).toBeNull();
  expect(await invitationLink(web.process, database.owner.db, 'nobody@invented.example')).toBeNull();
});

test('an invitation of another trust never takes over an account, whoever reads its mail', async () => {
  const mine = await world();
  const theirs = await world();
  const accountId = await buildAccount(web, mine.head);
  await inTrust(database.db, theirs.trust.id, (tx) =>
    tx.updateTable('person').set({ email: mine.head.email }).where('id', '=', theirs.head.personId).execute(),
  );
  const link = await invitedLink(theirs.administrator, theirs.head.personId);
  const refused = await buildAgent(web).post(link, chosen);
  expect(refused.statusCode).toBe(400);
  expect(refused.body).toContain('signs in at another trust');
  const agent = buildAgent(web);
  expect((await agent.post('/sign-in', { email: mine.head.email, password: chosen.password })).statusCode).toBe(400);
  expect((await agent.post('/sign-in', { email: mine.head.email, password: builtPassword })).statusCode).toBe(303);
  const linked = await database.owner.pool.query('select id from person where account_id = $1', [accountId]);
  expect(linked.rows).toEqual([{ id: mine.head.personId }]);
});

test('lost phone: an administrator turns two-step sign-in off, the person is signed out and told', async () => {
  const { administrator, head } = await world();
  const accountId = await buildAccount(web, head);
  await database.owner.pool.query('update identity.user_account set two_factor_enabled = true where id = $1', [
    accountId,
  ]);
  await database.owner.pool.query(
    `insert into identity.second_factor (id, user_account_id, secret, backup_codes) values ($1, $1, 'x', 'y')`,
    [accountId],
  );
  const theirs = await signedInAgent(web, head);
  const agent = await signedInAgent(web, administrator);
  expect((await agent.get(peoplePaths.person(head.personId))).body).toContain('Turn two-step sign-in off');
  expect((await agent.post(peoplePaths.removeSecondStep(head.personId), { reason: '' })).statusCode).toBe(400);
  const sent = await agent.post(peoplePaths.removeSecondStep(head.personId), { reason: 'Seen in person' });
  expect(sent.statusCode).toBe(303);
  expect((await theirs.get('/account')).headers.location).toContain('/sign-in');
  expect(
    (await buildAgent(web).post('/sign-in', { email: head.email, password: builtPassword })).headers.location,
  ).toBe('/');
  const mail = await database.owner.pool.query('select subject from mail_message where to_address = $1', [head.email]);
  expect(mail.rows).toEqual([{ subject: 'Two-step sign-in was turned off' }]);
});
