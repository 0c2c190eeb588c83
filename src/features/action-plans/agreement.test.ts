import { describe, expect, test } from 'vitest';
import { buildTermDates } from '#core/academic-year/build.ts';
import type { Actor } from '#core/access/actor.ts';

import type { Permission } from '#core/access/permissions.ts';
import { type Process, runAs } from '#core/access/run-as.ts';
import type { Ctx } from '#core/context.ts';

import { fixedClock } from '#platform/clock.ts';
import { Forbidden, Invalid, NotFound, StaleRevision } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';

import { recommendPlan } from './actions/recommend-plan.ts';
import { recordDecision } from './actions/record-decision.ts';

import { saveCriterion } from './actions/save-criterion.ts';
import { saveIssue } from './actions/save-issue.ts';
import { saveObjective } from './actions/save-objective.ts';
import { signPlan } from './actions/sign-plan.ts';
import { takeBackRecommendation } from './actions/take-back-recommendation.ts';
import {
  buildDecision,
  buildDeclaration,
  buildPlan,
  buildRecommendation,
  buildSignature,
  criterionValues,
} from './build.ts';
import { buildAgreedPlan, buildPlanInForce, buildPlanPeople, type PlanPeople } from './build-people.ts';

import { latePlans } from './exports.ts';
import { findPlan, loadPlan } from './queries.ts';

const database = useDatabase();
const on = (at: string): Process => ({ ...database, services: { ...database.services, clock: fixedClock(at) } });

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

describe('a plan that school and trust agree', () => {
  test('is agreed when the head and the Executive Principal have both signed', async () => {
    const people = await world();
    const { planId } = await buildPlan(database, people.principal, people.school.id);
    await buildSignature(database, people.head, planId);
    expect(await stateOf(people.head, planId)).toMatchObject({
      state: 'draft',
      schoolSigned: true,
      trustSigned: false,
      running: false,
    });
    await buildSignature(database, people.principal, planId);
    expect(await stateOf(people.head, planId)).toMatchObject({ state: 'agreed', running: true });
    expect((await eventsOf(planId)).map((event) => event.kind)).toContain('plan.agreed');
  });

  test('must be signed again by both after any change, and the change needs a reason', async () => {
    const people = await world();
    const { planId, objectiveId } = await signedByBoth(people);
    const change = (why: string | null) =>
      as(people.head, 'plan:write', (ctx) =>
        saveCriterion(ctx, { planId, partId: null, revision: 0, why }, criterionValues(objectiveId)),
      );
    await expect(change(null)).rejects.toThrow(Invalid);
    expect((await stateOf(people.head, planId)).state).toBe('agreed');
    await change('The new figures came in');
    expect(await stateOf(people.head, planId)).toMatchObject({
      state: 'draft',
      schoolSigned: false,
      trustSigned: false,
    });
    const events = await eventsOf(planId);
    expect(events.at(-1)).toMatchObject({ why: 'The new figures came in' });
    expect(events.at(-1).summary).toContain('must be signed again');
  });

  test('cannot be signed in a version that is no longer the one that was read', async () => {
    const people = await world();
    const { planId } = await buildPlan(database, people.principal, people.school.id);
    await expect(as(people.head, 'plan:write', (ctx) => signPlan(ctx, planId, 1))).rejects.toThrow(StaleRevision);
  });

  test('cannot be signed while a criterion has a gap', async () => {
    const people = await world();
    const { planId, objectiveId } = await buildPlan(database, people.principal, people.school.id);
    await as(people.head, 'plan:write', (ctx) =>
      saveCriterion(
        ctx,
        { planId, partId: null, revision: 0, why: null },
        criterionValues(objectiveId, { what: 'Reading ages', how_known: null }),
      ),
    );
    await expect(buildSignature(database, people.head, planId)).rejects.toThrow(
      '“Reading ages” does not say how it will be known',
    );
  });

  test('is not signed by anybody else, nor twice for one side', async () => {
    const people = await world();
    const { planId } = await buildPlan(database, people.principal, people.school.id);
    await expect(buildSignature(database, people.leader, planId)).rejects.toThrow(Forbidden);
    await expect(buildSignature(database, people.otherHead, planId)).rejects.toThrow(NotFound);
    await buildSignature(database, people.head, planId);
    await expect(buildSignature(database, people.head, planId)).rejects.toThrow('already signed for this side');
  });
});

