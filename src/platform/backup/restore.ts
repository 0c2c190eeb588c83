import { createHash, type Hash } from 'node:crypto';
import { finished } from 'node:stream/promises';
import pg from 'pg';
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams';
import { migrate } from '../db/migrate.ts';
import { readArchive } from './archive.ts';
import { quoted, quotedColumns, type StoredTable, tablesInOrder } from './tables-in-order.ts';

export type RestoreReport = { tables: number; rows: number };

type Manifest = { migrations: { name: string; sha256: string }[]; tables: StoredTable[] };

/** Throws unless no table holds a row: nothing is ever overwritten by a restore. */
async function requireEmpty(client: pg.ClientBase, tables: readonly StoredTable[]): Promise<void> {
  for (const table of tables) {
    const found = await client.query(`select 1 from ${quoted(table)} limit 1`);
    if (found.rowCount)
      throw new Error(
        `This database is not empty (${table.schema}.${table.name} has rows). Restore into a new, empty database.`,
      );
  }
}

async function moveSequences(client: pg.ClientBase): Promise<void> {
  const owned = await client.query<{ schema: string; name: string; column: string; sequence: string }>(
    `select n.nspname as schema, c.relname as name, a.attname as column, pg_get_serial_sequence(quote_ident(n.nspname) || '.' || quote_ident(c.relname), a.attname) as sequence
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where a.attidentity <> '' and n.nspname in ('public', 'identity') and c.relkind = 'r'`,
  );
  for (const { schema, name, column, sequence } of owned.rows) {
    await client.query(
      `select setval($1, greatest((select coalesce(max("${column}"), 0) from "${schema}"."${name}"), 1))`,
      [sequence],
    );
  }
}

/**
 * Puts a backup into an empty database, in one transaction: at the first thing that is wrong nothing is left behind. The schema is that of the backup
 * until its rows are in, and is then brought to the newest, as in an upgrade.
 */
export async function restore(
  url: string,
  file: string,
  passphrase: string | null,
  migrationsFolder: string,
): Promise<RestoreReport> {
  const manifest = await readManifest(file, passphrase);
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  try {
    await migrate(pool, migrationsFolder, new Set(manifest.migrations.map((row) => row.name)));
    const report = await restoreRows(url, file, passphrase, manifest);
    await migrate(pool, migrationsFolder);
    return report;
  } finally {
    await pool.end();
  }
}

async function readManifest(file: string, passphrase: string | null): Promise<Manifest> {
  for await (const part of readArchive(file, passphrase))
    if (part.name === 'manifest') return JSON.parse(Buffer.from(part.bytes).toString('utf8')) as Manifest;
  throw new Error(`${file} does not say what it holds: use another backup.`);
}

async function restoreRows(
  url: string,
  file: string,
  passphrase: string | null,
  manifest: Manifest,
): Promise<RestoreReport> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const report: RestoreReport = { tables: 0, rows: 0 };
  try {
    await client.query('begin');
    await requireSameSchema(client, manifest);
    const present = await tablesInOrder(client);
    await requireEmpty(client, present);
    // Rows arrive with their history and their sealed trail: nothing may be written again by a trigger.
    for (const table of present) await client.query(`alter table ${quoted(table)} disable trigger user`);
    let open: { name: string; stream: CopyStreamQuery; hash: Hash } | null = null;
    for await (const part of readArchive(file, passphrase)) {
      if (part.name === 'manifest') continue;
      const [kind, name = ''] = part.name.split(' ');
      const table = manifest.tables.find((candidate) => `${candidate.schema}.${candidate.name}` === name);
      if (!table) throw new Error(`${file} holds a table that its list does not name: ${name}.`);
      open ??= {
        name,
        stream: client.query(copyFrom(`copy ${quoted(table)} (${quotedColumns(table)}) from stdin`)),
        hash: createHash('sha256'),
      };
      if (kind === 'rows') {
        open.hash.update(part.bytes);
        if (!open.stream.write(Buffer.from(part.bytes)))
          await new Promise((resolve) => open?.stream.once('drain', resolve));
        continue;
      }
      open.stream.end();
      await finished(open.stream);
      const said = JSON.parse(Buffer.from(part.bytes).toString('utf8')) as { rows: number; sha256: string };
      if (said.sha256 !== open.hash.digest('hex') || said.rows !== open.stream.rowCount)
        throw new Error(`${file}: the rows of ${name} are not those that were backed up.`);
      report.tables += 1;
      report.rows += said.rows;
      open = null;
    }
    for (const table of present) await client.query(`alter table ${quoted(table)} enable trigger user`);
    await moveSequences(client);
    await client.query('commit');
    return report;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    await client.end();
  }
}

async function requireSameSchema(client: pg.ClientBase, manifest: Manifest): Promise<void> {
  const here = await client.query<{ name: string; sha256: string }>(
    'select name, sha256 from schema_migration order by name',
  );
  const mine = new Map(here.rows.map((row) => [row.name, row.sha256]));
  const unknown = manifest.migrations.filter((row) => mine.get(row.name) !== row.sha256).map((row) => row.name);
  if (unknown.length > 0)
    throw new Error(
      `The backup comes from a newer or different Cairn (${unknown.join(', ')}). Restore it with that version.`,
    );
  if (mine.size > manifest.migrations.length)
    throw new Error(
      'A newer Cairn has been started on this database than the backup comes from. Restore into a new, empty database.',
    );
}
