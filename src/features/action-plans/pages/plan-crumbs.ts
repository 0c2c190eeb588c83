import { academicYearName } from '#core/academic-year/rules.ts';
import { actionPlanPaths } from '../paths.ts';

/** The way back from a page of a plan: the list, then the plan. */
export function planCrumbs(plan: { id: string; school_name: string; academic_year: number }) {
  return [
    { href: actionPlanPaths.list(), label: 'Action plans' },
    { href: actionPlanPaths.plan(plan.id), label: `${plan.school_name} ${academicYearName(plan.academic_year)}` },
  ];
}
