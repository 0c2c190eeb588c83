import type { Role } from '#core/access/roles.ts';
import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { type Notice, tell } from '#core/notifications/tell.ts';
import '#core/people/tables.ts';
import { interventionPaths } from '../paths.ts';
import type { InterventionStep } from '../tables.ts';

/** How a step reads in the trail: “… the intervention”. */
const said: Record<InterventionStep, string> = {
  opened: 'opened',
  strengthened: 'strengthened',
  eased: 'eased',
  cause_changed: 'changed the cause of',
  withdrawn: 'marked as withdrawn',
  closed: 'closed',
  reopened: 'opened again',
};

/** Tells everybody but the writer who holds the role today, at the school or at the trust. */
export async function tellHolders(ctx: Ctx, tx: Write, schoolId: string, role: Role, notice: Notice): Promise<void> {
  const holders = await tx.db
    .selectFrom('role_grant')
    .select('person_id')
    .distinct()
    .where('role', '=', role)
    .where((eb) => eb.or([eb('school_id', 'is', null), eb('school_id', '=', schoolId)]))
    .where('starts_on', '<=', ctx.today)
    .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', ctx.today)]))
    .where('person_id', '!=', ctx.actor.personId)
    .execute();
  for (const holder of holders) await tell(ctx, tx, holder.person_id, notice);
}

/** Stores a step of an intervention with its reason and what becomes of it, puts it into the trail, and tells the head teacher. */
export async function recordStep(
  ctx: Ctx,
  tx: Write,
  intervention: { id: string; schoolId: string },
  step: InterventionStep,
  why: string,
  becomes: string,
): Promise<void> {
  await tx.db
    .insertInto('intervention_step')
    .values({
      trust_id: ctx.actor.trustId,
      intervention_id: intervention.id,
      step,
      taken_at: ctx.now,
      taken_by: ctx.actor.personId,
      why,
      becomes,
    })
    .execute();
  await tx.record({
    kind: `intervention.${step.replace('_', '-')}`,
    subjectType: 'intervention',
    subjectId: intervention.id,
    schoolId: intervention.schoolId,
    summary: `${said[step]} the intervention`,
    why,
    detail: { becomes },
  });
  await tellHolders(ctx, tx, intervention.schoolId, 'head_teacher', {
    subject:
      step === 'opened'
        ? 'An intervention has been opened at your school'
        : 'The intervention at your school has changed',
    body: `${ctx.actor.name} ${said[step]} the intervention that follows from the Annual Review. You can read what it means for the school and its action plan.`,
    href: interventionPaths.intervention(intervention.id),
  });
}
