import { sql } from 'kysely';
import type { Tx } from '#platform/db/database.ts';
import { identityColumns, isAbout, type KeptFile, quarantineOf, rowsInFileAbout, rowsOfFile } from '../file-queries.ts';
import { blankRow, emptyCells, type FileRow } from '../file-text.ts';
import { type Sought, saysWho, withoutPupil } from '../pupil-match.ts';
import '../tables.ts';

const pieceSize = 2 * 1024 * 1024;

/** Erases a file whole, with its rows in quarantine and the values that its reading left behind. Counts of what it gave stay. */
export async function eraseFile(db: Tx, importId: string, now: Temporal.Instant): Promise<Record<string, number>> {
  const quarantined = await db.deleteFrom('pupil_import_problem').where('import_id', '=', importId).executeTakeFirst();
  await db.deleteFrom('pupil_import_piece').where('import_id', '=', importId).execute();
  await db.deleteFrom('pupil_import_progress').where('import_id', '=', importId).execute();
  await sql`
    update pupil_import set samples = '[]', findings = findings - 'groups' - 'fileProblem', pieces_erased_at = ${now},
      mapping = case when mapping is null then null else jsonb_set(mapping, '{replace}', '{}') end
    where id = ${importId}`.execute(db);
  return { files: 1, quarantined: Number(quarantined.numDeletedRows) };
}

/** Writes a file anew, row by row, where a row is given another text; the others stay as they stand. Stored as UTF-8 from then on. */
async function rewriteFile(db: Tx, file: KeptFile, change: (row: FileRow) => string | null): Promise<void> {
  // Beside the old pieces until the last one has been read.
  const above = 1_000_000;
  let number = 0;
  let size = 0;
  let waiting = '';
  const put = async () => {
    if (waiting === '') return;
    number += 1;
    const content = Buffer.from(waiting);
    size += content.length;
    await db
      .insertInto('pupil_import_piece')
      .values({ trust_id: file.trust_id, import_id: file.id, number: above + number, content })
      .execute();
    waiting = '';
  };
  for await (const row of rowsOfFile(db, file)) {
    waiting += change(row) ?? row.raw;
    if (waiting.length >= pieceSize) await put();
  }
  await put();
  if (number === 0) return;
  await db.deleteFrom('pupil_import_piece').where('import_id', '=', file.id).where('number', '<=', above).execute();
  await sql`update pupil_import_piece set number = number - ${above} where import_id = ${file.id}`.execute(db);
  await db.updateTable('pupil_import').set({ size_bytes: size }).where('id', '=', file.id).execute();
}

/**
 * Takes one pupil's rows out of a file that holds others too: the rows become empty lines, so that every other row keeps its place, and the file can still be read
 * into its snapshot. Rows in quarantine go, and so does every value that a reading left behind which says who the pupil is.
 */
