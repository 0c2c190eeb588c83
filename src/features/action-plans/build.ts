import type { Actor } from '#core/access/actor.ts';
import type { Permission } from '#core/access/permissions.ts';
import { type Process, runAs } from '#core/access/run-as.ts';
import type { Ctx } from '#core/context.ts';
import { declarePlan } from './actions/declare-plan.ts';
import { openPlanByHand } from './actions/open-plan.ts';
import { recommendPlan } from './actions/recommend-plan.ts';
import { recordDecision } from './actions/record-decision.ts';
import { saveAction } from './actions/save-action.ts';
import { type CriterionValues, saveCriterion } from './actions/save-criterion.ts';
import { saveIssue } from './actions/save-issue.ts';
import { saveObjective } from './actions/save-objective.ts';
import { type SupportValues, saveSupport } from './actions/save-support.ts';
import { signPlan } from './actions/sign-plan.ts';
import { contentOf } from './content-queries.ts';
import { findPlan } from './queries.ts';
import type { Basis } from './tables.ts';

const added = (planId: string) => ({ planId, partId: null, revision: 0, why: null });

export const criterionValues = (objectiveId: string, values: Partial<CriterionValues> = {}): CriterionValues => ({
  objective_id: objectiveId,
  what: 'Attendance of disadvantaged pupils',
  measure: 'number',
  unit: '%',
  from_number: '88.5',
  to_number: '93',
  from_words: null,
  to_words: null,
  by_when: Temporal.PlainDate.from('2027-07-16'),
  how_known: 'Weekly attendance report',
  owner_id: null,
  owner_name: 'Invented Owner',
  ...values,
});

export const supportValues = (values: Partial<SupportValues> = {}): SupportValues => ({
  objective_id: null,
  kind: 'cpd',
  what: 'Invented training',
  who: null,
  from_school_id: null,
  half_days: null,
  cost_pence: null,
  starts_on: null,
  ends_on: null,
  ...values,
});

async function addContent(ctx: Ctx, planId: string): Promise<void> {
  await saveIssue(ctx, added(planId), {
    text: 'Raise the attendance of disadvantaged pupils',
    area_title: 'Behaviour and attitudes',
  });
  const [issue] = (await contentOf(ctx, planId)).issues;
  if (!issue) throw new Error('The issue was not saved.');
  await saveObjective(ctx, added(planId), {
    issue_id: issue.id,
    text: 'Disadvantaged pupils come to school as often as others do',
  });
  const [objective] = (await contentOf(ctx, planId)).objectives;
  if (!objective) throw new Error('The objective was not saved.');
  await saveCriterion(ctx, added(planId), criterionValues(objective.id));
  await saveAction(ctx, added(planId), {
    objective_id: objective.id,
    what: 'Call home on the first day of absence',
    owner_id: null,
    owner_name: 'Invented Owner',
    starts_on: null,
    due_on: Temporal.PlainDate.from('2027-01-29'),
    resource_need: null,
  });
}

export type BuiltPlan = { planId: string; issueId: string; objectiveId: string; criterionId: string; actionId: string };

/** A plan of a school with one key issue, objective, criterion and action, by a trust leader; `empty` leaves them out. */
export async function buildPlan(
  process: Process,
  leader: Actor,
  schoolId: string,
  values: { basis?: Basis; academicYear?: number; empty?: boolean } = {},
): Promise<BuiltPlan> {
  return await runAs(process, leader, 'plan:write', async (ctx) => {
    const basis = values.basis ?? 'agreed';
    const { planId } = await openPlanByHand(ctx, {
      schoolId,
      academicYear: values.academicYear ?? 2026,
      basis,
      why: 'An invented reason',
    });
    if (!values.empty) await addContent(ctx, planId);
    const content = await contentOf(ctx, planId);
    const first = (rows: readonly { id: string }[]) => rows[0]?.id ?? '';
    return {
      planId,
      issueId: first(content.issues),
      objectiveId: first(content.objectives),
      criterionId: first(content.criteria),
      actionId: first(content.actions),
    };
  });
}

/** Runs one step of a plan as one person, with the version that the plan has now. */
async function step(
  process: Process,
  actor: Actor,
  permission: Permission,
  planId: string,
  work: (ctx: Ctx, version: number) => Promise<void>,
) {
  await runAs(process, actor, permission, async (ctx) => work(ctx, (await findPlan(ctx, planId)).content_version));
}

export const buildSignature = (process: Process, actor: Actor, planId: string) =>
  step(process, actor, 'plan:write', planId, (ctx, version) => signPlan(ctx, planId, version));

export const buildDeclaration = (process: Process, actor: Actor, planId: string, kind: 'ready' | 'put_in_place') =>
  step(process, actor, 'plan:write', planId, (ctx, version) => declarePlan(ctx, planId, kind, version));

export const buildRecommendation = (process: Process, actor: Actor, planId: string) =>
  step(process, actor, 'plan:recommend', planId, (ctx, version) =>
    recommendPlan(ctx, planId, 'I recommend this invented plan.', version),
  );

/** A decision by the board on the day of the process’s clock. */
export const buildDecision = (
  process: Process,
  actor: Actor,
  planId: string,
  outcome: 'approved' | 'sent_back' = 'approved',
) =>
  step(process, actor, 'plan:decide', planId, (ctx) =>
    recordDecision(ctx, planId, {
      outcome,
      meetingOn: ctx.today,
      minuteReference: 'TB/26/47',
      words: outcome === 'sent_back' ? 'Say what the secondment costs.' : null,
    }),
  );

/** Support that the trust promises under a plan. */
export async function buildSupport(
  process: Process,
  leader: Actor,
  planId: string,
  values: Partial<SupportValues> = {},
  why: string | null = null,
): Promise<string> {
  return await runAs(process, leader, 'plan:write', async (ctx) => {
    await saveSupport(ctx, { ...added(planId), why }, supportValues(values));
    return (await contentOf(ctx, planId)).support.at(-1)?.id ?? '';
  });
}
