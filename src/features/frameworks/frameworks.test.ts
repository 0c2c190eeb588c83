import { expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import { runAs } from '#core/access/run-as.ts';
import { buildFrameworks } from '#core/frameworks/build.ts';
import type { Framework } from '#core/frameworks/framework.ts';
import { currentFramework, findFramework } from '#core/frameworks/queries.ts';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { Forbidden, NotFound, StaleRevision } from '#platform/errors.ts';
import type { FormBody, PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { useDatabase } from '#test/support/database.ts';
import { adoptFramework } from './actions/adopt-framework.ts';
import { addArea, changeArea, moveArea, removeArea } from './actions/change-areas.ts';
import { addGrade, changeGrade, moveGrade, removeGrade } from './actions/change-grades.ts';
import { discardDraft } from './actions/discard-draft.ts';
import { startDraft, startFramework } from './actions/start-draft.ts';
import { sendArea } from './pages/edit-area.tsx';
import { showDraft } from './pages/edit-draft.tsx';
import { showFrameworks } from './pages/framework-list.tsx';
import { showFramework } from './pages/framework-page.tsx';
import { showSideBySide } from './pages/side-by-side.tsx';

const database = useDatabase();

async function world() {
  const trust = await buildTrust(database.db);
  const built = await buildFrameworks(database.db, trust);
  const principal = await buildActor(database.db, trust, 'executive_principal');
  return { trust, principal, ...built };
}

const manage = <T>(actor: Actor, work: Parameters<typeof runAs<T>>[3]) =>
  runAs(database, actor, 'framework:manage', work);
const reread = (actor: Actor, id: string) => manage(actor, (ctx) => findFramework(ctx, id));

async function draftOf(actor: Actor, framework: Framework): Promise<Framework> {
  const { id } = await manage(actor, (ctx) => startDraft(ctx, framework.id));
  return await reread(actor, id);
}

const asked = (params: Record<string, string>, form: FormBody = {}): PageRequest => ({
  method: 'GET',
  url: '/',
  params,
  query: {},
  form,
  files: [],
  headers: {},
  ip: '127.0.0.1',
  inBackground: false,
});

async function text(reply: Reply): Promise<string> {
  if (reply.kind !== 'page') throw new Error(`Not a page but ${reply.kind}`);
  return String(await reply.body);
}

const area = (framework: Framework, code: string) => {
  const found = framework.areas.find((one) => one.code === code);
  if (!found) throw new Error(code);
  return found;
};
const input = (framework: Framework, values: { title: string }) => ({
  scale: 'main' as const,
  appliesTo: 'all' as const,
  prompts: '',
  revision: framework.revision,
  ...values,
});

test('a new version starts as a copy, and only one draft is open at a time', async () => {
  const { principal, section5 } = await world();
  const draft = await draftOf(principal, section5);
  expect(draft.version).toBe(2);
  expect(draft.areas.map((one) => [one.code, one.descriptors])).toEqual(
    section5.areas.map((one) => [one.code, one.descriptors]),
  );
  expect(await manage(principal, (ctx) => startDraft(ctx, section5.id))).toEqual({ id: draft.id, created: false });
});

test('an adopted draft is what new reviews use; the version before it is replaced and stays as it was', async () => {
  const { principal, section5 } = await world();
  const draft = await draftOf(principal, section5);
  await manage(principal, (ctx) =>
    addArea(
      ctx,
      draft.id,
      { ...input(draft, { title: 'Reading' }), prompts: 'Who cannot read?' },
      { '1': 'Everybody reads.' },
    ),
  );
  await manage(principal, (ctx) =>
    adoptFramework(ctx, draft.id, { why: 'The board asked for reading.', revision: draft.revision + 1 }),
  );
  const current = await manage(principal, (ctx) => currentFramework(ctx));
  expect([current.id, current.version, current.areas.at(-1)?.title, current.areas.at(-1)?.descriptors['1']]).toEqual([
    draft.id,
    2,
    'Reading',
    'Everybody reads.',
  ]);
  const before = await reread(principal, section5.id);
  expect(before.retiredAt).not.toBeNull();
  expect(before.areas).toHaveLength(7);
  const why = await database.owner.pool.query(
    `select why from event where subject_id = $1 and kind = 'framework.adopted'`,
    [draft.id],
  );
  expect(why.rows).toEqual([{ why: 'The board asked for reading.' }]);
});

test('an adopted version is refused every change, with the way to make one', async () => {
  const { principal, section5 } = await world();
  const change = manage(principal, (ctx) => addArea(ctx, section5.id, input(section5, { title: 'Reading' }), {}));
  await expect(change).rejects.toThrow('Make a new version instead');
  await expect(change).rejects.toThrow(Forbidden);
});

test('the model keeps its numbers 1 to 4: none is added, moved or removed, but their words may change', async () => {
  const { principal, section5 } = await world();
  const draft = await draftOf(principal, section5);
  const [first] = draft.grades.main;
  if (!first) throw new Error('no grade');
  const { revision } = draft;
  await expect(
    manage(principal, (ctx) => addGrade(ctx, draft.id, { label: 'World class', descriptor: '', revision })),
  ).rejects.toThrow('numbers 1 to 4 stay');
  await expect(manage(principal, (ctx) => removeGrade(ctx, draft.id, first.id, revision))).rejects.toThrow(
    'numbers 1 to 4 stay',
  );
  await expect(manage(principal, (ctx) => moveGrade(ctx, draft.id, first.id, 'down', revision))).rejects.toThrow(
    'numbers 1 to 4 stay',
  );
  await manage(principal, (ctx) =>
    changeGrade(ctx, draft.id, first.id, { label: 'Outstanding', descriptor: 'In our own words.', revision }),
  );
  expect((await reread(principal, draft.id)).grades.main[0]?.descriptor).toBe('In our own words.');
});

test('the names of Ofsted’s standards stay as published', async () => {
  const { principal, ofsted2025 } = await world();
  const draft = await draftOf(principal, ofsted2025);
  const [first] = draft.grades.main;
  const rename = manage(principal, (ctx) =>
    changeGrade(ctx, draft.id, first?.id ?? '', { label: 'superb', descriptor: '', revision: draft.revision }),
  );
  await expect(rename).rejects.toThrow('Ofsted has published');
});

test('areas are added, put in order and removed, but a title is not given twice', async () => {
  const { principal, section5 } = await world();
  let draft = await draftOf(principal, section5);
  await expect(
    manage(principal, (ctx) => addArea(ctx, draft.id, input(draft, { title: ' SAFEGUARDING ' }), {})),
  ).rejects.toThrow('has this title already');
  await manage(principal, (ctx) => moveArea(ctx, draft.id, area(draft, 'safeguarding').id, 'up', draft.revision));
  draft = await reread(principal, draft.id);
  expect(draft.areas.map((one) => one.code).slice(-2)).toEqual(['safeguarding', 'sixth_form_provision']);
  await manage(principal, (ctx) =>
    removeArea(ctx, draft.id, area(draft, 'behaviour_and_attitudes').id, draft.revision),
  );
  draft = await reread(principal, draft.id);
  expect(draft.areas.map((one) => one.position)).toEqual([1, 2, 3, 4, 5, 6]);
});

test('the trust makes a framework of its own, which needs an area and two grades before it can be adopted', async () => {
  const { principal } = await world();
  const id = await manage(principal, (ctx) => startFramework(ctx, { name: 'SEND review', startFrom: null }));
  let own = await reread(principal, id);
  expect(own.family).toBe('own-send-review');
  const adopt = () => manage(principal, (ctx) => adoptFramework(ctx, id, { why: 'Needed', revision: own.revision }));
  await expect(adopt()).rejects.toThrow('Add at least one area. Add at least two grades.');
  for (const label of ['Secure', 'Emerging', 'Not yet']) {
    await manage(principal, (ctx) => addGrade(ctx, id, { label, descriptor: '', revision: own.revision }));
    own = await reread(principal, id);
  }
  await expect(
    manage(principal, (ctx) => addGrade(ctx, id, { label: 'secure', descriptor: '', revision: own.revision })),
  ).rejects.toThrow('has this name already');
  await manage(principal, (ctx) =>
    addArea(ctx, id, input(own, { title: 'Identification' }), { secure: 'Found early.' }),
  );
  own = await reread(principal, id);
  const [only] = own.areas;
  await expect(manage(principal, (ctx) => removeArea(ctx, id, only?.id ?? '', own.revision))).rejects.toThrow(
    'at least one area',
  );
  await manage(principal, (ctx) => moveGrade(ctx, id, own.grades.main[2]?.id ?? '', 'up', own.revision));
  own = await reread(principal, id);
  expect(own.grades.main.map((grade) => grade.label)).toEqual(['Secure', 'Not yet', 'Emerging']);
  await manage(principal, (ctx) => removeGrade(ctx, id, own.grades.main[1]?.id ?? '', own.revision));
  own = await reread(principal, id);
  await expect(
    manage(principal, (ctx) => removeGrade(ctx, id, own.grades.main[0]?.id ?? '', own.revision)),
  ).rejects.toThrow('at least two grades');
  await adopt();
  expect(
    (await manage(principal, (ctx) => currentFramework(ctx, 'own-send-review'))).areas[0]?.descriptors['secure'],
  ).toBe('Found early.');
  await expect(
    manage(principal, (ctx) => startFramework(ctx, { name: 'send REVIEW', startFrom: null })),
  ).rejects.toThrow('of this name already');
});

test('a second person who saves the same draft is told, and what both wrote is shown', async () => {
  const { principal, section5 } = await world();
  const draft = await draftOf(principal, section5);
  const target = area(draft, 'personal_development');
  await manage(principal, (ctx) =>
    changeArea(ctx, draft.id, target.id, input(draft, { title: 'Personal growth' }), {}),
  );
  await expect(
    manage(principal, (ctx) => changeArea(ctx, draft.id, target.id, input(draft, { title: 'Mine' }), {})),
  ).rejects.toThrow(StaleRevision);
  const form = {
    title: ['Mine'],
    scale: ['main'],
    appliesTo: ['all'],
    prompts: [''],
    revision: [String(draft.revision)],
    'descriptor-main-1': ['My words'],
  };
  const reply = await manage(principal, (ctx) =>
    sendArea(ctx, asked({ frameworkId: draft.id, areaId: target.id }, form)),
  );
  expect(reply).toMatchObject({ kind: 'page', status: 409 });
  const html = await text(reply);
  expect(html).toContain('Personal growth');
  expect(html).toContain('value="Mine"');
  expect(html).toContain('My words');
});

test('a draft that is thrown away is gone, and the trail keeps that it was', async () => {
  const { principal, section5 } = await world();
  const draft = await draftOf(principal, section5);
  await manage(principal, (ctx) => discardDraft(ctx, draft.id, draft.revision));
  await expect(reread(principal, draft.id)).rejects.toThrow(NotFound);
  const kept = await database.owner.pool.query(
    `select count(*)::int as versions from record_version where record_id = $1`,
    [draft.id],
  );
  expect(kept.rows[0].versions).toBeGreaterThan(0);
});

test('heads, governors and trustees read frameworks but neither change them nor see drafts', async () => {
  const { trust, principal, section5 } = await world();
  const draft = await draftOf(principal, section5);
  const school = await buildSchool(database.db, trust);
  for (const role of ['head_teacher', 'lgb_member', 'trustee', 'trust_leader'] as const) {
    const place = role === 'head_teacher' || role === 'lgb_member' ? { schoolId: school.id } : {};
    const reader = await buildActor(database.db, trust, role, place);
    await expect(
      manage(reader, (ctx) => startDraft(ctx, section5.id)),
      role,
    ).rejects.toThrow(Forbidden);
    await expect(
      manage(reader, (ctx) => addArea(ctx, draft.id, input(draft, { title: 'Reading' }), {})),
      role,
    ).rejects.toThrow(Forbidden);
    const read = <T>(work: Parameters<typeof runAs<T>>[3]) =>
      runAs(database, reader, 'framework:read', work, { readOnly: true });
    await expect(
      read((ctx) => showFramework(ctx, asked({ frameworkId: draft.id }))),
      role,
    ).rejects.toThrow(NotFound);
    const list = await text(await read((ctx) => showFrameworks(ctx)));
    expect(list).toContain('Version 1');
    expect(list).not.toContain('Draft');
  }
});

test('a head cannot begin a version where none is open', async () => {
  const { trust, section5 } = await world();
  const head = await buildActor(database.db, trust, 'head_teacher', {
    schoolId: (await buildSchool(database.db, trust)).id,
  });
  await expect(manage(head, (ctx) => startDraft(ctx, section5.id))).rejects.toThrow(Forbidden);
  await expect(manage(head, (ctx) => startFramework(ctx, { name: 'Mine', startFrom: null }))).rejects.toThrow(
    Forbidden,
  );
});

test('the framework of another trust cannot be opened, copied or changed', async () => {
  const mine = await world();
  const theirs = await world();
  await expect(manage(mine.principal, (ctx) => startDraft(ctx, theirs.section5.id))).rejects.toThrow(NotFound);
  await expect(
    manage(mine.principal, (ctx) => startFramework(ctx, { name: 'Copy', startFrom: theirs.section5.id })),
  ).rejects.toThrow(NotFound);
  await expect(
    manage(mine.principal, (ctx) => addArea(ctx, theirs.section5.id, input(theirs.section5, { title: 'X' }), {})),
  ).rejects.toThrow(NotFound);
});

test('the pages show the scale, the areas and why nothing is converted', async () => {
  const { principal, section5 } = await world();
  const page = await manage(principal, async (ctx) =>
    text(await showFramework(ctx, asked({ frameworkId: section5.id }))),
  );
  expect(page).toContain('Requires Improvement');
  expect(page).toContain('Why grades are never converted');
  expect(page).toContain('Schools with early years');
  const beside = await manage(principal, async (ctx) => text(await showSideBySide(ctx)));
  expect(beside).toContain('Curriculum and teaching; Achievement');
  expect(beside).not.toContain('Inadequate');
  const draft = await draftOf(principal, section5);
  const edit = await manage(principal, async (ctx) => text(await showDraft(ctx, asked({ frameworkId: draft.id }))));
  expect(edit).toContain('The numbers 1 to 4 stay as they are');
});
