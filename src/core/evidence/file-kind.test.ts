import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { fileKind, safeFileName } from './file-kind.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const office = (folder: string, more: Record<string, Uint8Array> = {}) =>
  zipSync({ '[Content_Types].xml': bytes('<Types/>'), [`${folder}/main.xml`]: bytes('<x/>'), ...more });

test('PDF, Word, Excel, pictures and text are known by their bytes', () => {
  expect(fileKind(bytes('%PDF-1.7\n'))).toMatchObject({ ok: true, mediaType: 'application/pdf' });
  expect(fileKind(office('word'))).toMatchObject({ ok: true, extensions: ['docx'] });
  expect(fileKind(office('xl'))).toMatchObject({ ok: true, extensions: ['xlsx'] });
  expect(fileKind(Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]))).toMatchObject({ ok: true, mediaType: 'image/jpeg' });
  expect(fileKind(bytes('Year 8 said: “we like it”.'))).toMatchObject({
    ok: true,
    mediaType: 'text/plain; charset=utf-8',
  });
});

test.each([
  ['a program that is called .pdf', Uint8Array.from([0x4d, 0x5a, 0x90, 0x00, 0x03]), 'is not of a kind'],
  ['a web page', bytes('  <!DOCTYPE html><script>alert(1)</script>'), 'is a web page'],
  ['a drawing with scripts', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'is a web page or drawing'],
  ['a workbook with macros', office('xl', { 'xl/vbaProject.bin': bytes('x') }), 'holds macros'],
  ['a zip folder', zipSync({ 'a.txt': bytes('a') }), 'is a zip folder'],
  ['an old Word file', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'old Office format'],
  ['an empty file', new Uint8Array(), 'is empty'],
])('%s is refused in plain words', (_what, content, why) => {
  const kind = fileKind(content);
  expect(kind.ok ? '' : kind.why).toContain(why);
});

test('a file is given back under a name without folders, ending as its content does', () => {
  expect(safeFileName('C:\\Users\\me\\Walk.pdf', ['pdf'])).toBe('Walk.pdf');
  expect(safeFileName('../../etc/passwd', ['txt'])).toBe('passwd.txt');
  expect(safeFileName('report.pdf.exe', ['pdf'])).toBe('report.pdf.exe.pdf');
  expect(safeFileName('', ['pdf'])).toBe('file.pdf');
});
