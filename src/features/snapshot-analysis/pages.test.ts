import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import { runAs } from '#core/access/run-as.ts';
import { formatFigure, measureOf } from '#features/measures/index.ts';
import { buildWeb, signedInAgent, type Web } from '#features/sign-in/build.ts';
import { readPdf } from '#platform/documents/read-pdf.ts';
import { useDatabase } from '#test/support/database.ts';
import { figureIn, loadFigures } from '../data-snapshots/index.ts';
import { buildAnalysedSchool, buildNextSnapshot, buildWrittenAnalysis, presentBuilt, yearEleven } from './build.ts';
import { analysisPaths as paths } from './paths.ts';
import { findAnalysis, pointsOf } from './queries.ts';

const database = useDatabase();
let web: Web;
beforeAll(async () => {
  web = await buildWeb(database);
});
afterAll(() => web.close());

const as = (actor: Actor) => signedInAgent(web, actor);
const open = async (actor: Actor, url: string) => (await as(actor)).get(url);

async function presented() {
  const made = await buildAnalysedSchool(database);
  const id = await buildWrittenAnalysis(database, made.head, made.snapshot.id);
  await presentBuilt(database, made.head, id);
  return { ...made, id };
}

const writing = <T>(actor: Actor, work: Parameters<typeof runAs<T>>[3]) =>
  runAs(database, actor, 'snapshot-analysis:write', work);

test('a draft is open to its writers and to nobody else; a paper to every reader of the school', async () => {
  const made = await buildAnalysedSchool(database);
  const { head, slt, principal, governor, trustee, clerk, otherGovernor, elsewhere, otherTrust, snapshot } = made;
  const id = await buildWrittenAnalysis(database, head, snapshot.id);
  const [point] = await writing(head, (ctx) => pointsOf(ctx, id));
  for (const url of [paths.write(id), paths.point(id, point?.id ?? ''), paths.lastTime(id), paths.present(id)]) {
    for (const actor of [head, slt]) expect((await open(actor, url)).statusCode, url).toBe(200);
    for (const actor of [principal, governor, trustee, clerk]) expect((await open(actor, url)).statusCode).toBe(403);
    for (const actor of [elsewhere, otherTrust]) expect((await open(actor, url)).statusCode).toBe(404);
  }
  for (const actor of [principal, governor, trustee, clerk, elsewhere, otherGovernor, otherTrust])
    expect((await open(actor, paths.paper(id))).statusCode).toBe(404);
  expect((await open(head, paths.paper(id))).headers['location']).toBe(paths.write(id));
  await presentBuilt(database, head, id);
  for (const url of [
    paths.paper(id),
    paths.onePaper(id, 1),
    paths.slides(id, 1),
    paths.file(id, 1, 'pdf'),
    paths.file(id, 1, 'docx'),
  ]) {
    for (const actor of [head, slt, principal, governor, trustee, clerk])
      expect((await open(actor, url)).statusCode, `${actor.name} ${url}`).toBe(200);
    for (const actor of [otherGovernor, otherTrust, elsewhere])
      expect((await open(actor, url)).statusCode, `${actor.name} ${url}`).toBe(404);
  }
  expect((await open(governor, paths.onePaper(id, 2))).statusCode).toBe(404);
});

test('what few pupils would tell is in none of the outputs: page, slides, PDF and Word', async () => {
  const { head, governor, snapshot } = await buildAnalysedSchool(database);
  const measure = measureOf('attainment8');
  if (!measure) throw new Error('no measure');
  const figures = await writing(head, (ctx) => loadFigures(ctx, { snapshotIds: [snapshot.id] }));
  const of = (groupCode: string) => {
    const figure = figureIn(figures, { measure: 'attainment8', basis: 'c', breakdown: 'disadvantaged', groupCode });
    if (!figure || figure.value === null) throw new Error(`no figure of ${groupCode}`);
    return figure;
  };
  expect(of('disadvantaged').pupils).toBe(3);
  const secret = [formatFigure(measure, of('disadvantaged')), formatFigure(measure, of('not_disadvantaged'))];
  const all = formatFigure(measure, figureIn(figures, { measure: 'attainment8', basis: 'c' }) ?? of('none'));
  expect(secret).not.toContain(all);
  const id = await buildWrittenAnalysis(database, head, snapshot.id);
  // The head may see every pupil, but writes beside what governors will see.
  const draft = (await open(head, paths.present(id))).body;
  await presentBuilt(database, head, id);
  const files = async (format: string) => (await open(governor, paths.file(id, 1, format))).rawPayload;
  const outputs = {
    draft,
    page: (await open(governor, paths.paper(id))).body,
    slides: (await open(governor, paths.slides(id, 1))).body,
    pdf: readPdf(await files('pdf')).pages.join(' '),
    word: strFromU8(unzipSync(await files('docx'))['word/document.xml'] ?? new Uint8Array()),
  };
  for (const [name, text] of Object.entries(outputs)) {
    expect(text, name).toContain(all);
    for (const each of secret) expect(text, `${name} tells ${each}`).not.toContain(each);
    expect(text.toLowerCase(), name).not.toContain('disadvantaged pupils:');
  }
});

