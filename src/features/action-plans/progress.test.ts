import { describe, expect, test } from 'vitest';

import type { Actor } from '#core/access/actor.ts';

import type { Permission } from '#core/access/permissions.ts';
import { type Process, runAs } from '#core/access/run-as.ts';
import type { Ctx } from '#core/context.ts';

import { fixedClock } from '#platform/clock.ts';
import { Forbidden, Invalid } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { finishAction } from './actions/finish-action.ts';

import { recordDelivery } from './actions/record-delivery.ts';
import { recordProgress } from './actions/record-progress.ts';
import { removePart } from './actions/remove-part.ts';
import { lineField, type ReviewValues, reviewPlan } from './actions/review-plan.ts';

import { saveAction } from './actions/save-action.ts';
import {
  buildDecision,
  buildDeclaration,
  buildPlan,
  buildRecommendation,
  buildSignature,
  buildSupport,
} from './build.ts';
import { buildPlanInForce, buildPlanPeople, type PlanPeople } from './build-people.ts';

import { evidenceUsesInPlans } from './evidence-queries.ts';
import { planProgress, plansInScope, plansWaitingFor, trustSupport } from './exports.ts';
import { loadPlan } from './queries.ts';

const database = useDatabase();
const on = (at: string): Process => ({ ...database, services: { ...database.services, clock: fixedClock(at) } });

const world = () => buildPlanPeople(database);

const stateOf = (actor: Actor, planId: string, process: Process = database) =>
  runAs(process, actor, 'plan:read', async (ctx) => (await loadPlan(ctx, planId)).timing.standing, { readOnly: true });

const as = <T>(actor: Actor, permission: Permission, work: (ctx: Ctx) => Promise<T>, process: Process = database) =>
  runAs(process, actor, permission, work);

const inForce = (people: PlanPeople) => buildPlanInForce(database, people);

