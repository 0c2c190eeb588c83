import { beforeEach, expect, test } from 'vitest';
import { buildTermDates } from '#core/academic-year/build.ts';
import type { Actor } from '#core/access/actor.ts';
import { runAs } from '#core/access/run-as.ts';
import { buildActor, buildSchool, buildTrust, inTrust } from '#core/organisations/build.ts';
import { Forbidden, Invalid, NotFound, StaleRevision } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { saveSupport } from '../action-plans/actions/save-support.ts';
import { buildDecision, buildPlan, buildRecommendation, buildSignature, supportValues } from '../action-plans/build.ts';
import { recordProgress } from '../action-plans/index.ts';
import { buildIssuedReview } from '../annual-reviews/build.ts';
import { addItem } from '../line-meetings/actions/save-item.ts';
import { buildBegun, buildSeries } from '../line-meetings/build.ts';
import { confirmReceipt, issueReport } from './actions/issue-report.ts';
import { askDecision, assembleAgain, dropDecision, saveWords, startReport } from './actions/write-report.ts';
import { reportDocument } from './documents/report-document.ts';
import { boardReportsWaitingFor } from './exports.ts';
import { issuesOf, receiptsOf } from './issue-queries.ts';
import { reportForPrint } from './print.ts';
import { decisionsOf, findReport, wordsOf } from './queries.ts';
import { exceptionsOf } from './rules.ts';

const database = useDatabase();

/** A trust with a school that has a 3 and a 4, and one without either whose plan is approved and supported. */
async function world() {
  const { db } = database;
  const trust = await buildTrust(db);
  await buildTermDates(db, trust);
  const high = await buildSchool(db, trust, { name: 'Invented High', pupils_on_roll: 812 });
  const built = await buildIssuedReview(database, trust, high, {
    grades: { quality_of_education: '3', leadership_and_management: '4' },
  });
  const { executivePrincipal: principal, head, trustee, leader } = built.people;
  const low = await buildSchool(db, trust, { name: 'Invented Primary', phase: 'primary' });
  const lowHead = await buildActor(db, trust, 'head_teacher', { schoolId: low.id });
  const teacher = await buildActor(db, trust, 'teacher', { schoolId: low.id, name: 'Sunniva Crabtree' });
  const plan = await buildPlan(database, leader, low.id);
  await runAs(database, leader, 'plan:write', async (ctx) => {
    const add = (values: Parameters<typeof supportValues>[0]) =>
      saveSupport(ctx, { planId: plan.planId, partId: null, revision: 0, why: null }, supportValues(values));
    await add({ what: 'Phonics with Sunniva Crabtree', half_days: 5, cost_pence: 123_456 });
    await add({ what: 'Mentoring', half_days: 4, cost_pence: 10 });
  });
  for (const signer of [lowHead, principal]) await buildSignature(database, signer, plan.planId);
  await buildRecommendation(database, principal, plan.planId);
  return {
    trust,
    high,
    low,
    principal,
    head,
    trustee,
    leader,
    teacher,
    planId: plan.planId,
    criterionId: plan.criterionId,
  };
}

let it: Awaited<ReturnType<typeof world>>;
let id: string;
const writing = <T>(actor: Actor, work: Parameters<typeof runAs<T>>[3]) =>
  runAs(database, actor, 'board-report:write', work);
const autumn = { academicYear: 2026, term: 'autumn' } as const;
const report = () => writing(it.principal, (ctx) => findReport(ctx, id));
const introduce = (body = 'A hard term.') =>
  writing(it.principal, async (ctx) => {
    const stored = (await wordsOf(ctx, id)).find((words) => words.code === 'introduction');
    await saveWords(ctx, id, 'introduction', body, stored?.revision ?? 0);
  });
const issue = (why: string | null = null) => writing(it.principal, (ctx) => issueReport(ctx, id, why));
const redEntry = () =>
  runAs(database, it.leader, 'plan:write', (ctx) =>
    recordProgress(ctx, it.planId, it.criterionId, {
      notedOn: ctx.today,
      rag: 'red',
      valueNumber: '80',
      valueWords: null,
      reason: 'Sunniva Crabtree saw that 3 pupils stayed away',
    }),
  );

beforeEach(async () => {
  it = await world();
  id = await writing(it.principal, (ctx) => startReport(ctx, autumn));
});

