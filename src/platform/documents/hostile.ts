import {
  bullets,
  callout,
  code,
  heading,
  judgement,
  keyFacts,
  link,
  paragraph,
  quote,
  reference,
  signatures,
  table,
} from './builders.ts';
import type { DocumentTree } from './document-tree.ts';

/** Texts that mean something to Typst, Word's XML, HTML, or to a layout engine. All must come out as the text that they are. */
export const HOSTILE_TEXTS: readonly string[] = [
  '#import "@preview/evil:1.0.0": *',
  '#read("/etc/passwd")',
  '$x$ *bold* _under_ `raw` ] [ } { ) (',
  '\\ @ref <label> ~ -- --- ... = heading',
  '"}]} , "kind": "evil"',
  '<script>alert(1)</script>',
  '" onmouseover="alert(1)',
  ']]> &amp; <w:br/> </w:t>',
  '// not a comment /* nor this */',
  'It is 5 < 6 && 7 > 6',
];

/** A document with a text in every field that takes one. */
export const documentOf = (text: string): DocumentTree => ({
  title: text,
  subtitle: text,
  organisation: text,
  language: 'en-GB',
  reference: text,
  classification: text,
  date: Temporal.PlainDate.from('2025-11-14'),
  details: [{ label: text, value: text }],
  blocks: [
    heading(1, text),
    paragraph([text, reference(text, text), code(text), link('https://example.org/', text)]),
    bullets([text, [text, code(text)]]),
    table({
      caption: text,
      columns: [
        { header: text, align: 'text' },
        { header: text, align: 'number' },
      ],
      rows: [[text, text]],
      note: text,
    }),
    keyFacts([{ label: text, value: text }]),
    judgement({ title: text, grade: text, previous: text, tone: 3 }),
    callout('warning', text, [paragraph(text)]),
    quote([paragraph(text)], text),
    signatures([{ role: text, name: text }]),
  ],
});
