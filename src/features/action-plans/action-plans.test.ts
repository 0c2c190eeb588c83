import { describe, expect, test } from 'vitest';

import type { Actor } from '#core/access/actor.ts';
import { allowed } from '#core/access/decision.ts';
import type { Permission } from '#core/access/permissions.ts';
import { type Process, runAs } from '#core/access/run-as.ts';
import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';

import { Forbidden, NotFound, StaleRevision } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { changePlanBasis, openPlan } from './actions/open-plan.ts';
import { removePart } from './actions/remove-part.ts';
import { saveIssue } from './actions/save-issue.ts';
import { setBasis } from './actions/set-basis.ts';

import { buildDeclaration, buildPlan } from './build.ts';
import { buildAgreedPlan, buildPlanInForce, buildPlanPeople, type PlanPeople } from './build-people.ts';
import { contentOf } from './content-queries.ts';
import { plansInScope } from './exports.ts';
import { loadPlan } from './queries.ts';

const database = useDatabase();

const world = () => buildPlanPeople(database);

const stateOf = (actor: Actor, planId: string, process: Process = database) =>
  runAs(process, actor, 'plan:read', async (ctx) => (await loadPlan(ctx, planId)).timing.standing, { readOnly: true });

const as = <T>(actor: Actor, permission: Permission, work: (ctx: Ctx) => Promise<T>, process: Process = database) =>
  runAs(process, actor, permission, work);

const eventsOf = async (planId: string) =>
  (
    await database.owner.pool.query('select kind, summary, why from event where subject_id = $1 order by number', [
      planId,
    ])
  ).rows;

const signedByBoth = (people: PlanPeople) => buildAgreedPlan(database, people);
const inForce = (people: PlanPeople) => buildPlanInForce(database, people);

describe('who sees and changes a plan', () => {
  test('a head of another school and another trust find nothing; the school’s governors and middle leaders read it once it is agreed', async () => {
    const people = await world();
    const strangers = await world();
    const { planId, issueId } = await signedByBoth(people);
    for (const actor of [people.otherHead, strangers.principal, strangers.trustee]) {
      await expect(as(actor, 'plan:read', (ctx) => loadPlan(ctx, planId))).rejects.toThrow(NotFound);
      expect(await as(actor, 'plan:read', plansInScope)).toEqual([]);
    }
    for (const actor of [people.governor, people.middle]) {
      expect((await as(actor, 'plan:read', plansInScope)).map((plan) => plan.schoolName)).toEqual(['Alder School']);
      expect((await as(actor, 'plan:read', (ctx) => loadPlan(ctx, planId))).plan.id).toBe(planId);
      // Even past the gate, the policy holds: reading is all that these roles may do.
      const change = as(actor, 'plan:read', (ctx) =>
        saveIssue(ctx, { planId, partId: issueId, revision: 1, why: null }, { text: 'Changed', area_title: null }),
      );
      await expect(change).rejects.toThrow(Forbidden);
    }
    const outside = as(people.otherHead, 'plan:write', (ctx) =>
      saveIssue(ctx, { planId, partId: issueId, revision: 1, why: null }, { text: 'Changed', area_title: null }),
    );
    await expect(outside).rejects.toThrow(NotFound);
  });

  test('the second of two who change the same part is told', async () => {
    const people = await world();
    const { planId, issueId } = await buildPlan(database, people.principal, people.school.id);
    const save = (actor: Actor, text: string) =>
      as(actor, 'plan:write', (ctx) =>
        saveIssue(ctx, { planId, partId: issueId, revision: 1, why: null }, { text, area_title: null }),
      );
    await save(people.head, 'The first wording');
    await expect(save(people.leader, 'The second wording')).rejects.toThrow(StaleRevision);
    const [issue] = (await as(people.head, 'plan:read', (ctx) => contentOf(ctx, planId))).issues;
    expect(issue?.text).toBe('The first wording');
  });

  test('a part that is taken out is kept, with what hung on it and the reason', async () => {
    const people = await world();
    const { planId, issueId } = await inForce(people);
    const remove = (why: string | null) =>
      as(people.head, 'plan:write', (ctx) => removePart(ctx, 'issues', { planId, partId: issueId, revision: 1, why }));
    await expect(remove(null)).rejects.toThrow('Enter why');
    await remove('The key issue is dealt with');
    const view = await as(people.head, 'plan:read', (ctx) => loadPlan(ctx, planId));
    expect(view.content).toMatchObject({ issues: [], objectives: [], criteria: [], actions: [] });
    expect(view.parts.issues[0]).toMatchObject({
      removed_why: 'The key issue is dealt with',
      removed_by: people.head.personId,
    });
    expect(view.timing.standing.approval?.outcome).toBe('approved');
  });
});

