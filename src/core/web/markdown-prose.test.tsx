import { expect, test } from 'vitest';
import { MarkdownProse } from './markdown-prose.tsx';

const shown = (text: string, headingLevel?: 2 | 3) => String(<MarkdownProse text={text} headingLevel={headingLevel} />);

test('headings follow that of the page without a gap, whichever levels people wrote', () => {
  expect(shown('# One\n\n## Two')).toContain('<h3>One</h3><h4>Two</h4>');
  expect(shown('## Only')).toContain('<h3>Only</h3>');
  expect(shown('# One\n\n### Three')).toContain('<h3>One</h3><h4>Three</h4>');
  expect(shown('## The year\n\n### Autumn', 2)).toContain('<h2>The year</h2><h3>Autumn</h3>');
});

test('a heading in a quotation counts too', () => {
  expect(shown('> ## Said\n\n# Then')).toContain('<h4>Said</h4>');
});
