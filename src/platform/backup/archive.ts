import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable, type Transform } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';

// An archive is a short clear header and then one compressed (and, with a key, encrypted) stream of parts: a line of JSON that says how many bytes follow, then
// these bytes. A part of a table may come in several pieces, so that neither writing nor reading holds a table in memory.

const magic = 'CAIRN-BACKUP-1\n';
const tagLength = 16;

export type Part = { name: string; bytes: Uint8Array };

type Header = { encrypted: boolean; salt?: string; nonce?: string };

const keyFrom = (passphrase: string, salt: Buffer): Buffer => scryptSync(passphrase, salt, 32);

/** Writes parts one after the other; resolves when everything is on the disk. */
export async function writeArchive(file: string, passphrase: string | null, parts: AsyncIterable<Part>): Promise<void> {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const header: Header = passphrase
    ? { encrypted: true, salt: salt.toString('hex'), nonce: nonce.toString('hex') }
    : { encrypted: false };
  const output = createWriteStream(file, { flags: 'wx', mode: 0o600 });
  output.write(`${magic}${JSON.stringify(header)}\n`);
  const cipher = passphrase ? createCipheriv('aes-256-gcm', keyFrom(passphrase, salt), nonce) : null;
  const framed = async function* (): AsyncGenerator<Uint8Array> {
    for await (const part of parts) {
      yield Buffer.from(`${JSON.stringify({ name: part.name, length: part.bytes.byteLength })}\n`);
      yield part.bytes;
    }
    yield Buffer.from(`${JSON.stringify({ name: 'end', length: 0 })}\n`);
  };
  const compressed = Readable.from(framed()).pipe(createGzip());
  const source: Readable | Transform = cipher ? compressed.pipe(cipher) : compressed;
  for await (const chunk of source)
    if (!output.write(chunk)) await new Promise((resolve) => output.once('drain', resolve));
  if (cipher) output.write(cipher.getAuthTag());
  await new Promise<void>((resolve, reject) => {
    output.once('error', reject);
    output.end(resolve);
  });
}

async function readHeader(file: string): Promise<{ header: Header; start: number; size: number; tag: Buffer }> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const first = Buffer.alloc(Math.min(1024, size));
    await handle.read(first, 0, first.byteLength, 0);
    if (!first.toString('latin1').startsWith(magic)) throw new Error(`${file} is not a backup of Cairn.`);
    const end = first.indexOf('\n', magic.length);
    const header = JSON.parse(first.subarray(magic.length, end).toString('utf8')) as Header;
    const tag = Buffer.alloc(tagLength);
    if (header.encrypted) await handle.read(tag, 0, tagLength, size - tagLength);
    return { header, start: end + 1, size, tag };
  } finally {
    await handle.close();
  }
}

/**
 * Reads the parts of an archive in order. Throws, with what to do, when the file is no backup, is cut short or was changed, or when the key is missing or
 * wrong; whoever reads must not keep what came before such an end.
 */
export async function* readArchive(file: string, passphrase: string | null): AsyncGenerator<Part> {
  const { header, start, size, tag } = await readHeader(file);
  if (header.encrypted && !passphrase)
    throw new Error('This backup is encrypted: give the key that it was made with (CAIRN_BACKUP_KEY).');
  let raw: Readable = createReadStream(file, { start, end: header.encrypted ? size - tagLength - 1 : size });
  if (header.encrypted && passphrase) {
    const key = keyFrom(passphrase, Buffer.from(header.salt ?? '', 'hex'));
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(header.nonce ?? '', 'hex'));
    decipher.setAuthTag(tag);
    raw = raw.on('error', (error) => decipher.destroy(error)).pipe(decipher);
  }
  const plain = raw.on('error', (error) => unzip.destroy(error)).pipe(unpack());
  const unzip = plain;
  let pending = Buffer.alloc(0);
  let ended = false;
  try {
    for await (const chunk of plain) {
      pending = Buffer.concat([pending, chunk as Buffer]);
      for (;;) {
        const line = pending.indexOf('\n');
        if (line < 0) break;
        const { name, length } = JSON.parse(pending.subarray(0, line).toString('utf8')) as {
          name: string;
          length: number;
        };
        if (pending.byteLength < line + 1 + length) break;
        const bytes = pending.subarray(line + 1, line + 1 + length);
        pending = pending.subarray(line + 1 + length);
        if (name === 'end') ended = true;
        else yield { name, bytes };
      }
    }
  } catch (error) {
    throw new Error(`${file} cannot be read: the key is wrong, or the file was cut short or changed.`, {
      cause: error,
    });
  }
  if (!ended) throw new Error(`${file} is cut short: use another backup.`);
}

const unpack = (): Transform => createGunzip();
