import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import { runAs } from '#core/access/run-as.ts';
import { buildActor, buildSchool } from '#core/organisations/build.ts';
import { useDatabase } from '#test/support/database.ts';
import { saveJudgement, saveSection } from './actions/save-part.ts';
import { buildReviewWorld, type ReviewOptions, type Stage } from './build.ts';
import { buildReader, buildReviewWeb } from './web/build.ts';

const database = useDatabase();
let app: FastifyInstance;
beforeAll(async () => {
  app = await buildReviewWeb(database);
});
afterAll(() => app.close());

const reader = (actor: Actor) => buildReader(database, app, actor);

const values = {
  establishment_type: 'Academy converter',
  local_authority: 'Larkshire',
  capacity: 1200,
  pupils_on_roll: 1124,
};
const world = (stage: Stage, options: ReviewOptions = {}) => buildReviewWorld(database, stage, options, values);

test('the trust’s list names the state, the pen and the grades, and offers to start what is missing', async () => {
  const { trust, people, school } = await world('moderation', { grades: { quality_of_education: '3' } });
  const bare = await buildSchool(database.db, trust);
  const list = await (await reader(people.executivePrincipal)).get('/annual-reviews');
  expect(list.text).toContain(`${school.name} In moderation A leader who did not write it 3 Requires Improvement`);
  expect(list.text).toContain(`${bare.name} Start the review`);
  const governor = await (await reader(people.governor)).get('/annual-reviews');
  expect(governor.text).toContain(`${school.name} Nothing has been issued`);
  expect(governor.text).not.toContain('Requires Improvement');
});

test('a review is started with a form that comes back with what was typed when something is wrong', async () => {
  const { trust, people, school } = await world('draft');
  const principal = await reader(people.executivePrincipal);
  const fields = {
    schoolId: school.id,
    academicYear: '2026',
    frameworkFamily: 'section-5',
    leadId: people.author.personId,
    dueOn: '2026-12-04',
  };
  const twice = await principal.post('/annual-reviews/start', fields);
  expect(twice.status).toBe(400);
  expect(twice.text).toContain('has already been started');
  expect(twice.html).toContain('value="2026-12-04"');
  const other = await buildSchool(database.db, trust);
  const started = await principal.post('/annual-reviews/start', { ...fields, schoolId: other.id });
  expect(started.status).toBe(303);
  expect((await principal.get(started.location)).text).toContain('Quality of education has no grade');
  expect((await (await reader(people.author)).get('/annual-reviews/start')).status).toBe(403);
});

test('the head of another school, and a governor before the issue, get 404 on every page; a governor may not open the workspace at all', async () => {
  const { trust, path, people } = await world('facts');
  const other = await buildSchool(database.db, trust);
  const otherHead = await reader(await buildActor(database.db, trust, 'head_teacher', { schoolId: other.id }));
  for (const page of [
    '',
    '/preview',
    '/sections/school',
    '/judgements/quality_of_education',
    '/key-issues',
    '/facts',
    '/replies',
    '/issued',
    '/receipts',
  ]) {
    expect((await otherHead.get(path + page)).status).toBe(404);
  }
  const governor = await reader(people.governor);
  for (const page of ['', '/issued', '/receipts']) expect((await governor.get(path + page)).status).toBe(404);
  expect((await governor.get(`${path}/preview`)).status).toBe(403);
  expect((await otherHead.post(`${path}/facts`, {})).status).toBe(404);
  expect(
    (await (await reader(people.head)).post(`${path}/sections/school`, { body: 'Mine', revision: '2' })).status,
  ).toBe(403);
});

