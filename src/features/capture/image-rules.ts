import { crc32 } from 'node:zlib';

/** A picture without anything that a camera or a program wrote beside it; or why it is none, finishing “The photo …”. */
export type Stripped =
  | { ok: true; bytes: Uint8Array; mediaType: 'image/jpeg' | 'image/png' }
  | { ok: false; why: string };

const broken = (what: string): Stripped => ({ ok: false, why: `is not a whole picture: ${what}.` });
const isRestart = (marker: number) => marker >= 0xd0 && marker <= 0xd7;
// APP14 “Adobe” says how the colours were stored and nothing of who or where; without it some pictures lose their colours.
const isColourNote = (bytes: Uint8Array, at: number) =>
  bytes[at + 1] === 0xee && String.fromCharCode(...bytes.subarray(at + 4, at + 9)) === 'Adobe';

/** The end of the picture data that begins at `at`: the next marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, at: number): number {
  for (let index = at; index < bytes.length - 1; index += 1) {
    if (bytes[index] !== 0xff) continue;
    const next = bytes[index + 1] ?? 0;
    if (next !== 0x00 && next !== 0xff && !isRestart(next)) return index;
  }
  return bytes.length;
}

function stripJpeg(bytes: Uint8Array): Stripped {
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let [frames, scans] = [0, 0];
  let at = 2;
  while (at < bytes.length - 1) {
    if (bytes[at] !== 0xff) return broken('a segment does not begin where it should');
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) {
      // What follows the end is no part of the picture: some phones put a second one there.
      if (frames !== 1 || scans === 0) return broken('it holds no image');
      kept.push(bytes.subarray(at, at + 2));
      return { ok: true, bytes: Buffer.concat(kept), mediaType: 'image/jpeg' };
    }
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) return broken('a segment is cut off');
    const application = marker >= 0xe0 && marker <= 0xef;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) frames += 1;
    if ((!application && marker !== 0xfe) || isColourNote(bytes, at)) kept.push(bytes.subarray(at, end));
    at = end;
    if (marker === 0xda) {
      const until = endOfScan(bytes, at);
      kept.push(bytes.subarray(at, until));
      at = until;
      scans += 1;
    }
  }
  return broken('its end is missing');
}

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** What a PNG needs to be drawn; text, time, EXIF and profiles are left out. */
const drawn = ['IHDR', 'PLTE', 'tRNS', 'gAMA', 'sRGB', 'IDAT', 'IEND'];

function stripPng(bytes: Uint8Array): Stripped {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  const seen = new Set<string>();
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > bytes.length) return broken('a part is cut off');
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) return broken('a part is damaged');
    if (seen.size === 0 && name !== 'IHDR') return broken('its head is missing');
    seen.add(name);
    if (drawn.includes(name)) kept.push(bytes.subarray(at, end));
    if (name === 'IEND') {
      if (!seen.has('IDAT')) return broken('it holds no image');
      return { ok: true, bytes: Buffer.concat(kept), mediaType: 'image/png' };
    }
    at = end;
  }
  return broken('its end is missing');
}

/** The largest photo that is taken: what a device sends is far smaller. */
export const largestPhoto = 1_300_000;

/**
 * Takes out of a JPEG or PNG everything that does not draw it: EXIF with place, time and camera, previews, comments, text, and what hangs behind the end. The
 * device has drawn the photo anew before, so this finds nothing in what our own pages send. The picture itself is not decoded.
 */
export function stripImage(bytes: Uint8Array): Stripped {
  if (bytes.byteLength > largestPhoto) return { ok: false, why: 'is larger than 1.3 MB.' };
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return stripJpeg(bytes);
  if (pngSignature.every((byte, index) => bytes[index] === byte)) return stripPng(bytes);
  return { ok: false, why: 'is neither a JPEG nor a PNG picture.' };
}
