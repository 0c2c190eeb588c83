import type { Tx } from '#platform/db/database.ts';
import '../tables.ts';

const size = 2 * 1024 * 1024;

export type PieceWriter = { add(piece: Uint8Array): Promise<void>; end(): Promise<number> };

/** Keeps a file in pieces of two megabytes, as it comes. `end` answers with its size. */
export function pieceWriter(tx: Tx, row: { trustId: string; importId: string }): PieceWriter {
  let waiting: Uint8Array[] = [];
  let length = 0;
  let total = 0;
  let number = 0;
  const send = async () => {
    if (length === 0) return;
    number += 1;
    const content = Buffer.concat(waiting);
    await tx
      .insertInto('pupil_import_piece')
      .values({ trust_id: row.trustId, import_id: row.importId, number, content })
      .execute();
    total += length;
    waiting = [];
    length = 0;
  };
  return {
    async add(piece) {
      waiting.push(piece);
      length += piece.byteLength;
      if (length >= size) await send();
    },
    async end() {
      await send();
      return total;
    },
  };
}

/** Keeps a whole file; answers with its size. */
export async function storePieces(
  tx: Tx,
  row: { trustId: string; importId: string },
  source: AsyncIterable<Uint8Array>,
): Promise<number> {
  const writer = pieceWriter(tx, row);
  for await (const piece of source) await writer.add(piece);
  return await writer.end();
}