test('a draft is saved as people type, and the author who saves second sees both texts', async () => {
  const { path, reviewId, people } = await world('draft');
  const author = await reader(people.author);
  const section = `${path}/sections/strengths`;
  expect(await author.post(`${section}/autosave`, { body: 'First words.', revision: '2' })).toMatchObject({
    status: 200,
    json: { revision: 3 },
  });
  await runAs(database, people.author, 'annual-review:write', (ctx) =>
    saveSection(ctx, reviewId, 'strengths', { body: 'From a colleague.', revision: 3 }),
  );
  const stale = await author.post(`${section}/autosave`, { body: 'First words, and more.', revision: '3' });
  expect(stale.status).toBe(409);
  expect(stale.json['message']).toContain('Your text is still here');
  const both = await author.post(section, { body: 'First words, and more.', revision: '3' });
  expect(both.status).toBe(409);
  expect(both.html).toContain('From a colleague.');
  expect(both.html).toContain('First words, and more.');
  const revision = /name="revision" value="(\d+)"/.exec(both.html)?.[1] ?? '';
  expect((await author.post(section, { body: 'Both, brought together.', revision })).status).toBe(303);
  expect((await author.get(section)).html).toContain('Both, brought together.');
});

test('a judgement saved second shows the stored grade and reasons beside the typed ones', async () => {
  const { path, reviewId, people } = await world('draft');
  const author = await reader(people.author);
  const page = `${path}/judgements/quality_of_education`;
  await runAs(database, people.author, 'annual-review:write', (ctx) =>
    saveJudgement(ctx, reviewId, 'quality_of_education', { gradeCode: '4', reasons: 'Theirs.', revision: 2 }),
  );
  const both = await author.post(page, { gradeCode: '1', reasons: 'Mine.', revision: '2' });
  expect(both.status).toBe(409);
  expect(both.text).toContain('Stored grade: 4 Inadequate');
  expect(both.html).toContain('Theirs.');
  expect(both.html).toContain('Mine.');
  expect((await author.post(`${page}/autosave`, { gradeCode: '1', reasons: 'Mine.', revision: '2' })).status).toBe(409);
});

test('a sentence without evidence is marked, supported from its page, or recorded and supported in one go', async () => {
  const { path, reviewId, evidenceId, people } = await world('draft');
  await runAs(database, people.author, 'annual-review:write', (ctx) =>
    saveJudgement(ctx, reviewId, 'quality_of_education', {
      gradeCode: '2',
      reasons: 'Pupils read widely. They write at length.',
      revision: 2,
    }),
  );
  const author = await reader(people.author);
  const claims = await author.get(`${path}/claims`);
  expect(claims.text).toContain('2 sentences of the reasons have no evidence yet');
  const links = [...claims.html.matchAll(/href="([^"]*claims\/sentence[^"]*)"/g)].map((match) =>
    (match[1] ?? '').replaceAll('&amp;', '&'),
  );
  const ref = (link: string) =>
    Object.fromEntries(new URL(link, 'http://cairn.example').searchParams) as { part: string; hash: string };
  const [first = '', second = ''] = links;
  expect((await author.get(first)).text).toContain('Pupils read widely.');
  expect((await author.post(`${path}/claims/sentence`, ref(first))).text).toContain(
    'Choose the evidence for this sentence',
  );
  expect((await author.post(`${path}/claims/sentence`, { ...ref(first), evidenceId })).status).toBe(303);
  const waived = await author.post(`${path}/claims/waive`, { ...ref(second), kind: 'waived', reason: '' });
  expect(waived.status).toBe(400);
  expect(waived.text).toContain('Say why this sentence may stand without evidence');
  const future = await author.post(`${path}/claims/record`, {
    ...ref(second),
    kind: 'work_scrutiny',
    title: 'Year 8 books',
    summary: 'Long pieces in all nine.',
    happenedOn: '2027-01-04',
  });
  expect(future.text).toContain('cannot be in the future');
  expect(future.html).toContain('value="Year 8 books"');
  expect(
    (
      await author.post(`${path}/claims/record`, {
        ...ref(second),
        kind: 'work_scrutiny',
        title: 'Year 8 books',
        summary: 'Long pieces in all nine.',
        happenedOn: '2026-11-20',
      })
    ).status,
  ).toBe(303);
  expect((await author.get(`${path}/claims`)).text).toContain('Every sentence of the reasons is supported');
});

