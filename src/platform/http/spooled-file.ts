import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** A file that somebody sent, waiting on disk. It can be read any number of times until the request has been answered. */
export type SpooledFile = {
  field: string;
  fileName: string;
  mediaType: string;
  sizeBytes: number;
  /** Its bytes from the start, a piece at a time. */
  pieces(): AsyncGenerator<Uint8Array, void, undefined>;
};

export type Spooled = { file: SpooledFile; remove(): Promise<void> };

const size = 1024 * 1024;

/**
 * Takes a stream into a temporary file that only this process can reach. Its name is taken off the disk at once, so that nothing stays behind even if the
 * process is killed; `remove` lets go of the content.
 */
export async function spool(
  stream: Readable,
  about: { field: string; fileName: string; mediaType: string },
): Promise<Spooled> {
  const folder = await mkdtemp(join(tmpdir(), 'cairn-upload-'));
  const gone = () => rm(folder, { recursive: true, force: true });
  const handle = await open(join(folder, 'file'), 'wx+', 0o600).catch(async (error: unknown) => {
    await gone();
    throw error;
  });
  // Where an open file cannot lose its name, this happens in `remove`.
  await gone().catch(() => {});
  let isOpen = true;
  const remove = async () => {
    if (!isOpen) return;
    isOpen = false;
    await handle.close();
    await gone().catch(() => {});
  };
  let sizeBytes = 0;
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      await handle.write(piece, 0, piece.byteLength, sizeBytes);
      sizeBytes += piece.byteLength;
    }
  } catch (error) {
    await remove();
    throw error;
  }
  async function* pieces() {
    for (let at = 0; at < sizeBytes; ) {
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(size), 0, size, at);
      if (bytesRead === 0) return;
      at += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  }
  return { file: { ...about, sizeBytes, pieces }, remove };
}
