import type { Tone } from './document-tree.ts';

/** Colours of printed documents, six hexadecimal digits without "#". `document.css` repeats them for the page. All text pairs pass 4.5:1. */
export const INK = '1d2a35';
export const ACCENT = '1f4f5f';
export const MUTED = '53616a';
export const RULE = 'c6d0d5';
export const WASH = 'f1f5f6';
export const LINK = '1a5a8a';

export interface Tint {
  readonly ink: string;
  readonly wash: string;
}

/** A grade's colours. They only support the grade's words. */
export const TONES: Readonly<Record<Tone, Tint>> = {
  1: { ink: '0b5f46', wash: 'e2f1ea' },
  2: { ink: '1a527c', wash: 'e4eef6' },
  3: { ink: '7d5000', wash: 'fcf0d9' },
  4: { ink: '93272c', wash: 'fae5e3' },
};
export const PLAIN: Tint = { ink: INK, wash: WASH };
export const CALLOUTS = { info: { ink: ACCENT, wash: WASH }, warning: TONES[3] } as const;
