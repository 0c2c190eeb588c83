import { type Actor, hasRole, holdsAt } from '#core/access/actor.ts';
import { allowIf, type Decision } from '#core/access/decision.ts';
import type { IdentityKept } from '#core/pupil-data/identity-setting.ts';

const trustWide = (actor: Actor) => hasRole(actor, 'administrator') || hasRole(actor, 'executive_principal');
/** The very head of this school: nobody holds that role for the whole trust. */
const isHead = (actor: Actor, schoolId: string) =>
  actor.grants.some((grant) => grant.role === 'head_teacher' && grant.schoolId === schoolId);

/** The rules, what is due and what was erased are the Trust's, who is the controller of the data. */
export const mayKeepRules = (actor: Actor): Decision =>
  allowIf(
    trustWide(actor),
    'The rules of the Trust are kept by its administrators and the Executive Principal. Your own school’s page is under its data systems.',
  );

export const mayProtectSchool = (actor: Actor, schoolId: string): Decision =>
  allowIf(
    holdsAt(actor, 'pupil-data:protect', schoolId),
    'The head teacher of the school, the Executive Principal and administrators look after its pupil data.',
  );

/** Whoever answers for the data may stop its erasing. */
export const mayHold = mayProtectSchool;

/** Lifting a hold lets data go for good: the school that it may be about does not do it itself. */
export const mayLift = (actor: Actor): Decision =>
  allowIf(trustWide(actor), 'A hold is lifted by an administrator or the Executive Principal.');

/** Finding one pupil by name, seeing all that is held, handing it out and erasing it: the head of the school, or an administrator for them. */
export const mayFindPupil = (actor: Actor, schoolId: string): Decision =>
  allowIf(
    hasRole(actor, 'administrator') || isHead(actor, schoolId),
    'The head teacher of the school or an administrator answers for what is held of one pupil.',
  );

export const mayFindPupils = (actor: Actor): Decision =>
  allowIf(
    actor.grants.some((grant) => grant.role === 'administrator' || grant.role === 'head_teacher'),
    'Head teachers and administrators answer for what is held of one pupil.',
  );

export const mayErasePupil = mayFindPupil;

/** Only the head of the school lets the names of the staff who looked go out with an answer. */
export const mayNameReaders = (actor: Actor, schoolId: string): Decision =>
  allowIf(isHead(actor, schoolId), 'Only the head teacher of the school says that readers are named.');

const rank: Record<IdentityKept, number> = { reference: 0, upn: 1, names: 2 };
/** Whether one choice keeps less of the pupils' identity than another. */
export const keepsLess = (one: IdentityKept, other: IdentityKept): boolean => rank[one] < rank[other];

/** A head may keep less than the Trust does, never more. */
export function maySetIdentity(
  actor: Actor,
  schoolId: string | null,
  wanted: IdentityKept,
  ofTheTrust: IdentityKept,
): Decision {
  if (trustWide(actor)) return { allowed: true };
  if (schoolId === null || !isHead(actor, schoolId))
    return allowIf(
      false,
      'What identifies pupils is chosen by administrators, the Executive Principal and, for their school, heads.',
    );
  return allowIf(
    !keepsLess(ofTheTrust, wanted),
    'The Trust keeps less than this: a school may keep less than the Trust does, not more. Ask an administrator.',
  );
}
