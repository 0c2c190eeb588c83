import { setImmediate } from 'node:timers/promises';

const size = 256 * 1024;

/**
 * Bytes a piece at a time, with a breath between two: whoever else asks for a page while a file of all England is read gets it. `onRead` is told the
 * share of the file that has been taken, from 0 to 1.
 */
export async function* inPieces(bytes: Uint8Array, onRead?: (share: number) => void): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += size) {
    yield bytes.subarray(at, at + size);
    onRead?.(Math.min(1, (at + size) / bytes.byteLength));
    await setImmediate();
  }
}
