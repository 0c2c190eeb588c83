import { Inflate } from 'fflate';
import { unreadable } from './types.ts';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const MOST_ENTRIES = 2_000;
const MOST_EXPANDED = 400 * 1024 * 1024;
const MOST_RATIO = 200;
const RATIO_FROM = 8 * 1024 * 1024;
const STEP = 64 * 1024;

export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly start: number;
}

export interface Zip {
  readonly entries: ReadonlyMap<string, ZipEntry>;
  /** The entry's bytes in pieces. What is really unpacked is counted against the limits: the sizes a zip claims are not believed. */
  read(entry: ZipEntry): Generator<Uint8Array, void, undefined>;
}

const damaged = () =>
  unreadable(
    'The workbook is damaged and cannot be opened. Open it in Excel, save it again, or export the sheet as CSV.',
  );
const tooLarge = () =>
  unreadable('The workbook unpacks to far more than a table of this kind needs. Export the one sheet you need as CSV.');

/**
 * The contents of a zip, with limits against zip bombs: 2,000 entries, 400 MB unpacked in all, and 200 times the packed size.
 * Throws `Unreadable`.
 */
export function openZip(bytes: Uint8Array): Zip {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > MOST_ENTRIES) throw tooLarge();
  const entries = new Map<string, ZipEntry>();
  let at = view.getUint32(end + 16, true);
  for (let n = 0; n < count; n += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== ENTRY) throw damaged();
    const encrypted = (view.getUint16(at + 8, true) & 1) === 1;
    if (encrypted) throw unreadable('The workbook has a password. Save it without one, then choose it again.');
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    const entry = {
      name,
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      start: view.getUint32(at + 42, true),
    };
    if (!entries.has(name)) entries.set(name, entry);
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  const budget = { left: MOST_EXPANDED };
  return { entries, read: (entry) => readEntry(bytes, view, entry, budget) };
}

function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - 22 - 65_535);
  for (let at = view.byteLength - 22; at >= lowest; at -= 1) {
    if (view.getUint32(at, true) === END) return at;
  }
  throw damaged();
}

function* readEntry(bytes: Uint8Array, view: DataView, entry: ZipEntry, budget: { left: number }) {
  if (entry.start + 30 > bytes.length || view.getUint32(entry.start, true) !== LOCAL) throw damaged();
  const from = entry.start + 30 + view.getUint16(entry.start + 26, true) + view.getUint16(entry.start + 28, true);
  const to = from + entry.packed;
  if (to > bytes.length || (entry.method !== 0 && entry.method !== 8)) throw damaged();
  if (entry.method === 0) {
    budget.left -= entry.packed;
    if (budget.left < 0) throw tooLarge();
    yield bytes.subarray(from, to);
    return;
  }
  let out: Uint8Array[] = [];
  let expanded = 0;
  const inflate = new Inflate((piece) => out.push(piece));
  for (let at = from; at < to || at === from; at += STEP) {
    const stop = Math.min(at + STEP, to);
    try {
      inflate.push(bytes.subarray(at, stop), stop === to);
    } catch {
      throw damaged();
    }
    for (const piece of out) {
      expanded += piece.length;
      budget.left -= piece.length;
      const bomb = expanded > RATIO_FROM && expanded > MOST_RATIO * Math.max(entry.packed, 1);
      if (budget.left < 0 || bomb) throw tooLarge();
      yield piece;
    }
    out = [];
  }
}
