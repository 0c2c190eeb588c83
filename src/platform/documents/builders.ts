import type {
  Block,
  CalloutBlock,
  Cell,
  EvidenceListBlock,
  EvidenceReference,
  Fact,
  HeadingBlock,
  HeadingLevel,
  Inline,
  JudgementBlock,
  KeyFactsBlock,
  LinkInline,
  ListBlock,
  ListItem,
  PageBreakBlock,
  ParagraphBlock,
  QuoteBlock,
  SignatureLine,
  SignaturesBlock,
  TableBlock,
  TableColumn,
} from './document-tree.ts';

/** Text wherever inlines are wanted: a string is plain text, never markup. */
export type Words = string | Inline | readonly (string | Inline)[];

const isList = (words: Words): words is readonly (string | Inline)[] => Array.isArray(words);

/** Turns words into inlines; empty strings are left out. */
export function inlines(words: Words): readonly Inline[] {
  const parts = isList(words) ? words : [words];
  return parts.flatMap((part): Inline[] => (typeof part === 'string' ? (part === '' ? [] : [text(part)]) : [part]));
}

export const text = (value: string): Inline => ({ kind: 'text', text: value });
export const strong = (words: Words): Inline => ({ kind: 'strong', content: inlines(words) });
export const emphasis = (words: Words): Inline => ({ kind: 'emphasis', content: inlines(words) });
export const code = (value: string): Inline => ({ kind: 'code', text: value });
export const link = (href: string, words: Words): LinkInline => ({ kind: 'link', href, content: inlines(words) });

/** A small number that leads to the list of evidence; the same `key` is always the same number. */
export const reference = (key: string, description: string): EvidenceReference => ({
  kind: 'reference',
  key,
  text: description,
});

export const heading = (level: HeadingLevel, value: string, id?: string): HeadingBlock => ({
  kind: 'heading',
  level,
  text: value,
  ...(id === undefined ? {} : { id }),
});
export const paragraph = (words: Words): ParagraphBlock => ({ kind: 'paragraph', content: inlines(words) });

/** An item of a list: its words, then what is nested under them. */
export const item = (words: Words, ...nested: readonly Block[]): ListItem => [paragraph(words), ...nested];

/** A list item as a builder takes it: words, or blocks made by `item`. */
export type ItemWords = Words | ListItem;

const isBlocks = (value: ItemWords): value is ListItem =>
  Array.isArray(value) && value.length > 0 && value.every((part) => typeof part === 'object' && isBlock(part));

const BLOCK_KINDS: ReadonlySet<string> = new Set<Block['kind']>([
  'heading',
  'paragraph',
  'list',
  'table',
  'key-facts',
  'judgement',
  'callout',
  'quote',
  'evidence-list',
  'signatures',
  'page-break',
]);
const isBlock = (part: Block | Inline): part is Block => BLOCK_KINDS.has(part.kind);
const toItem = (value: ItemWords): ListItem => (isBlocks(value) ? value : item(value));

export const bullets = (items: readonly ItemWords[]): ListBlock => ({
  kind: 'list',
  ordered: false,
  items: items.map(toItem),
});
export const numbered = (items: readonly ItemWords[], start = 1): ListBlock => ({
  kind: 'list',
  ordered: true,
  start,
  items: items.map(toItem),
});

const column = (align: TableColumn['align'], header: string, width: number | undefined): TableColumn => ({
  header,
  align,
  ...(width === undefined ? {} : { width }),
});

/** A column of words. `width` is a share of the page's width; worked out from the content when absent. */
export const textColumn = (header: string, width?: number): TableColumn => column('text', header, width);
/** A column of figures, set to the right. */
export const numberColumn = (header: string, width?: number): TableColumn => column('number', header, width);

/** A table whose cells may be given as words; numbers must be formatted already. */
export function table(
  options: Omit<TableBlock, 'kind' | 'rows'> & { rows: readonly (readonly Words[])[] },
): TableBlock {
  return { kind: 'table', ...options, rows: options.rows.map((row) => row.map((cell): Cell => inlines(cell))) };
}

export const keyFacts = (facts: readonly Fact[]): KeyFactsBlock => ({ kind: 'key-facts', facts });
export const judgement = (options: Omit<JudgementBlock, 'kind'>): JudgementBlock => ({ kind: 'judgement', ...options });
export const callout = (tone: CalloutBlock['tone'], title: string, blocks: readonly Block[]): CalloutBlock => ({
  kind: 'callout',
  tone,
  title,
  blocks,
});
export const quote = (blocks: readonly Block[], source?: string): QuoteBlock => ({
  kind: 'quote',
  blocks,
  ...(source === undefined ? {} : { source }),
});
export const evidenceList = (): EvidenceListBlock => ({ kind: 'evidence-list' });
export const signatures = (lines: readonly SignatureLine[]): SignaturesBlock => ({ kind: 'signatures', lines });
export const pageBreak = (): PageBreakBlock => ({ kind: 'page-break' });
