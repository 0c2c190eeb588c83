import { type Expression, sql } from 'kysely';
import type { Db } from './database.ts';

type DayName = `${string}_on` | 'by_when' | 'day';
type MomentName = `${string}_at` | 'at';

/** What comes back of a row: a day or a moment under a name that does not say so is not one, and cannot be used as one. */
type Read<Row> = {
  [Name in keyof Row]: Name extends DayName | MomentName
    ? Row[Name]
    : Exclude<Row[Name], Temporal.PlainDate | Temporal.Instant>;
};

type Answers<Queries> = {
  [Name in keyof Queries]:
    | (Queries[Name] extends Expression<infer Row> | null ? Read<Row>[] : never)
    | (null extends Queries[Name] ? null : never);
};

/** JSON carries days and moments as text: makes of them, by the name of the column, what the driver makes of a column. Changes the rows that it is given. */
export function revive(rows: readonly Record<string, unknown>[]): void {
  for (const row of rows)
    for (const [column, value] of Object.entries(row)) {
      if (typeof value !== 'string') continue;
      if (column.endsWith('_on') || column === 'by_when' || column === 'day')
        row[column] = Temporal.PlainDate.from(value);
      else if (column.endsWith('_at') || column === 'at') row[column] = Temporal.Instant.from(value);
    }
}

/**
 * Asks several queries in one round trip and answers with the rows of each, in its order. A query that is null is not asked, and its answer is null. Days
 * and moments are found by the names of their columns (`due_on`, `by_when`, `issued_at`); a `numeric` column comes back as a number, not as text.
 */
export async function together<const Queries extends Readonly<Record<string, Expression<unknown> | null>>>(
  db: Db,
  queries: Queries,
): Promise<Answers<Queries>> {
  const asked = Object.entries(queries).flatMap(([name, query]) =>
    query ? [sql`(select coalesce(json_agg(r), '[]') from ${query} r) as ${sql.id(name)}`] : [],
  );
  const found =
    asked.length === 0
      ? undefined
      : (await sql<Record<string, Record<string, unknown>[]>>`select ${sql.join(asked)}`.execute(db)).rows[0];
  for (const rows of Object.values(found ?? {})) revive(rows);
  return Object.fromEntries(Object.keys(queries).map((name) => [name, found?.[name] ?? null])) as Answers<Queries>;
}
