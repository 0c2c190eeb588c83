import type { Child } from 'hono/jsx';
import { type Block, blocksFromMarkdown, type Inline } from '#platform/documents/index.ts';
import { Prose } from '#ui/prose.tsx';
import { safeHref } from '#ui/safe-href.ts';

const words = (content: readonly Inline[]): Child[] =>
  content.map((part) => {
    switch (part.kind) {
      case 'text':
        return part.text;
      case 'code':
        return <code>{part.text}</code>;
      case 'strong':
        return <strong>{words(part.content)}</strong>;
      case 'emphasis':
        return <em>{words(part.content)}</em>;
      case 'link':
        return (
          <a class="govuk-link" href={safeHref(part.href)}>
            {words(part.content)}
          </a>
        );
      case 'line-break':
        return <br />;
      default:
        return '';
    }
  });

const levelsIn = (blocks: readonly Block[]): number[] =>
  blocks.flatMap((it) => {
    if (it.kind === 'heading') return [it.level];
    if (it.kind === 'quote') return levelsIn(it.blocks);
    return it.kind === 'list' ? it.items.flatMap(levelsIn) : [];
  });

const tags = ['h2', 'h3', 'h4', 'h5'] as const;

/** `rank` says where a level of the text comes on the page: 2 for <h2>. */
const block = (it: Block, rank: (level: number) => number): Child => {
  const inside = (inner: Block) => block(inner, rank);
  switch (it.kind) {
    case 'heading': {
      const Heading = tags[rank(it.level) - 2] ?? 'h5';
      return <Heading>{it.text}</Heading>;
    }
    case 'paragraph':
      return <p>{words(it.content)}</p>;
    case 'list': {
      const items = it.items.map((item) => <li>{item.map(inside)}</li>);
      return it.ordered ? <ol start={it.start}>{items}</ol> : <ul>{items}</ul>;
    }
    case 'quote':
      return <blockquote>{it.blocks.map(inside)}</blockquote>;
    case 'table':
      return (
        <table class="govuk-table">
          <thead>
            <tr>
              {it.columns.map((column) => (
                <th scope="col">{column.header}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {it.rows.map((row) => (
              <tr>
                {row.map((cell) => (
                  <td>{words(cell)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
    default:
      return null;
  }
};

/**
 * CommonMark that somebody wrote, as a part of a page: built from the syntax tree, so that no markup of theirs reaches the page. Its highest headings
 * come at `headingLevel`, the next below them one lower, whichever levels they wrote, so that nothing is skipped.
 */
export const MarkdownProse = ({ text, headingLevel = 3 }: { text: string; headingLevel?: 2 | 3 | undefined }) => {
  const blocks = blocksFromMarkdown(text);
  const used = [...new Set(levelsIn(blocks))].sort();
  return <Prose>{blocks.map((it) => block(it, (level) => headingLevel + used.indexOf(level)))}</Prose>;
};
