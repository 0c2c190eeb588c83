import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { whyTooOld } from './server-version.ts';

const lockNumber = 7_224_616; // any fixed number: one process migrates at a time

/**
 * Brings the database to the newest schema: each `NNNN_name.sql` of the folder that has not run yet, in order, each in a transaction.
 * `only` names those that may run, where not all shall. Returns the names that ran. Throws when a file that has already run was changed since, or when the database is newer than the code.
 */
export async function migrate(pool: pg.Pool, folder: string, only?: ReadonlySet<string>): Promise<string[]> {
  const files = (await readdir(folder)).filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name)).sort();
  const client = await pool.connect();
  const ran: string[] = [];
  try {
    const version = await client.query<{ number: number }>(
      "select current_setting('server_version_num')::integer as number",
    );
    const tooOld = whyTooOld(version.rows[0]?.number ?? 0);
    if (tooOld) throw new Error(tooOld);
    await client.query('select pg_advisory_lock($1)', [lockNumber]);
    await client.query(
      'create table if not exists schema_migration (name text primary key, sha256 text not null, ran_at timestamptz not null default now())',
    );
    const done = await client.query<{ name: string; sha256: string }>('select name, sha256 from schema_migration');
    const known = new Map(done.rows.map((row) => [row.name, row.sha256]));
    for (const name of known.keys()) {
      if (!files.includes(name))
        throw new Error(
          `This database has been used by a newer Cairn (${name}). Start that version, or restore an older backup.`,
        );
    }
    for (const name of files.filter((each) => only?.has(each) ?? true)) {
      const text = await readFile(join(folder, name), 'utf8');
      const sha256 = createHash('sha256').update(text).digest('hex');
      const before = known.get(name);
      if (before === sha256) continue;
      if (before)
        throw new Error(
          `Migration ${name} was changed after it ran here. Put the released file back; changes go into a new migration.`,
        );
      await client.query('begin');
      try {
        await client.query(text);
        await client.query('insert into schema_migration (name, sha256) values ($1, $2)', [name, sha256]);
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw new Error(`Migration ${name} failed: ${error instanceof Error ? error.message : String(error)}`, {
          cause: error,
        });
      }
      ran.push(name);
    }
  } finally {
    await client.query('select pg_advisory_unlock($1)', [lockNumber]).catch(() => {});
    client.release();
  }
  return ran;
}
