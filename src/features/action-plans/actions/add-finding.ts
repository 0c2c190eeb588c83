import { academicYearName } from '#core/academic-year/rules.ts';
import { inScope } from '#core/access/scope.ts';
import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid } from '#platform/errors.ts';
import { short } from '../content-rules.ts';
import { mayEditPlan } from '../policy.ts';
import { changePlan } from './change-plan.ts';
import { nextPosition } from './save-part.ts';

/** A finding of an issued report, in the words that everybody who reads the plan may read. */
export type FindingForPlan = {
  schoolId: string;
  academicYear: number;
  reportId: string;
  findingId: string;
  text: string;
  areaTitle: string | null;
  /** “Review of mathematics, issued on 12 May 2026, finding 2”. */
  sourceWords: string;
  /** The first action under it, with the objective that it serves; null leaves both for later. */
  action: { objective: string; what: string; ownerName: string | null; dueOn: Temporal.PlainDate | null } | null;
  /** Why the plan is changed, where people have agreed to what it says. */
  why: string | null;
};

async function planOfYear(ctx: Ctx, finding: FindingForPlan): Promise<string> {
  const plan = await ctx.db
    .selectFrom('action_plan')
    .select('id')
    .where(inScope(ctx.scope, 'school_id'))
    .where('school_id', '=', finding.schoolId)
    .where('academic_year', '=', finding.academicYear)
    .executeTakeFirst();
  if (plan) return plan.id;
  const year = academicYearName(finding.academicYear);
  throw new Invalid([
    {
      field: '',
      message: `The school has no action plan for ${year} yet. Start it under Action plans, then add the finding.`,
    },
  ]);
}

async function refuseTwice(tx: Write, findingId: string): Promise<void> {
  const known = await tx.db
    .selectFrom('plan_issue')
    .select('id')
    .where('review_finding_id', '=', findingId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (known) throw new Invalid([{ field: '', message: 'This finding is in the action plan already.' }]);
}

/**
 * Puts a finding of a review into the school's plan of a year as a key issue and, where wished, with one action: a change of the plan like any other, so that
 * signatures no longer count, a reason is due once people have agreed, and it is refused while the board has the plan. Once only.
 */
export async function addFindingToPlan(
  ctx: Ctx,
  finding: FindingForPlan,
): Promise<{ planId: string; issueId: string }> {
  const planId = await planOfYear(ctx, finding);
  let issueId = '';
  await changePlan(ctx, planId, {
    why: finding.why,
    may: (plan) => mayEditPlan(ctx.actor, plan),
    work: async (tx, plan) => {
      await refuseTwice(tx, finding.findingId);
      const base = { trust_id: plan.trust_id, plan_id: plan.id, added_by: ctx.actor.personId, added_at: ctx.now };
      const issue = await tx.db
        .insertInto('plan_issue')
        .values({
          ...base,
          position: await nextPosition(tx, plan, 'issues'),
          text: finding.text,
          area_title: finding.areaTitle,
          review_report_id: finding.reportId,
          review_finding_id: finding.findingId,
          source_words: finding.sourceWords,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      issueId = issue.id;
      if (finding.action) {
        const objective = await tx.db
          .insertInto('plan_objective')
          .values({
            ...base,
            position: await nextPosition(tx, plan, 'objectives'),
            issue_id: issue.id,
            text: finding.action.objective,
          })
          .returning('id')
          .executeTakeFirstOrThrow();
        await tx.db
          .insertInto('plan_action')
          .values({
            ...base,
            position: await nextPosition(tx, plan, 'actions'),
            objective_id: objective.id,
            what: finding.action.what,
            owner_name: finding.action.ownerName,
            due_on: finding.action.dueOn,
          })
          .execute();
      }
      return {
        summary: `added the key issue “${short(finding.text)}” from a finding of a review`,
        detail: { part: 'issues', reviewReportId: finding.reportId, findingId: finding.findingId },
      };
    },
  });
  return { planId, issueId };
}