test('the report is assembled from what is recorded: the 3, the 4 and the plan that they set off', async () => {
  const { facts } = await report();
  const [high, low] = facts.schools;
  expect(high).toMatchObject({ name: 'Invented High', onRoll: 812, reviewYear: '2026/27' });
  expect(high?.judgements.filter((one) => ['3', '4'].includes(one.code)).map((one) => one.grade)).toEqual([
    '3 Requires Improvement',
    '4 Inadequate',
  ]);
  expect(high?.plans[0]?.basis).toBe('Put in place by the trust');
  expect(low?.plans[0]).toMatchObject({ withBoard: true, state: 'With the board' });
  expect(exceptionsOf(facts)[0]).toEqual({
    gravity: 1,
    school: 'Invented High',
    sentence: 'Leadership and management is judged 4 Inadequate, for the first time.',
  });
  expect(facts.sources.map((source) => source.asAt).join()).toContain('Newest issue');
});

test('meetings with heads are counted for the board, whoever assembles, and nothing that was said in them is told', async () => {
  await buildSeries(database, it.principal, it.low.id);
  const meetingId = await buildBegun(database, it.principal, it.low.id, '2026-10-15');
  await runAs(database, it.principal, 'line-meeting:hold', (ctx) =>
    addItem(ctx, meetingId, { part: 'item', title: 'SECRETWORD', words: 'SECRETWORD' }),
  );
  await writing(it.leader, (ctx) => assembleAgain(ctx, id));
  const { facts } = await report();
  expect(facts.schools.map((school) => school.meetings)).toEqual([
    null,
    expect.objectContaining({ due: 5, held: 1, missed: 4, streak: 1, lastHeld: '15 October 2026' }),
  ]);
  expect(facts.schools[1]?.meetings?.nextDue).toBe('13 November 2026, overdue');
  const paper = await writing(it.principal, async (ctx) =>
    JSON.stringify(reportDocument(await reportForPrint(ctx, await findReport(ctx, id)))),
  );
  expect(paper).toContain('Meetings with heads');
  expect(paper).toContain('1 of 5');
  expect(paper).not.toContain('SECRETWORD');
});

test('support is told with its exact days and money, and without the name of a teacher', async () => {
  await buildDecision(database, it.trustee, it.planId);
  await writing(it.principal, (ctx) => assembleAgain(ctx, id));
  const { facts } = await report();
  expect(facts.support.map((line) => [line.what, line.promisedHalfDays, line.costPence])).toEqual([
    ['Phonics with a member of staff', 5, 123_456],
    ['Mentoring', 4, 10],
  ]);
  const paper = await writing(it.principal, async (ctx) =>
    JSON.stringify(reportDocument(await reportForPrint(ctx, await findReport(ctx, id)))),
  );
  expect(paper).toContain('£1,234.56');
  expect(paper).toContain('£1,234.66');
  expect(paper).toContain('4.5');
  expect(paper).not.toContain('Crabtree');
});

test('assembling anew says what was changed and keeps the own words', async () => {
  await introduce();
  await buildDecision(database, it.trustee, it.planId);
  expect(await writing(it.leader, (ctx) => assembleAgain(ctx, id))).toBeGreaterThan(0);
  const { changes } = await report();
  expect(changes).toContainEqual({
    about: 'Invented Primary, action plan 2026/27',
    before: 'With the board',
    now: 'Approved, in force',
  });
  expect((await writing(it.principal, (ctx) => wordsOf(ctx, id))).map((words) => words.body)).toEqual(['A hard term.']);
  expect(await writing(it.principal, (ctx) => assembleAgain(ctx, id))).toBe(0);
});

test('a red entry is an exception, without the teacher and without the three pupils', async () => {
  await buildDecision(database, it.trustee, it.planId);
  await redEntry();
  await writing(it.principal, (ctx) => assembleAgain(ctx, id));
  const { facts } = await report();
  expect(exceptionsOf(facts).filter((one) => one.school === 'Invented Primary')).toEqual([
    {
      gravity: 2,
      school: 'Invented Primary',
      sentence:
        'Red: Attendance of disadvantaged pupils. A member of staff saw that fewer than six pupils stayed away.',
    },
  ]);
});

