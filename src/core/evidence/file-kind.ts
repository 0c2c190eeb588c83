export type FileKind = { ok: true; mediaType: string; extensions: readonly string[] } | { ok: false; why: string };

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const signatures: readonly { bytes: readonly number[]; mediaType: string; extensions: readonly string[] }[] = [
  { bytes: [0x25, 0x50, 0x44, 0x46, 0x2d], mediaType: 'application/pdf', extensions: ['pdf'] },
  { bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], mediaType: 'image/png', extensions: ['png'] },
  { bytes: [0xff, 0xd8, 0xff], mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg'] },
  { bytes: [0x47, 0x49, 0x46, 0x38], mediaType: 'image/gif', extensions: ['gif'] },
];

const startsWith = (bytes: Uint8Array, start: readonly number[], at = 0) =>
  start.every((byte, index) => bytes[at + index] === byte);
const latin = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
const take = 'Cairn takes PDF, Word (.docx), Excel (.xlsx), pictures and plain text.';

function officeKind(bytes: Uint8Array): FileKind {
  const names = latin(bytes);
  if (names.includes('vbaProject.bin')) {
    return {
      ok: false,
      why: 'holds macros. Save it without them (“Word document” or “Excel workbook”), then choose that file.',
    };
  }
  if (names.includes('[Content_Types].xml') && names.includes('word/'))
    return { ok: true, mediaType: word, extensions: ['docx'] };
  if (names.includes('[Content_Types].xml') && names.includes('xl/'))
    return { ok: true, mediaType: excel, extensions: ['xlsx'] };
  return { ok: false, why: `is a zip folder or another kind of document. Unpack it or save it as PDF. ${take}` };
}

function textKind(bytes: Uint8Array): FileKind {
  const utf16 = startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff]);
  if (!utf16 && bytes.includes(0)) return { ok: false, why: `is not of a kind that can be kept here. ${take}` };
  try {
    new TextDecoder(utf16 ? 'utf-16' : 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { ok: false, why: `is not of a kind that can be kept here. ${take}` };
  }
  if (
    /^\s*(?:\uFEFF)?<(?:!doctype|html|head|body|script|svg|\?xml)/i.test(
      latin(bytes.subarray(0, 512)).replace('ï»¿', ''),
    )
  ) {
    return { ok: false, why: `is a web page or drawing. Print it to PDF and choose that. ${take}` };
  }
  return { ok: true, mediaType: 'text/plain; charset=utf-8', extensions: ['txt', 'csv', 'md'] };
}

/** What a file is by its bytes, whatever its name says; refusals finish the sentence “report.exe …”. */
export function fileKind(bytes: Uint8Array): FileKind {
  if (bytes.byteLength === 0) return { ok: false, why: 'is empty.' };
  for (const { bytes: start, mediaType, extensions } of signatures)
    if (startsWith(bytes, start)) return { ok: true, mediaType, extensions };
  if (startsWith(bytes, [0x52, 0x49, 0x46, 0x46]) && startsWith(bytes, [0x57, 0x45, 0x42, 0x50], 8)) {
    return { ok: true, mediaType: 'image/webp', extensions: ['webp'] };
  }
  if (startsWith(bytes, [0x66, 0x74, 0x79, 0x70], 4) && /^(heic|heix|mif1|heif)/.test(latin(bytes.subarray(8, 12)))) {
    return { ok: true, mediaType: 'image/heic', extensions: ['heic', 'heif'] };
  }
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return officeKind(bytes);
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    return {
      ok: false,
      why: 'is in an old Office format, or has a password. Save it as .docx, .xlsx or PDF without a password, then choose that file.',
    };
  }
  return textKind(bytes);
}

/** A name that is safe to give back: without folders or control characters, and ending as its content does. */
export function safeFileName(name: string, extensions: readonly string[]): string {
  const bare =
    (name.split(/[\\/]/).at(-1) ?? '')
      .replace(/\p{Cc}/gu, '')
      .trim()
      .slice(-150) || 'file';
  const ending = /\.([^.]+)$/.exec(bare)?.[1]?.toLowerCase() ?? '';
  return extensions.includes(ending) ? bare : `${bare}.${extensions[0] ?? 'bin'}`;
}
