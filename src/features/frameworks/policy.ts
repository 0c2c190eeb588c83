import { type Actor, holdsAt } from '#core/access/actor.ts';
import { allowed, type Decision, refused } from '#core/access/decision.ts';

/** Drafting and adopting is for those who answer for the model in the whole trust. */
export function mayManage(actor: Actor): Decision {
  return holdsAt(actor, 'framework:manage', null)
    ? allowed
    : refused('Your role does not include changing frameworks.');
}

/** Only a draft changes: judgements refer to an adopted version, and must go on meaning what they meant. */
export function mayChange(actor: Actor, framework: { adopted_at: Temporal.Instant | null; version: number }): Decision {
  const manage = mayManage(actor);
  if (!manage.allowed) return manage;
  if (framework.adopted_at === null) return allowed;
  return refused(
    `Version ${framework.version} has been adopted and never changes, because judgements refer to it. Make a new version instead.`,
  );
}
