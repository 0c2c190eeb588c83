import { CompiledQuery } from 'kysely';
import type { Tx } from './database.ts';

/** Marks a parameter that is not a value but the rows of a COPY; `PreparedClient` sends them. */
export const copySource = Symbol('rows of a COPY');
export type CopySource = { [copySource]: AsyncIterable<Uint8Array> | Iterable<Uint8Array> };

export const isCopySource = (value: unknown): value is CopySource =>
  typeof value === 'object' && value !== null && copySource in value;

/**
 * Sends rows in COPY's text format (tabs between values, \N for null) to `copy … from stdin`, in the caller's transaction. Row-level security forbids COPY into
 * a protected table: copy into a temporary one, then insert from it. Nothing else can be asked of the transaction until it ends.
 */
export async function copyRows(
  tx: Tx,
  statement: string,
  rows: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  const source: CopySource = { [copySource]: rows };
  await tx.executeQuery(CompiledQuery.raw(statement, [source]));
}

/** A text as COPY's text format wants it. */
export const copyText = (text: string): string =>
  /[\\\t\n\r]/.test(text)
    ? text.replace(/[\\\t\n\r]/g, (sign) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[sign] ?? '')
    : text;
