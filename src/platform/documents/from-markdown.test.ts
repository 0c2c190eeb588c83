import { describe, expect, it } from 'vitest';
import { bullets, code, emphasis, heading, item, link, paragraph, quote, strong, text } from './builders.ts';
import { blocksFromMarkdown, inlinesFromMarkdown } from './from-markdown.ts';

describe('Markdown in a document', () => {
  it('becomes paragraphs, lists and quotes', () => {
    expect(blocksFromMarkdown('A **bold** and *soft* `x`.\n\n- one\n  - two\n\n> said')).toEqual([
      paragraph(['A ', strong('bold'), ' and ', emphasis('soft'), ' ', code('x'), '.']),
      bullets([item('one', bullets(['two']))]),
      quote([paragraph('said')]),
    ]);
  });

  it('puts headings below the level it is given', () => {
    expect(blocksFromMarkdown('# One\n\n## Two\n\n#### Four', { below: 1 })).toEqual([
      heading(2, 'One'),
      heading(3, 'Two'),
      heading(3, 'Four'),
    ]);
  });

  it('keeps raw HTML as the text that it is', () => {
    expect(blocksFromMarkdown('<b onclick="x">hi</b> there')).toEqual([
      paragraph([text('<b onclick="x">'), text('hi'), text('</b>'), text(' there')]),
    ]);
    expect(blocksFromMarkdown('<div>\nblock\n</div>')[0]).toEqual(
      paragraph([text('<div>'), { kind: 'line-break' }, text('block'), { kind: 'line-break' }, text('</div>')]),
    );
    expect(blocksFromMarkdown('# A <i>title</i>')).toEqual([heading(1, 'A <i>title</i>')]);
  });

  it('keeps links to the web and to post, and only the words of others', () => {
    expect(
      inlinesFromMarkdown(
        '[a](https://x.org/) [b](javascript:alert(1)) [c](mailto:a@x.org) [d](data:text/html,x) [e](/local)',
      ),
    ).toEqual([
      link('https://x.org/', 'a'),
      text(' '),
      text('b'),
      text(' '),
      link('mailto:a@x.org', 'c'),
      text(' '),
      text('d'),
      text(' '),
      text('e'),
    ]);
    expect(inlinesFromMarkdown('[named][1]\n\n[1]: https://x.org/')).toEqual([link('https://x.org/', 'named')]);
  });

  it('reads tables, right-aligned columns as numbers', () => {
    const [table] = blocksFromMarkdown('| Measure | 2025 |\n|---|--:|\n| A \\| B | **4** |\n| short |');
    expect(table).toMatchObject({
      kind: 'table',
      columns: [
        { header: 'Measure', align: 'text' },
        { header: '2025', align: 'number' },
      ],
    });
    expect(table?.kind === 'table' && table.rows[0]).toEqual([[text('A | B')], [strong('4')]]);
  });

  it('keeps the number at which a list starts, and the lines of code', () => {
    expect(blocksFromMarkdown('3. c\n4. d')).toMatchObject([{ kind: 'list', ordered: true, start: 3 }]);
    expect(blocksFromMarkdown('```\na\nb\n```')).toEqual([paragraph([code('a'), { kind: 'line-break' }, code('b')])]);
  });

  it('shows the description of an image', () => {
    expect(inlinesFromMarkdown('![A chart](https://x.org/a.png)')).toEqual([text('A chart')]);
  });

  it('reads any text, however nested, and loses no words', () => {
    expect(JSON.stringify(blocksFromMarkdown(`${'> '.repeat(300)}deep`))).toContain('deep');
    expect(JSON.stringify(blocksFromMarkdown(`${'- '.repeat(100)}deep`))).toContain('deep');
    expect(blocksFromMarkdown('')).toEqual([]);
    expect(JSON.stringify(blocksFromMarkdown('*'.repeat(2_000)))).toBeTypeOf('string');
  });
});
