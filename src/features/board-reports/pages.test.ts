import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTermDates } from '#core/academic-year/build.ts';
import type { Actor } from '#core/access/actor.ts';
import { runAs } from '#core/access/run-as.ts';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { buildWeb, signedInAgent, type Web } from '#features/sign-in/build.ts';
import { useDatabase } from '#test/support/database.ts';
import { buildDecision, buildPlan, buildRecommendation, buildSignature } from '../action-plans/build.ts';
import { issueReport } from './actions/issue-report.ts';
import { saveWords, startReport } from './actions/write-report.ts';
import { boardReportPaths } from './paths.ts';

const database = useDatabase();
let web: Web;
beforeAll(async () => {
  web = await buildWeb(database);
});
afterAll(() => web.close());

/** A trust whose only plan is with the board, and the report of the autumn being written. */
async function world() {
  const { db } = database;
  const trust = await buildTrust(db);
  await buildTermDates(db, trust);
  const school = await buildSchool(db, trust, { name: 'Invented <High>' });
  const principal = await buildActor(db, trust, 'executive_principal');
  const leader = await buildActor(db, trust, 'trust_leader');
  const head = await buildActor(db, trust, 'head_teacher', { schoolId: school.id });
  const trustee = await buildActor(db, trust, 'trustee', { name: 'Ines Trustee' });
  const clerk = await buildActor(db, trust, 'clerk');
  const { planId } = await buildPlan(database, leader, school.id);
  for (const signer of [head, principal]) await buildSignature(database, signer, planId);
  await buildRecommendation(database, principal, planId);
  const id = await runAs(database, principal, 'board-report:write', (ctx) =>
    startReport(ctx, { academicYear: 2026, term: 'autumn' }),
  );
  const agent = (actor: Actor) => signedInAgent(web, actor);
  const issue = (words: string, why: string | null = null) =>
    runAs(database, principal, 'board-report:write', async (ctx) => {
      await saveWords(ctx, id, 'introduction', words, why === null ? 0 : 1);
      await issueReport(ctx, id, why);
    });
  return { trust, school, principal, leader, head, trustee, clerk, planId, id, agent, issue };
}

test('the list says where the report stands and when it is due, and starting it twice is refused with a reason', async () => {
  const { principal, agent } = await world();
  const me = await agent(principal);
  const list = await me.get(boardReportPaths.list);
  expect(list.body).toContain('Being written');
  expect(list.body).toMatch(/\d+ December 2026/);
  const again = await me.post(boardReportPaths.list, { term: 'autumn', year: '2026' });
  expect(again.statusCode).toBe(400);
  expect(again.body).toContain('There is a report for that term already');
  expect((await me.post(boardReportPaths.list, { term: 'spring', year: '2026' })).statusCode).toBe(303);
});

test('the writing page offers the plan that is with the board as a decision, and takes it over once', async () => {
  const { leader, agent, id, planId } = await world();
  const me = await agent(leader);
  const edit = await me.get(boardReportPaths.report(id));
  expect(edit.body).toContain('Nothing has changed since it was assembled');
  expect(edit.body).toContain('is recommended to the board');
  expect(edit.body).not.toContain('>Issue it<');
  await me.post(boardReportPaths.decisions(id), { wanted: 'Approve the plan of Invented High.', plan: planId });
  expect((await me.get(boardReportPaths.report(id))).body).not.toContain('is recommended to the board.');
  const empty = await me.post(boardReportPaths.decisions(id), { wanted: ' ' });
  expect(empty.statusCode).toBe(400);
  expect(empty.body).toContain('Enter what is to be decided');
});

