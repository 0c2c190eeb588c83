import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTermDates } from '#core/academic-year/build.ts';
import type { Actor } from '#core/access/actor.ts';
import { runAs } from '#core/access/run-as.ts';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { buildEnquiry, noteFields } from '#features/informal-monitoring/build.ts';
import { reasonKey } from '#features/informal-monitoring/index.ts';
import { buildQaReview } from '#features/reviews/build.ts';
import { buildAgent, buildWeb, signedInAgent, type Web } from '#features/sign-in/build.ts';
import { useDatabase } from '#test/support/database.ts';
import { takeBatch } from './actions/take-batch.ts';
import { type Batch, readBatch } from './batch-rules.ts';
import { batchOf, finishStep, writeStep } from './build.ts';
import { bundleFor } from './bundle.ts';

const database = useDatabase();
let web: Web;
beforeAll(async () => {
  web = await buildWeb(database);
});
afterAll(() => web.close());

async function world() {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  await buildTermDates(database.db, trust);
  const leader = await buildActor(database.db, trust, 'trust_leader');
  const reason = await buildEnquiry(database, leader, school.id, 'Can Year 9 rearrange a formula?');
  return { trust, school, leader, reason, noteId: crypto.randomUUID() };
}

const send = (actor: Actor, batch: Batch) => runAs(database, actor, 'monitoring:write', (ctx) => takeBatch(ctx, batch));
const rows = async (query: string, values: unknown[]) => (await database.owner.pool.query(query, values)).rows;
const notesOf = (noteId: string) => rows('select * from visit_note where client_id = $1', [noteId]);
const [phone, tablet] = [crypto.randomUUID(), crypto.randomUUID()];

test('a note that is sent twice, whole or in part, is one note and one piece of evidence', async () => {
  const { school, leader, reason, noteId } = await world();
  const first = batchOf(noteId, [writeStep(3, noteFields(school.id, { reason })), finishStep(4)]);
  expect(await send(leader, first)).toMatchObject({ stored: [3, 4], standing: 'recorded', refused: null });
  expect(await send(leader, first)).toMatchObject({ stored: [3, 4], standing: 'recorded', refused: null });
  const [note, ...others] = await notesOf(noteId);
  expect(others).toEqual([]);
  expect(note.captured_at.toString()).toContain('2026-11-20T10:14:00');
  expect(await rows('select id from evidence where client_id = $1', [noteId])).toHaveLength(1);
  expect(await rows('select seq from capture_operation where note_client_id = $1 order by seq', [noteId])).toEqual([
    { seq: 3 },
    { seq: 4 },
  ]);
});

test('the same batch sent by two tabs at once is done once', async () => {
  const { school, leader, reason, noteId } = await world();
  const batch = batchOf(noteId, [writeStep(1, noteFields(school.id, { reason })), finishStep(2)]);
  const answers = await Promise.all([send(leader, batch), send(leader, batch), send(leader, batch)]);
  expect(answers.map((answer) => answer.standing)).toEqual(['recorded', 'recorded', 'recorded']);
  expect(await notesOf(noteId)).toHaveLength(1);
});

test('what two devices wrote of one note is kept twice, and it is not recorded before its writer has chosen', async () => {
  const { school, leader, reason, noteId } = await world();
  const text = (words: string) => noteFields(school.id, { reason, words });
  const begun = await send(leader, batchOf(noteId, [writeStep(1, text('Begun'))], { deviceId: phone }));
  expect(begun).toMatchObject({ standing: 'draft', revision: 1 });
  const onTablet = batchOf(noteId, [writeStep(1, text('On the tablet'))], { deviceId: tablet, basedOn: 1 });
  expect(await send(leader, onTablet)).toMatchObject({ standing: 'draft', revision: 2 });
  const onPhone = batchOf(noteId, [writeStep(2, text('On the phone')), finishStep(3)], { deviceId: phone, basedOn: 1 });
  const answer = await send(leader, onPhone);
  expect(answer).toMatchObject({ stored: [2], standing: 'apart', refused: { field: 'versions' } });
  expect(answer.href).toContain('/versions');
  expect((await notesOf(noteId))[0]).toMatchObject({ words: 'On the tablet', recorded_at: null });
  const [version] = await rows('select words from visit_note_version where device_id = $1', [phone]);
  expect(version.words).toBe('On the phone');
});

test('a device that never heard the answer goes on from its own text', async () => {
  const { school, leader, reason, noteId } = await world();
  const text = (words: string) => noteFields(school.id, { reason, words });
  await send(leader, batchOf(noteId, [writeStep(1, text('One'))], { deviceId: phone }));
  await send(leader, batchOf(noteId, [writeStep(2, text('One, two'))], { deviceId: phone }));
  expect(
    await send(leader, batchOf(noteId, [writeStep(3, text('One, two, three'))], { deviceId: phone })),
  ).toMatchObject({ standing: 'draft', revision: 3 });
  expect(
    await rows('select id from visit_note_version where device_id = $1 and words like $2', [phone, 'One%']),
  ).toEqual([]);
});

