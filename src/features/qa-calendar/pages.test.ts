import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildExamWeek, buildTermDates } from '#core/academic-year/build.ts';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { buildWeb, signedInAgent, type Web } from '#features/sign-in/build.ts';
import { useDatabase } from '#test/support/database.ts';
import { buildCalendarInConsultation, buildEntry, buildPublishedCalendar } from './build.ts';
import { qaCalendarPaths as paths } from './paths.ts';

const database = useDatabase();
let web: Web;
beforeAll(async () => {
  web = await buildWeb(database);
});
afterAll(() => web.close());

async function world() {
  const trust = await buildTrust(database.db);
  await buildTermDates(database.db, trust, 2026);
  await buildTermDates(database.db, trust, 2027);
  const school = await buildSchool(database.db, trust, { name: 'Ashdown Academy' });
  const planner = await buildActor(database.db, trust, 'trust_leader');
  return { trust, school, planner, agent: await signedInAgent(web, planner) };
}

describe('the grid', () => {
  test('shows each school’s weeks with its entries, weeks of tests and what clashes in words', async () => {
    const { trust, school, planner, agent } = await world();
    await buildExamWeek(database.db, trust, 'Mock examinations', '2027-02-01', { schoolId: school.id });
    const id = await buildEntry(database, planner, school.id);
    const { statusCode, body } = await agent.get(paths.calendarOf(2026));
    expect(statusCode).toBe(200);
    expect(body).toContain('Ashdown Academy');
    expect(body).toContain(`id="entry-${id}"`);
    expect(body).toContain('falls into a week of tests or examinations (Mock examinations)');
    expect(body).toContain('Holidays, 2 weeks from 21 Dec 2026');
    expect(body.match(/data-monday=/g)).toHaveLength(39);
  });

  test('is narrowed by school, term and kind', async () => {
    const { trust, school, planner, agent } = await world();
    const other = await buildSchool(database.db, trust, { name: 'Beechwood Primary' });
    await buildEntry(database, planner, school.id);
    await buildEntry(database, planner, other.id, { title: 'Topic review of behaviour', topic: 'behaviour' });
    const narrowed = (await agent.get(paths.calendarOf(2026, `&school=${school.id}&term=spring&kind=topic_review`)))
      .body;
    expect(narrowed).not.toContain('Topic review of behaviour');
    expect(narrowed.match(/data-monday=/g)).toHaveLength(11);
    expect((await agent.get(paths.calendarOf(2026, '&kind=data_review'))).body).toContain(
      'Nothing in this year is of the school',
    );
  });

  test('offers nothing to move to those who only read, and says what to do where there is nothing', async () => {
    const { trust, school } = await world();
    await buildPublishedCalendar(database, trust, school);
    const teacher = await signedInAgent(web, await buildActor(database.db, trust, 'teacher', { schoolId: school.id }));
    const { body } = await teacher.get(paths.calendarOf(2026));
    expect(body).toContain('Topic review: SEND');
    expect(body).not.toMatch(/data-move|draggable="true"|Make the calendar/);
    expect((await teacher.get(paths.calendarOf(2027))).body).toContain('Nothing has been published yet');
    expect((await teacher.get(paths.calendarOf(2031))).body).toContain('No term dates are entered for 2031/32');
    expect((await teacher.get(paths.schoolYear(school.id))).body).toContain('Led by');
  });
});

