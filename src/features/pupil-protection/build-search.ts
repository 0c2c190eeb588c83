import type { Connection } from '#platform/db/connect.ts';

/**
 * Every table of the database, of the application's or of the background work, in which a text occurs: rows as text, and files by their bytes. For tests that must
 * show that something is really gone.
 */
export async function whereItOccurs(owner: Connection, text: string): Promise<string[]> {
  const tables = await owner.pool.query<{ schema: string; name: string }>(
    `select table_schema as schema, table_name as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1, 2`,
  );
  const found: string[] = [];
  for (const { schema, name } of tables.rows) {
    const columns = await owner.pool.query<{ column_name: string }>(
      `select column_name from information_schema.columns where table_schema = $1 and table_name = $2 and data_type = 'bytea'`,
      [schema, name],
    );
    const bytes = columns.rows.map(
      ({ column_name }) => `or position(convert_to($1, 'UTF8') in t."${column_name}") > 0`,
    );
    const rows = await owner.pool.query<{ n: number }>(
      `select count(*)::int as n from "${schema}"."${name}" t where position(lower($1) in lower(t::text)) > 0 ${bytes.join(' ')}`,
      [text],
    );
    if ((rows.rows[0]?.n ?? 0) > 0) found.push(name);
  }
  return found;
}
