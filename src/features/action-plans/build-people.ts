import { buildTermDates } from '#core/academic-year/build.ts';
import type { Process } from '#core/access/run-as.ts';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { type BuiltPlan, buildDecision, buildPlan, buildRecommendation, buildSignature } from './build.ts';

/** An invented trust with two schools, the term dates of 2026/27, and one person in every role that has to do with a plan. */
export async function buildPlanPeople(process: Process) {
  const { db } = process;
  const trust = await buildTrust(db);
  const school = await buildSchool(db, trust, { name: 'Alder School' });
  const other = await buildSchool(db, trust, { name: 'Birch School' });
  await buildTermDates(db, trust, 2026);
  const at = { schoolId: school.id };
  const account = () => ({ accountId: crypto.randomUUID() });
  return {
    trust,
    school,
    other,
    principal: await buildActor(db, trust, 'executive_principal', { ...account(), name: 'Petra Invented' }),
    leader: await buildActor(db, trust, 'trust_leader', { ...account(), name: 'Leo Invented' }),
    head: await buildActor(db, trust, 'head_teacher', { ...at, ...account(), name: 'Hanna Invented' }),
    otherHead: await buildActor(db, trust, 'head_teacher', { schoolId: other.id, ...account() }),
    middle: await buildActor(db, trust, 'middle_leader', { ...at, ...account() }),
    governor: await buildActor(db, trust, 'lgb_member', { ...at, ...account() }),
    trustee: await buildActor(db, trust, 'trustee', account()),
    clerk: await buildActor(db, trust, 'clerk', { ...account(), name: 'Clara Invented' }),
    teacher: await buildActor(db, trust, 'teacher', { ...at, ...account() }),
  };
}

export type PlanPeople = Awaited<ReturnType<typeof buildPlanPeople>>;

/** A plan that the head and the Executive Principal have signed. */
export async function buildAgreedPlan(process: Process, people: PlanPeople): Promise<BuiltPlan> {
  const plan = await buildPlan(process, people.principal, people.school.id);
  await buildSignature(process, people.head, plan.planId);
  await buildSignature(process, people.principal, plan.planId);
  return plan;
}

/** A plan that the board has approved. */
export async function buildPlanInForce(process: Process, people: PlanPeople): Promise<BuiltPlan> {
  const plan = await buildAgreedPlan(process, people);
  await buildRecommendation(process, people.principal, plan.planId);
  await buildDecision(process, people.clerk, plan.planId);
  return plan;
}