describe('an entry is moved', () => {
  test('from the grid, and the page comes back at its card', async () => {
    const { school, planner, agent } = await world();
    const id = await buildEntry(database, planner, school.id);
    const back = paths.calendarOf(2026);
    const moved = await agent.post(paths.move(id), { week: '2027-03-01', revision: '1', back });
    expect(moved.statusCode).toBe(303);
    expect(moved.headers.location).toBe(`${back}#entry-${id}`);
    expect((await agent.get(back)).body).toContain('now stands in the week of 1 March 2027. Nothing clashes there.');
  });

  test('from its page; what was typed is shown again beside what is stored where somebody else was faster', async () => {
    const { school, planner, agent } = await world();
    const id = await buildEntry(database, planner, school.id);
    await agent.post(paths.move(id), { startsOn: '2027-03-02', endsOn: '2027-03-03', revision: '1' });
    expect((await agent.get(paths.entry(id))).body).toContain('2 to 3 March 2027');
    const late = await agent.post(paths.move(id), { week: '2027-03-15', why: 'The coach is booked', revision: '1' });
    expect(late.statusCode).toBe(409);
    expect(late.body).toContain('The coach is booked');
    expect(late.body).toContain('2 to 3 March 2027');
  });

  test('never back to a page outside the calendar', async () => {
    const { school, planner, agent } = await world();
    const id = await buildEntry(database, planner, school.id);
    const moved = await agent.post(paths.move(id), {
      week: '2027-03-01',
      revision: '1',
      back: 'https://elsewhere.example/',
    });
    expect(moved.headers.location).toBe(paths.entry(id));
  });

  test('after publication from the form with a reason, which opens with the week that was chosen', async () => {
    const { trust, school, agent } = await world();
    const { entryId } = await buildPublishedCalendar(database, trust, school);
    expect((await agent.get(paths.calendarOf(2026))).body).toContain(`/qa-calendar/entries/${entryId}?to=MONDAY#move`);
    expect((await agent.get(`${paths.entry(entryId)}?to=2027-03-01`)).body).toMatch(/value="2027-03-01" selected/);
    const refused = await agent.post(paths.move(entryId), { week: '2027-03-01', revision: '1' });
    expect(refused.statusCode).toBe(400);
    expect(refused.body).toContain('Say why: this calendar has been published');
  });
});

test('the calendar is looked at before it is made, with the people chosen who may lead', async () => {
  const { school, planner, agent } = await world();
  const shown = (await agent.get(paths.make(2027))).body;
  expect(shown).toContain('4 entries would be added');
  const fingerprint = /name="shown" value="([0-9a-f]{32})"/.exec(shown)?.[1] ?? '';
  const again = await agent.post(paths.make(2027), { leads: [], shown: fingerprint, step: 'show' });
  expect(again.body).toContain('nobody leads it yet, because nobody was chosen who could');
  // What is made is what was shown last: without leads it is another plan.
  const refused = await agent.post(paths.make(2027), { leads: [], shown: fingerprint, step: 'make' });
  expect([refused.statusCode, refused.body.includes('Something has changed since this was shown')]).toEqual([
    400,
    true,
  ]);
  const made = await agent.post(paths.make(2027), { leads: [planner.personId], shown: fingerprint, step: 'make' });
  expect(made.headers.location).toBe(paths.calendarOf(2027));
  expect((await agent.get(paths.schoolYear(school.id, 2027))).body).toContain('Annual Review');
});

test('an entry is added by hand, changed and stopped; bad input loses nothing', async () => {
  const { school, agent } = await world();
  const form = { schoolId: school.id, kind: 'topic_review', week: '2027-03-01', title: 'A look at SEND' };
  const refused = await agent.post(paths.add(2026), form);
  expect([
    refused.statusCode,
    refused.body.includes('Choose the topic of the review'),
    refused.body.includes('A look at SEND'),
  ]).toEqual([400, true, true]);
  const added = await agent.post(paths.add(2026), { ...form, topic: 'send' });
  const address = String(added.headers.location);
  const id = address.split('/').at(-1) ?? '';
  await agent.post(paths.change(id), { title: 'SEND, again', topic: 'send', leadId: '', revision: '1' });
  expect((await agent.get(address)).body).toContain('SEND, again');
  expect((await agent.post(paths.stop(id), { why: '', revision: '2' })).statusCode).toBe(400);
  await agent.post(paths.stop(id), { why: 'Not this year', revision: '2' });
  expect((await agent.get(address)).body).toContain('It will not take place: Not this year');
});

