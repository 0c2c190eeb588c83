import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { runAs } from '#core/access/run-as.ts';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { buildPlan, buildSignature, buildSupport } from '#features/action-plans/build.ts';
import { buildReviewAt, buildReviewPeople } from '#features/annual-reviews/build.ts';
import { agreeLine } from '#features/data-reviews/actions/follow-lines.ts';
import { planDataReview } from '#features/data-reviews/actions/plan-data-review.ts';
import { recordMeeting } from '#features/data-reviews/actions/record-meeting.ts';
import { buildAuthority, buildProposal } from '#features/interventions/build.ts';
import { openInterventions } from '#features/interventions/index.ts';
import { csvBytes, importFile } from '#features/performance-data/build.ts';
import { dataPackPaths } from '#features/performance-data/paths.ts';
import { buildWeb, signedInAgent, type Web } from '#features/sign-in/build.ts';
import { useDatabase } from '#test/support/database.ts';
import { linksOf } from '#test/support/follow-links.ts';
import { schoolOnAPagePath } from './paths.ts';

// Every client of this file asks through it, before and after: it only counts.
const query = vi.spyOn(pg.Client.prototype, 'query');
const database = useDatabase();
let web: Web;
beforeAll(async () => {
  web = await buildWeb(database);
});
afterAll(async () => {
  await web.close();
  query.mockRestore();
});
const date = (text: string) => Temporal.PlainDate.from(text);

/** A school judged 4, led in part by the Trust, with results and an open line of enquiry; and another of the trust with nothing. */
async function world() {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const other = await buildSchool(database.db, trust);
  const { people } = await buildReviewAt(database, trust, school, 'issued', { grades: { quality_of_education: '4' } });
  const { executivePrincipal: principal, leader, head } = people;
  const [intervention] = await runAs(database, principal, 'intervention:read', openInterventions);
  const proposal = await buildProposal(database, principal, intervention?.interventionId ?? '', leader);
  const clerk = await buildActor(database.db, trust, 'clerk');
  await buildAuthority(database, clerk, intervention?.interventionId ?? '', proposal);
  const administrator = await buildActor(database.db, trust, 'administrator');
  const bytes = csvBytes([
    ['RECTYPE', 'LEA', 'URN', 'TPUP', 'ATT8SCR', 'PTL2BASICS_95'],
    [1, 891, school.urn, 24, 47.1, '40%'],
    [5, '', '', '', 46.2, '45%'],
  ]);
  await runAs(database, administrator, 'published-data:import', (ctx) =>
    importFile(ctx, { bytes, fileName: 'ks4.csv', academicYear: 2024, status: 'final' }),
  );
  await runAs(database, principal, 'data-review:record', async (ctx) => {
    const id = await planDataReview(ctx, { schoolId: school.id, plannedOn: date('2026-10-01') });
    await recordMeeting(ctx, id, {
      heldOn: date('2026-10-01'),
      attendeeIds: [head.personId],
      others: [],
      points: 'Attainment fell.',
      revision: 1,
    });
    await agreeLine(ctx, id, {
      question: 'Why did attainment fall?',
      why: '50 to 47',
      measure: null,
      ownerId: head.personId,
      ownerName: null,
      byWhen: date('2026-12-11'),
    });
  });
  return { trust, school, other, leader, people };
}

const wordsOf = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

test('the head sees why the Trust acts, what it leads, the headline figures and what is still to be answered', async () => {
  const { school, leader, people } = await world();
  const { body } = await (await signedInAgent(web, people.head)).get(schoolOnAPagePath(school.id));
  const words = wordsOf(body);
  expect(words).toContain(
    'The Trust puts an action plan in place. Annual Review 2026/27: Quality of education: 4 Inadequate.',
  );
  expect(words).toContain(
    `The Trust leads directly: Teaching in Years 7 to 9. ${leader.name}, from 23 November 2026 to 16 July 2027.`,
  );
  expect(words).toMatch(/Attainment 8[^%]* 2024\/25 47\.1 46\.2/);
  expect(body).toContain(`href="${dataPackPaths.pack(school.id)}"`);
  expect(words).toContain('Open lines of enquiry');
  expect(words).toMatch(/Why did attainment fall\? .* 11 December 2026/);
});

test('a member of the local governing body sees the intervention and the figures, but no lines of enquiry', async () => {
  const { school, people } = await world();
  const { body, statusCode } = await (await signedInAgent(web, people.governor)).get(schoolOnAPagePath(school.id));
  expect(statusCode).toBe(200);
  const words = wordsOf(body);
  expect(words).toContain('The Trust puts an action plan in place.');
  expect(words).toContain('47.1');
  expect(words).not.toContain('lines of enquiry');
  expect(words).not.toContain('Why did attainment fall?');
});