describe('a plan that a review sets off', () => {
  const issues = [
    { id: crypto.randomUUID(), text: 'Attendance is too low', areaTitle: 'Behaviour and attitudes' },
    { id: crypto.randomUUID(), text: 'Reading is taught unevenly', areaTitle: 'Quality of education' },
  ];
  const fire = (actor: Actor, schoolId: string, basis: 'agreed' | 'imposed', keyIssues = issues) =>
    as(actor, 'intervention:lead', (ctx) =>
      write(ctx, async (tx) => {
        tx.authorise(allowed);
        await tx.record({
          kind: 'test.fired',
          subjectType: 'school',
          subjectId: schoolId,
          schoolId,
          summary: 'issued a review',
        });
        return await openPlan(ctx, tx, {
          schoolId,
          academicYear: 2026,
          annualReviewId: crypto.randomUUID(),
          basis,
          keyIssues,
        });
      }),
    );

  test('carries its key issues, once, and a 4 outweighs a 3', async () => {
    const people = await world();
    const first = await fire(people.principal, people.school.id, 'agreed', issues.slice(0, 1));
    await fire(people.principal, people.school.id, 'imposed');
    const again = await fire(people.principal, people.school.id, 'agreed');
    expect(again.planId).toBe(first.planId);
    const view = await as(people.head, 'plan:read', (ctx) => loadPlan(ctx, first.planId));
    expect(view.plan.basis).toBe('imposed');
    expect(view.content.issues.map((row) => row.text)).toEqual(issues.map((issue) => issue.text));
  });

  test('that was put in place, agreed on instead and then put in place again needs the trust to say so again', async () => {
    const people = await world();
    const { planId } = await buildPlan(database, people.principal, people.school.id, { basis: 'imposed' });
    await buildDeclaration(database, people.principal, planId, 'put_in_place');
    await as(people.principal, 'plan:recommend', (ctx) =>
      setBasis(ctx, planId, 'agreed', 'The grade was changed to 3'),
    );
    await as(people.principal, 'plan:recommend', (ctx) =>
      setBasis(ctx, planId, 'imposed', 'The grade is a 4 after all'),
    );
    expect(await stateOf(people.head, planId)).toMatchObject({ state: 'draft', running: false });
    const outsider = as(people.leader, 'plan:write', (ctx) => setBasis(ctx, planId, 'school', 'x'));
    await expect(outsider).rejects.toThrow('Only the Executive Principal');
  });

  test('whose basis changes loses its signatures', async () => {
    const people = await world();
    const { planId } = await signedByBoth(people);
    await as(people.principal, 'intervention:lead', (ctx) =>
      write(ctx, async (tx) => {
        tx.authorise(allowed);
        await changePlanBasis(ctx, tx, planId, 'imposed', 'A key judgement was changed to 4');
      }),
    );
    expect(await stateOf(people.head, planId)).toMatchObject({ state: 'draft', running: false });
    expect((await eventsOf(planId)).at(-1)).toMatchObject({
      kind: 'plan.basis-changed',
      why: 'A key judgement was changed to 4',
    });
  });
});
