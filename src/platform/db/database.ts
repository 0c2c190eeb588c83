import type { Kysely } from 'kysely';

/** Every table of the product. Each owner of a table declares its row type here by declaration merging, in its `tables.ts`. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface Database {}

export type Db = Kysely<Database>;

/** One connection inside a transaction that somebody else began and will end. */
export type Tx = Kysely<Database>;