test('a template line is changed with its costs, as a new version', async () => {
  const { agent } = await world();
  const page = (await agent.get(paths.templateLine('data_review'))).body;
  expect(page).toContain('Minutes each');
  const parts = ['preparing', 'being_observed', 'meeting', 'feedback', 'observing', 'writing'];
  const form = {
    title: 'Data review',
    kind: 'data_review',
    phase: 'all',
    term: 'autumn',
    fromWeek: '2',
    toWeek: '4',
    version: '0',
    why: 'Results come early',
    ...Object.fromEntries(
      parts.flatMap((part) => [
        [`${part}People`, '1'],
        [`${part}Minutes`, '60'],
      ]),
    ),
  };
  const refused = await agent.post(paths.templateLine('data_review'), { ...form, meetingMinutes: 'an hour' });
  expect([refused.statusCode, refused.body.includes('value="an hour"')]).toEqual([400, true]);
  await agent.post(paths.templateLine('data_review'), form);
  const template = (await agent.get(paths.template)).body;
  expect(template).toContain('Weeks 2 to 4 of the autumn term');
  expect(template).toContain('Results come early');
  expect((await agent.get(paths.templateLine('not_there'))).statusCode).toBe(404);
});

describe('the consultation', () => {
  test('shows the head what is planned, what it costs, and keeps what they ask', async () => {
    const { trust, school, planner, agent } = await world();
    const head = await signedInAgent(
      web,
      await buildActor(database.db, trust, 'head_teacher', { schoolId: school.id }),
    );
    const id = await buildEntry(database, planner, school.id);
    expect((await head.get(paths.consultation(school.id, 2026))).body).toContain('You have not been asked yet');
    await agent.post(paths.ask(school.id, 2026), { dueOn: '2026-12-07' });
    const asked = (await head.get(paths.consultation(school.id, 2026))).body;
    expect(asked).toContain('Version 1, to be answered by 7 December 2026');
    expect(asked).toContain('Hours that it costs');
    expect(asked).toContain('no staff representative');
    const form = { version: '1', agrees: 'no', words: '', [`week-${id}`]: '2027-03-01', [`why-${id}`]: '' };
    const refused = await head.post(paths.answer(school.id, 2026), form);
    expect([refused.statusCode, refused.body.includes('Say why it should move')]).toEqual([400, true]);
    await head.post(paths.answer(school.id, 2026), { ...form, [`why-${id}`]: 'The visit is that week' });
    const planners = (await agent.get(paths.consultation(school.id, 2026))).body;
    expect(planners).toContain('The visit is that week');
    const request = /\/qa-calendar\/move-requests\/([0-9a-f-]{36})/.exec(planners)?.[1] ?? '';
    const silent = await agent.post(paths.settle(request), { outcome: 'declined', words: '', revision: '1' });
    expect([silent.statusCode, silent.body.includes('Say why it stays where it is')]).toEqual([400, true]);
    await agent.post(paths.settle(request), { outcome: 'moved', week: '2027-03-01', words: '', revision: '1' });
    expect((await head.get(paths.consultation(school.id, 2026))).body).toContain('moved from week of 1 February 2027');
  });

  test('is nobody’s else: a teacher does not find it, nor the head of another school', async () => {
    const { trust, school } = await world();
    await buildCalendarInConsultation(database, trust, school);
    const other = await buildSchool(database.db, trust);
    for (const [role, schoolId] of [
      ['teacher', school.id],
      ['head_teacher', other.id],
    ] as const) {
      const reader = await signedInAgent(web, await buildActor(database.db, trust, role, { schoolId }));
      expect((await reader.get(paths.consultation(school.id, 2026))).statusCode).toBe(404);
    }
  });

  test('leads to publication, of one school with the reason that it needs', async () => {
    const { school, planner, agent } = await world();
    await buildEntry(database, planner, school.id);
    const refused = await agent.post(paths.publishSchool(school.id, 2026), {});
    expect([refused.statusCode, refused.body.includes('The school has not been asked yet.')]).toEqual([400, true]);
    await agent.post(paths.publishSchool(school.id, 2026), { withoutAgreementWhy: 'Agreed in the summer by letter' });
    expect((await agent.get(paths.consultation(school.id, 2026))).body).toContain('Agreed in the summer by letter');
    expect((await agent.get(paths.publish(2026))).body).toContain('No school has agreed to a calendar');
  });
});

test('what is waited for stands on the home page', async () => {
  const { trust, school, agent } = await world();
  await buildCalendarInConsultation(database, trust, school);
  expect((await agent.get('/')).body).toContain('Answer a request to move a review');
});
