import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const block = 512;
const text = (header: Buffer, from: number, length: number): string =>
  header.toString('utf8', from, from + length).split('\0')[0] ?? '';

/** Writes a plain tape archive's files and folders (no links, no long names: all that our one archive has). */
export function untar(archive: Buffer, folder: string): void {
  for (let at = 0; at + block <= archive.length; ) {
    const header = archive.subarray(at, at + block);
    const name = normalize(text(header, 0, 100));
    if (text(header, 0, 100) === '') return; // Two empty blocks end the archive.
    if (name.startsWith('..')) throw new Error(`The archive leaves its folder: ${name}`);
    const size = Number.parseInt(text(header, 124, 12).trim(), 8);
    const kind = text(header, 156, 1);
    const path = join(folder, name);
    if (kind === '5') mkdirSync(path, { recursive: true });
    if (kind === '0' || kind === '') {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, archive.subarray(at + block, at + block + size), { mode: 0o755 });
    }
    at += block + Math.ceil(size / block) * block;
  }
}
