export * from './builders.ts';
export type * from './document-tree.ts';
export { blocksFromMarkdown, inlinesFromMarkdown, type MarkdownOptions } from './from-markdown.ts';
export { type ReadingTime, readingTime } from './reading-time.ts';
export { sha256Hex } from './sha256.ts';
export { renderDocx } from './to-docx.ts';
export { type EvidenceHref, renderHtml } from './to-html.tsx';
export { renderPdf } from './to-pdf.ts';
export { PdfError } from './typesetter.ts';
