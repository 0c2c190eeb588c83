import { describe, expect, test } from 'vitest';
import type { Actor } from '#core/access/actor.ts';
import { type Process, runAs } from '#core/access/run-as.ts';
import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { buildActor } from '#core/organisations/build.ts';
import { fixedClock } from '#platform/clock.ts';
import { NotFound } from '#platform/errors.ts';
import { useDatabase } from '#test/support/database.ts';
import { closePlan } from './actions/open-plan.ts';
import { saveAction } from './actions/save-action.ts';
import { saveIssue } from './actions/save-issue.ts';
import { takeBackRecommendation } from './actions/take-back-recommendation.ts';
import { buildDeclaration, buildPlan, buildRecommendation, buildSignature, buildSupport } from './build.ts';
import { buildAgreedPlan, buildPlanPeople } from './build-people.ts';
import { latePlans, type PlanInScope, planProgress, plansInScope, plansWaitingFor, trustSupport } from './exports.ts';
import { ownedWork } from './owned-queries.ts';
import { actionPlanPaths } from './paths.ts';
import { loadPlan, planYears } from './queries.ts';

const database = useDatabase();
const on = (at: string): Process => ({ ...database, services: { ...database.services, clock: fixedClock(at) } });
const read = <T>(actor: Actor, work: (ctx: Ctx) => Promise<T>, process: Process = database) =>
  runAs(process, actor, 'plan:read', work, { readOnly: true });

async function world() {
  const people = await buildPlanPeople(database);
  const at = { schoolId: people.school.id };
  return {
    ...people,
    slt: await buildActor(database.db, people.trust, 'slt', at),
    learning: await buildActor(database.db, people.trust, 'teaching_learning'),
  };
}
type People = Awaited<ReturnType<typeof world>>;

const writers = ['principal', 'leader', 'learning', 'head', 'slt'] as const;
const othersWhoReadPlans = ['trustee', 'clerk', 'governor', 'middle'] as const;

const opens = (actor: Actor, planId: string) =>
  read(actor, (ctx) => loadPlan(ctx, planId)).then(
    (view) => view.content.issues.length > 0,
    (error: unknown) => {
      if (error instanceof NotFound) return false;
      throw error;
    },
  );

async function expectOpenTo(people: People, planId: string, expected: boolean) {
  for (const role of writers) expect([role, await opens(people[role], planId)]).toEqual([role, true]);
  for (const role of othersWhoReadPlans) expect([role, await opens(people[role], planId)]).toEqual([role, expected]);
}

const inScope = async (actor: Actor, process: Process = database): Promise<PlanInScope | undefined> =>
  (await read(actor, plansInScope, process))[0];

describe('a plan that is being written', () => {
  test.each(writers)('is read in full by %s', async (role) => {
    const people = await world();
    const { planId, criterionId } = await buildPlan(database, people.principal, people.school.id);
    const view = await read(people[role], (ctx) => loadPlan(ctx, planId));
    expect(view.content.criteria.map((row) => row.id)).toEqual([criterionId]);
    expect(await inScope(people[role])).toMatchObject({
      withheld: false,
      stateInWords: 'Being written',
      ratings: { none: 1 },
      href: actionPlanPaths.plan(planId),
    });
  });

  test.each(othersWhoReadPlans)(
    'is not there for %s, who learns only that it is being written and by when',
    async (role) => {
      const people = await world();
      const { planId } = await buildPlan(database, people.principal, people.school.id);
      await buildSignature(database, people.head, planId);
      await expect(read(people[role], (ctx) => loadPlan(ctx, planId))).rejects.toThrow(NotFound);
      await expect(read(people[role], (ctx) => planProgress(ctx, planId))).rejects.toThrow(NotFound);
      expect(await inScope(people[role])).toMatchObject({
        schoolName: 'Alder School',
        withheld: true,
        state: 'draft',
        stateInWords: 'A plan is being written, due by 18 December 2026',
        running: false,
        ratings: { red: 0, amber: 0, green: 0, blue: 0, none: 0 },
        overdueActions: 0,
        lastReview: null,
        href: actionPlanPaths.list(),
      });
      expect(await read(people[role], plansWaitingFor)).toEqual([]);
      expect(await read(people[role], planYears)).toEqual([2026]);
    },
  );

  test('is told to the board as late once its day has passed', async () => {
    const people = await world();
    await buildPlan(database, people.principal, people.school.id);
    for (const role of ['trustee', 'clerk'] as const) {
      expect(await read(people[role], latePlans, on('2026-12-18T12:00:00Z'))).toEqual([]);
      const [late] = await read(people[role], latePlans, on('2026-12-19T12:00:00Z'));
      expect(late).toMatchObject({
        withheld: true,
        stateInWords: 'A plan is being written; it was due by 18 December 2026',
      });
      expect(late?.approval.words).toContain('18 December 2026');
    }
  });

  test('that is closed without ever being agreed is never told to them', async () => {
    const people = await world();
    const { planId } = await buildPlan(database, people.principal, people.school.id);
    await runAs(database, people.principal, 'plan:write', (ctx) =>
      write(ctx, async (tx) => {
        tx.authorise({ allowed: true });
        await closePlan(ctx, tx, planId, 'The review was withdrawn');
      }),
    );
    await expectOpenTo(people, planId, false);
    for (const role of othersWhoReadPlans) {
      expect(await inScope(people[role])).toBeUndefined();
      expect(await read(people[role], planYears)).toEqual([]);
    }
    expect((await inScope(people.head))?.state).toBe('closed');
  });

  test('promises no support in the Trust Action Plan', async () => {
    const people = await world();
    const { planId } = await buildPlan(database, people.principal, people.school.id);
    await buildSupport(database, people.principal, planId, { what: 'Training that is only being thought of' });
    for (const role of ['trustee', 'clerk', 'principal'] as const)
      expect((await read(people[role], trustSupport)).lines).toEqual([]);
  });

  test('asks its owners for what they own, without leading them to a plan that they cannot open', async () => {
    const people = await world();
    const { planId, objectiveId } = await buildPlan(database, people.principal, people.school.id, { basis: 'imposed' });
    await runAs(database, people.leader, 'plan:write', (ctx) =>
      saveAction(
        ctx,
        { planId, partId: null, revision: 0, why: null },
        {
          objective_id: objectiveId,
          what: 'Meet the families',
          owner_id: people.middle.personId,
          owner_name: null,
          starts_on: null,
          due_on: Temporal.PlainDate.from('2027-01-29'),
          resource_need: null,
        },
      ),
    );
    expect(await read(people.middle, ownedWork)).toMatchObject([{ what: 'Meet the families', href: null }]);
    await buildDeclaration(database, people.principal, planId, 'put_in_place');
    expect(await read(people.middle, ownedWork)).toMatchObject([{ href: actionPlanPaths.plan(planId) }]);
  });

  test('is a governor’s to read at the school that the same person leads, and not at the one that they govern', async () => {
    const people = await world();
    const own = await buildPlan(database, people.principal, people.other.id);
    const governed = await buildPlan(database, people.principal, people.school.id);
    const both: Actor = {
      ...people.otherHead,
      grants: [...people.otherHead.grants, { role: 'lgb_member', schoolId: people.school.id, departmentId: null }],
    };
    expect(await opens(both, own.planId)).toBe(true);
    expect(await opens(both, governed.planId)).toBe(false);
  });
});