test('of a plan that is still being written trustees read that it is, and nothing of what it says', async () => {
  const third = await buildSchool(database.db, it.trust, { name: 'Invented Junior', phase: 'primary' });
  await buildPlan(database, it.leader, third.id);
  await writing(it.principal, (ctx) => assembleAgain(ctx, id));
  const [plan] = (await report()).facts.schools.find((school) => school.name === 'Invented Junior')?.plans ?? [];
  expect(plan).toMatchObject({ state: 'Being written', criteria: [], ratings: { none: 0 } });
  const paper = await writing(it.principal, async (ctx) =>
    JSON.stringify(reportDocument(await reportForPrint(ctx, await findReport(ctx, id)))),
  );
  expect(paper).toContain('Trustees read it once it is agreed, put in place or recommended.');
});

test('there is one report a term', async () => {
  await expect(writing(it.principal, (ctx) => startReport(ctx, autumn))).rejects.toThrow(Invalid);
});

test('two people who write on the same words: the second is told', async () => {
  await introduce();
  const second = writing(it.leader, (ctx) => saveWords(ctx, id, 'introduction', 'A good term.', 0));
  await expect(second).rejects.toThrow(StaleRevision);
  const [stored] = await writing(it.leader, (ctx) => wordsOf(ctx, id));
  expect(stored).toMatchObject({ body: 'A hard term.', by: it.principal.name });
});

test('words belong to a part of the report or to one of its schools, and to nothing else', async () => {
  await writing(it.leader, (ctx) => saveWords(ctx, id, it.high.id, 'Turning.', 0));
  await expect(writing(it.leader, (ctx) => saveWords(ctx, id, 'elsewhere', 'x', 0))).rejects.toThrow(NotFound);
});

test('a plan that is with the board is asked for once, and only while it is there', async () => {
  const ask = (planId: string) => writing(it.leader, (ctx) => askDecision(ctx, id, 'Approve the plan.', planId));
  await ask(it.planId);
  await expect(ask(it.planId)).rejects.toThrow('already');
  await expect(ask(crypto.randomUUID())).rejects.toThrow('was not with the board');
  const [decision] = await writing(it.leader, (ctx) => decisionsOf(ctx, id));
  expect(decision?.plan_id).toBe(it.planId);
  await writing(it.leader, (ctx) => dropDecision(ctx, id, decision?.id ?? ''));
  expect(await writing(it.leader, (ctx) => decisionsOf(ctx, id))).toEqual([]);
});

test('it is not issued without an introduction, nor with the name of a teacher in it', async () => {
  await expect(issue()).rejects.toThrow('The introduction is empty.');
  await introduce('Thanks to Ms Crabtree.');
  await expect(issue()).rejects.toThrow('names Sunniva Crabtree');
  await introduce('Thanks to everybody.');
  await issue();
});

test('what was issued never changes, whatever becomes of the plan', async () => {
  await introduce();
  const { sha256 } = await issue();
  await buildDecision(database, it.trustee, it.planId);
  await redEntry();
  await writing(it.principal, (ctx) => assembleAgain(ctx, id));
  const [issued] = await runAs(database, it.trustee, 'board-report:read', (ctx) => issuesOf(ctx, id));
  expect(issued?.sha256).toBe(sha256);
  expect(JSON.stringify(issued?.content)).toContain('With the board');
  expect(JSON.stringify(issued?.content)).not.toContain('Approved, in force');
});

test('a correction is a new issue with a reason and something new to say; the earlier one stays', async () => {
  await introduce();
  const first = await issue();
  await expect(issue()).rejects.toThrow('Say why the report is issued again');
  await expect(issue('To be sure')).rejects.toThrow('Nothing is different');
  await introduce('Corrected words.');
  const second = await issue('A figure was wrong');
  expect(second.sha256).not.toBe(first.sha256);
  await runAs(database, it.trustee, 'board-report:read', async (ctx) => {
    const [newest, earlier] = await issuesOf(ctx, id);
    expect(newest).toMatchObject({ number: 2, why: 'A figure was wrong' });
    expect(JSON.stringify(newest?.content)).toContain('Corrected words.');
    expect(earlier?.sha256).toBe(first.sha256);
    expect(JSON.stringify(earlier?.content)).toContain('A hard term.');
  });
});

