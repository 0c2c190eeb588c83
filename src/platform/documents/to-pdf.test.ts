import { describe, expect, it } from 'vitest';
import { bullets, heading, paragraph, table } from './builders.ts';
import type { DocumentTree } from './document-tree.ts';
import { exampleReview } from './example-review.ts';
import { documentOf, HOSTILE_TEXTS } from './hostile.ts';
import { readPdf } from './read-pdf.ts';
import { sha256Hex } from './sha256.ts';
import { renderPdf } from './to-pdf.ts';

const short = (...blocks: DocumentTree['blocks']): DocumentTree => ({ ...exampleReview(), blocks });
const textOf = async (tree: DocumentTree) => readPdf(await renderPdf(tree)).pages.join('\n');

describe('the PDF of a document', () => {
  it('is a tagged PDF/UA-1 in British English with its title shown', async () => {
    const { source } = readPdf(await renderPdf(exampleReview()));
    expect(source).toMatch(/\/MarkInfo <<\s+\/Marked true/u);
    expect(source).toContain('/Type /StructTreeRoot');
    expect(source).toContain('/Lang (en-GB)');
    expect(source).toContain('/DisplayDocTitle true');
    expect(source).toMatch(/pdfuaid:part>1</u);
    expect(source).toMatch(/dc:title>.*Annual Review 2025\/26/su);
  });

  it('has headings, lists and tables with heads in its structure', async () => {
    const { source } = readPdf(await renderPdf(exampleReview()));
    for (const tag of ['H1', 'H2', 'L', 'LI', 'Table', 'THead', 'TH', 'TD', 'Caption', 'Link'])
      expect(source).toContain(`/S /${tag}\n`);
  });

  it('says what the document says, in order, with numbered pages', async () => {
    const { pages } = readPdf(await renderPdf(exampleReview()));
    expect(pages).toHaveLength(4);
    expect(pages[0]).toContain('Overall effectiveness2 Good3 Requires improvement');
    expect(pages[1]).toContain('adults who know them well[1]');
    expect(pages[1]).toContain('[2]Learning walk, 24 lessons, 9 October 2025');
    expect(pages[3]).toContain('Page 4 of 4');
    expect(pages[3]).toContain('For trustees and the local governing body');
  });

  it('is the same to the byte each time, and differs when a word does', async () => {
    const [one, two] = [await renderPdf(exampleReview()), await renderPdf(exampleReview())];
    expect(sha256Hex(one)).toBe(sha256Hex(two));
    expect(sha256Hex(await renderPdf({ ...exampleReview(), subtitle: 'Other' }))).not.toBe(sha256Hex(one));
  });

  it.each(HOSTILE_TEXTS)('prints %s as text', async (text) => {
    const words = await textOf(documentOf(text));
    const plain = (value: string) => value.replace(/\s+/gu, '');
    expect(plain(words).split(plain(text)).length).toBeGreaterThan(18);
  });

  it('prints emoji as a box rather than fail, and keeps Hebrew, Arabic and accents', async () => {
    const words = await textOf(documentOf('Zoë 😀👩🏽‍🏫 Łukasz'));
    expect(words).toMatch(/Zoë □{3} Łukasz/u);
    await expect(renderPdf(documentOf('שלום עולם and مرحبا بالعالم'))).resolves.toBeInstanceOf(Uint8Array);
    await expect(renderPdf(documentOf('中文 ਪੰਜਾਬੀ বাংলা ไทย \u0000\u0007\ud800 \u202e x'))).resolves.toBeInstanceOf(
      Uint8Array,
    );
  });

  it('prints every letter that its fonts can draw, and a box only for each of the others', async () => {
    const words = await textOf(short(paragraph('ἀγάπη · ქართული · հայերեն · שָׁלוֹם · مُحَمَّد · 𝑝 · ⌘ · 中文 · বাংলা')));
    for (const drawn of ['ἀγάπη', 'ქართული', '𝑝', '⌘', '□□ ·']) expect(words).toContain(drawn);
    for (const mark of ['\u05b8', '\u064f']) expect(words).toContain(mark);
    expect(words).not.toMatch(/中|文|ব/u);
  });

  it('prints texts that would make the compiler abort the whole process', async () => {
    const pointed = String.fromCodePoint(
      ...[0x5c3, 0x5c5, 0x20, 0x5c7, 0x5e4, 0x5e7, 0x5ea, 0x20, 0x5f1, 0x20, 0x5f2, 0x20, 0x5f3, 0x20, 0x5f4],
      ...Array.from({ length: 11 }, (_, at) => [0x20, 0x5f5 + at]).flat(),
    );
    await expect(renderPdf(documentOf(pointed))).resolves.toBeInstanceOf(Uint8Array);
    await expect(renderPdf(documentOf('\u17bf'))).resolves.toBeInstanceOf(Uint8Array);
    const mixed = String.fromCodePoint(
      ...[
        0x2082, 0x200d, 0x200d, 0xfd1c, 0x1f06, 0xc01, 0x200d, 0x1ad2, 0x1d568, 0x20, 0x249, 0x2bcb, 0xe81, 0x447,
        0x10b,
      ],
      ...[
        0x82d, 0x729d, 0x20, 0x23ff, 0x200d, 0x20, 0x1f439, 0x4b4d, 0x9f9, 0x1da9b, 0xfb3e, 0x12fce, 0x20, 0x20,
        0x1163f,
      ],
      ...[0x1a0af, 0xd63, 0xfb65, 0x6e3, 0x200d],
    );
    expect(await textOf(short(paragraph('The text around it stays.'), paragraph(mixed)))).toContain(
      'The text around it stays.',
    );
    await expect(renderPdf(documentOf(' \u00ad '))).resolves.toBeInstanceOf(Uint8Array);
  });

  it('breaks words that are longer than the line', async () => {
    const word = 'https://example.org/'.concat('abcdefghij'.repeat(40));
    expect(await textOf(short(paragraph(word)))).toContain(word);
    await expect(renderPdf(documentOf(word))).resolves.toBeInstanceOf(Uint8Array);
  });

  it('copes with nothing at all', async () => {
    const empty = documentOf('');
    expect(await textOf(empty)).toContain('Untitled');
    await expect(renderPdf({ ...empty, details: [], blocks: [] })).resolves.toBeInstanceOf(Uint8Array);
  });

  it('repeats the head of a table that runs over the page', async () => {
    const rows = Array.from({ length: 120 }, (_, at) => [`Pupil group ${at}`, String(at)]);
    const columns = [
      { header: 'Group of pupils', align: 'text' },
      { header: 'Count', align: 'number' },
    ] as const;
    const { pages } = readPdf(
      await renderPdf(short(heading(1, 'Counts'), table({ caption: 'Counts', columns, rows }))),
    );
    const long = pages.filter((page) => page.includes('Pupil group'));
    expect(long.length).toBeGreaterThan(2);
    for (const page of long) expect(page).toContain('Group of pupils');
  });

  it('makes 30 sections quickly, and 60 pages too', async () => {
    const sentence = 'Leaders know the school well and act on what they find, with care for workload and for pupils. ';
    const section = (at: number) => [
      heading(1, `Section ${at}`),
      ...Array.from({ length: 6 }, () => paragraph(sentence.repeat(5))),
      bullets([sentence, sentence]),
      table({
        caption: `Table ${at}`,
        columns: [
          { header: 'Measure', align: 'text' },
          { header: 'Value', align: 'number' },
        ],
        rows: Array.from({ length: 12 }, (_, row) => [`Measure ${row}`, `${row}.0`]),
      }),
    ];
    const sections = (count: number) => short(...Array.from({ length: count }, (_, at) => section(at)).flat());
    const timed = async (count: number) => {
      const started = performance.now();
      const { pages } = readPdf(await renderPdf(sections(count)));
      const milliseconds = Math.round(performance.now() - started);
      console.info(`PDF of ${count} sections: ${pages.length} pages in ${milliseconds} ms (with reading it back)`);
      return { pages: pages.length, milliseconds };
    };
    expect((await timed(30)).milliseconds).toBeLessThan(5_000);
    const long = await timed(70);
    expect(long.pages).toBeGreaterThan(60);
    expect(long.milliseconds).toBeLessThan(10_000);
  });
});
