import type { Fact, HeadingLevel, TableColumn, Tone } from './document-tree.ts';

/**
 * What the writers print: the tree after `prepareTree`, in which every question that must have the same answer in HTML, Word and PDF is already
 * answered (numbers of evidence, anchors, widths of columns, dates in words, clean text). It is plain JSON.
 */
export interface PreparedTree {
  readonly title: string;
  readonly subtitle: string;
  readonly organisation: string;
  readonly classification: string;
  readonly reference: string;
  /** What stands at the head and foot of each page, cut to fit one line. */
  readonly running: { readonly organisation: string; readonly title: string; readonly foot: string };
  /** The cover block: the reference and the date first, then the document's details. */
  readonly details: readonly Fact[];
  readonly blocks: readonly PreparedBlock[];
}

export type PreparedBlock =
  | { readonly kind: 'heading'; readonly level: HeadingLevel; readonly text: string; readonly id: string }
  | { readonly kind: 'paragraph'; readonly content: readonly PreparedInline[] }
  | PreparedList
  | PreparedTable
  | { readonly kind: 'key-facts'; readonly facts: readonly Fact[] }
  | PreparedJudgements
  | PreparedCallout
  | { readonly kind: 'quote'; readonly blocks: readonly PreparedBlock[]; readonly source: string }
  | { readonly kind: 'evidence'; readonly entries: readonly EvidenceEntry[] }
  | { readonly kind: 'page-break' };

export interface PreparedList {
  readonly kind: 'list';
  readonly ordered: boolean;
  readonly start: number;
  readonly items: readonly (readonly PreparedBlock[])[];
}

export interface PreparedTable {
  readonly kind: 'table';
  readonly caption: string;
  /** Widths are shares that add up to 1. */
  readonly columns: readonly (TableColumn & { readonly width: number })[];
  readonly rows: readonly (readonly (readonly PreparedInline[])[])[];
  readonly headerColumn: boolean;
  readonly note: string;
  /** Tall rows, to write in. */
  readonly roomy: boolean;
}

export interface PreparedJudgements {
  readonly kind: 'judgements';
  /** Whether any line has a previous grade: then the box has a third column. */
  readonly hasPrevious: boolean;
  readonly lines: readonly PreparedJudgement[];
}

export interface PreparedJudgement {
  readonly title: string;
  readonly grade: string;
  readonly previous: string;
  /** 0 is no colour. */
  readonly tone: Tone | 0;
}

export interface PreparedCallout {
  readonly kind: 'callout';
  readonly tone: 'info' | 'warning';
  readonly title: string;
  readonly blocks: readonly PreparedBlock[];
}

export interface EvidenceEntry {
  readonly number: number;
  /** The piece’s own key, by which a page finds its address; paper does not print it. */
  readonly key: string;
  readonly text: string;
  /** The anchor, on the first list that shows the entry; empty on later ones. */
  readonly id: string;
}

export type PreparedInline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong'; readonly content: readonly PreparedInline[] }
  | { readonly kind: 'emphasis'; readonly content: readonly PreparedInline[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly href: string; readonly content: readonly PreparedInline[] }
  | { readonly kind: 'anchor-link'; readonly id: string; readonly content: readonly PreparedInline[] }
  | { readonly kind: 'reference'; readonly number: number; readonly id: string }
  | { readonly kind: 'line-break' };