test('a refusal says why, keeps what came before it, and is answered by another reason', async () => {
  const { school, leader, reason, noteId } = await world();
  await send(leader, batchOf(noteId, [writeStep(1, noteFields(school.id, { reason, words: 'Seen' }))]));
  await rows(
    `update line_of_enquiry set finding = 'Found', answered_at = now(), answered_by = agreed_by where id = $1`,
    [reason.split(':')[1]],
  );
  const refused = await send(leader, batchOf(noteId, [finishStep(2)], { basedOn: 1 }));
  expect(refused).toMatchObject({ stored: [], standing: 'draft', refused: { field: 'reason' } });
  const other = await buildEnquiry(database, leader, school.id, 'Another question?');
  const again = [writeStep(3, noteFields(school.id, { reason: other, words: 'Seen' })), finishStep(4)];
  expect(await send(leader, batchOf(noteId, again, { basedOn: 1 }))).toMatchObject({
    standing: 'recorded',
    refused: null,
  });
});

test('a second note of one visit asks, and the device answers', async () => {
  const { school, leader, reason, noteId } = await world();
  const fields = noteFields(school.id, { reason });
  await send(leader, batchOf(noteId, [writeStep(1, fields), finishStep(2)]));
  const second = crypto.randomUUID();
  const asked = await send(leader, batchOf(second, [writeStep(1, { ...fields, words: 'Later' }), finishStep(2)]));
  expect(asked).toMatchObject({ stored: [1], refused: { field: 'sameDay' } });
  expect(await send(leader, batchOf(second, [finishStep(3, 'add')], { basedOn: 1 }))).toMatchObject({
    standing: 'added',
  });
});

test('whoever has no role at the school any more is refused in words, and another’s note is not changed', async () => {
  const { trust, school, leader, reason, noteId } = await world();
  const other = await buildSchool(database.db, trust);
  const head = await buildActor(database.db, trust, 'head_teacher', { schoolId: other.id });
  const fields = noteFields(school.id, { reason });
  expect(await send(head, batchOf(noteId, [writeStep(1, fields)]))).toMatchObject({
    stored: [],
    standing: 'none',
    refused: { field: 'access' },
  });
  await send(leader, batchOf(noteId, [writeStep(1, fields)]));
  const foreign = await send(head, batchOf(noteId, [writeStep(2, { ...fields, words: 'Not mine' })], { basedOn: 1 }));
  expect(foreign).toMatchObject({ stored: [], standing: 'none' });
  expect(foreign.refused?.words).toContain('not yours');
  expect((await notesOf(noteId))[0].words).toBe(fields.words);
});

const segment = (marker: number, content: string) =>
  Buffer.concat([Buffer.from([0xff, marker, 0, content.length + 2]), Buffer.from(content, 'latin1')]);
const jpeg = Buffer.concat([
  Buffer.from([0xff, 0xd8]),
  segment(0xe1, 'Exif\0\0GPS 52.95N'),
  segment(0xc0, '\x08\0\x01\0\x01\x01\x01\x11\0'),
  segment(0xda, '\x01\x01\0\0\x3f\0'),
  Buffer.from([0x12, 0xff, 0xd9]),
]);

test('a photo is stripped here too, whoever sends it, and what is no picture is refused', async () => {
  const { school, leader, reason, noteId } = await world();
  const photo = (seq: number, data: Buffer) => ({
    op: 'photo' as const,
    seq,
    photoId: crypto.randomUUID(),
    data: data.toString('base64'),
  });
  const fields = noteFields(school.id, { reason });
  const answer = await send(
    leader,
    batchOf(noteId, [
      writeStep(1, fields),
      photo(2, jpeg),
      photo(3, Buffer.from('<svg onload=alert(1)>')),
      finishStep(4),
    ]),
  );
  expect(answer).toMatchObject({ stored: [1, 2], refused: { field: 'photo' } });
  expect(answer.refused?.words).toContain('neither a JPEG nor a PNG');
  await send(leader, batchOf(noteId, [finishStep(5)], { basedOn: 1 }));
  const files = await rows(
    'select f.content from evidence_file e join stored_file f on f.id = e.file_id join evidence v on v.id = e.evidence_id where v.client_id = $1',
    [noteId],
  );
  expect(files).toHaveLength(1);
  expect(files[0].content.toString('latin1')).not.toContain('GPS');
});

