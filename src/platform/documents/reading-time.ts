import { plainText } from './column-widths.ts';
import type { Block, DocumentTree } from './document-tree.ts';

/** Silent reading of English non-fiction: Brysbaert, "How many words do we read per minute?", Journal of Memory and Language 109 (2019). */
const WORDS_PER_MINUTE = 238;

/** What an A4 page of ours holds, measured on a page of plain paragraphs and on a page of a plain table. */
const WORDS_PER_PAGE = 480;
const ROWS_PER_PAGE = 32;

export interface ReadingTime {
  readonly words: number;
  /** Whole minutes, at least 1. */
  readonly minutes: number;
  /** A rough count of A4 pages, at least 1: for a list of papers, not for a contents page. */
  readonly pages: number;
}

/** How long a document takes to read. The cover block and the evidence are not counted. */
export function readingTime(tree: DocumentTree): ReadingTime {
  const words = wordsOf(tree.blocks);
  const rows = tree.blocks.reduce((sum, block) => sum + rowsOf(block), 0);
  const breaks = tree.blocks.filter((block) => block.kind === 'page-break').length;
  return {
    words,
    minutes: Math.max(1, Math.round(words / WORDS_PER_MINUTE)),
    pages: Math.max(
      1,
      Math.ceil((words - tableWords(tree.blocks)) / WORDS_PER_PAGE + rows / ROWS_PER_PAGE + 0.3 + breaks / 2),
    ),
  };
}

const count = (value: string): number => value.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

const rowsOf = (block: Block): number =>
  block.kind === 'table'
    ? block.rows.length + 2
    : block.kind === 'judgement'
      ? 1
      : block.kind === 'signatures'
        ? 2 * block.lines.length
        : 0;

const tableWords = (blocks: readonly Block[]): number => wordsOf(blocks.filter((block) => block.kind === 'table'));

const wordsOf = (blocks: readonly Block[]): number => blocks.reduce((sum, block) => sum + wordsIn(block), 0);

function wordsIn(block: Block): number {
  switch (block.kind) {
    case 'heading':
      return count(block.text);
    case 'paragraph':
      return count(plainText(block.content));
    case 'list':
      return block.items.reduce((sum, item) => sum + wordsOf(item), 0);
    case 'table':
      return count(
        [
          block.caption,
          ...block.columns.map(({ header }) => header),
          ...block.rows.flat().map(plainText),
          block.note ?? '',
        ].join(' '),
      );
    case 'key-facts':
      return count(block.facts.map((fact) => `${fact.label} ${fact.value}`).join(' '));
    case 'judgement':
      return count(`${block.title} ${block.grade} ${block.previous ?? ''}`);
    case 'callout':
      return count(block.title) + wordsOf(block.blocks);
    case 'quote':
      return wordsOf(block.blocks) + count(block.source ?? '');
    default:
      return 0;
  }
}
