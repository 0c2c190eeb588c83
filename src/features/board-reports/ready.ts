import type { Ctx } from '#core/context.ts';
import { reportDocument } from './documents/report-document.ts';
import { frozenDocument, type Issue } from './issue-queries.ts';
import { type Blocker, issueBlockers, type OwnText } from './issue-rules.ts';
import { reportForPrint } from './print.ts';
import { type BoardReport, staffBelowLeaders } from './queries.ts';
import { sections } from './sections.ts';

/** What stands in the way of issuing the report as it is now; `newest` is the issue that trustees have already. */
export async function blockersOf(ctx: Ctx, report: BoardReport, newest: Issue | null): Promise<Blocker[]> {
  const print = await reportForPrint(ctx, report, null);
  const labelOf = (code: string) =>
    sections.find((section) => section.code === code)?.label ??
    report.facts.schools.find((school) => school.schoolId === code)?.name;
  const texts = [
    ...[...print.words].map(([code, text]): OwnText => ({ about: `“${labelOf(code) ?? 'A school'}”`, code, text })),
    ...print.decisions.map((text): OwnText => ({ about: `The decision “${text}”`, code: null, text })),
  ];
  return issueBlockers({
    introduction: print.words.get('introduction') ?? '',
    texts,
    staff: await staffBelowLeaders(ctx),
    alreadySaid:
      newest !== null &&
      JSON.stringify(reportDocument(print).blocks) === JSON.stringify(frozenDocument(newest).document.blocks),
  });
}
