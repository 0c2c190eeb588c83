import { CompiledQuery } from 'kysely';
import type { Db, Tx } from './database.ts';

/** Settings of one transaction, such as `app.trust_id`, which row-level security reads. */
export type LocalSettings = Readonly<Record<string, string>>;

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/**
 * Runs work in one transaction with its settings, which arrive in the same message as the start: a page spends no round trip on them. Commits when the work
 * returns, rolls back when it throws. Throws when the database would not commit, for the work's answer must not be sent then.
 */
export async function inTransaction<T>(
  db: Db,
  options: { readOnly: boolean; settings: LocalSettings },
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const names = Object.entries(options.settings).map(
    ([name, value]) => `set_config(${literal(name)}, ${literal(value)}, true)`,
  );
  const start = `begin${options.readOnly ? ' read only' : ''}; select ${names.join(', ')}`;
  return await db.connection().execute(async (connection) => {
    await connection.executeQuery(CompiledQuery.raw(start));
    let result: T;
    try {
      result = await work(connection);
    } catch (error) {
      await connection.executeQuery(CompiledQuery.raw('rollback')).catch(() => {});
      throw error;
    }
    const ended = await connection.executeQuery<{ command?: string }>(CompiledQuery.raw('commit'));
    // PostgreSQL answers a commit of a failed transaction with a rollback.
    if (ended.rows[0]?.command === 'ROLLBACK') throw new Error('The transaction could not be committed.');
    return result;
  });
}
