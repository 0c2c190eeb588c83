import '#platform/db/tables.ts';
import { NotFound } from '#platform/errors.ts';
import { download, type Reply } from '#platform/http/reply.ts';
import type { Ctx } from '../context.ts';
import type { FrozenKind } from './freeze.ts';
import './tables.ts';

/** The newest frozen record of a subject, or null. The caller has already shown that the reader may see the subject. */
export async function newestFrozen(ctx: Ctx, kind: FrozenKind, subjectId: string) {
  const row = await ctx.db
    .selectFrom('frozen_record')
    .select(['id', 'title', 'sha256', 'frozen_at', 'frozen_by', 'pdf_file_id', 'docx_file_id'])
    .where('kind', '=', kind)
    .where('subject_id', '=', subjectId)
    .orderBy('frozen_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** The stored PDF or Word file of the newest frozen record of a subject, as it was frozen. The caller has checked the reader's scope. */
export async function downloadFrozen(
  ctx: Ctx,
  kind: FrozenKind,
  subjectId: string,
  format: 'pdf' | 'docx',
): Promise<Reply> {
  const frozen = await newestFrozen(ctx, kind, subjectId);
  const fileId = format === 'pdf' ? frozen?.pdf_file_id : frozen?.docx_file_id;
  if (!fileId) throw new NotFound('This document has not been issued yet.');
  const file = await ctx.db
    .selectFrom('stored_file')
    .select(['name', 'media_type', 'content'])
    .where('id', '=', fileId)
    .executeTakeFirstOrThrow();
  return download({ bytes: file.content, mediaType: file.media_type, fileName: file.name, inline: format === 'pdf' });
}
