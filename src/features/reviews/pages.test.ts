import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTermDates } from '#core/academic-year/build.ts';
import { runAs } from '#core/access/run-as.ts';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { buildWeb, signedInAgent, type Web } from '#features/sign-in/build.ts';
import { useDatabase } from '#test/support/database.ts';
import { activitiesOf } from './activity-queries.ts';
import { buildQaReview, buildReviewEntry, recordAll } from './build.ts';
import { questionsOf } from './instrument-queries.ts';
import { qaReviewPaths } from './paths.ts';
import { themesOf } from './theme-queries.ts';

const database = useDatabase();
let web: Web;
beforeAll(async () => {
  web = await buildWeb(database);
});
afterAll(() => web.close());

async function world(options: Parameters<typeof buildQaReview>[3] = {}) {
  const trust = await buildTrust(database.db);
  await buildTermDates(database.db, trust);
  const school = await buildSchool(database.db, trust);
  return { trust, school, ...(await buildQaReview(database, trust, school, options)) };
}
const themeOf = async (built: Awaited<ReturnType<typeof world>>) =>
  (await runAs(database, built.people.lead, 'review:read', (ctx) => themesOf(ctx, built.reviewId)))[0]?.id ?? '';

test('one page shows purpose, timetable, themes and team to everybody who may read it, and nothing to those who may not', async () => {
  const { trust, reviewId, people, path } = await world();
  const status = async (who: typeof people.head, url = path) =>
    (await (await signedInAgent(web, who)).get(url)).statusCode;
  const page = await (await signedInAgent(web, people.head)).get(path);
  for (const words of [
    'What do pupils remember',
    'Year 9, set 2, mathematics',
    'Quality of education',
    people.visiting.name,
    'Leads mathematics at another school',
  ])
    expect(page.body).toContain(words);
  expect(page.body).not.toContain('May take part');
  expect(await status(people.visiting)).toBe(200);
  expect(await status(people.departmentLeader)).toBe(200);
  expect(await status(people.teacher)).toBe(403);
  const otherHead = await buildActor(database.db, trust, 'head_teacher', {
    schoolId: (await buildSchool(database.db, trust)).id,
  });
  expect(await status(otherHead)).toBe(404);
  expect(await status(otherHead, qaReviewPaths.team(reviewId))).toBe(404);
  const mine = await (await signedInAgent(web, people.teacher)).get(qaReviewPaths.withMe);
  expect(mine.statusCode).toBe(200);
});

test('the school sees nothing while the review is prepared; the lead sees what is missing', async () => {
  const { people, path } = await world({ share: false });
  expect((await (await signedInAgent(web, people.head)).get(path)).statusCode).toBe(404);
  const page = await (await signedInAgent(web, people.lead)).get(path);
  expect(page.body).toContain('Share with the school');
  expect((await (await signedInAgent(web, people.head)).get(qaReviewPaths.list)).body).toContain(
    'No review of 2026/27 yet',
  );
});

test('from the calendar to preparing, and from then on to the review', async () => {
  const { trust, school, entryId, reviewId, people } = await world();
  const lead = await signedInAgent(web, people.lead);
  expect((await lead.get(qaReviewPaths.forEntry(entryId))).headers.location).toBe(`/reviews/${reviewId}`);
  const next = await buildReviewEntry(database, trust, school, people.lead, {
    title: 'Topic review: Behaviour',
    kind: 'topic_review',
    topic: 'behaviour',
  });
  expect((await lead.get(qaReviewPaths.forEntry(next))).headers.location).toBe(qaReviewPaths.prepare(next));
  expect((await lead.get(qaReviewPaths.list)).body).toContain('Prepare this review');
  const form = await lead.get(qaReviewPaths.prepare(next));
  expect(form.body).toContain('Behaviour and attitudes; Personal development; Leadership and management');
  const refused = await lead.post(qaReviewPaths.prepare(next), {
    purpose: 'Kept <b>',
    startsOn: '',
    endsOn: '',
    leadId: '',
  });
  expect([refused.statusCode, refused.body.includes('Kept &lt;b&gt;')]).toEqual([400, true]);
  const made = await lead.post(qaReviewPaths.prepare(next), {
    purpose: 'Is break calm?',
    startsOn: '2027-06-15',
    endsOn: '2027-06-16',
    leadId: people.lead.personId,
  });
  expect(made.statusCode).toBe(303);
  expect((await (await signedInAgent(web, people.head)).get(qaReviewPaths.forEntry(next))).statusCode).toBe(404);
});

