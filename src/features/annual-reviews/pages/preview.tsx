import type { Ctx } from '#core/context.ts';
import { renderHtml } from '#platform/documents/index.ts';
import { idParam, type PageRequest } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { factChecks } from '../checks/queries.ts';
import { loadContent, type ReviewContent } from '../content/queries.ts';
import { schoolDetails } from '../documents/queries.ts';
import { reviewDocument } from '../documents/review-document.ts';
import { findDraft } from '../queries.ts';
import { evidenceLinks } from './evidence-links.ts';
import { reviewPage } from './review-frame.tsx';

/** The document as it would read if it were issued today, marked as a draft. */
export async function draftDocument(ctx: Ctx, content: ReviewContent) {
  return reviewDocument({
    content,
    checks: await factChecks(ctx, content.review.id),
    details: await schoolDetails(ctx, content.review.schoolId),
    trustName: ctx.actor.trustName,
    date: ctx.today,
    issue: 'draft',
  });
}

/** The whole draft to be read through. */
export async function showPreview(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const review = await findDraft(ctx, idParam(request, 'reviewId'));
  const document = await draftDocument(ctx, await loadContent(ctx, review));
  return reviewPage(ctx, review, { title: 'Draft' }, renderHtml(document, await evidenceLinks(ctx, document)));
}
