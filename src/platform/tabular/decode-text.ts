import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { isUtf16 } from './file-type.ts';

const LONGEST_LINE = 4 * 1024 * 1024;
const LF = 10;
const CR = 13;

export interface TextDecoding {
  encoding(): string;
  text(): AsyncGenerator<string, void, undefined>;
}

/**
 * Bytes to text, in pieces that end at a line end where they can. UTF-16 by its mark; else each line that is valid UTF-8 is read as UTF-8
 * and any other as windows-1252. Deciding by line keeps memory bounded and reads files that were glued together from both.
 */
export function decodeText(head: Uint8Array, chunks: AsyncIterable<Uint8Array>): TextDecoding {
  if (isUtf16(head)) {
    const name = head[0] === 0xff ? 'utf-16le' : 'utf-16be';
    return { encoding: () => name, text: () => utf16(name, chunks) };
  }
  const seen = { utf8: false, cp1252: false };
  return {
    encoding: () => (seen.cp1252 ? (seen.utf8 ? 'mixed utf-8 and windows-1252' : 'windows-1252') : 'utf-8'),
    text: () => byLine(chunks, seen),
  };
}

async function* utf16(name: string, chunks: AsyncIterable<Uint8Array>) {
  const decoder = new TextDecoder(name);
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

async function* byLine(chunks: AsyncIterable<Uint8Array>, seen: { utf8: boolean; cp1252: boolean }) {
  let rest: Uint8Array = new Uint8Array(0);
  let first = true;
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = lastLineEnd(bytes);
    if (end === 0 && bytes.length < LONGEST_LINE) {
      rest = bytes;
      continue;
    }
    const cut = end === 0 ? bytes.length : end;
    yield withoutMark(decodeBlock(bytes.subarray(0, cut), seen), first);
    first = false;
    rest = bytes.subarray(cut);
  }
  if (rest.length > 0) yield withoutMark(decodeBlock(rest, seen), first);
}

const withoutMark = (text: string, first: boolean) => (first && text.startsWith('\uFEFF') ? text.slice(1) : text);

function lastLineEnd(bytes: Uint8Array): number {
  for (let at = bytes.length - 1; at >= 0; at -= 1) {
    if (bytes[at] === LF || bytes[at] === CR) return at + 1;
  }
  return 0;
}

function decodeBlock(bytes: Uint8Array, seen: { utf8: boolean; cp1252: boolean }): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isUtf8(buffer)) {
    const text = buffer.toString('utf8');
    if (text.length !== buffer.length) seen.utf8 = true;
    return text;
  }
  let text = '';
  let from = 0;
  while (from < buffer.length) {
    const lineFeed = buffer.indexOf(LF, from);
    const to = lineFeed === -1 ? buffer.length : lineFeed + 1;
    const line = buffer.subarray(from, to);
    if (isUtf8(line)) {
      const decoded = line.toString('utf8');
      if (decoded.length !== line.length) seen.utf8 = true;
      text += decoded;
    } else {
      seen.cp1252 = true;
      text += iconv.decode(line, 'windows-1252');
    }
    from = to;
  }
  return text;
}