test('the report of the next term says what is new since this one', async () => {
  await introduce();
  await issue();
  await buildDecision(database, it.trustee, it.planId);
  const spring = await writing(it.principal, (ctx) => startReport(ctx, { academicYear: 2026, term: 'spring' }));
  const paper = await writing(it.principal, async (ctx) =>
    reportDocument(await reportForPrint(ctx, await findReport(ctx, spring))),
  );
  expect(JSON.stringify(paper)).toContain('Since the report of the autumn term');
  expect(JSON.stringify(paper)).toContain(
    'Invented Primary: action plan 2026/27: Approved, in force, was With the board.',
  );
});

test('who has not confirmed receipt can be seen, each trustee confirms for themselves, and a new issue is confirmed anew', async () => {
  const other = await buildActor(database.db, it.trust, 'trustee', { name: 'Zora Other' });
  await introduce();
  const { issueId } = await issue();
  const confirm = (actor: Actor) => runAs(database, actor, 'board-report:read', (ctx) => confirmReceipt(ctx, id));
  await confirm(it.trustee);
  await confirm(it.trustee);
  const confirmations = await writing(it.principal, (ctx) =>
    ctx.db.selectFrom('event').select('number').where('kind', '=', 'board-report.received').execute(),
  );
  expect(confirmations).toHaveLength(1);
  const receipts = await writing(it.principal, (ctx) => receiptsOf(ctx, issueId));
  expect(receipts.map((receipt) => [receipt.name, receipt.received_at !== null])).toEqual([
    [it.trustee.name, true],
    ['Zora Other', false],
  ]);
  await introduce('Corrected words.');
  const again = await issue('A figure was wrong');
  const anew = await writing(it.principal, (ctx) => receiptsOf(ctx, again.issueId));
  expect(anew.every((receipt) => receipt.received_at === null)).toBe(true);
  const waiting = await runAs(database, other, 'own-account', (ctx) => boardReportsWaitingFor(ctx));
  expect(waiting.map((one) => one.title)).toEqual(['Read the corrected report to Trustees and confirm receipt']);
});

test('only the Executive Principal issues; a head neither writes nor confirms', async () => {
  await introduce();
  await expect(writing(it.leader, (ctx) => issueReport(ctx, id, null))).rejects.toThrow(Forbidden);
  const asHead = <T>(work: Parameters<typeof runAs<T>>[3]) => runAs(database, it.head, 'own-account', work);
  await expect(asHead((ctx) => saveWords(ctx, id, 'introduction', 'x', 1))).rejects.toThrow(Forbidden);
  await expect(asHead((ctx) => confirmReceipt(ctx, id))).rejects.toThrow(Forbidden);
});

test('a report of another trust is not there', async () => {
  const theirs = await buildActor(database.db, await buildTrust(database.db), 'executive_principal');
  await expect(writing(theirs, (ctx) => findReport(ctx, id))).rejects.toThrow(NotFound);
  await expect(writing(theirs, (ctx) => saveWords(ctx, id, 'introduction', 'x', 0))).rejects.toThrow(NotFound);
  await expect(writing(theirs, (ctx) => issueReport(ctx, id, null))).rejects.toThrow(NotFound);
});

test('it waits for the Executive Principal until two weeks before the term ends', async () => {
  const waiting = () => runAs(database, it.principal, 'own-account', (ctx) => boardReportsWaitingFor(ctx));
  const [item] = await waiting();
  expect(item?.title).toBe('Finish and issue the report to Trustees');
  expect(item?.dueOn?.toString()).toMatch(/^2026-12-0/);
  await introduce();
  await issue();
  expect(await waiting()).toEqual([]);
});

test('somebody who became a trustee later is not asked for the reports before', async () => {
  await introduce();
  await issue();
  const later = await buildActor(database.db, it.trust, 'trustee');
  await inTrust(database.db, it.trust.id, (tx) =>
    tx
      .updateTable('role_grant')
      .set({ starts_on: Temporal.PlainDate.from('2099-01-01') })
      .where('person_id', '=', later.personId)
      .execute(),
  );
  const waiting = (actor: Actor) => runAs(database, actor, 'own-account', (ctx) => boardReportsWaitingFor(ctx));
  expect(await waiting(later)).toEqual([]);
  expect(await waiting(it.trustee)).toHaveLength(1);
});
