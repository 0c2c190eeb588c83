import { academicYearOf } from '#core/academic-year/rules.ts';
import { write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { addFindingToPlan } from '#features/action-plans/index.ts';
import { londonDate, longDate } from '#platform/clock.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import type { IssuedFinding } from '../issues/issued.ts';
import { issuesOf, type ReportIssue } from '../issues/queries.ts';
import { becameOf } from '../outcomes/queries.ts';
import { mayFollowFinding } from '../policy.ts';
import type { Report } from '../queries.ts';
import { lockReport, recordReport } from './lock-report.ts';
import { requireNoNames } from './require-no-names.ts';

/** A finding of the newest issue, unless that was withdrawn. */
export async function issuedFinding(
  ctx: Ctx,
  report: Report,
  findingId: string,
): Promise<{ issue: ReportIssue; finding: IssuedFinding }> {
  const [issue] = await issuesOf(ctx, report.id);
  const finding = issue?.findings.find((one) => one.id === findingId);
  if (!issue || !finding) throw new NotFound();
  if (issue.withdrawn_at !== null)
    throw new Invalid([{ field: '', message: 'The report has been withdrawn, so its findings are not followed up.' }]);
  return { issue, finding };
}

export type PlanEntry = {
  /** What the key issue says; the finding as governors read it unless the leader words it otherwise. */
  text: string | null;
  action: { objective: string; what: string; ownerName: string | null; dueOn: Temporal.PlainDate | null } | null;
  /** Why the plan is changed, where people have agreed to it. */
  why: string | null;
};

/** Puts an issued finding into the school's action plan of this academic year, as governors read it, once only. */
export async function putInPlan(
  ctx: Ctx,
  reportId: string,
  findingId: string,
  entry: PlanEntry,
): Promise<{ planId: string }> {
  return await write(ctx, async (tx) => {
    const report = await lockReport(ctx, tx, reportId);
    tx.authorise(mayFollowFinding(ctx.actor, report));
    const { issue, finding } = await issuedFinding(ctx, report, findingId);
    await requireNoNames(ctx, report, 'text', entry.text);
    const { planId } = await addFindingToPlan(ctx, {
      schoolId: report.schoolId,
      academicYear: academicYearOf(ctx.today),
      reportId: report.id,
      findingId: finding.id,
      text: entry.text ?? finding.forGovernors.what,
      areaTitle: issue.themes.find((theme) => theme.areaCode === finding.areaCode)?.title ?? null,
      sourceWords: `${report.title}, issued on ${longDate(londonDate(issue.issued_at))}, finding ${finding.number}`,
      action: entry.action,
      why: entry.why,
    });
    await recordReport(tx, report, {
      kind: 'finding-in-plan',
      summary: `put finding ${finding.number} of the report into the action plan`,
      detail: { finding: finding.id, planId },
    });
    return { planId };
  });
}

/** Says that a finding is done, or that it is not taken up and why. */
export async function sayOutcome(
  ctx: Ctx,
  reportId: string,
  findingId: string,
  said: { outcome: 'done' | 'not_taken_up'; why: string },
): Promise<void> {
  await write(ctx, async (tx) => {
    const report = await lockReport(ctx, tx, reportId);
    tx.authorise(mayFollowFinding(ctx.actor, report));
    const { finding } = await issuedFinding(ctx, report, findingId);
    await requireNoNames(ctx, report, 'outcomeWhy', said.why);
    const became = (await becameOf(ctx, [finding.id])).get(finding.id);
    if (said.outcome === 'not_taken_up' && became?.line && became.line.removedWhy === null)
      throw new Invalid([
        {
          field: 'outcome',
          message: 'This finding is in the action plan. Take it out of the plan first, with the reason.',
        },
      ]);
    await tx.db
      .insertInto('review_report_outcome')
      .values({
        trust_id: ctx.actor.trustId,
        finding_id: finding.id,
        outcome: said.outcome,
        why: said.why,
        said_at: ctx.now,
        said_by: ctx.actor.personId,
      })
      .execute();
    await recordReport(tx, report, {
      kind: 'finding-followed',
      summary:
        said.outcome === 'done'
          ? `said that finding ${finding.number} is done`
          : `said that finding ${finding.number} is not taken up`,
      why: said.why,
    });
  });
}
