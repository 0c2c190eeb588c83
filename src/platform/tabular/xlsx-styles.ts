import { type XmlHandlers, xmlEvents } from './xml-events.ts';

/** How a cell's number is meant. */
export type NumberKind = 'number' | 'percent' | 'date' | 'time' | 'date-time';

/** The kind of each cell style, by its number in the sheet (`s="3"`). */
export function readStyles(pieces: Iterable<Uint8Array>): NumberKind[] {
  const formats = new Map<number, string>();
  const kinds: NumberKind[] = [];
  let inCellStyles = false;
  const handlers: XmlHandlers = {
    open(name, { numFmtId, formatCode }) {
      if (name === 'numFmt') formats.set(Number(numFmtId), formatCode ?? '');
      if (name === 'cellXfs') inCellStyles = true;
      if (name === 'xf' && inCellStyles) {
        const id = Number(numFmtId ?? '0');
        kinds.push(kindOf(formats.get(id) ?? builtIn(id)));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellStyles = false;
    },
  };
  for (const _ of xmlEvents(pieces, handlers));
  return kinds;
}

/** Format codes that a workbook may use by number alone (ECMA-376 part 1, 18.8.30): only the kinds matter here. */
function builtIn(id: number): string {
  if (id === 9 || id === 10) return '0%';
  if (id === 22) return 'd/m/yyyy h:mm';
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || (id >= 50 && id <= 58)) return 'd/m/yyyy';
  if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47)) return 'h:mm:ss';
  return 'General';
}

function kindOf(format: string): NumberKind {
  const code = format.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '').toLowerCase();
  if (code.includes('%')) return 'percent';
  if (code.includes('general')) return 'number';
  const day = /[dy]/.test(code);
  const hour = /[hs]/.test(code);
  if (day && hour) return 'date-time';
  if (day || (/m/.test(code) && !hour)) return 'date';
  return hour ? 'time' : 'number';
}

const DAY_MS = 86_400_000;

/**
 * A number as text: a percent keeps its sign (0.5 → `50%`), a date becomes `2022-02-28`, with a time of day `2022-02-28 09:30:00`.
 * Excel counts days from 30 December 1899 (its 1900 has a 29 February), or from 1 January 1904 in old Mac workbooks.
 */
export function numberText(raw: string, kind: NumberKind, from1904: boolean): string {
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) return raw;
  if (kind === 'percent') return `${trimmed(value * 100)}%`;
  if (kind === 'number') return /e/i.test(raw) || raw.length > 15 ? trimmed(value) : raw;
  if (kind === 'time' || value < 0 || value > 2_958_465) return raw;
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, value < 60 ? 31 : 30);
  const iso = new Date(Math.round((epoch + value * DAY_MS) / 1000) * 1000).toISOString();
  return kind === 'date' || Number.isInteger(value) ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ');
}

const trimmed = (value: number) => String(Number(value.toPrecision(15)));
