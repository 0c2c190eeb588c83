import type { Ctx } from '#core/context.ts';
import '#core/people/tables.ts';
import { NotFound } from '#platform/errors.ts';
import './tables.ts';

const imports = (ctx: Ctx) =>
  ctx.db
    .selectFrom('data_import')
    .leftJoin('person as looked', 'looked.id', 'data_import.staged_by')
    .leftJoin('person as importer', 'importer.id', 'data_import.imported_by')
    .leftJoin('person as withdrawer', 'withdrawer.id', 'data_import.withdrawn_by')
    .selectAll('data_import')
    .select([
      'looked.name as staged_by_name',
      'importer.name as imported_by_name',
      'withdrawer.name as withdrawn_by_name',
    ]);

/** Every file that was looked at or imported, newest first. The list is the trust's: published figures are nobody's secret. */
export async function listImports(ctx: Ctx) {
  return await imports(ctx).orderBy('data_import.staged_at', 'desc').limit(200).execute();
}

/** One import of the trust, or `NotFound`. */
export async function findImport(ctx: Ctx, importId: string) {
  const row = await imports(ctx).where('data_import.id', '=', importId).executeTakeFirst();
  if (!row) throw new NotFound();
  return row;
}

export type ImportRow = Awaited<ReturnType<typeof findImport>>;
