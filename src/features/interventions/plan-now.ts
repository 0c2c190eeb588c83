import type { Ctx } from '#core/context.ts';
import { type Basis, type PlanInScope, plansInScope } from '#features/action-plans/index.ts';

export type PlanNow = { planId: string; basis: Basis; closed: boolean; shown: PlanInScope };

/** The action plan of a school and year as it stands now; null where there is none, or none that the reader may see. */
export async function planNow(ctx: Ctx, schoolId: string, academicYear: number): Promise<PlanNow | null> {
  const shown = (await plansInScope(ctx, { academicYear })).find((plan) => plan.schoolId === schoolId);
  return shown ? { planId: shown.planId, basis: shown.basis, closed: shown.state === 'closed', shown } : null;
}
