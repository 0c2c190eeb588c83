import type { FastifyInstance } from 'fastify';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import type { Permission } from '#core/access/permissions.ts';
import { runAs } from '#core/access/run-as.ts';
import type { Ctx } from '#core/context.ts';
import { renderDocx, renderPdf } from '#platform/documents/index.ts';
import { readPdf } from '#platform/documents/read-pdf.ts';
import { useDatabase } from '#test/support/database.ts';
import { buildReviewWorld, finishReview, type ReviewOptions, type Stage } from './build.ts';
import { buildEarlierGrades, buildEarlierInput, onPaper } from './earlier/build.ts';
import { issuedReviews } from './index.ts';
import { frozenDocument } from './issues/queries.ts';
import { buildReader, buildReviewWeb } from './web/build.ts';

const database = useDatabase();
let app: FastifyInstance;
beforeAll(async () => {
  app = await buildReviewWeb(database);
});
afterAll(() => app.close());

const as = <T>(actor: Actor, permission: Permission, work: (ctx: Ctx) => Promise<T>) =>
  runAs(database, actor, permission, work);
const reader = (actor: Actor) => buildReader(database, app, actor);

async function world(stage: Stage, options: ReviewOptions = {}) {
  const built = await buildReviewWorld(database, stage, options);
  const entry = `/annual-reviews/earlier/${built.school.id}/section-5`;
  return { ...built, entry, ...buildEarlierGrades(database, built.school) };
}

test('a leader enters last year’s grades from paper by clicking from the review, and they stand beside the judgement with their source', async () => {
  const { path, people, school, entry } = await world('draft', { grades: { quality_of_education: '2' } });
  const principal = await reader(people.executivePrincipal);
  const bare = await principal.get(path);
  expect(bare.text).toContain('Not judged before');
  expect(bare.html).toContain(`href="${entry}"`);
  const list = await principal.get('/annual-reviews');
  expect(list.html).toContain(`href="${entry}"`);
  const form = await principal.get(entry);
  expect(form.text).toContain(`${school.name} Grades of an earlier Annual Review`);
  const sent = await principal.post(entry, {
    academicYear: '2025',
    source: onPaper,
    'grade-quality_of_education': '3',
    'grade-behaviour_and_attitudes': '',
  });
  expect(sent).toMatchObject({ status: 303, location: entry });
  const source = `entered by ${people.executivePrincipal.name} from ${onPaper}`;
  const review = await principal.get(path);
  expect(review.text).toContain('2 Good 3 Requires Improvement (2025/26, entered by hand)');
  expect(review.text).toContain(`The previous grades were ${source}. Correct the previous grades`);
  expect((await principal.get(`${path}/judgements/quality_of_education`)).text).toContain(
    `3 Requires Improvement (2025/26, ${source})`,
  );
  const after = await principal.get('/annual-reviews');
  expect(after.text).toContain('2 Good was 3 Requires Improvement');
  expect(after.text).toContain(`Entered by ${people.executivePrincipal.name} from ${onPaper}`);
  // An author sees the source and is offered no form that would be refused.
  const author = await reader(people.author);
  const read = await author.get(path);
  expect(read.text).toContain(`The previous grades were ${source}.`);
  expect(read.html).not.toContain(entry);
  expect((await author.get('/annual-reviews')).html).not.toContain(entry);
});

test('page, Word and PDF of the issued review name the grade before and its source, and trustees see the movement', async () => {
  const { people, reviewId, entry, enter } = await world('draft', { grades: { quality_of_education: '2' } });
  await enter(people.leader, buildEarlierInput({ quality_of_education: '3' }));
  await finishReview(database, reviewId, people, 'issued');
  const [issue] = await as(people.trustee, 'annual-review:read', (ctx) => issuedReviews(ctx));
  const source = `entered by ${people.leader.name} from ${onPaper}`;
  expect(issue?.judgements.find((it) => it.areaCode === 'quality_of_education')).toMatchObject({
    gradeCode: '2',
    previousGradeCode: '3',
    previousGradeLabel: 'Requires Improvement',
    previousSource: source,
  });
  const { document } = await as(people.trustee, 'annual-review:read', (ctx) =>
    frozenDocument(ctx, reviewId, issue?.issueId ?? ''),
  );
  const flat = (text: string) => text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, '');
  const trustee = await reader(people.trustee);
  const html = flat((await trustee.get(`/annual-reviews/${reviewId}/issued`)).html);
  const pdf = flat(readPdf(await renderPdf(document)).pages.join(' '));
  const word = flat(strFromU8(unzipSync(await renderDocx(document))['word/document.xml'] ?? new Uint8Array()));
  for (const text of [html, pdf, word]) {
    expect(text).toContain(flat('3 Requires Improvement'));
    expect(text).toContain(flat(`The previous grades were ${source}.`));
  }
  // The tests' reader of PDF leaves out what stands in brackets.
  for (const text of [html, word]) expect(text).toContain(flat('3 Requires Improvement (2025/26, entered by hand)'));
  const list = await trustee.get('/annual-reviews');
  expect(list.text).toContain('2 Good was 3 Requires Improvement');
  expect(list.html).not.toContain(entry);
});