export async function takeOutOfFile(db: Tx, file: KeptFile, pupil: Sought): Promise<Record<string, number>> {
  const about = isAbout(file, pupil);
  const { upn, reference } = identityColumns(file);
  // Also as a row had it wrong: a mistyped UPN leads to the pupil too.
  const written = new Set<string>();
  const remember = (texts: readonly (string | null | undefined)[]) => {
    for (const text of texts) if (text) written.add(text);
  };
  const lines = new Set<number>();
  for await (const { line, cells } of rowsInFileAbout(db, file, pupil)) {
    lines.add(line);
    remember([cells[upn], cells[reference]]);
  }
  if (lines.size > 0) await rewriteFile(db, file, (row) => (lines.has(row.line) ? blankRow(row) : null));
  const rows = await quarantineOf(db, file.id);
  const isGone = (row: { line: number; cells: readonly string[] }) => lines.has(row.line) || about(row.cells);
  for (const row of rows.filter(isGone)) remember([row.cells[upn], row.cells[reference], row.value]);
  const named = saysWho(pupil);
  const says = (text: string) => named(text) || written.has(text.trim());
  let quarantined = 0;
  for (const row of rows) {
    if (isGone(row)) {
      await db
        .deleteFrom('pupil_import_problem')
        .where('import_id', '=', file.id)
        .where('line', '=', row.line)
        .execute();
      quarantined += 1;
      continue;
    }
    // Such as “the same UPN as line 7”.
    const texts = [row.value, row.reason, row.left_out_why, JSON.stringify(row.others)];
    if (!texts.some((text) => text !== null && says(text))) continue;
    const kept = (text: string | null) => (text !== null && says(text) ? '(taken out)' : text);
    await db
      .updateTable('pupil_import_problem')
      .set({
        value: kept(row.value),
        reason: kept(row.reason),
        left_out_why: kept(row.left_out_why),
        others: JSON.stringify(withoutPupil(row.others, says)),
      })
      .where('import_id', '=', file.id)
      .where('line', '=', row.line)
      .execute();
  }
  const samples = file.samples.map((values, at) => (isTelling(file, at) ? [] : values.filter((value) => !says(value))));
  const { mapping } = file;
  // What is wrong with rows that are gone is said of nobody any more; the next reading counts anew.
  const groups = file.findings.groups?.filter((group) => !says(group.value));
  const findings = groups ? { ...file.findings, groups } : file.findings;
  const replace =
    mapping &&
    Object.fromEntries(
      Object.entries(mapping.replace).map(([field, values]) => [field, identityFields.includes(field) ? {} : values]),
    );
  await db
    .updateTable('pupil_import')
    .set({
      samples: JSON.stringify(samples),
      findings: JSON.stringify(withoutPupil(findings, says)),
      ...(mapping ? { mapping: JSON.stringify({ ...mapping, replace }) } : {}),
      ...(says(file.file_name) ? { file_name: 'A file whose name named a pupil' } : {}),
    })
    .where('id', '=', file.id)
    .execute();
  if (says(file.file_name)) await db.deleteFrom('pupil_import_progress').where('import_id', '=', file.id).execute();
  return { fileRows: lines.size, quarantined };
}

/** A column of which nobody has said what it is may hold words about a pupil; one that identifies pupils does. */
function isTelling(file: KeptFile, at: number): boolean {
  const use = file.mapping?.columns[at] ?? null;
  return use === null || ('field' in use && identityFields.includes(use.field));
}

export const identityFields: readonly string[] = ['upn', 'former_upn', 'surname', 'forename', 'born_on', 'reference'];

/** Empties some columns of a file, in its rows, its quarantine and its samples; what came of it stays as it is. */
export async function emptyColumns(db: Tx, file: KeptFile, columns: ReadonlySet<number>): Promise<void> {
  if (columns.size === 0) return;
  await rewriteFile(db, file, (row) =>
    row.line > file.header_line && row.cells.length > 1 ? emptyCells(row, columns, file.delimiter) : null,
  );
  await emptyQuarantine(db, file, columns);
  const samples = file.samples.map((values, at) => (columns.has(at) ? [] : values));
  await db
    .updateTable('pupil_import')
    .set({ samples: JSON.stringify(samples) })
    .where('id', '=', file.id)
    .execute();
}

/** The same for the rows in quarantine alone, and for what a reading found: those values may be somebody's identity. */
export async function emptyQuarantine(db: Tx, file: KeptFile, columns: ReadonlySet<number>): Promise<void> {
  for (const row of await quarantineOf(db, file.id)) {
    const named = row.column_number !== null && columns.has(row.column_number);
    await db
      .updateTable('pupil_import_problem')
      .set({
        cells: row.cells.map((cell, at) => (columns.has(at) ? '' : cell)),
        ...(named ? { value: null, reason: 'The value was taken out: it is kept out of Cairn' } : {}),
        others: JSON.stringify(row.others.filter((each) => each.column === null || !columns.has(each.column))),
      })
      .where('import_id', '=', file.id)
      .where('line', '=', row.line)
      .execute();
  }
  const { groups, ...rest } = file.findings;
  if (groups)
    await db
      .updateTable('pupil_import')
      .set({
        findings: JSON.stringify({ ...rest, groups: groups.filter((group) => !identityFields.includes(group.field)) }),
      })
      .where('id', '=', file.id)
      .execute();
}