describe('a plan that the trust puts in place', () => {
  test('needs no signature, the head is told of it, and the school cannot change it', async () => {
    const people = await world();
    const { planId, issueId } = await buildPlan(database, people.leader, people.school.id, { basis: 'imposed' });
    await expect(buildSignature(database, people.head, planId)).rejects.toThrow(Forbidden);
    await expect(buildDeclaration(database, people.head, planId, 'put_in_place')).rejects.toThrow(Forbidden);
    await buildDeclaration(database, people.leader, planId, 'put_in_place');
    expect(await stateOf(people.head, planId)).toMatchObject({ state: 'in_place', running: true });
    expect((await eventsOf(planId)).at(-1)).toMatchObject({ kind: 'plan.put-in-place' });
    const told = await database.owner.pool.query('select subject, href from notification where person_id = $1', [
      people.head.personId,
    ]);
    expect(told.rows).toEqual([
      { subject: 'The trust has put the action plan of Alder School in place', href: `/action-plans/${planId}` },
    ]);
    const change = as(people.head, 'plan:write', (ctx) =>
      saveIssue(ctx, { planId, partId: issueId, revision: 1, why: 'x' }, { text: 'Softer words', area_title: null }),
    );
    await expect(change).rejects.toThrow('The trust has put this plan in place');
  });
});

