import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import { allowed } from '#core/access/decision.ts';
import type { Permission } from '#core/access/permissions.ts';
import { runAs } from '#core/access/run-as.ts';
import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { buildEvidence } from '#core/evidence/build.ts';
import { buildFrameworks } from '#core/frameworks/build.ts';
import { type BuiltSchool, buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import '#features/annual-reviews/index.ts';
import '#features/evidence/index.ts';
import { NotFound } from '#platform/errors.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { useDatabase } from '#test/support/database.ts';
import './index.ts';
import { showAsAt } from './pages/as-at-page.tsx';
import { showRecordTrail } from './pages/record-page.tsx';
import { showSeal } from './pages/seal-page.tsx';
import { downloadTrail, showTrail } from './pages/trail-page.tsx';

const database = useDatabase();

async function world() {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const other = await buildSchool(database.db, trust);
  const head = await buildActor(database.db, trust, 'head_teacher', { schoolId: school.id });
  const principal = await buildActor(database.db, trust, 'executive_principal');
  const administrator = await buildActor(database.db, trust, 'administrator');
  return { trust, school, other, head, principal, administrator };
}

type Handler = (ctx: Ctx, request: PageRequest) => Promise<Reply>;
const ask = (
  actor: Actor,
  permission: Permission,
  handle: Handler,
  params: Record<string, string> = {},
  query: Record<string, string> = {},
) =>
  runAs(
    database,
    actor,
    permission,
    (ctx) =>
      handle(ctx, {
        method: 'GET',
        url: '/',
        params,
        query,
        form: {},
        files: [],
        headers: {},
        ip: '127.0.0.1',
        inBackground: false,
      }),
    { readOnly: true },
  );

async function text(reply: Reply): Promise<string> {
  if (reply.kind === 'download') return new TextDecoder().decode(reply.bytes);
  if (reply.kind !== 'page') throw new Error(`Not a page but ${reply.kind}`);
  return String(await reply.body);
}

const did = (
  actor: Actor,
  school: BuiltSchool | null,
  summary: string,
  kind = 'school.visited',
  why: string | null = null,
) =>
  runAs(database, actor, 'own-account', (ctx) =>
    write(ctx, async (tx) => {
      tx.authorise(allowed);
      await tx.record({
        kind,
        subjectType: 'school',
        subjectId: school?.id ?? actor.trustId,
        schoolId: school?.id ?? null,
        summary,
        why,
      });
    }),
  );

const trail = (actor: Actor, query: Record<string, string> = {}) =>
  ask(actor, 'trail:read', showTrail, {}, query).then(text);

test('the Executive Principal reads the trail of the trust, a head only the own school’s', async () => {
  const { school, other, head, principal } = await world();
  await did(principal, school, 'walked the corridors');
  await did(principal, other, 'met the chair');
  await did(principal, null, 'changed the calendar of the trust');
  const whole = await trail(principal);
  for (const summary of ['walked the corridors', 'met the chair', 'changed the calendar of the trust'])
    expect(whole).toContain(summary);
  const own = await trail(head);
  expect(own).toContain('walked the corridors');
  expect(own).not.toContain('met the chair');
  expect(own).not.toContain('changed the calendar');
  expect(await trail(head, { school: other.id })).toContain('Nothing matches');
});

test('the trail is narrowed by school, person, what it is about and day', async () => {
  const { school, other, head, principal } = await world();
  await did(principal, school, 'walked the corridors');
  await did(head, school, 'signed the plan', 'plan.signed');
  await did(principal, other, 'met the chair');
  const only = async (query: Record<string, string>) => {
    const html = await trail(principal, query);
    return ['walked the corridors', 'signed the plan', 'met the chair'].filter((summary) => html.includes(summary));
  };
  expect(await only({ school: other.id })).toEqual(['met the chair']);
  expect(await only({ person: head.personId })).toEqual(['signed the plan']);
  expect(await only({ about: 'plan' })).toEqual(['signed the plan']);
  expect(await only({ about: 'pla' })).toEqual([]);
  expect(await only({ until: '2020-01-01' })).toEqual([]);
  expect(await only({ from: '2020-01-01' })).toHaveLength(3);
  expect(await trail(principal, { from: 'last week' })).toContain('must be a real date');
});

test('an event leads to the history of its record only for those who may open that', async () => {
  const { school, head, principal } = await world();
  const subjectId = school.id;
  await runAs(database, principal, 'own-account', (ctx) =>
    write(ctx, async (tx) => {
      tx.authorise(allowed);
      const of = { kind: 'annual-review.issued', subjectType: 'annual_review', subjectId, schoolId: school.id };
      await tx.record({ ...of, summary: 'issued the Annual Review' });
    }),
  );
  const link = `/trail/annual_review/${subjectId}`;
  expect(await trail(principal)).toContain(link);
  const own = await trail(head);
  expect(own).toContain('issued the Annual Review');
  expect(own).not.toContain(link);
});

test('a long trail is read page by page', async () => {
  const { school, principal } = await world();
  for (let visit = 1; visit <= 53; visit += 1) await did(principal, school, `made visit number ${visit}.`);
  expect(await trail(principal)).toContain('Showing 1 to 50 of 53');
  const second = await trail(principal, { page: '2' });
  expect(second).toContain('made visit number 1.');
  expect(second).not.toContain('made visit number 50.');
});

test('the download holds the same filter and disarms what a spreadsheet would run', async () => {
  const { school, other, head, principal } = await world();
  await did(principal, school, '=HYPERLINK("http://bad.example")', 'school.visited', 'He said "well", twice');
  await did(principal, other, 'met the chair');
  const csv = await text(await ask(head, 'trail:read', downloadTrail));
  expect(csv).toContain(`"'=HYPERLINK(""http://bad.example"")","He said ""well"", twice"`);
  expect(csv).not.toContain('met the chair');
  expect(csv.trim().split('\r\n')).toHaveLength(2);
});

/** A piece of evidence that was corrected once, with its versions put on two days. */
async function corrected(w: Awaited<ReturnType<typeof world>>) {
  const evidence = await buildEvidence(database.db, w.school, w.principal, {
    title: 'First title',
    summary: 'Most pupils read well and with pleasure in every lesson seen.',
  });
  await runAs(database, w.principal, 'evidence:write', (ctx) =>
    write(ctx, async (tx) => {
      tx.authorise(allowed);
      await tx.db
        .updateTable('evidence')
        .set({ title: 'Second title', summary: 'Some pupils read well and with pleasure in every lesson seen.' })
        .where('id', '=', evidence.id)
        .execute();
      await tx.record({
        kind: 'evidence.corrected',
        subjectType: 'evidence',
        subjectId: evidence.id,
        schoolId: w.school.id,
        summary: 'corrected the evidence',
      });
    }),
  );
  const move = `update record_version set stood_from = $2, stood_until = $3 where record_id = $1 and content->>'title' = $4`;
  await database.owner.pool.query(move, [evidence.id, '2026-11-10T10:00:00Z', '2026-11-15T23:30:00Z', 'First title']);
  await database.owner.pool.query(move, [evidence.id, '2026-11-15T23:30:00Z', 'infinity', 'Second title']);
  return evidence;
}

test('a record is shown as it stood at the end of a day in London, with names in place of ids', async () => {
  const w = await world();
  const evidence = await corrected(w);
  const on = (date: string) =>
    ask(w.head, 'own-account', showAsAt, { table: 'evidence', recordId: evidence.id }, { date }).then(text);
  const before = await on('2026-11-14');
  expect(before).toContain('First title');
  expect(before).toContain(w.school.name);
  expect(before).toContain(w.principal.name);
  expect(before).toContain('Lesson observation');
  expect(before).toContain('it stood so until 15 November 2026 at 23:30');
  expect(await on('2026-11-15')).toContain('and unchanged since');
  expect(await on('2026-11-09')).toContain('It did not stand on that day');
  expect(await on('2027-01-01')).toContain('That day has not come yet');
  expect(await on('soon')).toContain('must be a real date');
});

test('the history of a record says who changed which words', async () => {
  const w = await world();
  const evidence = await corrected(w);
  const html = await ask(w.head, 'own-account', showRecordTrail, { table: 'evidence', recordId: evidence.id }).then(
    text,
  );
  expect(html).toContain(`${w.principal.name} corrected the evidence`);
  expect(html).toContain('<del>Most</del>');
  expect(html).toContain('<ins>Some</ins>');
});

test('a history is closed to whoever could not open the record, at whatever place and in whatever trust', async () => {
  const w = await world();
  const evidence = await corrected(w);
  const neighbour = await buildActor(database.db, w.trust, 'head_teacher', { schoolId: w.other.id });
  const governor = await buildActor(database.db, w.trust, 'lgb_member', { schoolId: w.school.id });
  const trustee = await buildActor(database.db, w.trust, 'trustee');
  const stranger = (await world()).principal;
  for (const reader of [neighbour, governor, trustee, stranger, w.administrator]) {
    for (const handler of [showRecordTrail, showAsAt]) {
      const closed = ask(
        reader,
        'own-account',
        handler,
        { table: 'evidence', recordId: evidence.id },
        { date: '2026-11-14' },
      );
      await expect(closed).rejects.toThrow(NotFound);
    }
  }
});

test('a record that moved to another school shows each school only its own time', async () => {
  const w = await world();
  const evidence = await corrected(w);
  await database.owner.pool.query(
    `update record_version set content = jsonb_set(content, '{school_id}', to_jsonb($2::text)) where record_id = $1 and content->>'title' = 'Second title'`,
    [evidence.id, w.other.id],
  );
  const html = await ask(w.head, 'own-account', showRecordTrail, { table: 'evidence', recordId: evidence.id }).then(
    text,
  );
  expect(html).toContain('First title');
  expect(html).not.toContain('Second title');
  const later = await ask(
    w.head,
    'own-account',
    showAsAt,
    { table: 'evidence', recordId: evidence.id },
    { date: '2026-11-20' },
  ).then(text);
  expect(later).not.toContain('Second title');
});

test('tables that nobody has described are not shown, not even to the administrator', async () => {
  const w = await world();
  for (const table of ['stored_file', 'event', 'account', '__proto__']) {
    const closed = ask(w.administrator, 'own-account', showRecordTrail, { table, recordId: w.school.id });
    await expect(closed).rejects.toThrow(NotFound);
  }
});

test('what belongs to a framework is shown with it, and a draft to nobody else', async () => {
  const w = await world();
  const { section5 } = await buildFrameworks(database.db, w.trust);
  const began = (moment: string) =>
    database.owner.pool.query('update record_version set stood_from = $2 where trust_id = $1', [w.trust.id, moment]);
  await began('2026-12-01');
  const html = await ask(w.head, 'own-account', showAsAt, { table: 'framework', recordId: section5.id }, {}).then(text);
  expect(html).toContain('It did not stand on that day');
  await began('2026-09-01');
  const stood = await ask(w.head, 'own-account', showAsAt, { table: 'framework', recordId: section5.id }, {}).then(
    text,
  );
  expect(stood).toContain('Area: Quality of education');
  expect(stood).toContain('Grade: Requires Improvement');
});

test('a history of people is for those who manage people', async () => {
  const w = await world();
  const open = await ask(w.principal, 'own-account', showRecordTrail, {
    table: 'person',
    recordId: w.head.personId,
  }).then(text);
  expect(open).toContain('Head teacher');
  await expect(
    ask(w.head, 'own-account', showRecordTrail, { table: 'person', recordId: w.head.personId }),
  ).rejects.toThrow(NotFound);
});

test('the administrator sees that the trail is whole, and sees it when somebody has tampered with it', async () => {
  const w = await world();
  await did(w.principal, w.school, 'walked the corridors');
  await did(w.principal, w.school, 'met the chair');
  await did(w.principal, w.school, 'left');
  const check = () => ask(w.administrator, 'trust:administer', showSeal).then(text);
  expect(await check()).toContain('All 3 events follow from the one before');
  await database.owner.pool.query('delete from event where trust_id = $1 and number = 2', [w.trust.id]);
  const broken = await check();
  expect(broken).toContain('The trail has been changed');
  expect(broken).toContain('an event before it is missing');
  await database.owner.pool.query('delete from event where trust_id = $1 and number = 3', [w.trust.id]);
  expect(await check()).toContain('the last events are missing');
});

test('one trust never learns whether the trail of another is whole', async () => {
  const mine = await world();
  const theirs = await world();
  await did(theirs.principal, theirs.school, 'walked the corridors');
  await database.owner.pool.query(`update event set summary = 'x' where trust_id = $1`, [theirs.trust.id]);
  await did(mine.principal, mine.school, 'walked the corridors');
  expect(await ask(mine.administrator, 'trust:administer', showSeal).then(text)).toContain('The trail is whole');
  const direct = sql`select * from app.broken_events(${theirs.trust.id})`.execute(database.db);
  await expect(direct).rejects.toThrow('permission denied');
});