describe('the board, the clerk, governors and middle leaders read a plan', () => {
  test('that school and trust agree once both have signed, and go on reading it while it is changed', async () => {
    const people = await world();
    const { planId, issueId } = await buildPlan(database, people.principal, people.school.id);
    await buildSignature(database, people.head, planId);
    await expectOpenTo(people, planId, false);
    await buildSignature(database, people.principal, planId);
    await expectOpenTo(people, planId, true);
    await runAs(database, people.head, 'plan:write', (ctx) =>
      saveIssue(
        ctx,
        { planId, partId: issueId, revision: 1, why: 'A clearer wording' },
        { text: 'Attendance of disadvantaged pupils', area_title: null },
      ),
    );
    await expectOpenTo(people, planId, true);
  });

  test('that each side has signed in another version only once both have signed the same', async () => {
    const people = await world();
    const { planId, issueId } = await buildPlan(database, people.principal, people.school.id);
    await buildSignature(database, people.head, planId);
    await runAs(database, people.head, 'plan:write', (ctx) =>
      saveIssue(
        ctx,
        { planId, partId: issueId, revision: 1, why: 'A clearer wording' },
        { text: 'Attendance of disadvantaged pupils', area_title: null },
      ),
    );
    await buildSignature(database, people.principal, planId);
    await expectOpenTo(people, planId, false);
    await buildSignature(database, people.head, planId);
    await expectOpenTo(people, planId, true);
  });

  test('that the trust puts in place from that moment', async () => {
    const people = await world();
    const { planId } = await buildPlan(database, people.principal, people.school.id, { basis: 'imposed' });
    await expectOpenTo(people, planId, false);
    await buildDeclaration(database, people.principal, planId, 'put_in_place');
    await expectOpenTo(people, planId, true);
  });

  test('of the school’s own once it is recommended to the board, and not while it is only declared ready or taken back', async () => {
    const people = await world();
    const { planId } = await buildPlan(database, people.principal, people.school.id, { basis: 'school' });
    await buildDeclaration(database, people.head, planId, 'ready');
    await expectOpenTo(people, planId, false);
    await buildRecommendation(database, people.principal, planId);
    await expectOpenTo(people, planId, true);
    await runAs(database, people.principal, 'plan:recommend', (ctx) =>
      takeBackRecommendation(ctx, planId, 'The budget has changed'),
    );
    await expectOpenTo(people, planId, false);
  });

  test('with what the board has to decide waiting for it', async () => {
    const people = await world();
    const { planId } = await buildAgreedPlan(database, people);
    await buildRecommendation(database, people.principal, planId);
    expect(await inScope(people.trustee)).toMatchObject({ withheld: false, state: 'recommended' });
    expect((await read(people.trustee, plansWaitingFor)).map((one) => one.href)).toEqual([
      actionPlanPaths.decision(planId),
    ]);
  });
});
