import { longDate } from '../clock.ts';
import { cleanText, slug } from './clean-text.ts';
import { columnWidths } from './column-widths.ts';
import type { Block, Cell, DocumentTree, Fact, HeadingLevel, TableBlock } from './document-tree.ts';
import { type EvidenceNumbers, evidenceNumbers } from './evidence-numbers.ts';
import { type InlineContext, prepareInlines } from './prepare-inlines.ts';
import type { PreparedBlock, PreparedJudgement, PreparedTable, PreparedTree } from './prepared-tree.ts';
import { signatureTable } from './signature-table.ts';

/** Blocks nested deeper than this are dropped: the writers recurse, and paper has no room. Markdown is flattened well before. */
const DEEPEST = 12;

/** What is carried from block to block while a tree is prepared. */
interface Progress extends InlineContext {
  readonly evidence: EvidenceNumbers;
  readonly ids: Set<string>;
  /** Anchors that the tree's own links may lead to. */
  readonly anchors: ReadonlySet<string>;
  lastLevel: number;
}

/** Answers once, for all writers, what they must agree on. Pure: the tree is not changed. */
export function prepareTree(tree: DocumentTree): PreparedTree {
  const evidence = evidenceNumbers();
  const progress: Progress = { evidence, ids: new Set(), anchors: anchorsOf(tree.blocks), lastLevel: 0 };
  const blocks = prepareBlocks(tree.blocks, progress, 0);
  const rest = evidence.take();
  const dateText = longDate(tree.date);
  const reference = cleanText(tree.reference ?? '');
  const joined = (...texts: readonly (string | undefined)[]) =>
    texts
      .map((text) => cleanText(text ?? ''))
      .filter(Boolean)
      .join('  ·  ');
  return {
    title: cleanText(tree.title).trim() || 'Untitled',
    subtitle: cleanText(tree.subtitle ?? ''),
    organisation: cleanText(tree.organisation),
    classification: cleanText(tree.classification ?? ''),
    reference,
    running: {
      organisation: cut(cleanText(tree.organisation), 40),
      title: cut(joined(tree.title, tree.subtitle), 60),
      foot: cut(joined(tree.title, tree.classification), 95),
    },
    details: [
      ...(reference === '' ? [] : [{ label: 'Reference', value: reference }]),
      { label: 'Date', value: dateText },
      ...tree.details.map(cleanFact),
    ],
    blocks: rest.length === 0 ? blocks : [...blocks, { kind: 'evidence', entries: rest }],
  };
}

const cut = (text: string, letters: number): string => {
  const all = [...text];
  return all.length <= letters
    ? text
    : `${all
        .slice(0, letters - 1)
        .join('')
        .trimEnd()}…`;
};

const cleanFact = (fact: Fact): Fact => ({ label: cleanText(fact.label), value: cleanText(fact.value) });

const anchorsOf = (blocks: readonly Block[]): ReadonlySet<string> =>
  new Set(blocks.flatMap((block) => (block.kind === 'heading' && block.id !== undefined ? [slug(block.id)] : [])));

function prepareBlocks(blocks: readonly Block[], progress: Progress, depth: number): readonly PreparedBlock[] {
  if (depth > DEEPEST) return [];
  const prepared: PreparedBlock[] = [];
  for (const block of blocks) {
    const next = prepareBlock(block, progress, depth);
    const last = prepared.at(-1);
    if (next === null) continue;
    if (next.kind === 'judgements' && last?.kind === 'judgements') {
      const lines = [...last.lines, ...next.lines];
      prepared[prepared.length - 1] = { ...last, lines, hasPrevious: last.hasPrevious || next.hasPrevious };
    } else prepared.push(next);
  }
  return prepared;
}

function prepareBlock(block: Block, progress: Progress, depth: number): PreparedBlock | null {
  const within = (blocks: readonly Block[]) => prepareBlocks(blocks, progress, depth + 1);
  switch (block.kind) {
    case 'heading':
      return prepareHeading(block.text, block.level, block.id, progress);
    case 'paragraph':
      return block.content.length === 0
        ? null
        : { kind: 'paragraph', content: prepareInlines(block.content, progress) };
    case 'list':
      return { kind: 'list', ordered: block.ordered, start: block.start ?? 1, items: block.items.map(within) };
    case 'table':
      return block.columns.length === 0 ? null : prepareTable(block, progress);
    case 'key-facts':
      return { kind: 'key-facts', facts: block.facts.map(cleanFact) };
    case 'judgement': {
      const line: PreparedJudgement = {
        title: cleanText(block.title),
        grade: cleanText(block.grade),
        previous: cleanText(block.previous ?? ''),
        tone: block.tone ?? 0,
      };
      return { kind: 'judgements', hasPrevious: line.previous !== '', lines: [line] };
    }
    case 'callout':
      return { kind: 'callout', tone: block.tone, title: cleanText(block.title), blocks: within(block.blocks) };
    case 'quote':
      return { kind: 'quote', blocks: within(block.blocks), source: cleanText(block.source ?? '') };
    case 'evidence-list': {
      const entries = progress.evidence.take();
      return entries.length === 0 ? null : { kind: 'evidence', entries };
    }
    case 'signatures':
      return { ...prepareTable(signatureTable(block.lines), progress), roomy: true };
    case 'page-break':
      return { kind: 'page-break' };
  }
}

function prepareHeading(value: string, level: HeadingLevel, id: string | undefined, progress: Progress): PreparedBlock {
  const text = cleanText(value).trim() || 'Untitled section';
  const allowed = Math.min(level, progress.lastLevel + 1);
  const closed: HeadingLevel = allowed <= 1 ? 1 : allowed === 2 ? 2 : 3;
  progress.lastLevel = closed;
  const wanted = slug(id ?? text);
  let free = wanted;
  const taken = (name: string) => progress.ids.has(name) || (id === undefined && progress.anchors.has(name));
  for (let count = 2; taken(free); count += 1) free = `${wanted}-${count}`;
  progress.ids.add(free);
  return { kind: 'heading', level: closed, text, id: free };
}

function prepareTable(block: TableBlock, progress: Progress): PreparedTable {
  const widths = columnWidths(block.columns, block.rows);
  const cell = (content: Cell | undefined) => prepareInlines(content ?? [], progress);
  return {
    kind: 'table',
    caption: cleanText(block.caption),
    columns: block.columns.map(({ header, align }, at) => ({
      header: cleanText(header),
      align,
      width: widths[at] ?? 0,
    })),
    rows: block.rows.map((row) => block.columns.map((_, at) => cell(row[at]))),
    headerColumn: block.headerColumn ?? false,
    note: cleanText(block.note ?? ''),
    roomy: false,
  };
}
