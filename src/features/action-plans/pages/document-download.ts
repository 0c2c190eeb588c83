import type { Ctx } from '#core/context.ts';
import { downloadFrozen } from '#core/frozen-records/read-frozen.ts';
import { NotFound } from '#platform/errors.ts';
import { idParam, type PageRequest, textParam } from '#platform/http/page-request.ts';
import type { Reply } from '#platform/http/reply.ts';
import { findPlan } from '../queries.ts';

/** The plan as the board had it: never from live tables. */
export async function planDownload(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const plan = await findPlan(ctx, idParam(request, 'planId'));
  const format = textParam(request, 'format');
  if (format !== 'pdf' && format !== 'docx') throw new NotFound();
  return await downloadFrozen(ctx, 'action-plan', plan.id, format);
}
