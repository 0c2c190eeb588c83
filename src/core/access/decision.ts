import { Forbidden } from '#platform/errors.ts';

/** What a policy answers: yes, or no with the reason in words for the person who asked. */
export type Decision = { allowed: true } | { allowed: false; why: string };

export const allowed: Decision = { allowed: true };

export function refused(why: string): Decision {
  return { allowed: false, why };
}

/** `allowed` when the condition holds, else refused for this reason. */
export function allowIf(condition: boolean, why: string): Decision {
  return condition ? allowed : refused(why);
}

/** Throws `Forbidden` with the reason unless allowed. */
export function demand(decision: Decision): void {
  if (!decision.allowed) throw new Forbidden(decision.why);
}
