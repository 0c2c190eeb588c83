import { expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import { runAs } from '#core/access/run-as.ts';
import { evidencePage } from '#core/evidence/queries.ts';
import { buildFrameworks } from '#core/frameworks/build.ts';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { buildDeclaration, buildPlan } from '#features/action-plans/build.ts';
import '#features/action-plans/index.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { useDatabase } from '#test/support/database.ts';
import { addEvidence } from './actions/add-evidence.ts';
import { correctEvidence } from './actions/correct-evidence.ts';
import { replaceFile } from './actions/replace-file.ts';
import { withdrawFile } from './actions/withdraw-evidence.ts';
import { evidenceInput } from './build.ts';
import './index.ts';
import { withEarlier } from './file-rules.ts';
import { cursorText, readCursor } from './list-filter.ts';
import { showEvidenceList } from './pages/evidence-list.tsx';
import { downloadEvidenceFile, showEvidence } from './pages/evidence-page.tsx';
import { showPatterns } from './pages/patterns.tsx';
import { filesOf } from './queries.ts';
import { choicesFor } from './reach-queries.ts';
import { nothingSaid, type Reach } from './reach-rules.ts';

const database = useDatabase();

async function world() {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  await buildFrameworks(database.db, trust);
  const head = await buildActor(database.db, trust, 'head_teacher', { schoolId: school.id });
  const leader = await buildActor(database.db, trust, 'trust_leader');
  return { trust, school, head, leader };
}

const file = (fileName: string, content: string) => ({
  field: 'files',
  fileName,
  mediaType: 'text/plain',
  bytes: new TextEncoder().encode(content),
});
const add = (
  actor: Actor,
  schoolId: string,
  values: Parameters<typeof evidenceInput>[0] = {},
  files = [] as ReturnType<typeof file>[],
) => runAs(database, actor, 'evidence:write', (ctx) => addEvidence(ctx, schoolId, evidenceInput(values), files));
const files = (actor: Actor, evidenceId: string) =>
  runAs(database, actor, 'evidence:read', (ctx) => filesOf(ctx, evidenceId), { readOnly: true });
const request = (params: Record<string, string>, query: Record<string, string> = {}): PageRequest => ({
  method: 'GET',
  url: '/',
  params,
  query,
  form: {},
  files: [],
  headers: {},
  ip: '127.0.0.1',
  inBackground: false,
});
type Page = (ctx: Parameters<typeof showEvidence>[0], request: PageRequest) => Promise<Reply>;
async function html(actor: Actor, page: Page, params: Record<string, string>, query: Record<string, string> = {}) {
  const reply = await runAs(database, actor, 'evidence:read', (ctx) => page(ctx, request(params, query)), {
    readOnly: true,
  });
  if (reply.kind !== 'page') throw new Error(`Not a page but ${reply.kind}`);
  return String(await reply.body);
}

test('a new revision of a file takes the place of the earlier one; both stay, each with its hash, and both can be opened', async () => {
  const { school, head, leader } = await world();
  const evidenceId = await add(head, school.id, {}, [file('Notes.txt', 'first'), file('Other.txt', 'other')]);
  const [notes] = (await files(head, evidenceId)).filter((one) => one.name === 'Notes.txt');
  const replace = (actor: Actor, fileId: string, revision: number, content: string) =>
    runAs(database, actor, 'evidence:write', (ctx) =>
      replaceFile(ctx, evidenceId, fileId, { why: 'A page was missing', revision }, [file('Notes 2.txt', content)]),
    );
  await replace(head, notes?.file_id ?? '', 1, 'second');
  const chains = withEarlier(await files(leader, evidenceId));
  expect(chains.map((chain) => [chain.file.name, chain.earlier.map((one) => one.name)])).toEqual([
    ['Notes 2.txt', ['Notes.txt']],
    ['Other.txt', []],
  ]);
  const page = await html(leader, showEvidence, { schoolId: school.id, evidenceId });
  for (const part of ['Earlier revisions of Notes 2.txt (1)', 'A page was missing', notes?.sha256.slice(0, 16) ?? '?'])
    expect(page).toContain(part);
  const old = await runAs(
    database,
    leader,
    'evidence:read',
    (ctx) => downloadEvidenceFile(ctx, request({ schoolId: school.id, evidenceId, fileId: notes?.file_id ?? '' })),
    { readOnly: true },
  );
  expect(old).toMatchObject({ kind: 'download', fileName: 'Notes.txt' });
  await expect(replace(head, notes?.file_id ?? '', 2, 'third')).rejects.toThrow('already been replaced');
  await expect(replace(head, chains[0]?.file.file_id ?? '', 1, 'third')).rejects.toThrow('Somebody else saved this');
  const other = await buildActor(database.db, { id: head.trustId, name: head.trustName }, 'slt', {
    schoolId: school.id,
  });
  await expect(replace(other, chains[0]?.file.file_id ?? '', 2, 'third')).rejects.toThrow(
    'Only the person who recorded',
  );
  await expect(
    runAs(database, head, 'evidence:write', (ctx) =>
      replaceFile(ctx, evidenceId, chains[0]?.file.file_id ?? '', { why: 'Why', revision: 2 }, []),
    ),
  ).rejects.toThrow('Choose the file that takes its place');
});

test('a file that named pupils is withdrawn and then replaced: the withdrawn one stays closed', async () => {
  const { school, head } = await world();
  const evidenceId = await add(head, school.id, {}, [file('Names.txt', 'names')]);
  const [named] = await files(head, evidenceId);
  const id = named?.file_id ?? '';
  await runAs(database, head, 'evidence:write', (ctx) =>
    withdrawFile(ctx, evidenceId, id, { why: 'It named pupils', revision: 1 }),
  );
  await runAs(database, head, 'evidence:write', (ctx) =>
    replaceFile(ctx, evidenceId, id, { why: 'Without names', revision: 2 }, [file('Clean.txt', 'clean')]),
  );
  const opening = runAs(database, head, 'evidence:read', (ctx) =>
    downloadEvidenceFile(ctx, request({ schoolId: school.id, evidenceId, fileId: id })),
  );
  await expect(opening).rejects.toThrow('withdrawn');
});

test('one piece serves areas of two frameworks and a line of the plan, and a correction leaves what its writer cannot see', async () => {
  const { trust, school, head, leader } = await world();
  const plan = await buildPlan(database, leader, school.id, { basis: 'imposed' });
  const choices = (actor: Actor) =>
    runAs(database, actor, 'evidence:write', (ctx) => choicesFor(ctx, school.id), { readOnly: true });
  expect((await choices(head)).criteria).toEqual([]);
  await buildDeclaration(database, leader, plan.planId, 'put_in_place');
  const offered = await choices(head);
  expect(offered.criteria.map((one) => one.id)).toEqual([plan.criterionId]);
  expect(offered.frameworks.length).toBeGreaterThan(1);
  const areas = offered.frameworks.map((framework) => framework.areas[0]?.id ?? '');
  const external = await buildActor(database.db, trust, 'external_reviewer', { schoolId: school.id });
  expect((await choices(external)).criteria).toEqual([]);
  const reach: Reach = {
    ...nothingSaid,
    areas: areas.map((areaId) => ({ areaId, points: 'development' })),
    tags: ['attendance'],
    criterionIds: [plan.criterionId, crypto.randomUUID()],
  };
  const evidenceId = await add(external, school.id, { reach: { ...reach, criterionIds: [] } });
  const byHead = await add(head, school.id, { title: 'By the head', reach });
  const shown = await html(leader, showEvidence, { schoolId: school.id, evidenceId: byHead });
  expect(shown).toContain('Attendance of disadvantaged pupils');
  expect(shown).toContain('Lines of action plans');
  const filtered = await html(leader, showEvidenceList, { schoolId: school.id }, { line: plan.criterionId });
  expect(filtered).toContain('By the head');
  expect(filtered).toContain('Showing 1 to 1 of 1');
  await database.owner.pool.query(
    `insert into evidence_line (trust_id, evidence_id, criterion_id) values ($1, $2, $3)`,
    [trust.id, evidenceId, plan.criterionId],
  );
  await runAs(database, external, 'evidence:write', (ctx) =>
    correctEvidence(ctx, evidenceId, evidenceInput({ reach: { ...nothingSaid, tags: ['reading'] } }), []),
  );
  const kept = await database.owner.pool.query(
    `select (select count(*)::int from evidence_line where evidence_id = $1) as lines,
      (select count(*)::int from evidence_area where evidence_id = $1) as areas, array(select tag from evidence_tag where evidence_id = $1) as tags`,
    [evidenceId],
  );
  expect(kept.rows).toEqual([{ lines: 1, areas: 0, tags: ['reading'] }]);
});

test('a long list is read fifty at a time from a place in it, forwards and back, and its count is the whole', async () => {
  const { school, head, leader } = await world();
  for (let number = 0; number < 7; number += 1)
    await add(head, school.id, { title: `Piece ${number}`, happenedOn: Temporal.PlainDate.from('2026-11-09') });
  const page = (place: Partial<Parameters<typeof evidencePage>[3]>) =>
    runAs(database, leader, 'evidence:read', (ctx) => evidencePage(ctx, school.id, {}, { limit: 3, ...place }), {
      readOnly: true,
    });
  const seen: string[] = [];
  let after = null as ReturnType<typeof readCursor>;
  for (let turn = 0; turn < 3; turn += 1) {
    const { rows, total, before } = await page({ after });
    expect([total, before]).toEqual([7, seen.length]);
    seen.push(...rows.map((row) => row.id));
    const last = rows.at(-1);
    after = last ? readCursor(cursorText(last)) : null;
  }
  expect(new Set(seen).size).toBe(7);
  const fourth = await page({ after: { happenedOn: Temporal.PlainDate.from('2026-11-09'), id: seen[2] ?? '' } });
  const [first] = fourth.rows;
  const back = await page({ before: first ? readCursor(cursorText(first)) : null });
  expect(back.rows.map((row) => row.id)).toEqual(seen.slice(0, 3));
  expect(readCursor('2026-02-31_01a20e63-2976-7dd3-af65-77ab4afd983a')).toBeNull();
  expect(readCursor('anything')).toBeNull();
});

test('the list is narrowed by word, area, what it shows, who saw it and the day it was recorded, not only the day it happened', async () => {
  const { school, head, leader } = await world();
  const offered = await runAs(database, head, 'evidence:write', (ctx) => choicesFor(ctx, school.id));
  const areaId = offered.frameworks[0]?.areas[0]?.id ?? '';
  await add(head, school.id, {
    title: 'With a word',
    reach: {
      ...nothingSaid,
      tags: ['send'],
      areas: [{ areaId, points: 'strength' }],
      observers: [{ personId: leader.personId, name: '' }],
    },
  });
  await add(head, school.id, { title: 'Without' });
  const titles = async (query: Record<string, string>) => {
    const page = await html(leader, showEvidenceList, { schoolId: school.id }, query);
    return ['With a word', 'Without'].filter((title) => page.includes(title));
  };
  for (const query of [{ tag: 'send' }, { area: areaId }, { points: 'strength' }, { mine: 'yes' }] as Record<
    string,
    string
  >[])
    expect(await titles(query)).toEqual(['With a word']);
  expect(await titles({ points: 'development' })).toEqual([]);
  expect(await titles({ source: 'by_hand', recordedFrom: '2026-11-23', recordedUntil: '2026-11-23' })).toHaveLength(2);
  expect(await titles({ recordedUntil: '2026-11-22' })).toEqual([]);
  expect(await titles({ recordedFrom: 'soon' })).toHaveLength(2);
});

test('patterns count what single pieces keep to themselves, and hold back what one or two teachers stand behind', async () => {
  const { trust, school, head } = await world();
  const offered = await runAs(database, head, 'evidence:write', (ctx) => choicesFor(ctx, school.id));
  const area = offered.frameworks[0]?.areas[0];
  const recorder = await buildActor(database.db, trust, 'teaching_learning');
  const observe = async (title: string) => {
    const teacher = await buildActor(database.db, trust, 'teacher', { schoolId: school.id });
    const areas: Reach['areas'] = [{ areaId: area?.id ?? '', points: 'development' }];
    await add(recorder, school.id, { title, reach: { ...nothingSaid, observedId: teacher.personId, areas } });
    return teacher;
  };
  const first = await observe('Secret one');
  await observe('Secret two');
  const patterns = () => html(head, showPatterns, { schoolId: school.id });
  expect(await patterns()).toContain('held back');
  await observe('Secret three');
  const page = await patterns();
  expect(page).not.toContain('>held back<');
  expect(page).toContain(area?.label ?? '?');
  for (const hidden of ['Secret', first.name, recorder.name]) expect(page).not.toContain(hidden);
});