test('a slot that clashes is shown again with what was typed and who is busy', async () => {
  const { reviewId, people } = await world({ share: false });
  const lead = await signedInAgent(web, people.lead);
  await lead.get(qaReviewPaths.timetable(reviewId));
  const answer = await lead.post(qaReviewPaths.timetable(reviewId), {
    kind: 'lesson_observation',
    title: 'Year 7 <i>algebra</i>',
    focus: '',
    onDay: '2026-11-16',
    startsAt: '09:30',
    minutes: '30',
    place: '',
    withPersonId: people.teacher.personId,
    withWords: '',
    ledById: '',
    secondById: '',
  });
  expect(answer.statusCode).toBe(400);
  expect(answer.body).toContain('at that time, 09:15 to 09:45');
  expect(answer.body).toContain('Year 7 &lt;i&gt;algebra');
});

test('an activity is recorded on its form: kept while it is typed, shown again when something is missing, then evidence', async () => {
  const { reviewId, people, activityIds } = await world();
  const visiting = await signedInAgent(web, people.visiting);
  const record = qaReviewPaths.activityPart(reviewId, activityIds.lesson, 'record');
  const autosave = qaReviewPaths.activityPart(reviewId, activityIds.lesson, 'autosave');
  const page = await visiting.get(record);
  expect(page.body).toContain('Do not grade the lesson or the teacher');
  expect(page.body).toContain(`${people.teacher.name} reads these notes as soon as they are recorded`);
  const typed = { happenedOn: '2026-11-16', summary: 'Pupils compared fractions.', revision: '1' };
  expect((await visiting.post(autosave, typed)).json()).toEqual({ revision: 2 });
  expect((await visiting.post(autosave, typed)).statusCode).toBe(409);
  const stale = await visiting.post(record, { ...typed, summary: 'Mine' });
  expect([stale.statusCode, stale.body.includes('Pupils compared fractions.'), stale.body.includes('Mine')]).toEqual([
    409,
    true,
    true,
  ]);
  const missing = await visiting.post(record, { ...typed, revision: '2' });
  expect(missing.statusCode).toBe(400);
  expect(missing.body).toContain('What was taught, to whom, and what were pupils meant to learn?');
  const questions = await runAs(database, people.lead, 'review:read', async (ctx) => {
    const activity = (await activitiesOf(ctx, reviewId)).find((one) => one.id === activityIds.lesson);
    return await questionsOf(ctx, activity?.instrument_id ?? '');
  });
  const area = questions.find((question) => question.area_id !== null)?.area_id ?? '';
  const done = await visiting.post(record, {
    ...typed,
    revision: '2',
    [`answer-${questions[0]?.id}`]: 'Comparing fractions, to Year 9',
    [`area-${area}`]: 'strength',
    tags: ['teaching'],
  });
  expect(done.statusCode).toBe(303);
  const read = await visiting.get(qaReviewPaths.activity(reviewId, activityIds.lesson));
  expect(read.body).toContain('Comparing fractions, to Year 9');
  const leader = await (await signedInAgent(web, people.leader)).get(
    qaReviewPaths.activity(reviewId, activityIds.lesson),
  );
  expect(leader.body).toContain('Leaders work from what several activities');
  expect(leader.body).not.toContain('Comparing fractions, to Year 9');
  expect(
    (await (await signedInAgent(web, people.head)).get(qaReviewPaths.activity(reviewId, activityIds.lesson)))
      .statusCode,
  ).toBe(404);
});

