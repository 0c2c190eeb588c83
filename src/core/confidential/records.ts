import { sql } from 'kysely';
import { Forbidden } from '#platform/errors.ts';
import type { RecordKey, Vault } from '#platform/vault.ts';
import type { Write } from '../audit/write.ts';
import type { Ctx } from '../context.ts';
import './tables.ts';

/** Somebody who reads a record, and as what: `coach`, `lead`. Whom it is about reads it without being named. */
export type ConfidentialReader = { personId: string; capacity: string; why?: string | null };

function vaultOf(ctx: Ctx): Vault {
  if (!ctx.services.vault) throw new Error('This process has no vault: it cannot work with confidential records.');
  return ctx.services.vault;
}

/**
 * Opens a record behind the wall with its first readers; returns its id. Rows that hang on it carry it as `record_id`, and their table calls
 * `app.wall` in its migration.
 */
export async function openConfidential(
  ctx: Ctx,
  tx: Write,
  record: { kind: string; aboutId: string; readers: readonly ConfidentialReader[] },
): Promise<string> {
  const readers = record.readers
    .filter((reader) => reader.personId !== record.aboutId)
    .map(({ personId, capacity, why }) => ({ person_id: personId, capacity, why: why ?? null }));
  const found = await sql<{ id: string }>`
    select app.open_confidential(${record.kind}, ${record.aboutId}, ${vaultOf(ctx).newKey()}, ${JSON.stringify(readers)}::jsonb) as id`.execute(
    tx.db,
  );
  const id = found.rows[0]?.id;
  if (!id) throw new Error('A confidential record was not opened.');
  return id;
}

/**
 * The key of a record, for a reader of today; anybody else is `Forbidden`. That the reader took it is written down with `what` they opened (“the session of 3
 * November”), so the route is a POST or declared with `getRecorded`.
 */
export async function keyOf(ctx: Ctx, recordId: string, what: string): Promise<RecordKey> {
  const { rows } = await sql<{ reads: boolean }>`select app.reads_confidential(${recordId}) as reads`.execute(ctx.db);
  if (!rows[0]?.reads) throw new Forbidden('This record is not open to you.');
  const found = await sql<{
    wrapped: Uint8Array | null;
  }>`select app.confidential_key_of(${recordId}, ${what}) as wrapped`.execute(ctx.db);
  const wrapped = found.rows[0]?.wrapped;
  if (!wrapped) throw new Forbidden('The words of this record were destroyed when their time was over.');
  try {
    return vaultOf(ctx).unwrap(wrapped);
  } catch {
    // The start-up log says the same to whoever runs the installation.
    throw new Forbidden('This record cannot be opened with the key of this installation. Tell whoever runs Cairn.');
  }
}

/** A reader lets somebody else in. */
export async function nameReader(tx: Write, recordId: string, reader: ConfidentialReader): Promise<void> {
  await sql`select app.name_confidential_reader(${recordId}, ${reader.personId}, ${reader.capacity}, ${reader.why ?? null})`.execute(
    tx.db,
  );
}

/** Ends somebody's reading; whom the record is about cannot be shut out. */
export async function endReader(tx: Write, recordId: string, personId: string): Promise<void> {
  await sql`select app.end_confidential_reader(${recordId}, ${personId})`.execute(tx.db);
}

/** Says from which day the words of a record may be destroyed; null while it runs on. */
export async function destroyFrom(tx: Write, recordId: string, from: Temporal.PlainDate | null): Promise<void> {
  await sql`select app.plan_destruction(${recordId}, ${from})`.execute(tx.db);
}

/** Records that something happened behind the wall: the event is seen by the readers of the record, at no school, and its sentence holds nothing of the words. */
export async function recordBehindTheWall(tx: Write, recordId: string, kind: string, summary: string): Promise<void> {
  await tx.record({ kind, subjectType: 'confidential_record', subjectId: recordId, schoolId: null, summary });
}

/** Destroys the keys of this trust whose day has come; returns how many records can be read by nobody now. */
export async function destroyDue(ctx: Pick<Ctx, 'db'>): Promise<number> {
  const { rows } = await sql<{ destroyed: number }>`select app.destroy_confidential() as destroyed`.execute(ctx.db);
  return rows[0]?.destroyed ?? 0;
}
