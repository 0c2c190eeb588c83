import { ExternalHyperlink, InternalHyperlink, type IRunOptions, type ParagraphChild, TextRun } from 'docx';
import { bookmarkName } from './docx-writing.ts';
import type { PreparedInline } from './prepared-tree.ts';

/** Marks that may be on at the same time: Word takes one character style a run, so bold and italic add up as run properties. */
type Marks = Pick<IRunOptions, 'bold' | 'italics' | 'style'>;

/** Words with their marks, as runs. */
export const runs = (content: readonly PreparedInline[], marks: Marks = {}): readonly ParagraphChild[] =>
  content.flatMap((part) => run(part, marks));

function run(part: PreparedInline, marks: Marks): readonly ParagraphChild[] {
  switch (part.kind) {
    case 'text':
      return [new TextRun({ ...marks, text: part.text })];
    case 'code':
      return [new TextRun({ ...marks, style: 'Code', text: part.text })];
    case 'strong':
      return runs(part.content, { ...marks, bold: true });
    case 'emphasis':
      return runs(part.content, { ...marks, italics: true });
    case 'link':
      return [
        new ExternalHyperlink({ link: part.href, children: [...runs(part.content, { ...marks, style: 'Hyperlink' })] }),
      ];
    case 'anchor-link':
      return [
        new InternalHyperlink({
          anchor: bookmarkName(part.id),
          children: [...runs(part.content, { ...marks, style: 'Hyperlink' })],
        }),
      ];
    case 'reference':
      return [
        new InternalHyperlink({
          anchor: bookmarkName(part.id),
          children: [new TextRun({ style: 'EvidenceNumber', text: `[${part.number}]` })],
        }),
      ];
    case 'line-break':
      return [new TextRun({ break: 1 })];
  }
}
