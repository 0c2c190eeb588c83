import type { Ctx } from '#core/context.ts';
import type { ReportFacts } from '../blocker-rules.ts';
import { findingChanges } from '../change-rules.ts';
import { type GovernorsTexts, governorsTexts } from '../for-governors.ts';
import { nameKnowledge } from '../names/queries.ts';
import { correctionPoints, sections } from '../rules.ts';
import { partsOf } from './parts.ts';
import type { ReportContent } from './queries.ts';

/** What blockers are worked out from, out of what is stored. */
export function reportFacts(content: ReportContent, governors: GovernorsTexts): ReportFacts {
  const check = content.checks.at(-1);
  const answers = partsOf(content).map(({ part, title }) => ({
    title,
    ...(check?.answers.get(part) ?? { answer: null, correction: '' }),
  }));
  const empty = (body: string) => body.trim() === '';
  return {
    gathered: content.gathered,
    emptySections: content.sections.filter((it) => sections[it.code].required && empty(it.body)).map((it) => it.title),
    emptyThemes: content.themes.filter((it) => empty(it.body)).map((it) => it.title),
    ungraded: content.themes.filter((it) => it.grade === null).map((it) => it.title),
    findings: content.findings.length,
    unsupported: content.claims.filter((claim) => claim.state === 'unsupported').length,
    unanswered: findingChanges(content.earlier?.findings ?? [], content.findings, content.followUps).unanswered,
    leftovers: governors.leftovers.length,
    graded: governors.graded.length,
    open: answers.filter((it) => it.answer === null).map((it) => it.title),
    uncorrected: answers
      .filter((it) => it.answer === 'not_accurate' && correctionPoints(it.correction).length === 0)
      .map((it) => it.title),
    unreplied: content.checks.flatMap((it) => it.points).filter((point) => point.outcome === null).length,
    checkedBySchool: content.checks.some((it) => it.returnedAt !== null),
  };
}

/** A report as governors will read it, and what still stands in the way of its steps. */
export async function loadFacts(
  ctx: Ctx,
  content: ReportContent,
): Promise<{ facts: ReportFacts; governors: GovernorsTexts }> {
  const governors = governorsTexts(content, await nameKnowledge(ctx, content.report, content.settled));
  return { facts: reportFacts(content, governors), governors };
}
