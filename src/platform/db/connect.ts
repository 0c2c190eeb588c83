import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Database, Db } from './database.ts';
import { PreparedClient } from './prepared-client.ts';
import { teachTemporalToPostgres, temporalTypes } from './temporal.ts';

export type Connection = { db: Db; pool: pg.Pool; close(): Promise<void> };

/**
 * Opens a pool as the application's role `cairn_app`, which row-level security binds; `as: 'owner'` keeps the role of the URL, for migrations,
 * backup and work before a trust exists.
 */
export function connect(url: string, options: { as: 'app' | 'owner'; max?: number }): Connection {
  teachTemporalToPostgres();
  const role = options.as === 'app' ? '-c role=cairn_app ' : '';
  const pool = new pg.Pool({
    Client: PreparedClient,
    connectionString: url,
    max: options.max ?? 10,
    types: temporalTypes,
    options: `${role}-c jit=off -c TimeZone=Europe/London -c idle_in_transaction_session_timeout=60000`,
  });
  // An idle connection that dies (a restarted server) is dropped by the pool; without a listener Node would stop the process.
  pool.on('error', () => {});
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  const close = async (): Promise<void> => {
    await db.destroy();
    // Kysely leaves a pool alone that it never used.
    if (!pool.ended) await pool.end();
  };
  return { db, pool, close };
}
