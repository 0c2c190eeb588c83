import { inScope } from '#core/access/scope.ts';
import type { Ctx } from '#core/context.ts';
import type { Tx } from '#platform/db/database.ts';
import { decodeText } from '#platform/tabular/index.ts';
import { type FileRow, fileRows } from './file-text.ts';
import { type IdentityColumns, rowMatcher, rowSieve, type Sought } from './pupil-match.ts';
import './tables.ts';

/** The files of a school that came for its snapshots, whether they stand or not; locked where something is to be changed. */
export async function filesOf(ctx: Ctx, schoolId: string, lock = false) {
  return await ctx.db
    .selectFrom('pupil_import as i')
    .innerJoin('data_snapshot as s', 's.id', 'i.snapshot_id')
    .innerJoin('data_collection as c', 'c.id', 's.collection_id')
    .selectAll('i')
    .select(['s.taken_at', 'c.name as snapshot'])
    .where(inScope(ctx.scope, 'i.school_id'))
    .where('i.school_id', '=', schoolId)
    .orderBy('i.id')
    .$if(lock, (query) => query.forUpdate('i'))
    .execute();
}

export type KeptFile = Awaited<ReturnType<typeof filesOf>>[number];

async function* pieces(db: Tx, importId: string): AsyncGenerator<Uint8Array, void, undefined> {
  for (let number = 1; ; number += 1) {
    const piece = await db
      .selectFrom('pupil_import_piece')
      .select('content')
      .where('import_id', '=', importId)
      .where('number', '=', number)
      .executeTakeFirst();
    if (!piece) return;
    yield piece.content;
  }
}

/** The rows of a kept file, header and all; none where the file itself has been erased. One piece of two megabytes in memory at a time. */
export async function* rowsOfFile(db: Tx, file: KeptFile): AsyncGenerator<FileRow, void, undefined> {
  const source = pieces(db, file.id);
  const first = await source.next();
  if (first.done) return;
  const all = async function* () {
    yield first.value;
    yield* source;
  };
  yield* fileRows(decodeText(first.value, all()).text(), file.delimiter);
}

const columnOf = (file: KeptFile, field: string): number =>
  file.mapping?.columns.findIndex((use) => use !== null && 'field' in use && use.field === field) ?? -1;

export const identityColumns = (file: KeptFile): IdentityColumns => ({
  upn: columnOf(file, 'upn'),
  reference: columnOf(file, 'reference'),
});

/** The rows of the kept file below its header that are about the pupil. */
export async function* rowsInFileAbout(
  db: Tx,
  file: KeptFile,
  pupil: Sought,
): AsyncGenerator<FileRow, void, undefined> {
  const about = isAbout(file, pupil);
  const concerns = rowSieve(pupil);
  for await (const row of rowsOfFile(db, file))
    if (row.line > file.header_line && concerns(row.raw) && about(row.cells)) yield row;
}

/** Which rows of a file are about the pupil. */
export const isAbout = (file: KeptFile, pupil: Sought) => rowMatcher(pupil, identityColumns(file));

export type FoundRow = { line: number; cells: readonly string[]; reason: string | null };

/** Rows of a file about the pupil: those in the file itself, and those in quarantine as they now read, with why they are there. */
export async function rowsAbout(db: Tx, file: KeptFile, pupil: Sought): Promise<FoundRow[]> {
  const about = isAbout(file, pupil);
  const found = new Map<number, FoundRow>();
  for await (const row of rowsInFileAbout(db, file, pupil))
    found.set(row.line, { line: row.line, cells: row.cells, reason: null });
  for (const row of await quarantineOf(db, file.id))
    if (found.has(row.line) || about(row.cells))
      found.set(row.line, {
        line: row.line,
        cells: row.cells,
        reason: row.left_out_why ?? row.reason ?? (row.mended_at ? 'Mended by the school' : 'In quarantine'),
      });
  return [...found.values()].toSorted((one, other) => one.line - other.line);
}

export async function quarantineOf(db: Tx, importId: string) {
  return await db
    .selectFrom('pupil_import_problem')
    .selectAll()
    .where('import_id', '=', importId)
    .orderBy('line')
    .execute();
}
