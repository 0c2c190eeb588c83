import type { Basis } from '#features/measures/index.ts';

/** Which figure a text is about: a measure, what it is made of, and the subject (0 where it is over all subjects). */
export type FigureKey = { measure: string; basis: Basis | ''; subjectId: number };

/** The key as one word, for forms and papers: `attainment8.c.0`. */
export const keyText = (key: FigureKey): string => `${key.measure}.${key.basis}.${key.subjectId}`;

/** The key that `keyText` wrote, or null where it did not. */
export function readKey(text: string): FigureKey | null {
  const found = /^([a-z0-9_]{1,60})\.([rcp]?)\.(\d{1,9})$/.exec(text);
  if (!found) return null;
  const [, measure = '', basis = '', subject = '0'] = found;
  return { measure, basis: basis as Basis | '', subjectId: Number(subject) };
}
