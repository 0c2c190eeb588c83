import { expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import { runAs } from '#core/access/run-as.ts';
import { buildEvidence } from '#core/evidence/build.ts';
import { registerEvidenceUses } from '#core/evidence/uses.ts';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { Forbidden, NotFound } from '#platform/errors.ts';
import type { FormBody, PageRequest, UploadedFile } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { useDatabase } from '#test/support/database.ts';
import './index.ts';
import { sendCorrectEvidence } from './pages/correct-evidence.tsx';
import { showEvidenceList } from './pages/evidence-list.tsx';
import { downloadEvidenceFile, showEvidence } from './pages/evidence-page.tsx';
import { sendRecordEvidence } from './pages/record-evidence.tsx';
import { sendWithdraw } from './pages/withdraw-evidence.tsx';

const database = useDatabase();
type Work = (ctx: Parameters<Parameters<typeof runAs<Reply>>[3]>[0], request: PageRequest) => Promise<Reply>;

async function world() {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const head = await buildActor(database.db, trust, 'head_teacher', { schoolId: school.id });
  const leader = await buildActor(database.db, trust, 'trust_leader');
  return { trust, school, head, leader };
}

type Sent = { form?: FormBody; files?: readonly UploadedFile[]; query?: Record<string, string> };
const request = (params: Record<string, string>, { form = {}, files = [], query = {} }: Sent = {}): PageRequest => ({
  method: 'GET',
  url: '/',
  params,
  query,
  form,
  files,
  headers: {},
  ip: '127.0.0.1',
  inBackground: false,
});
const read = (actor: Actor, work: Work, params: Record<string, string>, sent?: Sent) =>
  runAs(database, actor, 'evidence:read', (ctx) => work(ctx, request(params, sent)), { readOnly: true });
const send = (actor: Actor, work: Work, params: Record<string, string>, sent: Sent) =>
  runAs(database, actor, 'evidence:write', (ctx) => work(ctx, request(params, sent)));

async function text(reply: Reply): Promise<string> {
  if (reply.kind !== 'page') throw new Error(`Not a page but ${reply.kind}`);
  return String(await reply.body);
}

const file = (fileName: string, content: string | Uint8Array): UploadedFile => ({
  field: 'files',
  fileName,
  mediaType: 'application/octet-stream',
  bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
});
const typed = (values: Record<string, string> = {}): FormBody =>
  Object.fromEntries(
    Object.entries({
      kind: 'lesson_observation',
      title: 'Year 8 science',
      summary: 'Three lessons.',
      happenedOn: '2026-11-20',
      lateWhy: '',
      departmentId: '',
      revision: '',
      ...values,
    }).map(([name, value]) => [name, [value]]),
  );

async function recorded(actor: Actor, schoolId: string, files: readonly UploadedFile[] = []): Promise<string> {
  const reply = await send(actor, sendRecordEvidence, { schoolId }, { form: typed(), files });
  if (reply.kind !== 'redirect') throw new Error(await text(reply));
  return reply.to.split('/').at(-1) ?? '';
}

async function oneFile(evidenceId: string): Promise<string> {
  const found = await database.owner.pool.query('select file_id from evidence_file where evidence_id = $1', [
    evidenceId,
  ]);
  return found.rows[0].file_id;
}

test('a head records what was seen, with a file that comes back as a download and carries its hash', async () => {
  const { school, head } = await world();
  const evidenceId = await recorded(head, school.id, [file('walk/Notes.pdf', '%PDF-1.7 walk')]);
  const page = await text(await read(head, showEvidence, { schoolId: school.id, evidenceId }));
  expect(page).toContain('20 November 2026');
  expect(page).toContain(`23 November 2026 at 09:00 by ${head.name}`);
  expect(page).toContain('Notes.pdf');
  const reply = await read(head, downloadEvidenceFile, {
    schoolId: school.id,
    evidenceId,
    fileId: await oneFile(evidenceId),
  });
  expect(reply).toMatchObject({ kind: 'download', mediaType: 'application/pdf', fileName: 'Notes.pdf' });
  const stored = await database.owner.pool.query(
    `select f.sha256 = encode(sha256(f.content), 'hex') as same from stored_file f join evidence_file e on e.file_id = f.id where e.evidence_id = $1`,
    [evidenceId],
  );
  expect(stored.rows).toEqual([{ same: true }]);
});

test('what cannot be taken is refused in words, nothing is kept, and what was typed is still there', async () => {
  const { school, head } = await world();
  const attempt = async (values: Record<string, string>, files: readonly UploadedFile[] = []) => {
    const reply = await send(
      head,
      sendRecordEvidence,
      { schoolId: school.id },
      { form: typed({ title: 'Kept title', ...values }), files },
    );
    expect(reply).toMatchObject({ kind: 'page', status: 400 });
    const html = await text(reply);
    expect(html).toContain('Kept title');
    return html;
  };
  expect(await attempt({ happenedOn: '2026-12-01' })).toContain('cannot be in the future');
  expect(await attempt({ happenedOn: '2020-01-01' })).toContain('Say why it still counts');
  expect(await attempt({ happenedOn: '31 Feb' })).toContain('must be a real date');
  expect(await attempt({ kind: '' })).toContain('Choose what kind of evidence');
  const program = await attempt({}, [file('report.pdf', Uint8Array.from([0x4d, 0x5a, 0, 1]))]);
  expect(program).toContain('“report.pdf” is not of a kind');
  expect(program).toContain('choose them again');
  expect(await attempt({}, [file('huge.txt', new Uint8Array(10 * 1024 * 1024 + 1).fill(65))])).toContain(
    'larger than 10 MB',
  );
  const kept = await database.owner.pool.query('select count(*)::int as n from evidence where school_id = $1', [
    school.id,
  ]);
  expect(kept.rows[0].n).toBe(0);
});

test('a department of another school is refused', async () => {
  const { trust, school, head } = await world();
  const other = await buildSchool(database.db, trust);
  const row = await database.owner.pool.query(
    `insert into department (trust_id, school_id, name) values ($1, $2, 'Science') returning id`,
    [trust.id, other.id],
  );
  const reply = await send(
    head,
    sendRecordEvidence,
    { schoolId: school.id },
    { form: typed({ departmentId: row.rows[0].id }) },
  );
  expect(await text(reply)).toContain('Choose a department of this school');
});

test('a correction keeps the version before it; the second to save is told what is stored now', async () => {
  const { school, head } = await world();
  const evidenceId = await recorded(head, school.id);
  const params = { schoolId: school.id, evidenceId };
  await send(head, sendCorrectEvidence, params, { form: typed({ title: 'Year 9 science', revision: '1' }) });
  const second = await send(head, sendCorrectEvidence, params, {
    form: typed({ title: 'My own title', revision: '1' }),
  });
  expect(second).toMatchObject({ kind: 'page', status: 409 });
  const html = await text(second);
  expect(html).toContain('Year 9 science');
  expect(html).toContain('value="My own title"');
  const versions = await database.owner.pool.query(
    `select content->>'title' as title from record_version where record_id = $1 order by stood_from`,
    [evidenceId],
  );
  expect(versions.rows.map((row) => row.title)).toEqual(['Year 8 science', 'Year 9 science']);
  expect(await text(await read(head, showEvidence, params))).toContain('Earlier versions and what was changed (1)');
});

test('withdrawn evidence says why, leaves the list, and is neither corrected nor deleted', async () => {
  const { school, head } = await world();
  const evidenceId = await recorded(head, school.id);
  const params = { schoolId: school.id, evidenceId };
  const without = await send(head, sendWithdraw, params, { form: { why: [''], revision: ['1'] } });
  expect(await text(without)).toContain('Enter why it is withdrawn');
  await send(head, sendWithdraw, params, { form: { why: ['Wrong class.'], revision: ['1'] } });
  expect(await text(await read(head, showEvidence, params))).toContain('Reason: Wrong class.');
  const list = (query = {}) => read(head, showEvidenceList, { schoolId: school.id }, { query }).then(text);
  expect(await list()).not.toContain('Year 8 science');
  expect(await list({ withdrawn: 'yes' })).toContain('Year 8 science');
  await expect(send(head, sendCorrectEvidence, params, { form: typed({ revision: '2' }) })).rejects.toThrow(
    'has been withdrawn',
  );
  const erase = runAs(database, head, 'evidence:write', (ctx) => ctx.db.deleteFrom('evidence').execute());
  await expect(erase).rejects.toThrow('permission denied');
});

test('a withdrawn file is still listed but nobody can open it', async () => {
  const { school, head } = await world();
  const evidenceId = await recorded(head, school.id, [file('Names.txt', 'a list')]);
  const params = { schoolId: school.id, evidenceId, fileId: await oneFile(evidenceId) };
  await send(head, sendWithdraw, params, { form: { why: ['It names pupils.'], revision: ['1'] } });
  expect(await text(await read(head, showEvidence, params))).toContain('It names pupils.');
  await expect(read(head, downloadEvidenceFile, params)).rejects.toThrow(NotFound);
});

test('a head cannot change what a trust leader recorded about the school, but a trust leader may', async () => {
  const { school, head, leader } = await world();
  const theirs = await buildEvidence(database.db, school, leader);
  const own = await buildEvidence(database.db, school, head);
  const change = (actor: Actor, id: string) =>
    send(actor, sendCorrectEvidence, { schoolId: school.id, evidenceId: id }, { form: typed({ revision: '1' }) });
  await expect(change(head, theirs.id)).rejects.toThrow(Forbidden);
  expect((await change(leader, own.id)).kind).toBe('redirect');
});

test('evidence of another school or another trust does not exist for a reader', async () => {
  const { trust, school, leader } = await world();
  const evidence = await buildEvidence(database.db, school, leader);
  const other = await buildSchool(database.db, trust);
  const neighbour = await buildActor(database.db, trust, 'head_teacher', { schoolId: other.id });
  const elsewhere = await world();
  const params = { schoolId: school.id, evidenceId: evidence.id };
  for (const reader of [neighbour, elsewhere.leader]) {
    await expect(read(reader, showEvidence, params)).rejects.toThrow(NotFound);
    await expect(read(reader, showEvidenceList, { schoolId: school.id })).rejects.toThrow(NotFound);
    await expect(send(reader, sendRecordEvidence, { schoolId: school.id }, { form: typed() })).rejects.toThrow(
      NotFound,
    );
    await expect(send(reader, sendWithdraw, params, { form: { why: ['x'], revision: ['1'] } })).rejects.toThrow(
      NotFound,
    );
  }
  await expect(read(leader, showEvidence, { schoolId: other.id, evidenceId: evidence.id })).rejects.toThrow(NotFound);
});

test('governors and trustees find no evidence', async () => {
  const { trust, school, leader } = await world();
  await buildEvidence(database.db, school, leader);
  for (const role of ['lgb_member', 'trustee'] as const) {
    const reader = await buildActor(database.db, trust, role, role === 'lgb_member' ? { schoolId: school.id } : {});
    await expect(read(reader, showEvidenceList, { schoolId: school.id })).rejects.toThrow(NotFound);
  }
});

test('the list is narrowed by kind, person and day, and says what rests on each piece', async () => {
  const { school, head, leader } = await world();
  const mine = await buildEvidence(database.db, school, head, {
    title: 'My walk',
    kind: 'pupil_voice',
    happenedOn: '2026-10-01',
  });
  await buildEvidence(database.db, school, leader, { title: 'Their visit', happenedOn: '2026-11-10' });
  registerEvidenceUses('a test', async (_ctx, ids) =>
    ids
      .filter((id) => id === mine.id)
      .map((id) => ({ evidenceId: id, label: 'A claim that rests on it', href: '/claim' })),
  );
  const list = (query: Record<string, string>) =>
    read(head, showEvidenceList, { schoolId: school.id }, { query }).then(text);
  expect(await list({})).toContain('A claim that rests on it');
  const byPerson = await list({ by: leader.personId });
  expect(byPerson).toContain('Their visit');
  expect(byPerson).not.toContain('My walk');
  expect(await list({ kind: 'pupil_voice' })).not.toContain('Their visit');
  expect(await list({ from: '2026-11-01' })).not.toContain('My walk');
  expect(await list({ from: 'yesterday' })).toContain('must be a real date');
});
