import type { Block, Inline } from '#platform/documents/index.ts';

// An A4 page of ours in lines of body text, measured on issued reports: the cover block of page one takes about nineteen of them.
const linesOfPage = 47;
const linesOfCover = 19;
const charactersOfLine = 98;

const lengthOf = (content: readonly Inline[]): number =>
  content.reduce((sum, it) => sum + ('text' in it ? it.text.length : 'content' in it ? lengthOf(it.content) : 0), 0);

const headings = { 1: 3.2, 2: 2.6, 3: 1.9 } as const;

function linesOf(block: Block): number {
  switch (block.kind) {
    case 'heading':
      return headings[block.level] * Math.ceil(block.text.length / 70);
    case 'paragraph':
      return Math.ceil(lengthOf(block.content) / charactersOfLine) + 0.3;
    case 'list':
      return block.items.flat().reduce((sum, it) => sum + linesOf(it), 0.4) - block.items.length * 0.3;
    case 'quote':
    case 'callout':
      return block.blocks.reduce((sum, it) => sum + linesOf(it), 2);
    case 'table':
      return block.rows.length * 1.6 + 3;
    default:
      return 1;
  }
}

/** About how many pages of A4 these blocks take behind the cover block of page one, in tenths and never less than one. */
export function pagesBehindCover(blocks: readonly Block[]): number {
  const lines = blocks.reduce((sum, block) => sum + linesOf(block), linesOfCover);
  return Math.max(1, Math.round((lines / linesOfPage) * 10) / 10);
}