test('a gap of groups that are large enough is told, in words', async () => {
  const made = await buildAnalysedSchool(database);
  const larger = await buildNextSnapshot(database, made, '2027-03-05', yearEleven(4, 60, 20));
  const id = await buildWrittenAnalysis(database, made.head, larger.id);
  await presentBuilt(database, made.head, id);
  for (const url of [paths.paper(id), paths.slides(id, 1)])
    expect((await open(made.governor, url)).body).toMatch(
      /Disadvantaged pupils: \d+\.\d below others, more than chance/,
    );
});

test('a school of few pupils presents words beside figures that are held back', async () => {
  const made = await buildAnalysedSchool(database);
  const small = await buildNextSnapshot(database, made, '2027-03-05', yearEleven(4, 4, 1));
  const id = await buildWrittenAnalysis(database, made.head, small.id);
  await presentBuilt(database, made.head, id);
  for (const url of [paths.paper(id), paths.slides(id, 1)]) {
    const { body } = await open(made.governor, url);
    expect(body).toContain('Held back (few pupils)');
    expect(body).not.toMatch(/\b4 pupils/);
  }
});

test('the page proposes what stands out and adds any other measure; a refused choice keeps what was ticked', async () => {
  const { head, school, snapshot } = await buildAnalysedSchool(database);
  const agent = await as(head);
  const begun = await agent.post(paths.of(snapshot.id));
  const url = String(begun.headers['location']);
  const id = url.split('/')[2] ?? '';
  const page = await agent.get(url);
  expect(page.body).toContain('No measure has been chosen yet');
  expect(page.body).toContain('Choose measures');
  const refused = await agent.post(paths.points(id), { keys: ['attainment8.c.0'], other: 'nothing.c.0' });
  expect(refused.statusCode).toBe(400);
  expect(refused.body).toContain('Choose measures of this snapshot');
  expect((await agent.post(paths.points(id), { other: 'attainment8.c.0' })).statusCode).toBe(303);
  expect((await agent.get(url)).body).toContain('Nothing written');
  expect((await open(head, '/snapshot-analyses')).body).toContain(school.name);
});

test('no text is lost when a form is refused or a colleague was first, and a background save is told so', async () => {
  const { head, slt, snapshot } = await buildAnalysedSchool(database);
  const id = await buildWrittenAnalysis(database, head, snapshot.id);
  const [point] = await writing(head, (ctx) => pointsOf(ctx, id));
  const url = paths.point(id, point?.id ?? '');
  const text = { says: 'Words of the head', why: 'w', next: 'n', who: 'Head', by: '2027-02-31' };
  const agent = await as(head);
  const invalid = await agent.post(url, { ...text, revision: String(point?.revision) });
  expect(invalid.statusCode).toBe(400);
  expect(invalid.body).toContain('Words of the head');
  const long = await agent.post(paths.summary(id), { summary: `Long ${'x'.repeat(4100)}`, revision: '2' });
  expect(long.statusCode).toBe(400);
  expect(long.body).toContain('xxxxxxx');
  await (await as(slt)).post(url, { ...text, says: 'Words of the deputy', by: '', revision: String(point?.revision) });
  const stale = await agent.post(url, { ...text, by: '2027-02-12', revision: String(point?.revision) });
  expect(stale.statusCode).toBe(409);
  expect(stale.body).toContain('Words of the head');
  expect(stale.body).toContain('Words of the deputy');
  const background = await agent.post(paths.autosavePoint(id, point?.id ?? ''), {
    ...text,
    by: '',
    revision: String(point?.revision),
  });
  expect(background.statusCode).toBe(409);
  expect(background.json().message).toContain('Somebody else has saved this');
  const analysis = await writing(head, (ctx) => findAnalysis(ctx, id));
  const saved = await agent.post(paths.autosaveSummary(id), { summary: 'Anew', revision: String(analysis.revision) });
  expect(saved.json()).toEqual({ revision: analysis.revision + 1 });
});

test('a question and an answer are asked and given through the pages, and refused ones keep their words', async () => {
  const { id, head, slt, governor, trustee, clerk, principal } = await presented();
  const asker = await as(governor);
  const nothing = await asker.post(paths.questions(id), { question: ' ' });
  expect(nothing.statusCode).toBe(400);
  expect(nothing.body).toContain('Enter your question');
  const wrong = await asker.post(paths.questions(id), { question: 'What of reading?', about: 'reading.c.0' });
  expect(wrong.statusCode).toBe(400);
  expect(wrong.body).toContain('What of reading?');
  const asked = await asker.post(paths.questions(id), { question: 'What of reading?', about: 'attainment8.c.0' });
  expect(asked.statusCode).toBe(303);
  const questionId = String(asked.headers['location']).split('#question-')[1] ?? '';
  for (const actor of [trustee, clerk, slt])
    expect((await (await as(actor)).post(paths.questions(id), { question: 'Why?' })).statusCode).toBe(403);
  for (const actor of [slt, governor, principal])
    expect((await open(actor, paths.question(id, questionId))).statusCode).toBe(403);
  const answerer = await as(head);
  expect((await answerer.get(paths.question(id, questionId))).body).toContain('What of reading?');
  const few = await answerer.post(paths.question(id, questionId), { answer: 'It is 3 pupils who do not read.' });
  expect(few.statusCode).toBe(400);
  expect(few.body).toContain('It is 3 pupils who do not read.');
  expect(few.body).toContain('fewer than six pupils');
  await answerer.post(paths.question(id, questionId), { answer: 'All read daily.' });
  const { body } = await open(clerk, paths.paper(id));
  expect(body).toContain('What of reading?');
  expect(body).toContain(`Asked by ${governor.name}`);
  expect(body).toMatch(/Answer<\/h4>[\s\S]*All read daily\./);
});