test('the head answers part by part, is told what is missing, and returns the review', async () => {
  const { path, people } = await world('facts');
  const head = await reader(people.head);
  const page = await head.get(`${path}/facts`);
  const parts = [...page.html.matchAll(/name="(answer-[^"]+)"/g)].map((match) => match[1] ?? '');
  const names = [...new Set(parts)];
  expect(names).toContain('answer-judgement-quality_of_education');
  expect(names).toContain('answer-key-issues');
  const saved = await head.post(`${path}/facts/autosave`, {
    revision: '1',
    'answer-section-school': 'not_accurate',
    'correction-section-school': 'The roll is 1,131.',
  });
  expect(saved.json).toEqual({ revision: 2 });
  const early = await head.post(`${path}/facts`, {
    revision: '2',
    done: 'yes',
    'answer-section-school': 'not_accurate',
    'correction-section-school': 'The roll is 1,131.',
  });
  expect(early.status).toBe(400);
  expect(early.text).toContain('You have not said whether “Key issues” is accurate');
  expect(early.html).toContain('The roll is 1,131.');
  const all = Object.fromEntries(names.map((name) => [name, 'accurate']));
  const done = await head.post(`${path}/facts`, {
    ...all,
    revision: '3',
    done: 'yes',
    'answer-section-school': 'not_accurate',
    'correction-section-school': 'The roll is 1,131.',
  });
  expect(done.location).toBe(path);
  const replies = await (await reader(people.author)).get(`${path}/replies`);
  expect(replies.text).toContain('1 point has no reply yet');
  expect(replies.text).toContain('The roll is 1,131.');
  expect((await head.get(`${path}/facts`)).status).toBe(404);
});

test('the review page says what stands in the way before the button, and a step refused says so on the same page', async () => {
  const { path, reviewId, people } = await world('revision');
  await runAs(database, people.author, 'annual-review:write', (ctx) =>
    saveJudgement(ctx, reviewId, 'behaviour_and_attitudes', {
      gradeCode: null,
      reasons: 'Corridors are calm.',
      revision: 2,
    }),
  );
  const author = await reader(people.author);
  const page = await author.get(path);
  expect(page.text).toContain('Behaviour and attitudes has no grade');
  expect(page.text).toContain('1 sentence has no evidence: support it or waive it with a reason');
  expect(page.html).not.toContain('>Send to be moderated<');
  const refused = await author.post(`${path}/steps/sent-to-moderation`);
  expect(refused.status).toBe(400);
  expect(refused.text).toContain('There is a problem Behaviour and attitudes has no grade');
});

test('moderation, signature and issue through their pages, to the file that a governor downloads', async () => {
  const { path, people } = await world('moderation');
  const leader = await reader(people.leader);
  const page = await leader.get(`${path}/moderation`);
  for (const id of [...page.html.matchAll(/moderation\/([0-9a-f-]{36})"/g)].map((match) => match[1] ?? '')) {
    const code =
      page.html.includes(`id="grade-${id}"`) && new RegExp(`id="grade-${id}"[^>]*value="effective"`).test(page.html)
        ? 'effective'
        : '2';
    expect((await leader.post(`${path}/moderation/${id}`, { moderatedCode: code, reason: '' })).status).toBe(303);
  }
  expect((await leader.post(`${path}/steps/moderated`)).location).toBe(path);
  expect((await leader.get(`${path}/sign`)).status).toBe(403);
  const principal = await reader(people.executivePrincipal);
  expect((await principal.get(`${path}/sign`)).html).toContain('>Sign the review<');
  expect((await principal.post(`${path}/steps/signed`)).location).toBe(`${path}/sign`);
  expect((await principal.post(`${path}/steps/issued`)).location).toBe(`${path}/issued`);
  const governor = await reader(people.governor);
  const issued = await governor.get(`${path}/issued`);
  expect(issued.text).toContain('Trust judgement, not an Ofsted inspection outcome');
  expect(issued.text).toContain('The arrangements for safeguarding are effective.');
  expect(issued.text).not.toContain('DRAFT');
  const pdf = /href="([^"]+\/pdf)"/.exec(issued.html)?.[1] ?? '';
  expect((await governor.get(pdf)).bytes.subarray(0, 5).toString()).toBe('%PDF-');
  expect((await governor.get(pdf.replace(/pdf$/, 'docx'))).bytes.subarray(0, 2).toString()).toBe('PK');
  const receipt = /action="([^"]+\/receipt)"/.exec(issued.html)?.[1] ?? '';
  expect((await governor.post(receipt)).location).toBe(`${path}/issued`);
  expect((await governor.get(`${path}/receipts`)).text).toContain('1 of 2 has not confirmed yet');
  expect((await governor.get(path)).location).toBe(`${path}/issued`);
});

