import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { largestPhoto, stripImage } from './image-rules.ts';

const text = (words: string) => [...new TextEncoder().encode(words)];
const segment = (marker: number, content: readonly number[]) => {
  const length = content.length + 2;
  return [0xff, marker, length >> 8, length & 0xff, ...content];
};
const exif = segment(0xe1, [...text('Exif\0\0'), ...text('GPS 51.5N 0.1W'), ...text('Phone of Somebody')]);
const frame = segment(0xc0, [8, 0, 1, 0, 1, 1, 1, 0x11, 0]);
const scan = [...segment(0xda, [1, 1, 0, 0, 63, 0]), 0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56];
const jpeg = (...parts: readonly (readonly number[])[]) => Uint8Array.from([0xff, 0xd8, ...parts.flat(), 0xff, 0xd9]);
const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

const stripped = (bytes: Uint8Array): Uint8Array => {
  const answer = stripImage(bytes);
  if (!answer.ok) throw new Error(answer.why);
  return answer.bytes;
};

test('a JPEG loses place, camera, comments and what hangs behind its end, and keeps its picture', () => {
  const clean = jpeg(frame, scan);
  const sent = jpeg(segment(0xe0, text('JFIF\0')), exif, segment(0xfe, text('Class 4B')), frame, exif, scan);
  const answer = stripped(Uint8Array.from([...sent, ...text('second picture')]));
  expect(latin(answer)).toBe(latin(clean));
  expect(latin(answer)).not.toMatch(/GPS|Phone|Class|second/);
});

test('a progressive JPEG keeps all its scans and the note of its colours', () => {
  const colours = segment(0xee, [...text('Adobe'), 0, 100, 0, 0, 0, 0, 1]);
  const clean = jpeg(colours, segment(0xc2, [8, 0, 1, 0, 1, 1, 1, 0x11, 0]), scan, segment(0xc4, [0, 1]), scan);
  expect(latin(stripped(clean))).toBe(latin(clean));
  expect(latin(stripped(jpeg(segment(0xee, text('Ducky')), frame, scan)))).not.toContain('Ducky');
});

const chunk = (name: string, content: readonly number[]) => {
  const body = Uint8Array.from([...text(name), ...content]);
  const number = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
  return [...number(content.length), ...body, ...number(crc32(body))];
};
const png = (...parts: readonly (readonly number[])[]) =>
  Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...parts.flat()]);
const [head, image, end] = [
  chunk('IHDR', [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]),
  chunk('IDAT', [1, 2, 3]),
  chunk('IEND', []),
];

test('a PNG loses text, time and EXIF, and keeps its picture', () => {
  const sent = png(
    head,
    chunk('tEXt', text('Author\0Somebody')),
    chunk('eXIf', [1]),
    image,
    chunk('tIME', [7]),
    end,
    text('more'),
  );
  expect(latin(stripped(sent))).toBe(latin(png(head, image, end)));
});

const damaged = png(head, image, end);
damaged[45] = 99;
test.each([
  ['a web page', Uint8Array.from(text('<!doctype html>')), 'neither a JPEG nor a PNG'],
  ['a GIF', Uint8Array.from(text('GIF89a')), 'neither a JPEG nor a PNG'],
  ['a JPEG that is cut off', jpeg(frame, scan).subarray(0, -2), 'its end is missing'],
  ['a JPEG without a picture', jpeg(exif), 'holds no image'],
  ['a JPEG with a segment that runs over its end', Uint8Array.from([0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff, 1]), 'cut off'],
  ['a PNG without a picture', png(head, end), 'holds no image'],
  ['a PNG with a damaged part', damaged, 'damaged'],
  ['a PNG without its head', png(image, end), 'head is missing'],
  ['a file that is too large', new Uint8Array(largestPhoto + 1), 'larger than'],
  ['nothing', new Uint8Array(), 'neither'],
])('%s is refused in plain words', (_what, bytes, why) => {
  const answer = stripImage(bytes);
  expect(answer.ok ? '' : answer.why).toContain(why);
});

test('whatever is sent, it is answered, and what is kept is stripped already', () => {
  const starts = fc.constantFrom([0xff, 0xd8, 0xff], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], []);
  fc.assert(
    fc.property(starts, fc.uint8Array({ maxLength: 300 }), (start, rest) => {
      const answer = stripImage(Uint8Array.from([...start, ...rest]));
      if (answer.ok) expect(latin(stripped(answer.bytes))).toBe(latin(answer.bytes));
    }),
  );
});
