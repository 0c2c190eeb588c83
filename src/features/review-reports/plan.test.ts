import { expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import { runAs } from '#core/access/run-as.ts';
import { buildSchool, buildTrust, withAccount } from '#core/organisations/build.ts';
import { Forbidden, NotFound } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { useFeaturePages } from '#test/support/feature-pages.ts';
import { buildDecision, buildDeclaration, buildPlan, buildRecommendation } from '../action-plans/build.ts';
import { contentOf } from '../action-plans/content-queries.ts';
import { findPlan } from '../action-plans/queries.ts';
import { actionPlanRoutes } from '../action-plans/routes.ts';
import { putInPlan, sayOutcome } from './actions/follow-finding.ts';
import { buildIssuedReport } from './build.ts';
import { outcomeOf } from './outcome-rules.ts';
import { becameOf } from './outcomes/queries.ts';

const database = useDatabase();
const { open } = useFeaturePages(database, actionPlanRoutes);
const nothing = { text: null, action: null, why: null };

async function world() {
  const trust = await buildTrust(database.db);
  const school = await buildSchool(database.db, trust);
  const built = await buildIssuedReport(database, trust, school);
  const finding = built.issue.findings[0];
  if (!finding) throw new Error('A finding was expected.');
  const put = (actor: Actor, entry = {}) =>
    runAs(database, actor, 'plan:write', (ctx) => putInPlan(ctx, built.reportId, finding.id, { ...nothing, ...entry }));
  const say = (actor: Actor, outcome: 'done' | 'not_taken_up', why = 'An invented reason') =>
    runAs(database, actor, 'plan:write', (ctx) => sayOutcome(ctx, built.reportId, finding.id, { outcome, why }));
  const became = () =>
    runAs(database, built.people.head, 'plan:write', async (ctx) =>
      (await becameOf(ctx, [finding.id])).get(finding.id),
    );
  return { trust, school, ...built, finding, put, say, became };
}

test('an issued finding becomes a key issue of the plan of the year, once, with where it came from', async () => {
  const { people, school, finding, put, became, reportId } = await world();
  await expect(put(people.head)).rejects.toThrow('has no action plan for 2026/27 yet');
  const { planId } = await buildPlan(database, people.leader, school.id, { basis: 'school' });
  await put(people.head);
  const { issues } = await runAs(database, people.head, 'plan:read', (ctx) => contentOf(ctx, planId));
  expect(issues.at(-1)).toMatchObject({
    text: finding.what,
    review_report_id: reportId,
    review_finding_id: finding.id,
  });
  expect(issues.at(-1)?.source_words).toContain('issued on 23 November 2026, finding 1');
  await expect(put(people.leader)).rejects.toThrow('in the action plan already');
  expect(outcomeOf((await became()) ?? { line: null, said: null })).toBe('in_plan');
  await expect(put(people.governor)).rejects.toBeInstanceOf(NotFound);
  await expect(put(people.departmentLeader)).rejects.toBeInstanceOf(NotFound);
});

test('with one action: its objective and action stand under the new key issue', async () => {
  const { people, school, put, became } = await world();
  const { planId } = await buildPlan(database, people.leader, school.id, { basis: 'school', empty: true });
  const action = {
    objective: 'Nothing is forgotten unnoticed',
    what: 'Write a starter for each unit',
    ownerName: 'Head of mathematics',
    dueOn: null,
  };
  await put(people.head, { text: 'Check what is remembered', action });
  const content = await runAs(database, people.head, 'plan:read', (ctx) => contentOf(ctx, planId));
  expect(content.issues.map((it) => it.text)).toEqual(['Check what is remembered']);
  expect(content.objectives.map((it) => it.text)).toEqual([action.objective]);
  expect(content.actions.map((it) => [it.what, it.owner_name])).toEqual([[action.what, action.ownerName]]);
  expect((await became())?.line).toMatchObject({ actions: 1, actionsDone: 0, removedWhy: null });
});

test('the rules of the plan hold: a reason once people have agreed, a new version of what it says, and nothing while the board has it', async () => {
  const { people, school, put } = await world();
  const { planId } = await buildPlan(database, people.leader, school.id, { basis: 'school' });
  await buildDeclaration(database, people.head, planId, 'ready');
  await expect(put(people.head)).rejects.toThrow('Enter why the plan is changed');
  await buildRecommendation(database, people.executivePrincipal, planId);
  await expect(put(people.head, { why: 'The review found it.' })).rejects.toThrow(
    'The plan is with the board, which decides on what was recommended. The Executive Principal can take the recommendation back.',
  );
  await buildDecision(database, people.trustee, planId);
  const version = async () =>
    (await runAs(database, people.head, 'plan:read', (ctx) => findPlan(ctx, planId))).content_version;
  const before = await version();
  await put(people.head, { why: 'The review found it.' });
  expect(await version()).toBe(before + 1);
});

test('a plan that the trust put in place takes findings from the trust only', async () => {
  const { people, school, put } = await world();
  await buildPlan(database, people.leader, school.id, { basis: 'imposed' });
  await expect(put(people.head)).rejects.toBeInstanceOf(Forbidden);
  await put(people.leader);
});

test('a finding is done, or not taken up with its reason; what is in the plan is taken out there first', async () => {
  const { people, school, put, say, became } = await world();
  await runAs(database, people.head, 'plan:write', (ctx) =>
    ctx.db.updateTable('person').set({ name: 'Percival Nakamura' }).where('id', '=', people.teacher.personId).execute(),
  );
  await expect(say(people.head, 'done', 'Mr Nakamura does it.')).rejects.toThrow('write “A teacher” for “Mr Nakamura”');
  await say(people.head, 'not_taken_up', 'The scheme is replaced next year.');
  expect(await became()).toMatchObject({ line: null, said: { outcome: 'not_taken_up', by: people.head.name } });
  await buildPlan(database, people.leader, school.id, { basis: 'school' });
  await put(people.head);
  await expect(say(people.head, 'not_taken_up')).rejects.toThrow('Take it out of the plan first');
  await say(people.leader, 'done', 'Seen in every unit.');
  expect(outcomeOf((await became()) ?? { line: null, said: null })).toBe('done');
});

test('the plan shows where the key issue came from, with a link to the report for those who may open it', async () => {
  const { people, school, put, reportId } = await world();
  const { planId } = await buildPlan(database, people.leader, school.id, { basis: 'imposed' });
  await buildDeclaration(database, people.leader, planId, 'put_in_place');
  await put(people.leader, { why: 'The review found it.' });
  const page = async (actor: Actor) => {
    return (await open(await withAccount(database.db, actor), `/action-plans/${planId}`)).text;
  };
  const link = `href="/review-reports/${reportId}/issued"`;
  for (const reader of [people.head, people.governor, people.trustee]) expect(await page(reader)).toContain(link);
  // The plan does not know whose department a report is about, so a middle leader reads the words alone.
  const words = await page(people.departmentLeader);
  expect([words.includes('From: Department review: Mathematics'), words.includes(link)]).toEqual([true, false]);
});