describe('progress and the termly review', () => {
  const spring = '2027-03-15T10:00:00Z';
  const entry = (rag: 'green' | 'amber', value: string, notedOn: string) => ({
    notedOn: Temporal.PlainDate.from(notedOn),
    valueNumber: value,
    valueWords: null,
    rag,
    reason: 'As the weekly report shows',
  });
  const review = (criterionId: string, values: Partial<ReviewValues> = {}): ReviewValues => ({
    overall: 'The work goes on',
    decision: 'continue',
    reason: 'It is on its way',
    evidenceIds: [],
    lines: new Map([[criterionId, 'Behind in year 9']]),
    ...values,
  });

  test('the newest entry counts, earlier ones stay, and none is of a day to come', async () => {
    const people = await world();
    const { planId, criterionId } = await inForce(people);
    const record = (values: Parameters<typeof recordProgress>[3]) =>
      as(people.head, 'plan:write', (ctx) => recordProgress(ctx, planId, criterionId, values));
    await record(entry('amber', '89.25', '2026-11-10'));
    await record(entry('green', '90.5', '2026-11-20'));
    await expect(record(entry('green', '91', '2026-11-24'))).rejects.toThrow('today or before');
    const [progress] = await as(people.governor, 'plan:read', (ctx) => planProgress(ctx, planId));
    expect(progress).toMatchObject({ from: '88.5%', to: '93%', last: { rag: 'green', value: '90.5%' } });
    const [plan] = await as(people.trustee, 'plan:read', plansInScope);
    expect(plan?.ratings).toEqual({ green: 1, amber: 0, red: 0, blue: 0, none: 0 });
  });

  test('a review says something of every criterion that is not on track', async () => {
    const people = await world();
    const { planId, criterionId } = await inForce(people);
    const hold = (values: ReviewValues) =>
      as(people.leader, 'plan:review', (ctx) => reviewPlan(ctx, planId, values), on(spring));
    const refusal = await hold(review(criterionId, { lines: new Map() })).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Invalid);
    expect((refusal as Invalid).errors[0]?.field).toBe(lineField(criterionId));
    await hold(review(criterionId));
    await expect(hold(review(criterionId))).rejects.toThrow('already recorded');
    const [plan] = await as(people.trustee, 'plan:read', plansInScope, on(spring));
    expect(plan?.reviewDue).toMatchObject({ term: 'summer', overdue: false });
    expect(plan?.lastReview).toMatchObject({ decision: 'continue' });
  });

  test('a review rests on evidence of the school, and the evidence says where it is used', async () => {
    const people = await world();
    const { planId, criterionId } = await inForce(people);
    const evidenceAt = async (schoolId: string) =>
      (
        await database.owner.pool.query(
          `insert into evidence (trust_id, school_id, kind, title, happened_on, recorded_by)
           values ($1, $2, 'data', 'Attendance by year group', '2027-03-01', $3) returning id`,
          [people.trust.id, schoolId, people.leader.personId],
        )
      ).rows[0].id as string;
    const ours = await evidenceAt(people.school.id);
    const theirs = await evidenceAt(people.other.id);
    const hold = (evidenceIds: string[]) =>
      as(
        people.leader,
        'plan:review',
        (ctx) => reviewPlan(ctx, planId, review(criterionId, { evidenceIds })),
        on(spring),
      );
    await expect(hold([theirs])).rejects.toThrow('Choose evidence of this school');
    await hold([ours]);
    const uses = (actor: Actor) => as(actor, 'evidence:read', (ctx) => evidenceUsesInPlans(ctx, [ours, theirs]));
    expect(await uses(people.head)).toEqual([
      {
        evidenceId: ours,
        kind: 'plan_review',
        label: 'Review of the action plan of Alder School, spring term 2026/27',
        href: `/action-plans/${planId}`,
      },
    ]);
    expect(await uses(people.otherHead)).toEqual([]);
  });

  test('the first review after the approval is due by the end of the spring term, and then overdue', async () => {
    const people = await world();
    await inForce(people);
    const due = async (at: string) => (await as(people.trustee, 'plan:read', plansInScope, on(at)))[0]?.reviewDue;
    expect((await due('2027-03-25T12:00:00Z'))?.overdue).toBe(false);
    expect((await due('2027-03-26T12:00:00Z'))?.overdue).toBe(true);
  });

  test('a head reviews but does not close; a trust leader closes, and then nothing changes any more', async () => {
    const people = await world();
    const { planId, criterionId, issueId, actionId } = await inForce(people);
    const closing = review(criterionId, { decision: 'close', reason: 'All is reached' });
    await expect(as(people.head, 'plan:review', (ctx) => reviewPlan(ctx, planId, closing), on(spring))).rejects.toThrow(
      Forbidden,
    );
    await as(people.leader, 'plan:review', (ctx) => reviewPlan(ctx, planId, closing), on(spring));
    expect(await stateOf(people.head, planId)).toMatchObject({ state: 'closed', running: false });
    const edit = { planId, partId: issueId, revision: 1, why: 'x' };
    await expect(as(people.leader, 'plan:write', (ctx) => removePart(ctx, 'issues', edit))).rejects.toThrow('closed');
    await expect(as(people.head, 'plan:write', (ctx) => finishAction(ctx, planId, actionId, 1, null))).rejects.toThrow(
      'closed',
    );
  });
});

