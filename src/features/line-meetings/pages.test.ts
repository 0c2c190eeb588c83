import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import { inTrust } from '#core/organisations/build.ts';
import { actionPlanPaths } from '#features/action-plans/paths.ts';
import { type Agent, buildWeb, signedInAgent, type Web } from '#features/sign-in/build.ts';
import { useDatabase } from '#test/support/database.ts';
import { buildDecision, buildRecommendation } from '../action-plans/build.ts';
import { buildAgreedPlan, buildPlanPeople, type PlanPeople } from '../action-plans/build-people.ts';
import { buildBegun, buildSeries, meetingOn } from './build.ts';
import { lineMeetingPaths } from './paths.ts';

const database = useDatabase();
let web: Web;
let people: PlanPeople;
beforeAll(async () => {
  web = await buildWeb(database);
});
afterAll(() => web.close());
beforeEach(async () => {
  people = await buildPlanPeople(database);
});

/** Signed in with an account that exists: the built people carry made-up ones. */
async function agentOf(actor: Actor): Promise<Agent> {
  await inTrust(database.db, actor.trustId, (tx) =>
    tx.updateTable('person').set({ account_id: null }).where('id', '=', actor.personId).execute(),
  );
  return await signedInAgent(web, actor);
}

/** A meeting of the agreed plan that has begun, with both signed in. */
async function begun() {
  const plan = await buildAgreedPlan(database, people);
  await buildSeries(database, people.principal, people.school.id);
  const id = await buildBegun(database, people.principal, people.school.id, '2026-11-12', '2026-11-23');
  return { plan, id, principal: await agentOf(people.principal), head: await agentOf(people.head) };
}
const line = { valueNumber: '90.5', valueWords: '', rag: 'amber', reason: 'Illness', notDiscussed: '', revision: '0' };

test('the Executive Principal arranges all schools in two steps: first what it gives, then it is done', async () => {
  const agent = await agentOf(people.principal);
  expect((await agent.get(lineMeetingPaths.list)).body).toContain('Arrange all schools');
  const wanted = {
    holderId: people.principal.personId,
    from: '2026-11-23',
    weekdays: ['4'],
    times: '0900, 13.30',
    minutes: '90',
    place: 'At the school',
  };
  const wrong = await agent.post(lineMeetingPaths.arrangeAll, { ...wanted, times: 'morning', weekdays: [] });
  expect(wrong.statusCode).toBe(400);
  expect(wrong.body).toContain('such as 09:00, 13:30');
  expect(wrong.body).toContain('value="morning"');
  const tried = await agent.post(lineMeetingPaths.arrangeAll, wanted);
  expect(tried.body).toContain('nothing is arranged yet');
  expect((await agent.get(lineMeetingPaths.list)).body).toContain('Not arranged');
  const done = await agent.post(lineMeetingPaths.arrangeAll, { ...wanted, sure: 'yes' });
  expect([done.statusCode, done.headers.location]).toEqual([303, lineMeetingPaths.list]);
  expect((await agent.get(lineMeetingPaths.series(people.school.id))).body).toContain('26 Nov 2026');
});

test('a head is taken to the own school, a leader without meetings is told why there are none, and the board sees counts alone', async () => {
  await buildSeries(database, people.principal, people.school.id);
  const head = await agentOf(people.head);
  expect((await head.get(lineMeetingPaths.list)).headers.location).toBe(lineMeetingPaths.series(people.school.id));
  expect((await head.get(lineMeetingPaths.series(people.other.id))).statusCode).toBe(404);
  const leader = await agentOf(people.leader);
  expect((await leader.get(lineMeetingPaths.list)).body).toContain('You hold no meetings');
  expect((await leader.get(lineMeetingPaths.series(people.school.id))).statusCode).toBe(404);
  const { id } = await meetingOn(database, people.principal, people.school.id, '2026-11-12');
  for (const someone of [people.trustee, people.clerk]) {
    const agent = await agentOf(someone);
    const counts = await agent.get(lineMeetingPaths.counts);
    expect(counts.body).toContain('0 of 5');
    for (const path of [
      lineMeetingPaths.meeting(id),
      lineMeetingPaths.newest(id),
      lineMeetingPaths.document(id, 'pdf'),
    ])
      expect((await agent.get(path)).statusCode).toBe(403);
  }
  for (const someone of [people.governor, people.middle, people.teacher])
    expect((await (await agentOf(someone)).get(lineMeetingPaths.counts)).statusCode).toBe(403);
});

test('the meeting page shows the last entry beside the new one; wrong input is shown again with what was typed', async () => {
  const { plan, id, head } = await begun();
  const page = await head.get(lineMeetingPaths.meeting(id));
  expect(page.body).toContain('Attendance of disadvantaged pupils');
  expect(page.body).toContain('It started from 88.5%');
  const path = lineMeetingPaths.criterion(id, plan.criterionId);
  const wrong = await head.post(path, { ...line, valueNumber: 'many', reason: 'Half <b>a thought' });
  expect(wrong.statusCode).toBe(400);
  expect(wrong.body).toContain('must be a number');
  expect(wrong.body).toContain('Half &lt;b&gt;a thought');
  const saved = await head.post(path, line);
  expect(saved.headers.location).toBe(`${lineMeetingPaths.meeting(id)}#criterion-${plan.criterionId}`);
});

test('without a script, whoever saves second sees both texts and nothing is lost', async () => {
  const { plan, id, head, principal } = await begun();
  const path = lineMeetingPaths.criterion(id, plan.criterionId);
  await principal.get(lineMeetingPaths.meeting(id));
  await head.get(lineMeetingPaths.meeting(id));
  await head.post(path, line);
  const second = await principal.post(path, { ...line, reason: 'Staffing' });
  expect(second.statusCode).toBe(409);
  expect(second.body).toContain('Somebody else saved this first');
  expect(second.body).toContain('Illness');
  expect(second.body).toContain('Staffing');
  expect(second.body).toMatch(/name="revision" value="1"/);
});

