import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { PreparedTree } from './prepared-tree.ts';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const xml = (value: string): string => value.replace(/[&<>"]/gu, (character) => ESCAPES[character] ?? character);

/** The file's properties: title, issuer, language and the document's own date instead of the clock's. */
export function coreProperties(tree: PreparedTree, date: Temporal.PlainDate): string {
  const moment = `${date.toString()}T00:00:00Z`;
  const optional = (name: string, value: string) => (value === '' ? '' : `<${name}>${xml(value)}</${name}>`);
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" ' +
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${xml(tree.title)}</dc:title>${optional('dc:subject', tree.subtitle)}<dc:creator>${xml(tree.organisation)}</dc:creator>` +
    `${optional('dc:identifier', tree.reference)}${optional('cp:category', tree.classification)}<dc:language>en-GB</dc:language>` +
    `<cp:lastModifiedBy>${xml(tree.organisation)}</cp:lastModifiedBy>` +
    `<dcterms:created xsi:type="dcterms:W3CDTF">${moment}</dcterms:created>` +
    `<dcterms:modified xsi:type="dcterms:W3CDTF">${moment}</dcterms:modified></cp:coreProperties>`
  );
}

/**
 * Finishes the library's package: gives every table its alternative text, replaces the library's random and ever-growing ids by small numbers,
 * and zips the parts in a fixed order with one fixed time, so that the same tree gives the same bytes.
 */
export function finishDocx(bytes: Uint8Array, tableTexts: readonly string[]): Uint8Array {
  const parts = unzipSync(bytes);
  const files: Record<string, Uint8Array> = {};
  for (const name of Object.keys(parts).sort(byPart)) {
    const part = parts[name];
    if (part === undefined || name.endsWith('/')) continue;
    const finish = FINISHERS[name];
    files[name] = finish === undefined ? part : strToU8(finish(strFromU8(part), tableTexts));
  }
  // A zip has no time zone: fflate writes the local fields of this date, which are the same everywhere.
  return zipSync(files, { mtime: new Date(2000, 0, 1), level: 6 });
}

/** `[Content_Types].xml` first, as readers of the format like it. */
const byPart = (a: string, b: string): number =>
  Number(b.startsWith('[')) - Number(a.startsWith('[')) || (a < b ? -1 : 1);

const FINISHERS: Readonly<Record<string, (part: string, tableTexts: readonly string[]) => string>> = {
  'word/document.xml': (part, tableTexts) => plainLinkIds(describeTables(numberBookmarks(part), tableTexts)),
  'word/_rels/document.xml.rels': plainLinkIds,
  'word/settings.xml': (part) => part.replace('</w:compat>', '</w:compat><w:themeFontLang w:val="en-GB"/>'),
};

/** Alternative text, and the table look as the bit mask that LibreOffice and older Words read. */
function describeTables(body: string, tableTexts: readonly string[]): string {
  let table = 0;
  return body
    .replace(/<\/w:tblPr>/gu, (end) => {
      const text = tableTexts[table];
      table += 1;
      return text === undefined ? end : `<w:tblCaption w:val="${xml(text)}"/>${end}`;
    })
    .replace(/<w:tblLook ([^>]*)\/>/gu, (_, flags: string) => {
      const bit = (name: string, value: number) => (flags.includes(`w:${name}="true"`) ? value : 0);
      const mask = bit('firstRow', 0x20) + bit('firstColumn', 0x80) + bit('noHBand', 0x200) + bit('noVBand', 0x400);
      return `<w:tblLook w:val="${mask.toString(16).toUpperCase().padStart(4, '0')}" ${flags}/>`;
    });
}

/** Numbers names in the order in which they come. */
function numbering(): (name: string) => number {
  const numbers = new Map<string, number>();
  return (name) => {
    const number = numbers.get(name) ?? numbers.size + 1;
    numbers.set(name, number);
    return number;
  };
}

function numberBookmarks(body: string): string {
  const number = numbering();
  return body.replace(
    /(<w:bookmark(?:Start|End)\b[^>]*?\bw:id=")([^"]*)"/gu,
    (_, start: string, id: string) => `${start}${number(id)}"`,
  );
}

/** Links have random ids. They stand in the same order in the body and in its relationships. */
function plainLinkIds(part: string): string {
  const number = numbering();
  return part.replace(
    /(<w:hyperlink\b[^>]*?\br:id="|<Relationship Id=")(rId[^"]*)"/gu,
    (whole, start: string, id: string) =>
      /^rId\d+$/u.test(id) && !start.startsWith('<w:') ? whole : `${start}link${number(id)}"`,
  );
}
