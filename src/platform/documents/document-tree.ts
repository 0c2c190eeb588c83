/**
 * The document tree: what a document says, free of how it looks. The three writers (HTML, Word, PDF) read nothing else, so the three agree.
 * A tree is plain data: it can be stored as JSON with a frozen record (`date` apart, which is a `Temporal.PlainDate`).
 */

/** A whole document. All strings are plain text: no writer ever reads markup in them. */
export interface DocumentTree {
  readonly title: string;
  readonly subtitle?: string;
  /** The body that issues the document: the trust, or a school. */
  readonly organisation: string;
  readonly language: 'en-GB';
  readonly reference?: string;
  /** Who may read it, for example "For trustees and the local governing body". Printed on the cover and in every footer. */
  readonly classification?: string;
  /** The date on the cover, and the only clock the writers know: it is also the creation date inside the Word and PDF files. */
  readonly date: Temporal.PlainDate;
  /** The facts in the cover block, in order. */
  readonly details: readonly Fact[];
  readonly blocks: readonly Block[];
}

export interface Fact {
  readonly label: string;
  readonly value: string;
}

export type Block =
  | HeadingBlock
  | ParagraphBlock
  | ListBlock
  | TableBlock
  | KeyFactsBlock
  | JudgementBlock
  | CalloutBlock
  | QuoteBlock
  | EvidenceListBlock
  | SignaturesBlock
  | PageBreakBlock;

export type HeadingLevel = 1 | 2 | 3;

/** A skipped level (1 then 3) is closed up by the writers, because PDF/UA forbids the gap. */
export interface HeadingBlock {
  readonly kind: 'heading';
  readonly level: HeadingLevel;
  readonly text: string;
  /** The anchor to link to; made from the text when absent. */
  readonly id?: string;
}

export interface ParagraphBlock {
  readonly kind: 'paragraph';
  readonly content: readonly Inline[];
}

export interface ListBlock {
  readonly kind: 'list';
  readonly ordered: boolean;
  /** The first number of a numbered list; 1 when absent. */
  readonly start?: number;
  readonly items: readonly ListItem[];
}

/** The blocks of one item: a paragraph first, as a rule, then nested lists. */
export type ListItem = readonly Block[];

export interface TableColumn {
  readonly header: string;
  readonly align: 'text' | 'number';
  /** A share of the page's width between 0 and 1; worked out from the content when absent. */
  readonly width?: number;
}

export type Cell = readonly Inline[];

export interface TableBlock {
  readonly kind: 'table';
  readonly caption: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly Cell[])[];
  /** The first cell of each row names the row. */
  readonly headerColumn?: boolean;
  /** A source or a caution, printed small below the table. */
  readonly note?: string;
}

export interface KeyFactsBlock {
  readonly kind: 'key-facts';
  readonly facts: readonly Fact[];
}

/** Colours a grade box. 1 is the best and 4 the gravest; the grade's words always stand beside the colour. */
export type Tone = 1 | 2 | 3 | 4;

/** One line of a grade box. Judgements that follow one another share one box. */
export interface JudgementBlock {
  readonly kind: 'judgement';
  readonly title: string;
  /** The grade in words and figure, for example "2 Good". */
  readonly grade: string;
  readonly previous?: string;
  readonly tone?: Tone;
}

export interface CalloutBlock {
  readonly kind: 'callout';
  readonly tone: 'info' | 'warning';
  readonly title: string;
  readonly blocks: readonly Block[];
}

export interface QuoteBlock {
  readonly kind: 'quote';
  readonly blocks: readonly Block[];
  readonly source?: string;
}

/** Lists here the evidence cited since the last such list. What no list has shown is listed at the end of the document. */
export interface EvidenceListBlock {
  readonly kind: 'evidence-list';
}

export interface SignatureLine {
  readonly role: string;
  readonly name?: string;
  readonly date?: Temporal.PlainDate;
}

export interface SignaturesBlock {
  readonly kind: 'signatures';
  readonly lines: readonly SignatureLine[];
}

export interface PageBreakBlock {
  readonly kind: 'page-break';
}

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong'; readonly content: readonly Inline[] }
  | { readonly kind: 'emphasis'; readonly content: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | LinkInline
  | EvidenceReference
  | { readonly kind: 'line-break' };

/** Writers print the content without a link when the address is not http, https or mailto, or an anchor of this document ("#id"). */
export interface LinkInline {
  readonly kind: 'link';
  readonly href: string;
  readonly content: readonly Inline[];
}

/** Prints as a small number. The same key is the same number throughout the document. */
export interface EvidenceReference {
  readonly kind: 'reference';
  readonly key: string;
  /** What the evidence is, as it stands in the list of evidence. */
  readonly text: string;
}