test('a device takes along its person’s schools, reasons and drafts, and nobody else’s', async () => {
  const { trust, school, leader, reason, noteId } = await world();
  const head = await buildActor(database.db, trust, 'head_teacher', { schoolId: school.id });
  await send(leader, batchOf(noteId, [writeStep(1, noteFields(school.id, { reason, words: 'A draft' }))]));
  const bundle = (actor: Actor) =>
    runAs(database, actor, 'monitoring:write', (ctx) => bundleFor(ctx), { readOnly: true });
  const mine = await bundle(leader);
  expect(mine.reasons.map((one) => one.key)).toEqual([reason]);
  expect(mine.drafts).toMatchObject([{ noteId, revision: 1, apart: false, fields: { words: 'A draft' } }]);
  expect((await bundle(head)).drafts).toEqual([]);
});

test('what no device of ours sends is not read', () => {
  const good = {
    deviceId: phone,
    noteId: tablet,
    basedOn: 0,
    steps: [{ op: 'finish', seq: 1, sameDay: 'ask', at: '2026-11-20T10:14:00Z' }],
  };
  expect(readBatch(JSON.stringify(good))).not.toBeNull();
  for (const bad of [
    { ...good, noteId: 'x' },
    { ...good, steps: [] },
    { ...good, steps: [{ ...good.steps[0], at: 'soon' }] },
    { ...good, basedOn: -1 },
    [],
    'x',
  ])
    expect(readBatch(JSON.stringify(bad))).toBeNull();
  expect(readBatch('{')).toBeNull();
});

test('the page for the device carries nobody’s name, and its worker and what it fetches need no cookie', async () => {
  const agent = buildAgent(web);
  const shell = await agent.get('/capture/shell');
  expect(shell.statusCode).toBe(200);
  expect(shell.body).toContain('id="capture"');
  expect(shell.body).not.toContain('_csrf');
  const worker = await agent.get('/capture-worker.js');
  expect(worker.headers['content-type']).toContain('text/javascript');
  expect(worker.body).toContain('"/capture/shell"');
});

test('steps are taken only with the token of the session, from somebody who may write visit notes', async () => {
  const { trust, school, leader, reason, noteId } = await world();
  const governor = await buildActor(database.db, trust, 'lgb_member', { schoolId: school.id });
  const sent = { ...batchOf(noteId, [writeStep(1, noteFields(school.id, { reason }))]) };
  const ask = async (actor: Actor, withToken: boolean) => {
    const agent = await signedInAgent(web, actor);
    const { body } = await agent.get('/capture/bundle');
    const token = withToken && body.startsWith('{') ? JSON.parse(body).csrf : '';
    const cookie = [...agent.cookies].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; ');
    return await web.app.inject({
      method: 'POST',
      url: '/capture/sync',
      headers: { cookie, 'content-type': 'application/json', 'x-csrf-token': token },
      payload: JSON.stringify({ batch: JSON.stringify(sent) }),
    });
  };
  expect((await ask(leader, false)).statusCode).toBe(403);
  expect((await ask(governor, true)).statusCode).toBe(403);
  expect(await notesOf(noteId)).toEqual([]);
  const answer = await ask(leader, true);
  expect([answer.statusCode, answer.json().standing]).toEqual([200, 'draft']);
});

test('a visiting reviewer’s note becomes the record of their activity: kept to the observed teacher and the team, its minutes counted once', async () => {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  await buildTermDates(database.db, trust);
  const { people, activityIds } = await buildQaReview(database, trust, school);
  const { visiting, lead, head, teacher } = people;
  const reason = reasonKey('activity', activityIds.lesson);
  const bundle = (actor: Actor) =>
    runAs(database, actor, 'monitoring:write', (ctx) => bundleFor(ctx), { readOnly: true });
  expect((await bundle(visiting)).reasons.map((one) => one.key)).toEqual([reason]);
  expect((await bundle(head)).reasons).toEqual([]);
  const noteId = crypto.randomUUID();
  // Whoever is chosen on the device, the activity says who was observed.
  const fields = noteFields(school.id, { reason, observedId: teacher.personId, observedMinutes: 30 });
  expect(await send(visiting, batchOf(noteId, [writeStep(1, fields), finishStep(2)]))).toMatchObject({
    standing: 'recorded',
    refused: null,
  });
  const [evidence] = await rows('select id, kind, readers, observed_id from evidence where client_id = $1', [noteId]);
  expect(evidence).toMatchObject({ kind: 'lesson_observation', readers: 'named', observed_id: teacher.personId });
  const readers = await rows('select person_id from evidence_reader where evidence_id = $1', [evidence.id]);
  expect(readers.map((row) => row.person_id)).toContain(lead.personId);
  const [activity] = await rows('select evidence_id from qa_review_activity where id = $1', [activityIds.lesson]);
  expect(activity.evidence_id).toBe(evidence.id);
  const minutes = await rows(
    `select source_type, state from workload_line where person_id = $1 and part = 'being_observed'`,
    [teacher.personId],
  );
  expect(minutes).toEqual([{ source_type: 'qa_review_activity', state: 'done' }]);
  expect((await bundle(lead)).reasons.map((one) => one.key)).not.toContain(reason);
});
