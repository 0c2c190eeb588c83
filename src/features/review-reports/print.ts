import type { Ctx } from '#core/context.ts';
import { findFramework } from '#core/frameworks/queries.ts';
import { type DocumentTree, readingTime, renderPdf, sha256Hex } from '#platform/documents/index.ts';
import { readPdf } from '#platform/documents/read-pdf.ts';
import { gradeChanges } from './change-rules.ts';
import type { ReportContent } from './content/queries.ts';
import { type DocumentSource, reportDocument, type Version } from './documents/report-document.ts';
import { fullTexts, type GovernorsTexts } from './for-governors.ts';
import { leaderNames, urnOf } from './names/queries.ts';

export type PrintedReport = Record<Version, DocumentTree>;

/** Both versions of a report, from one source. */
export async function printReport(
  ctx: Ctx,
  content: ReportContent,
  governors: GovernorsTexts,
  issue: DocumentSource['issue'],
): Promise<PrintedReport> {
  const { earlier } = content;
  const grades = earlier
    ? gradeChanges(content.themes, earlier.themes, await findFramework(ctx, earlier.framework_id))
    : [];
  const same = {
    content,
    grades,
    issue,
    leaders: await leaderNames(ctx),
    trustName: ctx.actor.trustName,
    urn: await urnOf(ctx, content.report.schoolId),
    date: ctx.today,
  };
  return {
    full: reportDocument({ ...same, texts: fullTexts(content), version: 'full' }),
    governors: reportDocument({ ...same, texts: governors, version: 'governors' }),
  };
}

export type Length = { pages: number; words: number; minutes: number };

// What was measured before: the same tree always makes the same pages.
const measured = new Map<string, number>();
const mostMeasured = 200;

/** The pages of a document as it is printed: it is typeset and counted, not guessed. */
async function pagesOf(document: DocumentTree): Promise<number> {
  const key = sha256Hex(new TextEncoder().encode(JSON.stringify(document)));
  const known = measured.get(key);
  if (known !== undefined) return known;
  const { pages } = readPdf(await renderPdf(document));
  if (measured.size >= mostMeasured) measured.clear();
  measured.set(key, pages.length);
  return pages.length;
}

/** How long both versions are. */
export async function lengthsOf(printed: PrintedReport): Promise<Record<Version, Length>> {
  const lengthOf = async (document: DocumentTree): Promise<Length> => {
    const { words, minutes } = readingTime(document);
    return { words, minutes, pages: await pagesOf(document) };
  };
  return { full: await lengthOf(printed.full), governors: await lengthOf(printed.governors) };
}
