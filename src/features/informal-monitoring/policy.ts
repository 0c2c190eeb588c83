import { type Actor, holdsAt } from '#core/access/actor.ts';
import { allowIf, type Decision } from '#core/access/decision.ts';
import { rolesWith } from '#core/access/permissions.ts';

/** The departments that the actor's visits are narrowed to at a school; null where they may go anywhere in it. */
export function ownDepartments(actor: Actor, schoolId: string): readonly string[] | null {
  const roles = rolesWith('monitoring:write');
  const grants = actor.grants.filter(
    (grant) => roles.includes(grant.role) && (grant.schoolId === null || grant.schoolId === schoolId),
  );
  if (grants.some((grant) => grant.role !== 'middle_leader')) return null;
  return grants.flatMap((grant) => grant.departmentId ?? []);
}

/** Who may write a visit note: leaders, the Trust's team and reviewers at their schools; a middle leader about the own department. */
export function mayWrite(actor: Actor, schoolId: string, departmentId: string | null): Decision {
  const own = ownDepartments(actor, schoolId);
  if (!holdsAt(actor, 'monitoring:write', schoolId))
    return allowIf(false, 'Your role does not include visit notes at this school any more.');
  return allowIf(
    own === null || own.length === 0 || (departmentId !== null && own.includes(departmentId)),
    'A middle leader writes visit notes about the own department. Choose it.',
  );
}

/** A note belongs to whoever wrote it: only they change, record, correct or withdraw it. */
export function mayChange(actor: Actor, note: { written_by: string; school_id: string }): Decision {
  return allowIf(
    note.written_by === actor.personId && holdsAt(actor, 'monitoring:write', note.school_id),
    'Only whoever wrote a visit note can change it.',
  );
}
