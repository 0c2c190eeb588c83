import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { bullets, evidenceList, heading, numbered, paragraph, reference } from './builders.ts';
import type { DocumentTree } from './document-tree.ts';
import { exampleReview } from './example-review.ts';
import { documentOf, HOSTILE_TEXTS } from './hostile.ts';
import { sha256Hex } from './sha256.ts';
import { renderDocx } from './to-docx.ts';

async function parts(tree: DocumentTree): Promise<(name: string) => string> {
  const files = unzipSync(await renderDocx(tree));
  return (name) => strFromU8(files[name] ?? new Uint8Array());
}

/** The texts of the body's runs, after checking that the part is well-formed XML. */
function textsOf(xml: string): readonly string[] {
  const texts: string[] = [];
  const parser = new SaxesParser();
  let inside = false;
  parser.on('opentag', ({ name }) => {
    inside = name === 'w:t';
  });
  parser.on('closetag', () => {
    inside = false;
  });
  parser.on('text', (text) => {
    if (inside) texts.push(text);
  });
  parser.write(xml).close();
  return texts;
}

describe('the Word file of a document', () => {
  it('has headings that Word knows as headings', async () => {
    const part = await parts(exampleReview());
    expect(part('word/document.xml')).toMatch(/<w:pStyle w:val="Title"\/>.*?Annual Review 2025\/26/su);
    expect(part('word/document.xml').match(/<w:pStyle w:val="Heading1"\/>/gu)).toHaveLength(7);
    expect(part('word/styles.xml')).toMatch(/w:styleId="Heading2".*?<w:outlineLvl w:val="1"\/>/su);
  });

  it('flags the head row of every data table so that it repeats, and describes every table', async () => {
    const body = (await parts(exampleReview()))('word/document.xml');
    const tables = body.split('<w:tbl>').slice(1);
    const data = tables.filter((table) => /"(Data|Grade)Table"/u.test(table));
    expect(data).toHaveLength(4);
    for (const table of data) expect(table.slice(0, table.indexOf('</w:tr>'))).toContain('<w:tblHeader/>');
    for (const table of tables) expect(table).toMatch(/^<w:tblPr>.*?<w:tblCaption w:val="[^"]+"\/><\/w:tblPr>/su);
    expect(body).toContain('<w:tblCaption w:val="Table 1. Key stage 4 results, three years"/>');
  });

  it('is British English, A4, titled, with numbered pages', async () => {
    const part = await parts(exampleReview());
    expect(part('word/styles.xml')).toContain('<w:lang w:val="en-GB"');
    expect(part('word/document.xml')).toMatch(/<w:pgSz [^>]*w:w="11906"|<w:pgSz w:w="11906"/u);
    expect(part('docProps/core.xml')).toContain('<dc:title>Annual Review 2025/26</dc:title>');
    expect(part('docProps/core.xml')).toContain('<dcterms:created xsi:type="dcterms:W3CDTF">2025-11-14T00:00:00Z<');
    const footer = `${part('word/footer1.xml')}${part('word/footer2.xml')}`;
    expect(footer).toContain('NUMPAGES');
    expect(footer).toContain('For trustees and the local governing body');
    expect(`${part('word/header1.xml')}${part('word/header2.xml')}`).toContain('Larkmoor Learning Trust');
  });

  it('is the same to the byte each time', async () => {
    expect(sha256Hex(await renderDocx(exampleReview()))).toBe(sha256Hex(await renderDocx(exampleReview())));
  });

  it('starts each numbered list afresh, or where it was told to', async () => {
    const tree = {
      ...exampleReview(),
      blocks: [numbered(['a']), paragraph('then'), numbered(['b'], 5), bullets(['c'])],
    };
    const part = await parts(tree);
    const used = [...part('word/document.xml').matchAll(/<w:numId w:val="(\d+)"\/>/gu)].map((match) => match[1]);
    expect(new Set(used).size).toBe(3);
    expect(part('word/numbering.xml')).toContain('<w:start w:val="5"/>');
  });

  it('leads from a small number to the evidence', async () => {
    const blocks = [heading(1, 'One'), paragraph(['Seen', reference('a', 'A visit')]), evidenceList()];
    const body = (await parts({ ...exampleReview(), blocks }))('word/document.xml');
    const anchor = /<w:hyperlink [^>]*w:anchor="([^"]+)"/u.exec(body)?.[1];
    expect(body).toContain(`w:name="${anchor}"`);
  });

  it('uses only styles that it defines', async () => {
    const part = await parts(exampleReview());
    const used = [...part('word/document.xml').matchAll(/<w:(?:pStyle|rStyle|tblStyle) w:val="([^"]+)"/gu)].map(
      (match) => match[1],
    );
    for (const style of new Set(used)) expect(part('word/styles.xml')).toContain(`w:styleId="${style}"`);
    textsOf(part('word/styles.xml'));
  });

  it.each([...HOSTILE_TEXTS, 'Zoë 😀 שלום \u0000\u0007\ud800 مرحبا', 'x'.repeat(3_000), ''])(
    'prints %s as text',
    async (text) => {
      const part = await parts(documentOf(text));
      const shown = textsOf(part('word/document.xml'));
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
      const expected = text.toWellFormed().replace(/[\u0000\u0007]/gu, '');
      if (text !== '') expect(shown.filter((value) => value === expected).length).toBeGreaterThan(15);
      textsOf(part('docProps/core.xml'));
      textsOf(part('word/header1.xml'));
      textsOf(part('word/footer1.xml'));
    },
  );
});
