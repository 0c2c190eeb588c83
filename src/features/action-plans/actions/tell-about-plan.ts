import type { Role } from '#core/access/roles.ts';
import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { tell } from '#core/notifications/tell.ts';
import type { PlanRow } from '../content.ts';
import { actionPlanPaths } from '../paths.ts';

/** Tells everybody but the writer who holds one of these roles today, at the school of the plan or at the trust. `subject` names the school itself. */
export async function tellAboutPlan(
  ctx: Ctx,
  tx: Write,
  plan: PlanRow,
  roles: readonly Role[],
  notice: (schoolName: string) => { subject: string; body: string; href?: string },
): Promise<void> {
  const school = await tx.db
    .selectFrom('school')
    .select('name')
    .where('id', '=', plan.school_id)
    .executeTakeFirstOrThrow();
  const holders = await tx.db
    .selectFrom('role_grant')
    .select('person_id')
    .distinct()
    .where('role', 'in', roles)
    .where((eb) => eb.or([eb('school_id', 'is', null), eb('school_id', '=', plan.school_id)]))
    .where('starts_on', '<=', ctx.today)
    .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', ctx.today)]))
    .where('person_id', '!=', ctx.actor.personId)
    .execute();
  const { subject, body, href } = notice(school.name);
  for (const holder of holders)
    await tell(ctx, tx, holder.person_id, { subject, body, href: href ?? actionPlanPaths.plan(plan.id) });
}
