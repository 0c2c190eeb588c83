import type { Actor } from '#core/access/actor.ts';
import type { Decision } from '#core/access/decision.ts';
import { type Write, write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import { longDate } from '#platform/clock.ts';
import { Invalid } from '#platform/errors.ts';
import { blockersOf } from '../blocker-rules.ts';
import { partsOf } from '../content/parts.ts';
import { loadContent, type ReportContent } from '../content/queries.ts';
import { loadFacts } from '../content/report-facts.ts';
import { reviewReportPaths } from '../paths.ts';
import { mayBeginChange, mayReturnFacts, maySign, mayTakeBack, mayWrite, type ReportStanding } from '../policy.ts';
import { correctionPoints, daysToCheckFacts, reportSteps } from '../rules.ts';
import { addStep, lockReport, requireStep } from './lock-report.ts';
import { requireNoNames } from './require-no-names.ts';
import { tellAuthors, tellSchool } from './tell-people.ts';

/** Steps that only hand the pen on; issuing and withdrawing have actions of their own. */
const handOvers = {
  sent_to_school: mayWrite,
  taken_back: mayTakeBack,
  facts_returned: mayReturnFacts,
  sent_to_sign: mayWrite,
  sent_back: maySign,
  signed: maySign,
  change_begun: mayBeginChange,
} satisfies Record<string, (actor: Actor, report: ReportStanding) => Decision>;

export type HandOver = keyof typeof handOvers;

/** Whether this person may take this step of this report, whatever still stands in its way. */
export const mayTake = (step: HandOver, actor: Actor, report: ReportStanding): Decision =>
  handOvers[step](actor, report);

async function openRound(ctx: Ctx, tx: Write, content: ReportContent, dueOn: Temporal.PlainDate): Promise<void> {
  if (Temporal.PlainDate.compare(dueOn, ctx.today) <= 0)
    throw new Invalid([{ field: 'dueOn', message: 'The day by which the school answers must be after today' }]);
  const { report, checks } = content;
  await tx.db
    .insertInto('review_report_check')
    .values({
      trust_id: ctx.actor.trustId,
      report_id: report.id,
      round: checks.length + 1,
      sent_at: ctx.now,
      due_on: dueOn,
      // What the school has said before stands until it says something else.
      reply: checks.at(-1)?.reply ?? '',
      reply_by: null,
      returned_at: null,
      returned_by: null,
    })
    .execute();
  await tellSchool(ctx, tx, report, {
    subject: `Check the facts of a report: ${report.title}`,
    body: `The report is with ${report.schoolName} until ${longDate(dueOn)}.`,
    href: reviewReportPaths.facts(report.id),
  });
}

/** Turns the corrections of the round into points, each of which the authors will answer. */
async function closeRound(ctx: Ctx, tx: Write, content: ReportContent): Promise<void> {
  const round = content.checks.at(-1);
  if (!round) return;
  const points = partsOf(content).flatMap(({ part }) => {
    const answer = round.answers.get(part);
    return answer?.answer === 'not_accurate' ? correctionPoints(answer.correction).map((body) => ({ part, body })) : [];
  });
  if (points.length > 0)
    await tx.db
      .insertInto('review_report_check_point')
      .values(
        points.map(({ part, body }, index) => ({
          trust_id: ctx.actor.trustId,
          check_id: round.id,
          part,
          number: index + 1,
          body,
          outcome: null,
          reply: null,
          replied_at: null,
          replied_by: null,
        })),
      )
      .execute();
  await tx.db
    .updateTable('review_report_check')
    .set({ returned_at: ctx.now, returned_by: ctx.actor.personId })
    .where('id', '=', round.id)
    .execute();
  await tellAuthors(ctx, tx, content.report, {
    subject: `The school has checked the facts: ${content.report.title}`,
    body: `${content.report.schoolName} has returned the report.`,
    href: reviewReportPaths.replies(content.report.id),
  });
}

/**
 * Hands the report on. Throws `Invalid` with every blocker when something still stands in the way, or when a reason is due and missing. `dueOn` is the day by
 * which the school answers, ten days from today unless given.
 */
export async function takeStep(
  ctx: Ctx,
  reportId: string,
  step: HandOver,
  input: { why?: string | null; dueOn?: Temporal.PlainDate | null } = {},
): Promise<void> {
  await write(ctx, async (tx) => {
    const report = await lockReport(ctx, tx, reportId);
    tx.authorise(mayTake(step, ctx.actor, report));
    requireStep(report, step);
    const why = input.why ?? null;
    if (reportSteps[step].needsReason && why === null)
      throw new Invalid([{ field: `why-${step}`, message: 'Say why, for those who read this later' }]);
    // The reason for another issue is printed at its head, in both versions.
    if (step === 'change_begun') await requireNoNames(ctx, report, `why-${step}`, why);
    const content = await loadContent(ctx, report);
    const { facts } = await loadFacts(ctx, content);
    const blockers = blockersOf(step, facts);
    if (blockers.length > 0) throw new Invalid(blockers.map((message) => ({ field: '', message })));
    if (step === 'sent_to_school')
      await openRound(ctx, tx, content, input.dueOn ?? ctx.today.add({ days: daysToCheckFacts }));
    if (step === 'facts_returned') await closeRound(ctx, tx, content);
    if (step === 'sent_back')
      await tellAuthors(ctx, tx, report, {
        subject: `Sent back to you: ${report.title}`,
        body: `${ctx.actor.name} asks for a change before it is signed and issued.`,
        href: reviewReportPaths.report(report.id),
      });
    await addStep(ctx, tx, report, step, why);
  });
}
