import { inScope } from '#core/access/scope.ts';
import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { Invalid, NotFound } from '#platform/errors.ts';
import { findReport, type Report } from '../queries.ts';
import { reportStates, reportSteps, type StepName, stateAfter } from '../rules.ts';

/** Locks a report of the reader's scope, so that two steps or saves cannot cross. */
export async function lockReport(ctx: Ctx, tx: Write, reportId: string): Promise<Report> {
  const locked = await tx.db
    .selectFrom('review_report')
    .select('id')
    .where('id', '=', reportId)
    .where(inScope(ctx.scope, 'school_id'))
    .forUpdate()
    .executeTakeFirst();
  if (!locked) throw new NotFound();
  return await findReport(ctx, reportId);
}

/** Refuses a step that cannot be taken from where the report stands now. */
export function requireStep(report: Report, step: StepName): void {
  if (stateAfter(report.state, step) !== null) return;
  const where = reportStates[report.state].words.toLowerCase();
  throw new Invalid([{ field: '', message: `This cannot be done now. The report stands at: ${where}.` }]);
}

/** What happened to a report, for the trail. */
export async function recordReport(
  tx: Write,
  report: Pick<Report, 'id' | 'schoolId'>,
  event: { kind: string; summary: string; why?: string | null; detail?: Record<string, unknown> },
): Promise<void> {
  await tx.record({
    ...event,
    kind: `review-report.${event.kind}`,
    subjectType: 'review_report',
    subjectId: report.id,
    schoolId: report.schoolId,
  });
}

/** Records that a step was taken: the row that says where the report stands, and the trail. */
export async function addStep(
  ctx: Ctx,
  tx: Write,
  report: Report,
  step: StepName,
  why: string | null,
  detail: Record<string, unknown> = {},
): Promise<void> {
  const state = stateAfter(report.state, step);
  if (state === null) throw new Error(`The step ${step} does not follow from ${report.state}.`);
  const last = await tx.db
    .selectFrom('review_report_step')
    .select('number')
    .where('report_id', '=', report.id)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  await tx.db
    .insertInto('review_report_step')
    .values({
      trust_id: ctx.actor.trustId,
      report_id: report.id,
      number: last.number + 1,
      step,
      state,
      taken_at: ctx.now,
      taken_by: ctx.actor.personId,
      why,
    })
    .execute();
  await recordReport(tx, report, { kind: step.replaceAll('_', '-'), summary: reportSteps[step].summary, why, detail });
}
