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

const block = (it: Block): Child => {
  switch (it.kind) {
    case 'heading':
      return it.level === 3 ? <h4>{it.text}</h4> : <h3>{it.text}</h3>;
    case 'paragraph':
      return <p>{words(it.content)}</p>;
    case 'list': {
      const items = it.items.map((item) => <li>{item.map(block)}</li>);
      return it.ordered ? <ol start={it.start}>{items}</ol> : <ul>{items}</ul>;
    }
    case 'quote':
      return <blockquote>{it.blocks.map(block)}</blockquote>;
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

/** CommonMark that somebody wrote, as a part of a page: built from the syntax tree, so that no markup of theirs reaches the page. */
export const MarkdownProse = ({ text }: { text: string }) => (
  <Prose>{blocksFromMarkdown(text, { below: 1 }).map(block)}</Prose>
);
