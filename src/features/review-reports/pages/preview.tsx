import type { Ctx } from '#core/context.ts';
import { renderHtml } from '#platform/documents/index.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { loadContent } from '../content/queries.ts';
import { loadFacts } from '../content/report-facts.ts';
import { printReport } from '../print.ts';
import { findDraft } from '../queries.ts';
import { reportPage } from './frame.tsx';

/** The whole draft, in full, to be read through. */
export async function showPreview(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const report = await findDraft(ctx, idParam(request, 'reviewReportId'));
  const content = await loadContent(ctx, report);
  const { governors } = await loadFacts(ctx, content);
  const { full } = await printReport(ctx, content, governors, 'draft');
  return reportPage(ctx, report, { title: 'Draft' }, renderHtml(full));
}