test('what has changed since it was assembled is shown, and goes when it is assembled anew', async () => {
  const { principal, trustee, agent, id, planId } = await world();
  await buildDecision(database, trustee, planId);
  const me = await agent(principal);
  const edit = await me.get(boardReportPaths.report(id));
  expect(edit.body).toContain('With the board');
  expect(edit.body).toContain('Approved, in force');
  await me.post(boardReportPaths.assemble(id), {});
  const anew = await me.get(boardReportPaths.report(id));
  expect(anew.body).toContain('Nothing has changed since it was assembled');
  expect(anew.body).toContain('What changed when it was last assembled');
});

test('own words are kept while they are written, saved, and shown again beside what somebody else saved', async () => {
  const { principal, leader, agent, id, school } = await world();
  const me = await agent(principal);
  const path = boardReportPaths.words(id, 'introduction');
  const kept = await me.post(boardReportPaths.autosave(id, 'introduction'), { body: 'In <short>', revision: '0' });
  expect(kept.json()).toEqual({ revision: 1 });
  const other = await agent(leader);
  const stale = await other.post(path, { body: 'Mine', revision: '0' });
  expect(stale.statusCode).toBe(409);
  expect(stale.body).toContain('Mine');
  expect(stale.body).toContain('In &lt;short&gt;');
  expect(stale.body).toContain(principal.name);
  const late = await other.post(boardReportPaths.autosave(id, 'introduction'), { body: 'Mine', revision: '0' });
  expect(late.statusCode).toBe(409);
  const next = await me.post(path, { body: 'In <short>', revision: '1', go: 'next' });
  expect(next.headers.location).toContain('/words/exceptions');
  expect((await me.get(boardReportPaths.words(id, school.id))).body).toContain('Comment on Invented &lt;High&gt;');
  expect((await me.get(boardReportPaths.words(id, 'elsewhere'))).statusCode).toBe(404);
  const preview = await me.get(boardReportPaths.preview(id));
  expect(preview.body).toContain('In &lt;short&gt;');
  expect(preview.body).toContain('Nothing is exceptional');
});

test('the issue page says what stands in the way, and the button is there only when nothing does', async () => {
  const { principal, agent, id } = await world();
  const me = await agent(principal);
  const blocked = await me.get(boardReportPaths.issue(id));
  expect(blocked.body).toContain('The introduction is empty');
  expect(blocked.body).not.toContain('Issue it to trustees');
  expect((await me.post(boardReportPaths.issue(id), {})).statusCode).toBe(400);
  await me.post(boardReportPaths.words(id, 'introduction'), { body: 'A good term.', revision: '0' });
  expect((await me.get(boardReportPaths.issue(id))).body).toContain('Issue it to trustees');
  expect((await me.post(boardReportPaths.issue(id), {})).statusCode).toBe(303);
  const again = await me.post(boardReportPaths.issue(id), { why: '' });
  expect(again.statusCode).toBe(400);
  expect(again.body).toContain('Say why the report is issued again');
});

test('the issue page says to whom the report goes, and whoever issues it to nobody is told so', async () => {
  const { principal, trustee, agent, id } = await world();
  const me = await agent(principal);
  await me.post(boardReportPaths.words(id, 'introduction'), { body: 'A good term.', revision: '0' });
  expect((await me.get(boardReportPaths.issue(id))).body).toContain('It goes to Ines Trustee.');
  await database.owner.pool.query(`update role_grant set ended_at = now() where person_id = $1`, [trustee.personId]);
  expect((await me.get(boardReportPaths.issue(id))).body).toContain('nobody would be told');
  const sent = await me.post(boardReportPaths.issue(id), {});
  expect((await me.get(sent.headers.location ?? '')).body).toContain('nobody has been told');
});

test('the history of a report says in words what was written on and decided, and leaves its data out', async () => {
  const { principal, agent, id, school, issue } = await world();
  await issue('A good term.');
  const me = await agent(principal);
  await me.post(boardReportPaths.words(id, school.id), { body: 'Turning.', revision: '0' });
  await me.post(boardReportPaths.words(id, 'exceptions'), { body: 'In hand.', revision: '0' });
  const { body } = await me.get(`/trail/board_report/${id}`);
  for (const said of [
    'Autumn term 2026/27',
    'Own words: On the exceptions',
    'Comment on Invented &lt;High&gt;',
    'Issue 1',
  ])
    expect(body).toContain(said);
  for (const raw of ['PlanId', 'Another record', `Own words: ${school.id}`]) expect(body).not.toContain(raw);
});