test('another school of the trust shows none of it, not even to somebody who may read both', async () => {
  const { other, people } = await world();
  const { body } = await (await signedInAgent(web, people.executivePrincipal)).get(schoolOnAPagePath(other.id));
  const words = wordsOf(body);
  expect(words).not.toContain('action plan in place');
  expect(words).not.toContain('The Trust leads directly');
  expect(words).not.toContain('47.1');
  expect(words).not.toContain('Why did attainment fall?');
});

test('a review that is not issued is not on the page of anybody, and its grades least of all on a governor’s', async () => {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const grades = { quality_of_education: '4' };
  const { people } = await buildReviewAt(database, trust, school, 'signed', { grades });
  for (const reader of [people.governor, people.trustee, people.head, people.executivePrincipal]) {
    const { body } = await (await signedInAgent(web, reader)).get(schoolOnAPagePath(school.id));
    const words = wordsOf(body);
    expect(words).toContain('No Annual Review has been issued yet');
    expect(words).not.toMatch(/Inadequate|Check what pupils remember/);
  }
});

test('the support that the Trust promised is on the page of its head, and not on a governor’s', async () => {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const people = await buildReviewPeople(database, trust, school);
  const plan = await buildPlan(database, people.leader, school.id);
  await buildSupport(database, people.leader, plan.planId, { what: 'Six mornings of coaching', half_days: 6 });
  for (const side of [people.head, people.executivePrincipal]) await buildSignature(database, side, plan.planId);
  const pageOf = async (reader: typeof people.head) =>
    wordsOf((await (await signedInAgent(web, reader)).get(schoolOnAPagePath(school.id))).body);
  expect(await pageOf(people.head)).toContain('Six mornings of coaching Additional CPD 3 0 —');
  expect(await pageOf(people.governor)).not.toContain('Six mornings of coaching');
});

test('each role is offered the pages of the school that it may open, and every link leads there', async () => {
  const { trust, school } = await world();
  const tabs = async (role: Parameters<typeof buildActor>[2]) => {
    const agent = await signedInAgent(web, await buildActor(database.db, trust, role, { schoolId: school.id }));
    const { body } = await agent.get(schoolOnAPagePath(school.id));
    for (const link of linksOf(body.slice(body.indexOf('<main')), schoolOnAPagePath(school.id)))
      expect([role, link, (await agent.get(link)).statusCode]).toEqual([role, link, 200]);
    const row = body.slice(
      body.indexOf('cairn-subnav__list'),
      body.indexOf('</nav>', body.indexOf('cairn-subnav__list')),
    );
    return [...row.matchAll(/<a[^>]*>([^<]+)<\/a>/g)].map((match) => match[1]);
  };
  expect(await tabs('teacher')).toEqual(['Overview', 'Data pack', 'Calendar', 'Details']);
  expect(await tabs('lgb_member')).toEqual(['Overview', 'Data pack', 'Snapshots', 'Calendar', 'Details']);
  expect(await tabs('external_reviewer')).toEqual(['Overview', 'Data pack', 'Evidence', 'Details']);
  expect(await tabs('head_teacher')).toEqual([
    'Overview',
    'Data pack',
    'Snapshots',
    'Calendar',
    'Evidence',
    'Visit notes',
    'Data systems',
    'People',
    'Details',
  ]);
}, 30_000);

test('a school that the reader does not belong to, or of another trust, is not found', async () => {
  const { other, people } = await world();
  const elsewhere = await buildSchool(database.db, await buildTrust(database.db));
  const statusFor = async (reader: typeof people.head, id: string) =>
    (await (await signedInAgent(web, reader)).get(schoolOnAPagePath(id))).statusCode;
  expect(await statusFor(people.head, other.id)).toBe(404);
  expect(await statusFor(people.governor, other.id)).toBe(404);
  expect(await statusFor(people.executivePrincipal, elsewhere.id)).toBe(404);
});

test('the page of a school with everything on it is read in twelve statements', async () => {
  const { school, people } = await world();
  const agent = await signedInAgent(web, people.executivePrincipal);
  const before = query.mock.calls.length;
  const { statusCode, body } = await agent.get(schoolOnAPagePath(school.id));
  expect(statusCode).toBe(200);
  expect(wordsOf(body)).toContain('Why did attainment fall?');
  expect(query.mock.calls.length - before).toBeLessThanOrEqual(12);
});
