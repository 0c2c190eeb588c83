import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTermDates } from '#core/academic-year/build.ts';
import { runAs } from '#core/access/run-as.ts';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { buildWeb, signedInAgent, type Web } from '#features/sign-in/build.ts';
import { Forbidden, Invalid, StaleRevision } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { buildIssuedReview } from '../annual-reviews/build.ts';
import { confirmReceipt, issueReport } from './actions/issue-report.ts';
import { askDecision, assembleAgain, saveWords, startReport } from './actions/write-report.ts';
import { boardReportsWaitingFor } from './exports.ts';
import { boardReportPaths } from './paths.ts';
import { findReport, issuesOf } from './queries.ts';
import { exceptionsOf } from './rules.ts';

const database = useDatabase();
let web: Web;
beforeAll(async () => {
  web = await buildWeb(database);
});
afterAll(() => web.close());

async function world() {
  const trust = await buildTrust(database.db);
  await buildTermDates(database.db, trust);
  const school = await buildSchool(database.db, trust, { name: 'Invented High' });
  const built = await buildIssuedReview(database, trust, school, {
    grades: { quality_of_education: '3', leadership_and_management: '4' },
  });
  const { executivePrincipal: principal, head, trustee, leader } = built.people;
  const id = await runAs(database, principal, 'board-report:write', (ctx) =>
    startReport(ctx, { academicYear: 2026, term: 'autumn' }),
  );
  return { trust, school, principal, head, trustee, leader, id };
}

test('the report is assembled from what is recorded: the 3, the 4 and the plan that they set off', async () => {
  const { principal, id } = await world();
  const report = await runAs(database, principal, 'board-report:write', (ctx) => findReport(ctx, id));
  const [school] = report.facts.schools;
  expect(
    school?.judgements.filter((judgement) => ['3', '4'].includes(judgement.code)).map((judgement) => judgement.area),
  ).toEqual(['Quality of education', 'Leadership and management']);
  expect(school?.plan?.basis).toBe('Put in place by the trust');
  expect(exceptionsOf(report.facts)[0]).toMatchObject({ school: 'Invented High', gravity: 1 });
});

test('there is one report a term', async () => {
  const { principal } = await world();
  const again = runAs(database, principal, 'board-report:write', (ctx) =>
    startReport(ctx, { academicYear: 2026, term: 'autumn' }),
  );
  await expect(again).rejects.toThrow(Invalid);
});

test('two people who write on the same words: the second is told', async () => {
  const { principal, leader, id } = await world();
  await runAs(database, principal, 'board-report:write', (ctx) =>
    saveWords(ctx, id, 'introduction', 'A hard term.', 0),
  );
  const second = runAs(database, leader, 'board-report:write', (ctx) =>
    saveWords(ctx, id, 'introduction', 'A good term.', 0),
  );
  await expect(second).rejects.toThrow(StaleRevision);
});

test('what was issued never changes, and a correction is a new issue with a reason', async () => {
  const { principal, trustee, id } = await world();
  const issue = (why: string | null) =>
    runAs(database, principal, 'board-report:write', (ctx) => issueReport(ctx, id, why));
  const first = await issue(null);
  await runAs(database, principal, 'board-report:write', async (ctx) => {
    await saveWords(ctx, id, 'introduction', 'Corrected words.', 0);
    await askDecision(ctx, id, 'Approve the plan of Invented High');
    await assembleAgain(ctx, id);
  });
  await expect(issue(null)).rejects.toThrow('Say why the report is issued again');
  const second = await issue('A figure was wrong');
  expect(second.sha256).not.toBe(first.sha256);
  await runAs(database, trustee, 'board-report:read', async (ctx) => {
    const [newest, earlier] = await issuesOf(ctx, id);
    expect(JSON.stringify(newest?.content)).toContain('Corrected words.');
    expect(JSON.stringify(earlier?.content)).not.toContain('Corrected words.');
  });
});

test('a trustee sees a report only when it is issued, and confirms receipt once', async () => {
  const { principal, trustee, id } = await world();
  const agent = await signedInAgent(web, trustee);
  expect((await agent.get(boardReportPaths.issued(id))).statusCode).toBe(404);
  expect((await agent.get(boardReportPaths.report(id))).statusCode).toBe(403);
  expect((await agent.get(boardReportPaths.list)).body).toContain('No report has been issued yet');
  await runAs(database, principal, 'board-report:write', (ctx) => issueReport(ctx, id, null));
  const waiting = () => runAs(database, trustee, 'own-account', (ctx) => boardReportsWaitingFor(ctx));
  expect((await waiting()).map((item) => item.href)).toEqual([boardReportPaths.issued(id)]);
  const page = await agent.get(boardReportPaths.issued(id));
  expect(page.body).toContain('What you need to know');
  await agent.post(boardReportPaths.receipt(id), {});
  expect(await waiting()).toEqual([]);
  const pdf = await agent.get(boardReportPaths.file(id, 'pdf'));
  expect(pdf.headers['content-type']).toBe('application/pdf');
});

test('only the Executive Principal issues, and a head is refused', async () => {
  const { leader, head, id } = await world();
  await expect(runAs(database, leader, 'board-report:write', (ctx) => issueReport(ctx, id, null))).rejects.toThrow(
    Forbidden,
  );
  await expect(runAs(database, head, 'own-account', (ctx) => confirmReceipt(ctx, id))).rejects.toThrow(Forbidden);
  expect((await (await signedInAgent(web, head)).get(boardReportPaths.list)).statusCode).toBe(403);
});

test('a report of another trust is not there', async () => {
  const mine = await world();
  const theirs = await buildTrust(database.db);
  const stranger = await signedInAgent(web, await buildActor(database.db, theirs, 'executive_principal'));
  expect((await stranger.get(boardReportPaths.report(mine.id))).statusCode).toBe(404);
  expect((await stranger.get(boardReportPaths.issued(mine.id))).statusCode).toBe(404);
});

test('the pages: writing, looking at it, asking for a decision', async () => {
  const { principal, id } = await world();
  const agent = await signedInAgent(web, principal);
  const edit = await agent.get(boardReportPaths.report(id));
  expect(edit.body).toContain('Nothing: the report says what is recorded now.');
  expect((await agent.post(boardReportPaths.decisions(id), { wanted: '' })).statusCode).toBe(400);
  await agent.post(boardReportPaths.decisions(id), { wanted: 'Approve the plan' });
  await agent.get(boardReportPaths.words(id, 'introduction'));
  const saved = await agent.post(boardReportPaths.autosave(id, 'introduction'), { body: 'In <short>', revision: '0' });
  expect(saved.json()).toEqual({ revision: 1 });
  const preview = await agent.get(boardReportPaths.preview(id));
  expect(preview.body).toContain('Approve the plan');
  expect(preview.body).toContain('In &lt;short&gt;');
});