describe('recommending and deciding', () => {
  test('only the Executive Principal recommends', async () => {
    const people = await world();
    const { planId } = await signedByBoth(people);
    for (const actor of [people.head, people.leader, people.trustee, people.clerk]) {
      // The route shuts them out already; under a permission that they do hold, the policy still refuses.
      const attempt = as(actor, 'plan:read', async (ctx) => {
        const { content_version } = await findPlan(ctx, planId);
        await recommendPlan(ctx, planId, 'I recommend it.', content_version);
      });
      await expect(attempt).rejects.toThrow('Only the Executive Principal recommends a plan to the board.');
    }
    await buildRecommendation(database, people.principal, planId);
    expect((await stateOf(people.trustee, planId)).state).toBe('recommended');
  });

  test('a plan is not recommended before it is agreed, nor with an objective that has no action', async () => {
    const people = await world();
    const { planId, issueId } = await buildPlan(database, people.principal, people.school.id);
    await expect(buildRecommendation(database, people.principal, planId)).rejects.toThrow(
      'has not been signed by both',
    );
    await as(people.head, 'plan:write', (ctx) =>
      saveObjective(
        ctx,
        { planId, partId: null, revision: 0, why: null },
        { issue_id: issueId, text: 'A second objective' },
      ),
    );
    await buildSignature(database, people.head, planId);
    await buildSignature(database, people.principal, planId);
    await expect(buildRecommendation(database, people.principal, planId)).rejects.toThrow(
      '“A second objective” has no criterion for success',
    );
  });

  test('the board cannot decide before the plan is recommended, on an earlier day, or in the future', async () => {
    const people = await world();
    const { planId } = await signedByBoth(people);
    await expect(buildDecision(database, people.clerk, planId)).rejects.toThrow('has not been recommended');
    await buildRecommendation(database, people.principal, planId);
    const decide = (meetingOn: string) =>
      as(people.clerk, 'plan:decide', (ctx) =>
        recordDecision(ctx, planId, {
          outcome: 'approved',
          meetingOn: Temporal.PlainDate.from(meetingOn),
          minuteReference: 'TB/1',
          words: null,
        }),
      );
    await expect(decide('2026-11-22')).rejects.toThrow('on or after 23 November 2026');
    await expect(decide('2026-11-24')).rejects.toThrow('must be today or before');
    await decide('2026-11-23');
    expect(await stateOf(people.head, planId)).toMatchObject({ state: 'in_force', approvedVersion: 5 });
  });

  test('the Executive Principal cannot record the decision, not even with a trustee’s role as well', async () => {
    const people = await world();
    const { planId } = await signedByBoth(people);
    await buildRecommendation(database, people.principal, planId);
    const both: Actor = {
      ...people.principal,
      grants: [...people.principal.grants, { role: 'trustee', schoolId: null, departmentId: null }],
    };
    await expect(buildDecision(database, both, planId)).rejects.toThrow('the board approves it');
    await buildDecision(database, people.trustee, planId);
    expect((await stateOf(people.head, planId)).state).toBe('in_force');
  });

  test('while the board has the plan nobody changes it, until the recommendation is taken back', async () => {
    const people = await world();
    const { planId, issueId } = await signedByBoth(people);
    await buildRecommendation(database, people.principal, planId);
    const change = () =>
      as(people.head, 'plan:write', (ctx) =>
        saveIssue(
          ctx,
          { planId, partId: issueId, revision: 1, why: 'A better word' },
          { text: 'Attendance', area_title: null },
        ),
      );
    await expect(change()).rejects.toThrow('The plan is with the board');
    await as(people.principal, 'plan:recommend', (ctx) =>
      takeBackRecommendation(ctx, planId, 'The figures were wrong'),
    );
    await change();
    expect((await stateOf(people.head, planId)).state).toBe('draft');
  });

  test('a plan sent back says what is asked, and can be recommended again', async () => {
    const people = await world();
    const { planId } = await signedByBoth(people);
    await buildRecommendation(database, people.principal, planId);
    await buildDecision(database, people.clerk, planId, 'sent_back');
    expect(await stateOf(people.head, planId)).toMatchObject({ state: 'sent_back', approval: null });
    await buildRecommendation(database, people.principal, planId);
    await buildDecision(database, people.trustee, planId);
    expect((await stateOf(people.head, planId)).state).toBe('in_force');
  });

  test('what the board had is frozen as PDF and Word, when recommended and when approved', async () => {
    const people = await world();
    const { planId } = await inForce(people);
    const frozen = await database.owner.pool.query(
      `select r.kind, p.media_type as pdf, d.media_type as docx from frozen_record r join stored_file p on p.id = r.pdf_file_id
       join stored_file d on d.id = r.docx_file_id where r.subject_id = $1`,
      [planId],
    );
    expect(frozen.rows).toHaveLength(2);
    expect(frozen.rows[0]).toMatchObject({ kind: 'action-plan', pdf: 'application/pdf' });
  });
});

describe('the deadline', () => {
  test('a plan that is not approved is late from the day after the autumn term, for the board too', async () => {
    const people = await world();
    await signedByBoth(people);
    const late = (actor: Actor, at: string) => as(actor, 'plan:read', latePlans, on(at));
    expect(await late(people.trustee, '2026-12-18T12:00:00Z')).toEqual([]);
    expect((await late(people.trustee, '2026-12-19T12:00:00Z')).map((plan) => plan.schoolName)).toEqual([
      'Alder School',
    ]);
    expect((await late(people.head, '2026-12-19T12:00:00Z'))[0]?.approval.words).toContain('18 December 2026');
  });

  test('is the school’s own last day where the school keeps its own dates', async () => {
    const people = await world();
    await buildTermDates(database.db, people.trust, 2026, { schoolId: people.school.id, autumnEndsOn: '2026-12-16' });
    await signedByBoth(people);
    const late = await as(people.trustee, 'plan:read', latePlans, on('2026-12-17T12:00:00Z'));
    expect(late[0]?.approval).toMatchObject({ late: true, deadline: { basis: 'school' } });
  });

  test('a plan approved in time is not late', async () => {
    const people = await world();
    await inForce(people);
    expect(await as(people.trustee, 'plan:read', latePlans, on('2027-03-01T12:00:00Z'))).toEqual([]);
  });
});
