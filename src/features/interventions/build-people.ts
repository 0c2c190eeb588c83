import { type Process, runAs } from '#core/access/run-as.ts';
import { buildActor, buildSchool, buildTrust } from '#core/organisations/build.ts';
import { buildReviewTold, issueWith } from './build.ts';
import { findIntervention, stepsOf } from './queries.ts';

/** An invented trust with two schools and one person in every role that has to do with interventions. */
export async function buildInterventionPeople({ db }: Process) {
  const trust = await buildTrust(db);
  const school = await buildSchool(db, trust);
  const other = await buildSchool(db, trust);
  return {
    trust,
    school,
    other,
    principal: await buildActor(db, trust, 'executive_principal'),
    leader: await buildActor(db, trust, 'trust_leader'),
    head: await buildActor(db, trust, 'head_teacher', { schoolId: school.id }),
    otherHead: await buildActor(db, trust, 'head_teacher', { schoolId: other.id }),
    governor: await buildActor(db, trust, 'lgb_member', { schoolId: school.id }),
    trustee: await buildActor(db, trust, 'trustee'),
    clerk: await buildActor(db, trust, 'clerk'),
  };
}

/** A school with an issued review of these grades and what it set off. */
export async function buildIntervened(process: Process, grades: Record<string, string>) {
  const people = await buildInterventionPeople(process);
  const told = buildReviewTold(people.school.id);
  const answer = await issueWith(process, people.principal, told, grades);
  const id = answer.interventionId ?? '';
  const read = () =>
    runAs(process, people.principal, 'intervention:read', async (ctx) => ({
      row: await findIntervention(ctx, id),
      steps: await stepsOf(ctx, id),
    }));
  return { ...people, told, id, planId: answer.planId, read };
}
