import type { Ctx } from '#core/context.ts';
import { type ReportForPrint, reportDocument } from './documents/report-document.ts';
import { frozenDocument, type Issue } from './issue-queries.ts';
import { type Blocker, issueBlockers, type OwnText } from './issue-rules.ts';
import { staffBelowLeaders } from './queries.ts';
import { partsOf } from './sections.ts';

/** What stands in the way of issuing a report that says this; `newest` is the issue that trustees have already. */
export async function blockersOf(ctx: Ctx, print: ReportForPrint, newest: Issue | null): Promise<Blocker[]> {
  const parts = partsOf(print.facts.schools);
  const labelOf = (code: string) => parts.find((part) => part.code === code)?.label;
  const texts = [
    ...[...print.words].map(
      ([code, text]): OwnText => ({ about: `“${labelOf(code) ?? 'A comment on a school'}”`, code, text }),
    ),
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
