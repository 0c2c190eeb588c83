import { unreadable } from './types.ts';

const SAVE_AS =
  'Open it in a spreadsheet and save it as CSV (UTF-8) or as an Excel workbook (.xlsx), then choose that file.';

const MAGIC: readonly (readonly [readonly number[], string])[] = [
  [[0x25, 0x50, 0x44, 0x46], 'a PDF document'],
  [[0x89, 0x50, 0x4e, 0x47], 'a picture (PNG)'],
  [[0xff, 0xd8, 0xff], 'a picture (JPEG)'],
  [[0x47, 0x49, 0x46, 0x38], 'a picture (GIF)'],
  [[0x1f, 0x8b], 'a compressed (gzip) file'],
  [[0x52, 0x61, 0x72, 0x21], 'a compressed (RAR) file'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'a compressed (7z) file'],
];

const startsWith = (bytes: Uint8Array, magic: readonly number[]) => magic.every((byte, at) => bytes[at] === byte);

/**
 * What a file is by its first bytes, whatever its name says.
 * Throws `Unreadable`, with what to do, for anything that is neither text nor a zip (an .xlsx is a zip).
 */
export function fileType(head: Uint8Array): 'text' | 'zip' {
  if (head.length === 0)
    throw unreadable('The file is empty. Download it again, or ask whoever sent it for a new copy.');
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04])) return 'zip';
  if (startsWith(head, [0x50, 0x4b, 0x05, 0x06])) throw unreadable('The file is an empty zip. Download it again.');
  if (startsWith(head, [0xd0, 0xcf, 0x11, 0xe0])) {
    throw unreadable(
      'This is an old Excel file (.xls), or a workbook with a password. Open it in Excel and save it as “Excel Workbook (.xlsx)” without a password, or as CSV.',
    );
  }
  for (const [magic, what] of MAGIC) {
    if (startsWith(head, magic)) throw unreadable(`This is ${what}, not a table. Choose a CSV or Excel (.xlsx) file.`);
  }
  if (isUtf16(head)) return 'text';
  const start = new TextDecoder('latin1').decode(head.subarray(0, 1024)).replace(/^ï»¿/, '').trimStart().toLowerCase();
  if (/^(<!doctype html|<html|<head|<body|<script|<!--)/.test(start)) {
    throw unreadable(
      'This is a web page, not a table: the download probably led to a sign-in or error page. Open the link in a browser, download the file itself, and choose that.',
    );
  }
  if (start.startsWith('<?xml') || start.startsWith('<svg'))
    throw unreadable(`This is an XML file, not a table. ${SAVE_AS}`);
  if (start.startsWith('{\\rtf')) throw unreadable(`This is a word-processor document, not a table. ${SAVE_AS}`);
  if (/^(\{\s*["}]|\[\s*[[{"\]])/.test(start)) throw unreadable(`This is a JSON data file, not a table. ${SAVE_AS}`);
  const nuls = head.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0);
  if (nuls > head.length / 10) throw unreadable(`This is not a text file. ${SAVE_AS}`);
  return 'text';
}

/** True when the bytes start with a UTF-16 byte order mark, in either order. */
export function isUtf16(head: Uint8Array): boolean {
  return startsWith(head, [0xff, 0xfe]) || startsWith(head, [0xfe, 0xff]);
}