test('what one side saves is there for the other to ask for, and the note on wellbeing only for the two', async () => {
  const { plan, id, head, principal } = await begun();
  await head.get(lineMeetingPaths.meeting(id));
  await head.post(lineMeetingPaths.criterion(id, plan.criterionId), line);
  await head.post(lineMeetingPaths.wellbeing(id), { words: 'Tired', revision: '0' });
  const newest = (await principal.get(lineMeetingPaths.newest(id))).json();
  expect(newest.state).toBe('begun');
  expect(newest.parts).toMatchObject([
    { revision: 1, by: 'Hanna Invented', values: { valueNumber: '90.5', rag: 'amber', reason: 'Illness' } },
    { key: 'wellbeing', values: { words: 'Tired' } },
  ]);
  expect((await (await agentOf(people.otherHead)).get(lineMeetingPaths.newest(id))).statusCode).toBe(404);
  expect((await principal.post(lineMeetingPaths.note(id, 'everything'), { words: 'x' })).statusCode).toBe(404);
});

test('circulating says which criteria still need a line; afterwards the minutes, the documents and the plan say the same', async () => {
  const { plan, id, head, principal } = await begun();
  const meeting = lineMeetingPaths.meeting(id);
  await principal.get(meeting);
  const refused = await principal.post(lineMeetingPaths.circulate(id), { revision: '2' });
  expect(refused.statusCode).toBe(400);
  expect(refused.body).toContain(`href="#criterion-${plan.criterionId}"`);
  await principal.post(lineMeetingPaths.criterion(id, plan.criterionId), line);
  await principal.post(lineMeetingPaths.addAction(id), { what: 'Ring home', owner: 'head', dueOn: '2026-12-01' });
  await principal.post(lineMeetingPaths.addItem(id), { part: 'decision', title: 'Two more days of cover' });
  const sent = await principal.post(lineMeetingPaths.circulate(id), { revision: '2', confirms: 'yes' });
  expect(sent.statusCode).toBe(303);
  const read = await head.get(meeting);
  for (const words of ['90.5%. Illness', 'Two more days of cover', 'Ring home', 'Are these minutes right?'])
    expect(read.body).toContain(words);
  await head.post(lineMeetingPaths.answer(id), { agrees: 'no', words: 'It was 91', version: '1' });
  expect((await principal.get(meeting)).body).toContain('Sees it differently: It was 91');
  const file = await head.get(lineMeetingPaths.document(id, 'pdf'));
  expect([file.statusCode, file.headers['content-type']]).toEqual([200, 'application/pdf']);
  expect((await head.get(lineMeetingPaths.document(id, 'docx'))).statusCode).toBe(200);
  expect((await (await agentOf(people.otherHead)).get(lineMeetingPaths.document(id, 'pdf'))).statusCode).toBe(404);
  const other = await agentOf(people.leader);
  expect((await other.get(meeting)).statusCode).toBe(404);
  const recorded = `Recorded at the meeting of 23 November 2026`;
  expect((await head.get(actionPlanPaths.plan(plan.planId))).body).toContain(recorded);
  expect((await head.get(actionPlanPaths.progress(plan.planId, plan.criterionId))).body).toContain(recorded);
  const leader = await other.get(actionPlanPaths.plan(plan.planId));
  expect(leader.body).toContain('90.5%');
  expect(leader.body).not.toContain('Recorded at the meeting');
  const review = await head.get(actionPlanPaths.review(plan.planId));
  expect(review.body).toContain('On 23 Nov 2026: 90.5%');
});

test('an overdue action of the plan is done from the meeting, or given a new date where the plan runs on', async () => {
  const plan = await buildAgreedPlan(database, people);
  await buildSeries(database, people.principal, people.school.id);
  const id = await buildBegun(database, people.principal, people.school.id, '2026-11-12', '2026-11-23');
  const principal = await agentOf(people.principal);
  await principal.get(lineMeetingPaths.meeting(id));
  const path = lineMeetingPaths.planAction(id, plan.actionId);
  const fields = { planId: plan.planId, revision: '1', on: '2027-02-26', note: '', how: 'later' };
  expect((await principal.post(path, { ...fields, note: 'Half term' })).body).toContain('would undo the signatures');
  await buildRecommendation(database, people.principal, plan.planId);
  await buildDecision(database, people.clerk, plan.planId);
  expect((await principal.post(path, fields)).body).toContain('Enter the reason for the new date');
  expect((await principal.post(path, { ...fields, on: '2026-11-20', note: 'x' })).body).toContain(
    'a new date after today',
  );
  expect((await principal.post(path, { ...fields, note: 'Half term' })).statusCode).toBe(303);
  const done = { ...fields, how: 'done', revision: '2', on: '2026-11-20' };
  expect((await principal.post(path, done)).statusCode).toBe(303);
  expect((await principal.get(actionPlanPaths.plan(plan.planId))).body).toContain('Done 20 Nov 2026');
});

test('the history of a meeting opens to those who may open the meeting, and to no administrator or other head', async () => {
  const { id, head } = await begun();
  const history = `/trail/line_meeting/${id}`;
  expect((await head.get(history)).statusCode).toBe(200);
  expect((await (await agentOf(people.otherHead)).get(history)).statusCode).toBe(404);
  expect((await (await agentOf(people.leader)).get(history)).statusCode).toBeGreaterThanOrEqual(403);
});
