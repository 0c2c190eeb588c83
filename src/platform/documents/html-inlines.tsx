import type { PreparedInline } from './prepared-tree.ts';

/** Words with their marks, as HTML. */
export const inlines = (content: readonly PreparedInline[]) => content.map(inline);

function inline(part: PreparedInline) {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'strong':
      return <strong>{inlines(part.content)}</strong>;
    case 'emphasis':
      return <em>{inlines(part.content)}</em>;
    case 'code':
      return <code>{part.text}</code>;
    case 'link':
      return (
        <a href={part.href} rel="noopener noreferrer">
          {inlines(part.content)}
        </a>
      );
    case 'anchor-link':
      return <a href={`#${part.id}`}>{inlines(part.content)}</a>;
    case 'reference':
      return (
        <sup class="document__reference">
          <a href={`#${part.id}`} aria-label={`Evidence ${part.number}`}>
            [{part.number}]
          </a>
        </sup>
      );
    case 'line-break':
      return <br />;
  }
}
