import type { Tx } from '#platform/db/database.ts';
import '../tables.ts';

/** The kept file, a piece at a time; before each is asked for, `beforeNext` is told the share of it that has been taken, and waited for. */
export async function* storedPieces(
  tx: Tx,
  importId: string,
  sizeBytes: number,
  beforeNext: (share: number) => Promise<void> = async () => {},
): AsyncGenerator<Uint8Array, void, undefined> {
  let taken = 0;
  for (let number = 1; ; number += 1) {
    await beforeNext(Math.min(1, taken / Math.max(1, sizeBytes)));
    const piece = await tx
      .selectFrom('pupil_import_piece')
      .select('content')
      .where('import_id', '=', importId)
      .where('number', '=', number)
      .executeTakeFirst();
    if (!piece) return;
    taken += piece.content.byteLength;
    yield piece.content;
  }
}
