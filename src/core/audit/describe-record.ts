import type { Actor } from '../access/actor.ts';
import type { Permission } from '../access/permissions.ts';
import type { Ctx } from '../context.ts';

/** One version of a row, as the history keeps it: columns by name. */
export type Content = Readonly<Record<string, unknown>>;

/** Rows that belong to a record; `title` may use the names of what the row points to, by id. */
export type RecordPart = {
  table: string;
  key: string;
  noun: string;
  title: (content: Content, names: ReadonlyMap<string, string>) => string;
};

export type RecordDescription = {
  /** What people call it: “Evidence”, “Action plan”. */
  noun: string;
  /** What the record's own page requires; its history requires the same. */
  permission: Permission;
  /** `school`: the permission must be held at the school in its `school_id` column; `itself`: it is a school; `trust`: anywhere in the trust. */
  place: 'school' | 'itself' | 'trust';
  title: (content: Content) => string;
  /** Column names in words where the column itself does not say it well. */
  labels?: Readonly<Record<string, string>>;
  /** Words for coded values, by column and value. */
  words?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Columns that readers are not shown, besides ids and revisions. */
  hidden?: readonly string[];
  /** Rows of other tables that belong to the record: `key` is their column with its id. They are shown with it, under its permission. */
  parts?: readonly RecordPart[];
  /** A further condition of the record's own page, such as that it has been issued. */
  mayRead?: (ctx: Ctx, id: string) => Promise<boolean>;
  /** What `mayRead` comes to as far as reader and school tell, without asking the database: lists offer no link to a history that it refuses. */
  linkFor?: (actor: Actor, schoolId: string | null) => boolean;
  /** The record's own page. */
  href?: (id: string, content: Content) => string;
};

const described = new Map<string, RecordDescription>();

/** A feature describes its table once, at load: from then on the history of its records can be read. What nobody describes is not shown. */
export function describeRecord(table: string, description: RecordDescription): void {
  described.set(table, description);
}

/** How to show records of a table; undefined where their history is not shown. */
export function descriptionOf(table: string): RecordDescription | undefined {
  return described.get(table);
}

/** A column of text, or '' where it is empty. */
export const textOf = (content: Content, column: string): string => {
  const value = content[column];
  return typeof value === 'string' ? value : '';
};