test('a changed grade and a withdrawal ask for their reason and keep what was typed', async () => {
  const { path, people } = await world('issued', { grades: { quality_of_education: '3' } });
  const principal = await reader(people.executivePrincipal);
  const refused = await principal.post(`${path}/change`, {
    areaCode: 'quality_of_education',
    gradeCode: '2',
    reasons: 'What was seen supports the judgement of quality of education.',
    why: '',
  });
  expect(refused.status).toBe(400);
  expect(refused.text).toContain('Enter why the grade is changed');
  const changed = await principal.post(`${path}/change`, {
    areaCode: 'quality_of_education',
    gradeCode: '2',
    reasons: 'What was seen supports the judgement of quality of education.',
    why: 'A remark.',
  });
  expect(changed.location).toBe(`${path}/issued`);
  expect((await principal.get(`${path}/issued`)).text).toContain('All issues of this review Issue 2');
  expect((await principal.post(`${path}/steps/withdrawn`, { why: ' ' })).text).toContain(
    'Say why the review is withdrawn',
  );
  await principal.post(`${path}/steps/withdrawn`, { why: 'The wrong results were used.' });
  const seen = await (await reader(people.trustee)).get(`${path}/issued`);
  expect(seen.text).toContain('Its grades no longer count. Reason: The wrong results were used.');
});

test('what people write is shown as text, whatever it is', async () => {
  const { path, reviewId, people } = await world('facts', {
    keyIssues: [{ areaCode: 'quality_of_education', body: '<script>alert(1)</script>' }],
  });
  const head = await reader(people.head);
  for (const page of ['', '/preview', '/facts', '/key-issues'])
    expect((await head.get(path + page)).html).not.toContain('<script>alert');
  expect(reviewId).not.toBe('');
});

test('the school sees neither comments nor moderation', async () => {
  const { path, people } = await world('facts');
  const leader = await reader(people.leader);
  expect((await leader.post(`${path}/comments`, { part: 'section:school', body: 'Is this still so?' })).status).toBe(
    303,
  );
  expect((await leader.get(`${path}/sections/school`)).text).toContain('Is this still so?');
  const head = await reader(people.head);
  expect((await head.get(`${path}/sections/school`)).text).not.toContain('Is this still so?');
  expect((await head.get(`${path}/moderation`)).status).toBe(403);
});

test('when the pen has been handed on, a background save is told so and stops trying', async () => {
  const { path, people } = await world('facts');
  const late = await (await reader(people.author)).post(`${path}/sections/school/autosave`, {
    body: 'Too late.',
    revision: '2',
  });
  expect(late.status).toBe(409);
  expect(late.json['message']).toContain('do not hold the pen');
});

test('two authors write different parts at the same moment, and both are kept', async () => {
  const { path, people } = await world('draft');
  const author = await reader(people.author);
  await author.get(path);
  const saved = await Promise.all(
    ['school', 'review', 'strengths'].map((code) =>
      author.post(`${path}/sections/${code}/autosave`, { body: `About ${code}.`, revision: '2' }),
    ),
  );
  expect(saved.map((answer) => answer.json['revision'])).toEqual([3, 3, 3]);
  expect((await author.get(`${path}/sections/review`)).html).toContain('About review.');
});
