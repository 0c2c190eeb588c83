import type { AlignType, PhrasingContent, Root, RootContent, Table, TableRow } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import { heading, item, paragraph, quote, table } from './builders.ts';
import { isSafeLink } from './clean-text.ts';
import type { Block, HeadingLevel, Inline, ListBlock } from './document-tree.ts';

export interface MarkdownOptions {
  /** Headings come below this level: with 1, "#" becomes level 2. 0 when absent. Nothing goes below level 3. */
  readonly below?: 0 | 1 | 2;
}

/** Lists and quotes nested deeper than this become paragraphs of plain text. */
const DEEPEST = 5;

/** Addresses of `[words][name]`, by name. */
type Definitions = ReadonlyMap<string, string>;

interface Setting {
  readonly below: number;
  readonly definitions: Definitions;
  readonly depth: number;
}

const parse = (markdown: string): Root =>
  fromMarkdown(markdown, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });

const definitionsOf = (root: Root): Definitions =>
  new Map(root.children.flatMap((node) => (node.type === 'definition' ? [[node.identifier, node.url] as const] : [])));

/**
 * Reads CommonMark with GFM tables. Raw HTML stays on the page as the text that it is, images become their description, and a link that is not
 * http, https or mailto becomes its words. Never throws: every text is valid CommonMark.
 */
export function blocksFromMarkdown(markdown: string, options: MarkdownOptions = {}): readonly Block[] {
  const root = parse(markdown);
  return blocks(root.children, { below: options.below ?? 0, definitions: definitionsOf(root), depth: 0 });
}

/** Reads a single line of Markdown, such as a cell of a table: the inlines of all its paragraphs, one after the other. */
export function inlinesFromMarkdown(markdown: string): readonly Inline[] {
  return blocksFromMarkdown(markdown).flatMap((block) => (block.kind === 'paragraph' ? block.content : []));
}

const blocks = (nodes: readonly RootContent[], setting: Setting): readonly Block[] =>
  nodes.flatMap((node) => block(node, setting));

function block(node: RootContent, setting: Setting): readonly Block[] {
  if (setting.depth > DEEPEST && 'children' in node) return [paragraph(literal(node))];
  const deeper = { ...setting, depth: setting.depth + 1 };
  switch (node.type) {
    case 'heading':
      return [heading(levelOf(node.depth + setting.below), literal(node))];
    case 'paragraph':
      return [paragraph(phrasing(node.children, setting.definitions))];
    case 'html':
      return [paragraph(lines(node.value, (text) => ({ kind: 'text', text })))];
    case 'code':
      return [paragraph(lines(node.value, (text) => ({ kind: 'code', text })))];
    case 'blockquote':
      return [quote(blocks(node.children, deeper))];
    case 'list': {
      const items = node.children.map((child) => {
        const content = blocks(child.children, deeper);
        return content[0]?.kind === 'paragraph' ? content : [...item(''), ...content];
      });
      const start = node.ordered ? { start: node.start ?? 1 } : {};
      const list: ListBlock = { kind: 'list', ordered: node.ordered ?? false, ...start, items };
      return [list];
    }
    case 'table':
      return [tableOf(node, setting.definitions)];
    default:
      return [];
  }
}

const levelOf = (depth: number): HeadingLevel => (depth <= 1 ? 1 : depth === 2 ? 2 : 3);

function tableOf(node: Table, definitions: Definitions): Block {
  const [first, ...rest] = node.children;
  const cells = (row: TableRow) => row.children.map((cell) => phrasing(cell.children, definitions));
  return table({
    caption: '',
    columns: (first?.children ?? []).map((cell, at) => ({ header: literal(cell), align: alignOf(node.align?.[at]) })),
    rows: rest.map(cells),
  });
}

const alignOf = (align: AlignType | undefined): 'text' | 'number' => (align === 'right' ? 'number' : 'text');

function phrasing(nodes: readonly PhrasingContent[], definitions: Definitions): readonly Inline[] {
  return nodes.flatMap((node): readonly Inline[] => {
    switch (node.type) {
      case 'text':
      case 'html':
        return [{ kind: 'text', text: node.value }];
      case 'inlineCode':
        return [{ kind: 'code', text: node.value }];
      case 'strong':
      case 'emphasis':
        return [{ kind: node.type, content: phrasing(node.children, definitions) }];
      case 'break':
        return [{ kind: 'line-break' }];
      case 'image':
      case 'imageReference':
        return [{ kind: 'text', text: node.alt ?? '' }];
      case 'link':
      case 'linkReference': {
        const href = node.type === 'link' ? node.url : (definitions.get(node.identifier) ?? '');
        const content = phrasing(node.children, definitions);
        return isSafeLink(href) ? [{ kind: 'link', href, content }] : content;
      }
      default:
        return [];
    }
  });
}

const lines = (value: string, one: (text: string) => Inline): readonly Inline[] =>
  value.split('\n').flatMap((line, at): Inline[] => (at === 0 ? [one(line)] : [{ kind: 'line-break' }, one(line)]));

/** The words of a node without their marks, as `mdast-util-to-string` has them but with raw HTML kept. Not recursive: nesting may be hostile. */
function literal(node: RootContent): string {
  const stack: RootContent[] = [node];
  let words = '';
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if ('value' in next) words += next.value;
    else if ('alt' in next) words += next.alt ?? '';
    else if (next.type === 'break') words += ' ';
    if ('children' in next) stack.push(...[...next.children].reverse());
  }
  return words;
}
