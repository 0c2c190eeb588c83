import type { Child } from 'hono/jsx';
import type { DocumentTree } from './document-tree.ts';
import { inlines } from './html-inlines.tsx';
import { HtmlFacts, HtmlJudgements, HtmlTable } from './html-tables.tsx';
import { prepareTree } from './prepare-tree.ts';
import type { PreparedBlock, PreparedList } from './prepared-tree.ts';

/** The address of a piece of evidence by its key, for those who may open it. */
export type EvidenceHref = (key: string) => string | undefined;

/**
 * The document as one `<article>` for a page: its title is the `h1`, its headings are `h2` to `h4`. Classes only, styled by `document.css`;
 * the JSX escapes every word. `evidenceHref` makes links of the entries of its list of evidence that the reader may open; without it they are words.
 */
export function renderHtml(tree: DocumentTree, evidenceHref: EvidenceHref = () => undefined) {
  const block = blockWriter(evidenceHref);
  const document = prepareTree(tree);
  return (
    <article class="document" lang={tree.language}>
      <header class="document__cover">
        <p class="document__organisation">{document.organisation}</p>
        <h1 class="document__title">{document.title}</h1>
        {document.subtitle === '' ? null : <p class="document__subtitle">{document.subtitle}</p>}
        <HtmlFacts facts={document.details} />
        {document.classification === '' ? null : <p class="document__classification">{document.classification}</p>}
      </header>
      {document.blocks.map(block)}
    </article>
  );
}

const HEADINGS = { 1: 'h2', 2: 'h3', 3: 'h4' } as const;

function blockWriter(evidenceHref: EvidenceHref) {
  const block = (it: PreparedBlock): Child => writeBlock(it, block, evidenceHref);
  return block;
}

function writeBlock(it: PreparedBlock, block: (it: PreparedBlock) => Child, evidenceHref: EvidenceHref) {
  switch (it.kind) {
    case 'heading': {
      const Heading = HEADINGS[it.level];
      return (
        <Heading class={`document__heading document__heading--${it.level}`} id={it.id}>
          {it.text}
        </Heading>
      );
    }
    case 'paragraph':
      return <p>{inlines(it.content)}</p>;
    case 'list':
      return list(it, block);
    case 'table':
      return <HtmlTable table={it} />;
    case 'key-facts':
      return <HtmlFacts facts={it.facts} />;
    case 'judgements':
      return <HtmlJudgements box={it} />;
    case 'callout':
      return (
        <div class={`document__callout document__callout--${it.tone}`} role="note">
          <p class="document__callout-title">{it.title}</p>
          {it.blocks.map(block)}
        </div>
      );
    case 'quote':
      return (
        <figure class="document__quote">
          <blockquote>{it.blocks.map(block)}</blockquote>
          {it.source === '' ? null : <figcaption>{it.source}</figcaption>}
        </figure>
      );
    case 'evidence':
      return (
        <div class="document__evidence">
          <p class="document__evidence-title">Evidence</p>
          <ol>
            {it.entries.map((entry) => (
              <li value={entry.number} {...(entry.id === '' ? {} : { id: entry.id })}>
                {linked(entry.text, evidenceHref(entry.key))}
              </li>
            ))}
          </ol>
        </div>
      );
    case 'page-break':
      return <hr class="document__page-break" />;
  }
}

const linked = (text: string, href: string | undefined) => (href === undefined ? text : <a href={href}>{text}</a>);

function list(it: PreparedList, block: (it: PreparedBlock) => Child) {
  const items = it.items.map((blocks) => <li>{blocks.map(block)}</li>);
  return it.ordered ? <ol start={it.start}>{items}</ol> : <ul>{items}</ul>;
}
