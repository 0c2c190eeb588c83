import { inflateSync } from 'node:zlib';

/** What the tests ask of a PDF of ours. Not a reader for other people's files: it knows only how the Typst compiler writes. */
export interface ReadPdf {
  /** The objects that are not compressed, as text: catalogue, structure tree, metadata. */
  readonly source: string;
  /** The words of each page in the order of reading, zero-width spaces left out. */
  readonly pages: readonly string[];
}

export function readPdf(bytes: Uint8Array): ReadPdf {
  const source = Buffer.from(bytes).toString('latin1');
  const objects = new Map(
    [...source.matchAll(/\n(\d+) 0 obj\n([\s\S]*?)\nendobj/gu)].map((match) => [match[1] ?? '', match[2] ?? '']),
  );
  const pages = [...objects.values()]
    .filter((body) => /\/Type \/Page\n/u.test(body))
    .map((body) => pageText(body, objects));
  return { source, pages };
}

type Objects = ReadonlyMap<string, string>;

function stream(body: string): string {
  const start = body.indexOf('stream\n');
  const raw = body.slice(start + 7, body.lastIndexOf('\nendstream'));
  return body.slice(0, start).includes('/FlateDecode')
    ? inflateSync(Buffer.from(raw, 'latin1')).toString('latin1')
    : raw;
}

function pageText(page: string, objects: Objects): string {
  const fonts = new Map(
    [...page.matchAll(/\/(f\d+) (\d+) 0 R/gu)].map((match) => [
      match[1] ?? '',
      glyphs(objects.get(match[2] ?? '') ?? '', objects),
    ]),
  );
  const content = stream(objects.get(/\/Contents (\d+) 0 R/u.exec(page)?.[1] ?? '') ?? '');
  let font = new Map<number, string>();
  let words = '';
  for (const [, name, shown] of content.matchAll(
    /\/(f\d+) [\d.]+ Tf|((?:\[(?:\((?:\\[\s\S]|[^\\)])*\)|[^\]()])*\]|\((?:\\[\s\S]|[^\\)])*\)|<[0-9A-Fa-f]*>) ?T[jJ])/gu,
  )) {
    if (name !== undefined) font = fonts.get(name) ?? new Map();
    for (const code of codes(shown ?? '')) words += font.get(code) ?? '';
  }
  return words.replaceAll('\u200b', '');
}

/** The code of each glyph, two bytes each, in hexadecimal or literal strings. */
function codes(shown: string): readonly number[] {
  const strings = [...shown.matchAll(/<([0-9A-Fa-f]*)>|\(((?:\\[\s\S]|[^\\)])*)\)/gu)].map(([, hex, literal]) =>
    hex === undefined ? unescapeLiteral(literal ?? '') : Buffer.from(hex, 'hex'),
  );
  return strings.flatMap((bytes) => Array.from({ length: bytes.length >> 1 }, (_, at) => bytes.readUInt16BE(at * 2)));
}

const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
const unescapeLiteral = (literal: string): Buffer =>
  Buffer.from(
    literal.replace(/\\([0-7]{1,3}|[\s\S])/gu, (_, code: string) =>
      /^[0-7]/u.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : (CONTROLS[code] ?? code),
    ),
    'latin1',
  );

/** Which letters a font's glyphs stand for. */
function glyphs(font: string, objects: Objects): Map<number, string> {
  const map = stream(objects.get(/\/ToUnicode (\d+) 0 R/u.exec(font)?.[1] ?? '') ?? '');
  return new Map(
    [...map.matchAll(/^<([0-9A-F]{4})> <([0-9A-F]+)>$/gmu)].map(([, code, text]) => [
      Number.parseInt(code ?? '', 16),
      Buffer.from(text ?? '', 'hex')
        .swap16()
        .toString('utf16le'),
    ]),
  );
}
