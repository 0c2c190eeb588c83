import {
  type Block,
  blocksFromMarkdown,
  type Inline,
  type MarkdownOptions,
  reference,
} from '#platform/documents/index.ts';
import type { Claim } from './claim-rules.ts';

// Private-use characters mark, inside the Markdown, where references go; those that somebody typed are replaced first.
const opens = '\uE000';
const closes = '\uE001';
const closing = /[.!?…]+["'”’)\]*_]*$/;

/** Puts a mark before the closing punctuation of each supported sentence. The mark never stands where it could change how Markdown is read. */
function marked(body: string, claims: readonly Claim[], keys: string[]): string {
  let text = body.replace(/[\uE000\uE001]/g, '�');
  for (const { sentence, evidenceIds } of [...claims].sort((a, b) => b.sentence.start - a.sentence.start)) {
    if (evidenceIds.length === 0) continue;
    const marks = evidenceIds.map((id) => `${opens}${keys.push(id) - 1}${closes}`).join('');
    const tail = closing.exec(sentence.text);
    const at = sentence.start + (tail ? tail.index : sentence.text.length);
    text = text.slice(0, at) + marks + text.slice(at);
  }
  return text;
}

const mark = /\uE000(\d+)\uE001/;

/** The text of a part as blocks, each supported sentence followed by the numbers of its evidence. `describe` names a piece for the list of evidence. */
export function citedBlocks(
  body: string,
  claims: readonly Claim[],
  describe: (evidenceId: string) => string,
  options: MarkdownOptions,
): readonly Block[] {
  const keys: string[] = [];
  const referenceTo = (index: string): Inline[] => {
    const key = keys[Number(index)];
    return key === undefined ? [] : [reference(key, describe(key))];
  };

  function inText(kind: 'text' | 'code', text: string): Inline[] {
    const parts = text.split(mark);
    // Odd parts are what the mark captured.
    if (kind === 'text')
      return parts.flatMap((part, index): Inline[] =>
        index % 2 === 1 ? referenceTo(part) : part === '' ? [] : [{ kind, text: part }],
      );
    const words = parts.filter((_, index) => index % 2 === 0).join('');
    return [{ kind, text: words }, ...parts.filter((_, index) => index % 2 === 1).flatMap(referenceTo)];
  }

  function inInlines(content: readonly Inline[]): Inline[] {
    return content.flatMap((part): Inline[] => {
      if (part.kind === 'text' || part.kind === 'code') return inText(part.kind, part.text);
      if (part.kind === 'strong' || part.kind === 'emphasis' || part.kind === 'link')
        return [{ ...part, content: inInlines(part.content) }];
      return [part];
    });
  }

  function inBlock(block: Block): Block {
    switch (block.kind) {
      case 'paragraph':
        return { ...block, content: inInlines(block.content) };
      case 'list':
        return { ...block, items: block.items.map((item) => item.map(inBlock)) };
      case 'quote':
      case 'callout':
        return { ...block, blocks: block.blocks.map(inBlock) };
      default:
        return block;
    }
  }

  return blocksFromMarkdown(marked(body, claims, keys), options).map(inBlock);
}
