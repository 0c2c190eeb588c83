import type pg from 'pg';

export type StoredTable = { schema: string; name: string; columns: string[] };

const schemas = ['public', 'identity'];

/**
 * The tables that hold what people entrusted to Cairn, each after those that it refers to. Left out: the list of migrations (the archive says which ran)
 * and the queue of background work.
 */
export async function tablesInOrder(client: pg.ClientBase): Promise<StoredTable[]> {
  const tables = await client.query<{ schema: string; name: string; columns: string[] }>(
    `select n.nspname as schema, c.relname as name,
       array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname = any($1) and c.relname <> 'schema_migration' order by 1, 2`,
    [schemas],
  );
  const links = await client.query<{ child: string; parent: string }>(
    `select cn.nspname || '.' || c.relname as child, pn.nspname || '.' || p.relname as parent
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace cn on cn.oid = c.relnamespace
     join pg_class p on p.oid = k.confrelid join pg_namespace pn on pn.oid = p.relnamespace
     where k.contype = 'f' and k.conrelid <> k.confrelid`,
  );
  const parents = new Map<string, string[]>();
  for (const { child, parent } of links.rows) parents.set(child, [...(parents.get(child) ?? []), parent]);
  const byName = new Map(tables.rows.map((table) => [`${table.schema}.${table.name}`, table]));
  const ordered: StoredTable[] = [];
  const placed = new Set<string>();
  const place = (name: string, trail: readonly string[]): void => {
    const table = byName.get(name);
    if (!table || placed.has(name) || trail.includes(name)) return;
    for (const parent of parents.get(name) ?? []) place(parent, [...trail, name]);
    placed.add(name);
    ordered.push(table);
  };
  for (const name of byName.keys()) place(name, []);
  return ordered;
}

/** `"public"."school"`, safe to put into a statement. */
export function quoted(table: StoredTable): string {
  return [table.schema, table.name].map((part) => `"${part.replaceAll('"', '""')}"`).join('.');
}

export function quotedColumns(table: StoredTable): string {
  return table.columns.map((column) => `"${column.replaceAll('"', '""')}"`).join(', ');
}
