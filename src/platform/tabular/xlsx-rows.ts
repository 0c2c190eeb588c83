import { type RawRow, unreadable } from './types.ts';
import type { NumberKind } from './xlsx-styles.ts';
import { numberText } from './xlsx-styles.ts';
import { xmlEvents } from './xml-events.ts';

const MOST_COLUMNS = 16_384;
const MOST_SHARED = 5_000_000;
const LONGEST_TEXT = 1_000_000;

export interface SheetContext {
  readonly shared: readonly string[];
  readonly styles: readonly NumberKind[];
  readonly from1904: boolean;
}

/** The texts that cells point to by number. Phonetic readings (`rPh`) are left out. */
export function readSharedStrings(pieces: Iterable<Uint8Array>): string[] {
  const strings: string[] = [];
  let text = '';
  let inText = false;
  let phonetic = false;
  const events = xmlEvents(pieces, {
    open(name) {
      if (name === 'si') text = '';
      if (name === 'rPh') phonetic = true;
      inText = name === 't' && !phonetic;
    },
    text(piece) {
      if (inText && text.length < LONGEST_TEXT) text += piece;
    },
    close(name) {
      if (name === 't') inText = false;
      if (name === 'rPh') phonetic = false;
      if (name === 'si') strings.push(unescaped(text));
    },
  });
  for (const _ of events) {
    if (strings.length > MOST_SHARED)
      throw unreadable('The workbook holds too many texts. Export the one sheet you need as CSV.');
  }
  return strings;
}

/** Rows of one sheet, in order, without holding the sheet in memory. Cells that the sheet leaves out are ''. */
export function* sheetRows(pieces: Iterable<Uint8Array>, context: SheetContext): Generator<RawRow, void, undefined> {
  let ready: RawRow[] = [];
  let line = 0;
  let cells: string[] = [];
  let column = -1;
  let type = '';
  let style = 0;
  let value = '';
  let collecting = false;
  const events = xmlEvents(pieces, {
    open(name, { r, t, s }) {
      if (name === 'row') {
        const given = Number(r);
        line = Number.isSafeInteger(given) && given > line ? given : line + 1;
        cells = [];
        column = -1;
      } else if (name === 'c') {
        column = columnOf(r) ?? column + 1;
        type = t ?? 'n';
        style = Number(s ?? '0');
        value = '';
      } else if (name === 'v' || name === 't') collecting = true;
      else if (name === 'rPh' || name === 'f') collecting = false;
    },
    text(piece) {
      if (collecting && value.length < LONGEST_TEXT) value += piece;
    },
    close(name) {
      if (name === 'v' || name === 't') collecting = false;
      else if (name === 'c' && value !== '') {
        if (column >= MOST_COLUMNS)
          throw unreadable('A row of the sheet has more columns than Excel allows. Export the sheet as CSV.', line);
        while (cells.length < column) cells.push('');
        cells[column] = cellText(value, type, style, context);
      } else if (name === 'row' && cells.some((cell) => cell.trim() !== '')) ready.push({ line, cells });
    },
  });
  for (const _ of events) {
    yield* ready;
    ready = [];
  }
}

function cellText(value: string, type: string, style: number, context: SheetContext): string {
  if (type === 's') return context.shared[Number(value)] ?? '';
  if (type === 'inlineStr' || type === 'str') return unescaped(value);
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  if (type === 'd' || type === 'e') return value;
  return numberText(value, context.styles[style] ?? 'number', context.from1904);
}

/** `BU12` → 72; undefined when the reference is missing or not one. */
function columnOf(reference: string | undefined): number | undefined {
  if (!reference) return undefined;
  let column = 0;
  let at = 0;
  for (; at < reference.length; at += 1) {
    const letter = reference.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return at === 0 ? undefined : column - 1;
}

/** Excel writes control characters as `_x000D_`. */
const unescaped = (text: string) =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
