import { readingTime } from '#platform/documents/index.ts';
import { WarningText } from '#ui/warning-text.tsx';
import { exceptionBlocks } from '../documents/exception-blocks.ts';
import { type ReportForPrint, reportDocument } from '../documents/report-document.ts';
import { exceptionPages } from '../issue-rules.ts';
import { pagesBehindCover } from '../length-rules.ts';

/** How long the paper is, and how long its exceptions are, which have two pages. */
export function lengthOf(print: ReportForPrint) {
  const document = reportDocument(print);
  const blocks = exceptionBlocks(print);
  return {
    whole: readingTime(document),
    first: { words: readingTime({ ...document, blocks }).words, pages: pagesBehindCover(blocks) },
  };
}

export const TooLong = ({ pages }: { pages: number }) =>
  pages > exceptionPages ? (
    <WarningText>
      The exceptions would take about {pages} pages, and have {exceptionPages}. Shorten your introduction and your words
      on the exceptions, or move detail behind.
    </WarningText>
  ) : null;