test('what was chosen to start a report is still chosen when it is refused', async () => {
  const { principal, agent } = await world();
  const me = await agent(principal);
  await me.post(boardReportPaths.list, { term: 'summer', year: '2025' });
  const again = await me.post(boardReportPaths.list, { term: 'summer', year: '2025' });
  expect(again.statusCode).toBe(400);
  for (const value of ['summer', '2025']) expect(again.body).toMatch(new RegExp(`<option value="${value}" selected`));
});

test('a trustee sees a report only when it is issued, takes it along, and confirms receipt', async () => {
  const { trustee, clerk, agent, id, issue } = await world();
  const me = await agent(trustee);
  expect((await me.get(boardReportPaths.issued(id))).statusCode).toBe(404);
  expect((await me.get(boardReportPaths.oneIssue(id, 1))).statusCode).toBe(404);
  expect((await me.get(boardReportPaths.report(id))).statusCode).toBe(403);
  expect((await me.get(boardReportPaths.preview(id))).statusCode).toBe(403);
  expect((await me.get(boardReportPaths.list)).body).toContain('No report has been issued yet');
  await issue('A good term.');
  const page = await me.get(boardReportPaths.issued(id));
  expect(page.body).toContain('What you need to know');
  expect(page.body).toContain('still has the hash that it was issued with');
  for (const format of ['pdf', 'docx'])
    expect((await me.get(boardReportPaths.file(id, 1, format))).statusCode, format).toBe(200);
  expect((await me.get(boardReportPaths.file(id, 2, 'pdf'))).statusCode).toBe(404);
  expect((await me.get(boardReportPaths.file(id, 1, 'exe'))).statusCode).toBe(404);
  const theClerk = await agent(clerk);
  expect((await theClerk.get(boardReportPaths.issued(id))).body).toContain('Has not confirmed yet');
  expect((await theClerk.post(boardReportPaths.receipt(id), {})).statusCode).toBe(403);
  await me.post(boardReportPaths.receipt(id), {});
  expect((await me.get(boardReportPaths.issued(id))).body).toContain('You confirmed receipt');
  expect((await theClerk.get(boardReportPaths.list)).body).toContain('1 of 1 confirmed');
});

test('an earlier issue can still be read, and says that it has been replaced', async () => {
  const { trustee, agent, id, issue } = await world();
  await issue('The first words.');
  await issue('The second words.', 'A figure was wrong');
  const me = await agent(trustee);
  const newest = await me.get(boardReportPaths.issued(id));
  expect(newest.body).toContain('The second words.');
  expect(newest.body).toContain('A figure was wrong');
  const earlier = await me.get(boardReportPaths.oneIssue(id, 1));
  expect(earlier.body).toContain('The first words.');
  expect(earlier.body).toContain('This issue has been replaced');
  expect(earlier.body).not.toContain('I have received this report');
});

test('heads are refused everywhere, and another trust finds nothing', async () => {
  const { head, agent, id } = await world();
  const theHead = await agent(head);
  for (const path of [boardReportPaths.list, boardReportPaths.report(id), boardReportPaths.issued(id)])
    expect((await theHead.get(path)).statusCode, path).toBe(403);
  const theirs = await buildTrust(database.db);
  const stranger = await agent(await buildActor(database.db, theirs, 'executive_principal'));
  for (const path of [boardReportPaths.report(id), boardReportPaths.preview(id), boardReportPaths.issued(id)])
    expect((await stranger.get(path)).statusCode, path).toBe(404);
  expect((await stranger.get(boardReportPaths.list)).body).toContain('No report yet');
});
