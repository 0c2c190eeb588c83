import { cleanText, isSafeLink, slug } from './clean-text.ts';
import { plainText } from './column-widths.ts';
import type { Inline } from './document-tree.ts';
import type { EvidenceNumbers } from './evidence-numbers.ts';
import type { PreparedInline } from './prepared-tree.ts';

export interface InlineContext {
  readonly evidence: EvidenceNumbers;
  /** Anchors that the tree's own links may lead to. */
  readonly anchors: ReadonlySet<string>;
}

/** Marks nested deeper than this are printed as plain words. */
const DEEPEST = 12;

/** Cleans words, numbers evidence and keeps only links that are safe to follow. */
export const prepareInlines = (
  content: readonly Inline[],
  context: InlineContext,
  depth = 0,
): readonly PreparedInline[] =>
  depth > DEEPEST
    ? [{ kind: 'text', text: cleanText(plainText(content)) }]
    : content.flatMap((part) => prepareInline(part, context, depth));

function prepareInline(part: Inline, context: InlineContext, depth: number): readonly PreparedInline[] {
  const within = (content: readonly Inline[]) => prepareInlines(content, context, depth + 1);
  switch (part.kind) {
    case 'text':
    case 'code':
      return [{ kind: part.kind, text: cleanText(part.text) }];
    case 'strong':
    case 'emphasis':
      return [{ kind: part.kind, content: within(part.content) }];
    case 'link': {
      const id = part.href.startsWith('#') ? slug(part.href.slice(1)) : '';
      const content = within(part.content);
      if (id !== '' && context.anchors.has(id)) return [{ kind: 'anchor-link', id, content }];
      return isSafeLink(part.href) ? [{ kind: 'link', href: part.href, content }] : content;
    }
    case 'reference':
      return [{ kind: 'reference', ...context.evidence.cite(part.key, cleanText(part.text)) }];
    case 'line-break':
      return [{ kind: 'line-break' }];
  }
}
