import { type Actor, holdsAt } from '#core/access/actor.ts';
import { allowIf, type Decision } from '#core/access/decision.ts';

/** Leaders of the Trust ask every school for its snapshot, and take back what they asked for. */
export function mayAsk(actor: Actor): Decision {
  return allowIf(
    holdsAt(actor, 'snapshot:ask', null),
    'The Executive Principal or another leader of the Trust asks schools for a snapshot.',
  );
}

/** The school puts its own data together and takes the snapshot; the Trust does not do it for the school. */
export function mayCollect(actor: Actor, schoolId: string): Decision {
  return allowIf(
    holdsAt(actor, 'snapshot:collect', schoolId),
    'The head teacher, a senior leader or the data manager of the school collects its snapshot.',
  );
}

/** Whoever may see every pupil of the school, and therefore also figures of few pupils. A middle leader sees those of the own department only. */
export function seesEveryPupil(actor: Actor, schoolId: string): boolean {
  const without = { ...actor, grants: actor.grants.filter((grant) => grant.role !== 'middle_leader') };
  return holdsAt(without, 'pupil-data:read', schoolId);
}

/** The departments of the school that the actor leads. */
export function departmentsLed(actor: Actor, schoolId: string): string[] {
  return actor.grants.flatMap((grant) =>
    grant.role === 'middle_leader' && grant.schoolId === schoolId && grant.departmentId ? [grant.departmentId] : [],
  );
}

/** A school's leaders set its targets. */
export function maySetTargets(actor: Actor, schoolId: string): Decision {
  return allowIf(
    actor.grants.some((grant) => ['head_teacher', 'slt'].includes(grant.role) && grant.schoolId === schoolId),
    'The head teacher or a senior leader of the school sets its targets.',
  );
}
