import type { Write } from '#core/audit/write.ts';
import type { Ctx } from '#core/context.ts';
import '#platform/db/tables.ts';
import { NotFound } from '#platform/errors.ts';
import { mayImport } from '../policy.ts';
import type { Status } from '../readers/index.ts';
import '../tables.ts';
import { yearCode } from '../years.ts';

/** The import, locked until the write is over, for somebody who may import; `NotFound` when the trust has none of that id. */
export async function lockImport(ctx: Ctx, tx: Write, importId: string) {
  const row = await tx.db
    .selectFrom('data_import')
    .selectAll()
    .where('id', '=', importId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new NotFound();
  tx.authorise(mayImport(ctx.actor));
  return row;
}

/** The bytes of a file that was looked at. */
export async function storedBytes(tx: Write, fileId: string): Promise<Uint8Array> {
  const file = await tx.db
    .selectFrom('stored_file')
    .select('content')
    .where('id', '=', fileId)
    .executeTakeFirstOrThrow();
  return file.content;
}

/** What a reader is told of a file: its name, and what somebody said where the file does not. */
export const readOptions = (fileName: string, academicYear: number | null, status: Status | null) => ({
  fileName,
  ...(academicYear === null ? {} : { academicYear: yearCode(academicYear) }),
  ...(status === null ? {} : { status }),
});
