import { createHash } from 'node:crypto';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type Part, writeArchive } from './archive.ts';
import { quoted, quotedColumns, tablesInOrder } from './tables-in-order.ts';

const pieceSize = 1024 * 1024;

export type BackupReport = { tables: number; rows: number };

/**
 * Writes everything that people entrusted to Cairn into one file, as it stood at one moment, while others go on working. `url` is the owner's. The file must
 * not exist yet; one that could not be finished is useless and says so when it is read.
 */
export async function backUp(url: string, file: string, passphrase: string | null): Promise<BackupReport> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const report: BackupReport = { tables: 0, rows: 0 };
  const parts = async function* (): AsyncGenerator<Part> {
    const tables = await tablesInOrder(client);
    const migrations = await client.query<{ name: string; sha256: string }>(
      'select name, sha256 from schema_migration order by name',
    );
    yield { name: 'manifest', bytes: Buffer.from(JSON.stringify({ migrations: migrations.rows, tables })) };
    for (const table of tables) {
      const stream = client.query(copyTo(`copy ${quoted(table)} (${quotedColumns(table)}) to stdout`));
      const hash = createHash('sha256');
      let held: Buffer[] = [];
      let size = 0;
      for await (const chunk of stream) {
        const bytes = chunk as Buffer;
        hash.update(bytes);
        held.push(bytes);
        size += bytes.byteLength;
        if (size >= pieceSize) {
          yield { name: `rows ${table.schema}.${table.name}`, bytes: Buffer.concat(held) };
          held = [];
          size = 0;
        }
      }
      if (size > 0) yield { name: `rows ${table.schema}.${table.name}`, bytes: Buffer.concat(held) };
      const rows = stream.rowCount;
      report.tables += 1;
      report.rows += rows;
      yield {
        name: `end ${table.schema}.${table.name}`,
        bytes: Buffer.from(JSON.stringify({ rows, sha256: hash.digest('hex') })),
      };
    }
  };
  try {
    await client.query('begin isolation level repeatable read, read only');
    await writeArchive(file, passphrase, parts());
    await client.query('commit');
    return report;
  } finally {
    await client.end();
  }
}
