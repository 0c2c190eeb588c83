import type { ChosenFile } from '../import/take-file.ts';

/** Whether a file is a Common Transfer File by how it begins, whatever its name says. */
export async function isTransferFile(file: ChosenFile): Promise<boolean> {
  for await (const piece of file.pieces()) {
    const isWide = piece[0] === 0xff || piece[0] === 0xfe;
    const start = new TextDecoder(isWide ? (piece[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'latin1').decode(
      piece.subarray(0, 4096),
    );
    return /^[^<]*(<\?xml[^>]*\?>\s*)?(<!--[\s\S]*?-->\s*)*<(!DOCTYPE\s+)?CTfile\b/.test(start);
  }
  return false;
}
