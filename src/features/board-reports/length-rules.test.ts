import { expect, test } from 'vitest';
import { renderPdf } from '#platform/documents/index.ts';
import { readPdf } from '#platform/documents/read-pdf.ts';
import { buildFacts, buildJudgement, buildSchoolFact } from './build.ts';
import { exceptionBlocks } from './documents/exception-blocks.ts';
import { type ReportForPrint, reportDocument } from './documents/report-document.ts';
import { pagesBehindCover } from './length-rules.ts';

/** A report with this many schools that have a 3 and a 4, and an introduction of this many sentences. */
function report(schools: number, sentences: number): ReportForPrint {
  const facts = buildFacts(
    Array.from({ length: schools }, (_, index) =>
      buildSchoolFact({
        schoolId: String(index),
        name: `Invented School ${index}`,
        judgements: [buildJudgement('3'), { ...buildJudgement('4'), area: 'Leadership and management' }],
      }),
    ),
  );
  return {
    academicYear: 2026,
    term: 'autumn',
    trustName: 'Invented Trust',
    executivePrincipal: 'Ada Merrow',
    facts,
    before: null,
    assembledAt: '23 November 2026 at 09:28',
    date: Temporal.PlainDate.from('2026-11-24'),
    issueNumber: 1,
    words: new Map([
      [
        'introduction',
        'Two schools need the attention of the board this term, and both know why it is so. '.repeat(sentences),
      ],
    ]),
    decisions: ['Approve the action plan of Invented High.'],
  };
}

test.each([
  [1, 2],
  [4, 10],
  [8, 10],
  [10, 20],
  [12, 40],
  [16, 20],
  [24, 10],
])('%i schools and %i sentences: the pages that are told are those of the PDF', async (schools, sentences) => {
  const print = report(schools, sentences);
  const blocks = exceptionBlocks(print);
  const { pages } = readPdf(await renderPdf({ ...reportDocument(print), blocks }));
  const told = pagesBehindCover(blocks);
  expect(told).toBeGreaterThan(pages.length - 1.25);
  expect(told).toBeLessThan(pages.length + 0.25);
});