test('team and school write blind: each sees the other’s grade once both are saved', async () => {
  const built = await world();
  const { reviewId, people } = built;
  await recordAll(database, reviewId, people);
  const id = await themeOf(built);
  const lead = await signedInAgent(web, people.lead);
  const head = await signedInAgent(web, people.head);
  const own = qaReviewPaths.themePart(reviewId, id, 'own');
  await head.get(own);
  const text = { strengths: 'Clear talk', toImprove: '', reasons: 'All agree', fewKindsWhy: '' };
  await lead.get(qaReviewPaths.theme(reviewId, id));
  const write = qaReviewPaths.themePart(reviewId, id, 'write');
  expect((await lead.post(write, { ...text, gradeCode: '3', revision: '1' })).statusCode).toBe(303);
  const before = await head.get(qaReviewPaths.theme(reviewId, id));
  expect(before.body).not.toContain('All agree');
  expect(before.body).toContain('once the school has said how it sees itself');
  expect((await head.post(own, { ownGradeCode: '', ownReasons: 'Kept', revision: '1' })).statusCode).toBe(400);
  expect((await head.post(own, { ownGradeCode: '1', ownReasons: 'We check weekly', revision: '1' })).statusCode).toBe(
    303,
  );
  expect((await head.get(qaReviewPaths.theme(reviewId, id))).body).toContain('All agree');
  expect((await lead.get(qaReviewPaths.theme(reviewId, id))).body).toContain('We check weekly');
  const stale = await lead.post(write, { ...text, strengths: 'Other', gradeCode: '3', revision: '1' });
  expect([stale.statusCode, stale.body.includes('Clear talk'), stale.body.includes('Other')]).toEqual([
    409,
    true,
    true,
  ]);
});

test('a member declares on the team’s page; an interest without words is asked for', async () => {
  const { reviewId, people } = await world({ share: false });
  const lead = await signedInAgent(web, people.lead);
  await lead.get(qaReviewPaths.team(reviewId));
  const added = await lead.post(qaReviewPaths.team(reviewId), {
    personId: '',
    externalName: 'Sorcha Dunleavy',
    externalOrganisation: 'Adviser',
    expertise: '',
    role: 'reviewer',
  });
  expect([added.statusCode, added.body.includes('value="Sorcha Dunleavy"')]).toEqual([400, true]);
  await lead.post(qaReviewPaths.team(reviewId), {
    personId: '',
    externalName: 'Sorcha Dunleavy',
    externalOrganisation: 'Adviser',
    expertise: 'Mathematics',
    role: 'reviewer',
  });
  const page = await lead.get(qaReviewPaths.team(reviewId));
  const declare = /action="([^"]+\/declare)"/.exec(page.body)?.[1] ?? '';
  expect((await lead.post(declare, { hasInterest: 'yes', interest: '' })).body).toContain(
    'Say what ties them to the school',
  );
  expect((await lead.post(declare, { hasInterest: 'no', interest: '' })).statusCode).toBe(303);
});

test('the forms of the activities are read by all who review, and changed by trust leaders', async () => {
  const { people } = await world();
  const leader = await signedInAgent(web, people.leader);
  const list = await leader.get(qaReviewPaths.forms);
  expect(list.body).toContain('Begin the next version');
  const draft = await leader.post(qaReviewPaths.forms, { kind: 'data' });
  const form = String(draft.headers.location);
  await leader.get(form);
  const refused = await leader.post(`${form}/questions`, { prompt: 'Rate the teaching', areaId: '', answer: 'text' });
  expect([refused.statusCode, refused.body.includes('Ask what was seen, read or heard')]).toEqual([400, true]);
  expect(
    (await leader.post(`${form}/questions`, { prompt: 'What changed?', areaId: '', answer: 'text' })).statusCode,
  ).toBe(303);
  expect((await leader.post(`${form}/adopt`, {})).statusCode).toBe(303);
  const visiting = await signedInAgent(web, people.visiting);
  expect((await visiting.get(form)).body).toContain('What changed?');
  expect((await visiting.post(qaReviewPaths.forms, { kind: 'data' })).statusCode).toBe(403);
});

test('where nothing is to be shown of this year, the list opens on the newest year with a review for its reader', async () => {
  const { trust, people, reviewId } = await world();
  await database.owner.pool.query('update qa_review set academic_year = 2025 where id = $1', [reviewId]);
  const visitor = await signedInAgent(web, people.visiting);
  const { body } = await visitor.get(qaReviewPaths.list);
  expect(body).toContain('Reviews of 2025/26');
  expect((await visitor.get(`${qaReviewPaths.list}?year=2026`)).body).toContain('No review of 2026/27 yet');
  const stranger = await signedInAgent(web, await buildActor(database.db, trust, 'trust_leader'));
  expect((await stranger.get(qaReviewPaths.list)).body).toContain('Reviews of 2025/26');
});
