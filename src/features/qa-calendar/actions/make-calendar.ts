import { createHash } from 'node:crypto';
import { academicYearName } from '#core/academic-year/rules.ts';
import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid } from '#platform/errors.ts';
import { type Plan, planText } from '../make-rules.ts';
import { planRollForward, planYear } from '../plan-year.ts';
import { mayPlan } from '../policy.ts';
import { insertEntry } from './add-entry.ts';
import { askAgainAfter } from './ask-school.ts';

/** What tells whether the plan that was looked at is still the one that would be written. */
export const fingerprintOf = (plan: Plan): string =>
  createHash('sha256').update(planText(plan)).digest('hex').slice(0, 32);

async function writePlan(ctx: Ctx, academicYear: number, plan: Plan, shown: string, how: string): Promise<number> {
  return await write(ctx, async (tx) => {
    tx.authorise(mayPlan(ctx.actor));
    if (fingerprintOf(plan) !== shown)
      throw new Invalid([
        {
          field: '',
          message: 'Something has changed since this was shown. Look at it again: nothing has been written',
        },
      ]);
    if (plan.drafts.length === 0)
      throw new Invalid([{ field: '', message: 'Nothing is missing: there is nothing to add' }]);
    for (const draft of plan.drafts)
      await insertEntry(ctx, tx, { id: draft.schoolId, phase: draft.phase }, academicYear, draft);
    for (const schoolId of new Set(plan.drafts.map((draft) => draft.schoolId))) {
      const many = plan.drafts.filter((draft) => draft.schoolId === schoolId).length;
      const entries = many === 1 ? 'one entry' : `${many} entries`;
      await askAgainAfter(ctx, tx, schoolId, academicYear, `${entries} added`);
      await tx.record({
        kind: 'qa-calendar.made',
        subjectType: 'school',
        subjectId: schoolId,
        schoolId,
        summary: `added ${entries} to the QA calendar ${academicYearName(academicYear)}, ${how}`,
        detail: { notes: plan.notes },
      });
    }
    return plan.drafts.length;
  });
}

/** Makes what is missing of a year from the template, as it was shown; `shown` is the fingerprint of the plan that the planner looked at. */
export async function makeCalendar(
  ctx: Ctx,
  academicYear: number,
  leadIds: readonly string[] | null,
  shown: string,
): Promise<number> {
  return await writePlan(
    ctx,
    academicYear,
    await planYear(ctx, academicYear, leadIds),
    shown,
    'made from the template',
  );
}

/** Takes the entries of the year before into this one, as they were shown. */
export async function rollForward(ctx: Ctx, toYear: number, shown: string): Promise<number> {
  const how = `rolled forward from ${academicYearName(toYear - 1)}`;
  return await writePlan(ctx, toYear, await planRollForward(ctx, toYear), shown, how);
}
