import type { Ctx } from '#core/context.ts';
import type { PageRequest } from '#platform/http/page-request.ts';
import { json, type Reply } from '#platform/http/reply.ts';
import { takeBatch } from '../actions/take-batch.ts';
import { readBatch } from '../batch-rules.ts';
import { bundleFor } from '../bundle.ts';

/** What a device takes along. */
export const sendBundle = async (ctx: Ctx): Promise<Reply> => json(await bundleFor(ctx));

/** Takes steps of one note; the answer says of each whether it is stored. */
export async function receiveBatch(ctx: Ctx, request: PageRequest): Promise<Reply> {
  const batch = readBatch(request.form['batch']?.[0] ?? '');
  if (!batch) return json({ message: 'This is not what the page for notes sends.' }, 400);
  return json(await takeBatch(ctx, batch));
}