describe('the trust’s support', () => {
  test('adds up to the penny and the half day, and is part of the trust plan only once the plan is agreed', async () => {
    const people = await world();
    const { planId } = await buildPlan(database, people.principal, people.school.id);
    for (let count = 0; count < 3; count += 1)
      await buildSupport(database, people.leader, planId, { cost_pence: 10_10, half_days: 1 });
    const secondment = await buildSupport(database, people.leader, planId, {
      kind: 'leader_secondment',
      what: 'Assistant head for reading',
      from_school_id: people.other.id,
      cost_pence: 123_456_789,
      half_days: 41,
    });
    expect((await as(people.trustee, 'trust-plan:read', trustSupport)).totals.lines).toBe(0);
    await buildSignature(database, people.head, planId);
    await buildSignature(database, people.principal, planId);
    await as(people.head, 'plan:write', (ctx) =>
      recordDelivery(ctx, planId, secondment, {
        deliveredOn: Temporal.PlainDate.from('2026-11-20'),
        halfDays: 3,
        note: null,
      }),
    );
    const { totals, lines } = await as(people.trustee, 'trust-plan:read', trustSupport);
    expect(totals).toEqual({ costPence: 123_459_819, promisedHalfDays: 44, givenHalfDays: 3, lines: 4 });
    expect(lines.find((line) => line.kind === 'leader_secondment')).toMatchObject({ fromSchool: 'Birch School' });
    expect((await as(people.otherHead, 'trust-plan:read', trustSupport)).lines).toEqual([]);
  });

  test('is promised by trust leaders only, and a secondment comes from another school', async () => {
    const people = await world();
    const { planId } = await buildPlan(database, people.principal, people.school.id);
    await expect(buildSupport(database, people.head, planId)).rejects.toThrow(Forbidden);
    await expect(buildSupport(database, people.leader, planId, { kind: 'leader_secondment' })).rejects.toThrow(
      'Choose the school',
    );
    const same = buildSupport(database, people.leader, planId, {
      kind: 'leader_secondment',
      from_school_id: people.school.id,
    });
    await expect(same).rejects.toThrow('another school');
  });
});

describe('what waits for whom', () => {
  const titles = async (actor: Actor, at = '2026-11-23T09:00:00Z') =>
    (await as(actor, 'own-account', plansWaitingFor, on(at))).map((waiting) => waiting.title);

  test('a plan with gaps waits for the head to write it, or after a 4 for the Executive Principal', async () => {
    const people = await world();
    await buildPlan(database, people.principal, people.school.id, { empty: true });
    await buildPlan(database, people.principal, people.other.id, { basis: 'imposed', empty: true });
    expect(await titles(people.head)).toEqual(['Write the action plan: Alder School']);
    expect(await titles(people.otherHead)).toEqual([]);
    expect(await titles(people.principal)).toEqual(['Write the action plan: Birch School']);
    expect(await titles(people.clerk)).toEqual([]);
  });

  test('what is overdue waits for the person who owns it', async () => {
    const people = await world();
    const { planId, objectiveId } = await buildPlan(database, people.principal, people.school.id, { basis: 'imposed' });
    await as(people.leader, 'plan:write', (ctx) =>
      saveAction(
        ctx,
        { planId, partId: null, revision: 0, why: null },
        {
          objective_id: objectiveId,
          what: 'Meet the families',
          owner_id: people.middle.personId,
          owner_name: null,
          starts_on: null,
          due_on: Temporal.PlainDate.from('2026-12-04'),
          resource_need: null,
        },
      ),
    );
    await buildDeclaration(database, people.principal, planId, 'put_in_place');
    expect(await titles(people.middle, '2026-12-04T09:00:00Z')).toEqual([]);
    expect(await titles(people.middle, '2026-12-05T09:00:00Z')).toEqual(['Action overdue: Meet the families']);
    expect(await titles(people.governor, '2026-12-05T09:00:00Z')).toEqual([]);
  });

  test('signing waits for both, recommending for the Executive Principal, the decision for the clerk and trustees', async () => {
    const people = await world();
    const { planId } = await buildPlan(database, people.principal, people.school.id);
    expect(await titles(people.head)).toEqual(['Sign the action plan: Alder School']);
    expect(await titles(people.otherHead)).toEqual([]);
    await buildSignature(database, people.head, planId);
    expect(await titles(people.head)).toEqual([]);
    expect(await titles(people.principal)).toEqual(['Sign the action plan: Alder School']);
    await buildSignature(database, people.principal, planId);
    expect(await titles(people.principal)).toEqual(['Recommend the action plan to the board: Alder School']);
    await buildRecommendation(database, people.principal, planId);
    expect(await titles(people.principal)).toEqual([]);
    expect(await titles(people.clerk)).toEqual(['Record the board’s decision on the action plan: Alder School']);
    await buildDecision(database, people.clerk, planId);
    expect(await titles(people.head, '2027-03-10T09:00:00Z')).toEqual(['Review the action plan: Alder School']);
    expect(await titles(people.governor, '2027-03-10T09:00:00Z')).toEqual([]);
  });
});