test('a correction needs its reason; the trail keeps who, what and why, and the version before is kept', async () => {
  const { people, trust, entry, enter } = await world('draft');
  const { id } = await enter(people.leader, buildEarlierInput({ quality_of_education: '3' }));
  const leader = await reader(people.leader);
  expect((await leader.get(entry)).html).toContain(`href="${entry}/2025"`);
  expect((await leader.get(`${entry}/2025`)).html).toMatch(/<option value="3" selected/);
  const fields = {
    academicYear: '2025',
    source: 'Annual Review 2025, page 2',
    'grade-quality_of_education': '2',
    revision: '1',
  };
  const without = await leader.post(`${entry}/2025`, { ...fields, why: ' ' });
  expect(without.status).toBe(400);
  expect(without.text).toContain('Enter why it is corrected');
  expect(without.html).toContain('value="Annual Review 2025, page 2"');
  expect((await leader.post(`${entry}/2025`, { ...fields, why: 'The 3 was a 2.' })).status).toBe(303);
  const stale = await leader.post(`${entry}/2025`, { ...fields, 'grade-quality_of_education': '1', why: 'Mine.' });
  expect(stale.status).toBe(409);
  expect(stale.text).toContain('Quality of education: 2 Good');
  const { rows } = await database.owner.pool.query(
    'select kind, actor_name, why, detail from event where trust_id = $1 and subject_id = $2 order by number',
    [trust.id, id],
  );
  expect(rows).toMatchObject([
    { kind: 'annual-review.earlier-grades-entered', why: null },
    {
      kind: 'annual-review.earlier-grades-corrected',
      actor_name: people.leader.name,
      why: 'The 3 was a 2.',
      detail: { before: 'Quality of education: 3 Requires Improvement', after: 'Quality of education: 2 Good' },
    },
  ]);
  const versions = await database.owner.pool.query(
    `select content->>'grades' as grades from record_version where record_id = $1 order by 1`,
    [id],
  );
  expect(versions.rows.map((row) => row.grades)).toEqual([
    'Quality of education: Good',
    'Quality of education: Requires Improvement',
  ]);
  await expect(
    database.db.transaction().execute((tx) => tx.deleteFrom('earlier_review').where('id', '=', id).execute()),
  ).rejects.toThrow('permission denied');
});

test('a form with a mistake comes back with what was typed: no grade, a year that is not over, a year twice, no source', async () => {
  const { people, entry } = await world('draft');
  const leader = await reader(people.leader);
  const fields = { academicYear: '2025', source: onPaper, 'grade-quality_of_education': '3' };
  const none = await leader.post(entry, { ...fields, 'grade-quality_of_education': '' });
  expect(none.status).toBe(400);
  expect(none.text).toContain('Enter the grade of at least one judgement');
  expect(none.html).toContain(`value="${onPaper}"`);
  const early = await leader.post(entry, { ...fields, academicYear: '2026' });
  expect(early.text).toContain('Choose an academic year before this one');
  expect(early.html).toMatch(/<option value="3" selected/);
  expect((await leader.post(entry, { ...fields, source: ' ' })).text).toContain(
    'Enter where the grades are written down',
  );
  expect(none.html).toContain('<option value="2025"');
  expect((await leader.post(entry, fields)).status).toBe(303);
  // A year that is taken is no longer offered, and refused.
  expect((await leader.get(entry)).html).not.toContain('<option value="2025"');
  expect((await leader.post(entry, fields)).text).toContain('The grades of 2025/26 have been entered already');
});
