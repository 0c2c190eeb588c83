import type { Sen } from '#core/pupil-data/tables.ts';
import type { DateFormat } from '../mapping.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const pad = (value: number): string => String(value).padStart(2, '0');
const lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function real(year: number, month: number, day: number): string | null {
  if (month < 1 || month > 12 || day < 1 || day > (lengths[month - 1] ?? 0)) return null;
  if (month === 2 && day === 29 && !(year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0))) return null;
  return `${year}-${pad(month)}-${pad(day)}`;
}

const fullYear = (text: string): number => (text.length === 4 ? Number(text) : 2000 + Number(text));

/** A day as ISO text; null when it is none. Two-digit years are of this century: no pupil was born in the last one. A time after it is left off. */
export function readDate(text: string, format: DateFormat): string | null {
  const day = text.trim().replace(/[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/, '');
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(day);
  if (iso) return real(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const worded = /^(\d{1,2})[ /.-]([A-Za-z]{3,9})[ /.-](\d{4}|\d{2})$/.exec(day);
  if (worded)
    return real(
      fullYear(worded[3] ?? ''),
      months.indexOf((worded[2] ?? '').slice(0, 3).toLowerCase()) + 1,
      Number(worded[1]),
    );
  const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(day);
  if (!parts) return null;
  const [first, second] = [Number(parts[1]), Number(parts[2])];
  const [dayNumber, month] = format === 'mdy' ? [second, first] : [first, second];
  return real(fullYear(parts[3] ?? ''), month, dayNumber);
}

/** Nursery -2 and -1, Reception 0, then the year's number; null for what is no year of a school. */
export function readYear(text: string): number | null {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/^(nc\s*)?(year|yr|y)\s*(group)?\s*/, '');
  if (/^(r|rec|reception|fs2)$/.test(plain)) return 0;
  if (/^(n2|nursery 2|nursery|fs1)$/.test(plain)) return -1;
  if (/^(n1|nursery 1)$/.test(plain)) return -2;
  const number = /^-?\d{1,2}$/.test(plain) ? Number(plain) : Number.NaN;
  return number >= -2 && number <= 14 ? number : null;
}

/** True, false, or undefined for what is neither. */
export function readYesNo(text: string): boolean | undefined {
  if (/^(y|yes|true|t|1)$/i.test(text)) return true;
  if (/^(n|no|false|f|0)$/i.test(text)) return false;
  return undefined;
}

export function readSex(text: string): 'F' | 'M' | null {
  if (/^(f|female|girl|g)$/i.test(text)) return 'F';
  if (/^(m|male|boy|b)$/i.test(text)) return 'M';
  return null;
}

/** N none, K support, E plan; the codes before 2014 (A, P, S) as what took their place. */
export function readSen(text: string): Sen | null {
  const plain = text.trim().toLowerCase();
  if (/^(e|ehcp|ehc plan|education,? health and care plan|s|statement)\b/.test(plain)) return 'E';
  if (/^(k|a|p|sen support|sen|support|yes|y)\b/.test(plain)) return 'K';
  if (/^(n|no|none|no sen|no special.*|not? on.*)\b/.test(plain)) return 'N';
  return null;
}

/** English as an additional language, from a yes/no or a first language (`ENG`, `ENB`, `English`); undefined when it cannot be told. */
export function readEal(text: string): boolean | undefined {
  const said = readYesNo(text);
  if (said !== undefined) return said;
  if (/^(eng|enb|english|believed to be english)$/i.test(text)) return false;
  if (/^(oth|otb|other than english|believed to be other than english|eal)$/i.test(text)) return true;
  if (/^(ref|nob|zzz|not obtained|refused|unclassified)$/i.test(text)) return undefined;
  return /^[a-z]{3,4}$|^[a-z][a-z ()/-]{3,40}$/i.test(text) ? true : undefined;
}

/** A whole number of sessions; `12.0` is 12. Null for anything else. */
export function readCount(text: string): number | null {
  return /^\d{1,6}(\.0+)?$/.test(text) ? Math.trunc(Number(text)) : null;
}
