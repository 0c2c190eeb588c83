import { sql } from 'kysely';
import type { Tx } from '#platform/db/database.ts';
import '../tables.ts';
import type { Compared } from '../findings.ts';
import type { ImportRow, Reading } from './read-import.ts';

const atOnce = 500;

/** Keeps what a reading found: the counts with the import, and each bad row whole, over what was found before. Rows that somebody mended stay, put right or not. */
export async function storeReading(tx: Tx, row: ImportRow, reading: Reading, compared: Compared | null): Promise<void> {
  await tx
    .deleteFrom('pupil_import_problem')
    .where('import_id', '=', row.id)
    .where('mended_at', 'is', null)
    .where('left_out_at', 'is', null)
    .execute();
  if (reading.mendedAndGood.length > 0)
    await tx
      .updateTable('pupil_import_problem')
      .set({ code: null, column_number: null, column_name: null, value: null, reason: null, others: '[]' })
      .where('import_id', '=', row.id)
      .where('line', 'in', [...reading.mendedAndGood])
      .execute();
  for (let at = 0; at < reading.bad.length; at += atOnce) {
    const some = reading.bad.slice(at, at + atOnce).map(({ line, cells, problems: [first, ...others] }) => ({
      trust_id: row.trust_id,
      import_id: row.id,
      line,
      cells: [...cells],
      code: first?.code ?? null,
      column_number: first?.column ?? null,
      column_name: first?.column == null ? null : (row.header[first.column] ?? null),
      value: first?.value ?? null,
      reason: first?.reason ?? null,
      others: JSON.stringify(others),
      mended_at: null,
      mended_by: null,
      left_out_at: null,
      left_out_by: null,
      left_out_why: null,
    }));
    await tx
      .insertInto('pupil_import_problem')
      .values(some)
      .onConflict((conflict) =>
        conflict.columns(['trust_id', 'import_id', 'line']).doUpdateSet((eb) => ({
          code: eb.ref('excluded.code'),
          column_number: eb.ref('excluded.column_number'),
          column_name: eb.ref('excluded.column_name'),
          value: eb.ref('excluded.value'),
          reason: eb.ref('excluded.reason'),
          others: sql`excluded.others`,
        })),
      )
      .execute();
  }
  await tx
    .updateTable('pupil_import')
    .set({ findings: JSON.stringify({ ...reading.findings, compared }) })
    .where('id', '=', row.id)
    .execute();
}
