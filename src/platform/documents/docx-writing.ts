import { createHash } from 'node:crypto';

/** Twentieths of a point in a millimetre. */
export const MM = 1440 / 25.4;
export const PAGE = {
  width: 11906,
  height: 16838,
  side: Math.round(24 * MM),
  top: Math.round(27 * MM),
  bottom: Math.round(25 * MM),
};
/** The width of the text on an A4 page, in twentieths of a point. */
export const TEXT_WIDTH = PAGE.width - 2 * PAGE.side;

/** What the parts of the Word writer share while one document is written. */
export interface DocxWriting {
  /** Alternative text of the tables, in the order in which they open; `finishDocx` puts it in, as the library cannot. */
  readonly tableTexts: string[];
  /** The first numbers of the numbered lists so far; each list is an instance of its own, so that it starts afresh. */
  readonly listStarts: number[];
}

export const docxWriting = (): DocxWriting => ({ tableTexts: [], listStarts: [] });

/** Where a block stands: the room it has, how deep in lists, and the style of its paragraphs. */
export interface Place {
  readonly width: number;
  readonly listDepth: number;
  readonly style: 'Normal' | 'ListParagraph' | 'Quote';
}

/** A bookmark's name for an anchor. Word allows 40 letters, figures and underscores; a piece of hash keeps cut names apart. */
export function bookmarkName(anchor: string): string {
  const hash = createHash('sha256').update(anchor).digest('hex').slice(0, 8);
  return `c_${anchor.replace(/\W+/gu, '_').slice(0, 28)}_${hash}`;
}
