import type { DocumentTree } from '#platform/documents/index.ts';
import { renderDocx, renderPdf, sha256Hex } from '#platform/documents/index.ts';
import '#platform/db/tables.ts';
import type { Write } from '../audit/write.ts';
import type { Ctx } from '../context.ts';
import './tables.ts';

export type FrozenKind =
  | 'annual-review'
  | 'board-report'
  | 'action-plan'
  | 'trust-action-plan'
  | 'data-pack'
  | 'line-meeting'
  | 'snapshot-analysis'
  | 'review-report'
  | 'review-report-governors'
  | 'workload-account';

const mediaTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

async function storeFile(ctx: Ctx, tx: Write, name: string, mediaType: string, bytes: Uint8Array): Promise<string> {
  const row = await tx.db
    .insertInto('stored_file')
    .values({
      trust_id: ctx.actor.trustId,
      name,
      media_type: mediaType,
      size_bytes: bytes.byteLength,
      sha256: sha256Hex(bytes),
      content: Buffer.from(bytes),
      stored_at: ctx.now,
      stored_by: ctx.actor.personId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/**
 * Freezes a document for ever: its tree as JSON with the SHA-256 of that JSON, and the PDF and Word files made from it, each stored with its own
 * hash. What leaves the building comes from here, never from live tables.
 */
export async function freezeDocument(
  ctx: Ctx,
  tx: Write,
  record: { kind: FrozenKind; subjectId: string; schoolId: string | null; document: DocumentTree; fileName: string },
): Promise<{ id: string; sha256: string }> {
  const content = JSON.stringify(record.document);
  const sha256 = sha256Hex(new TextEncoder().encode(content));
  const [pdf, docx] = await Promise.all([renderPdf(record.document), renderDocx(record.document)]);
  const pdfId = await storeFile(ctx, tx, `${record.fileName}.pdf`, mediaTypes.pdf, pdf);
  const docxId = await storeFile(ctx, tx, `${record.fileName}.docx`, mediaTypes.docx, docx);
  const row = await tx.db
    .insertInto('frozen_record')
    .values({
      trust_id: ctx.actor.trustId,
      school_id: record.schoolId,
      kind: record.kind,
      subject_id: record.subjectId,
      title: record.document.title,
      content: JSON.stringify({ text: content }),
      sha256,
      frozen_at: ctx.now,
      frozen_by: ctx.actor.personId,
      pdf_file_id: pdfId,
      docx_file_id: docxId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id: row.id, sha256 };
}