test('the head presents through the page; a senior leader reads it there and cannot', async () => {
  const { head, slt, governor, principal, snapshot } = await buildAnalysedSchool(database);
  const id = await buildWrittenAnalysis(database, head, snapshot.id);
  const reading = await open(slt, paths.present(id));
  expect(reading.body).toContain('The head teacher presents it.');
  expect((await (await as(slt)).post(paths.present(id), { seen: 'x' })).statusCode).toBe(403);
  const agent = await as(head);
  const page = await agent.get(paths.present(id));
  expect(page.body).toContain(`It goes to`);
  expect(page.body).toContain(governor.name);
  const seen = /name="seen" value="([0-9a-f]{64})"/.exec(page.body)?.[1] ?? '';
  const stale = await agent.post(paths.present(id), { seen: seen.replace(/^./, (one) => (one === '0' ? '1' : '0')) });
  expect(stale.statusCode).toBe(409);
  const done = await agent.post(paths.present(id), { seen });
  expect(done.headers['location']).toBe(paths.paper(id));
  const again = await agent.post(paths.present(id), { seen });
  expect(again.statusCode).toBe(400);
  expect(again.body).toContain('Say why the analysis is presented again');
  const receipt = await (await as(principal)).post(paths.receipt(id), { paper: '1' });
  expect(receipt.statusCode).toBe(303);
  expect((await open(principal, paths.paper(id))).body).toContain('Read by 1 of 2');
  const slides = (await open(governor, paths.slides(id, 1))).body;
  expect(slides).not.toContain('<script');
  expect(slides.match(/class="cairn-slide"/g)).toHaveLength(3);
});

test('the list shows each reader what there is to read, and the Trust what is not there yet', async () => {
  const { head, principal, governor, clerk, otherGovernor, elsewhere, school, snapshot } =
    await buildAnalysedSchool(database);
  const list = async (actor: Actor) => (await open(actor, paths.list)).body;
  expect(await list(principal)).toContain('Not begun');
  for (const actor of [governor, clerk]) expect(await list(actor)).not.toContain('Not begun');
  const id = await buildWrittenAnalysis(database, head, snapshot.id);
  expect(await list(principal)).toContain('Being written');
  expect(await list(principal)).not.toContain(paths.write(id));
  expect(await list(governor)).toContain('No analysis has been presented yet');
  expect((await open(principal, paths.of(snapshot.id))).body).toContain('The school is writing it');
  expect((await open(governor, paths.of(snapshot.id))).statusCode).toBe(404);
  await presentBuilt(database, head, id);
  for (const actor of [principal, governor, clerk]) expect(await list(actor)).toContain(paths.paper(id));
  for (const actor of [otherGovernor, elsewhere]) expect(await list(actor)).not.toContain(school.name);
});

test('what came of last time is said on one page; of a step that a colleague spoke of first both are seen', async () => {
  const made = await presented();
  const { head, slt } = made;
  const next = await buildNextSnapshot(database, made, '2027-03-05');
  const id = await buildWrittenAnalysis(database, head, next.id);
  const agent = await as(head);
  const { body } = await agent.get(paths.lastTime(id));
  const stepId = /name="note-([0-9a-f-]{36})"/.exec(body)?.[1] ?? '';
  const said = (outcome: string, note: string, revision: string) => ({
    ...(outcome ? { [`outcome-${stepId}`]: outcome } : {}),
    [`note-${stepId}`]: note,
    [`revision-${stepId}`]: revision,
  });
  // The builder has said that it is done: it is said anew from here.
  const bare = await agent.post(paths.lastTime(id), said('', 'Words without an outcome', '1'));
  expect(bare.statusCode).toBe(400);
  expect(bare.body).toContain('Words without an outcome');
  expect(bare.body).toContain('Choose whether it has happened');
  expect((await (await as(slt)).post(paths.lastTime(id), said('going', 'Of the deputy', '1'))).statusCode).toBe(303);
  const stale = await agent.post(paths.lastTime(id), said('not_done', 'Of the head', '1'));
  expect(stale.statusCode).toBe(409);
  expect(stale.body).toContain('Of the head');
  expect(stale.body).toContain('Still going. “Of the deputy”');
  expect((await agent.post(paths.lastTime(id), said('not_done', 'Of both', '2'))).headers['location']).toBe(
    paths.write(id),
  );
});
