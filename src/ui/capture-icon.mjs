// The icon of notes without a network: our mark, drawn into a PNG at build time, so that the product ships no binary that nobody can read.
import { crc32, deflateSync } from 'node:zlib';

const background = [0x1d, 0x4a, 0x44];
// The stones of the cairn as ellipses in a square of 100, inside the part that no launcher cuts off: centre, radii, colour.
const stones = [
  [50, 70, 25, 8.5, [255, 255, 255]],
  [51, 54, 18.5, 7.5, [222, 233, 230]],
  [49, 40, 13, 6.5, [190, 211, 207]],
  [51, 29, 6, 4.5, [244, 187, 90]],
];

/** The colour of a point; the smallest stone lies on top. */
function colourAt(x, y) {
  const stone = stones.findLast(([cx, cy, rx, ry]) => ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1);
  return stone ? stone[4] : background;
}

/** Edges are smoothed by looking at nine points of each dot. */
function dot(column, row, size) {
  const sum = [0, 0, 0];
  for (let sub = 0; sub < 9; sub += 1) {
    const x = ((column + ((sub % 3) + 0.5) / 3) * 100) / size;
    const y = ((row + (Math.floor(sub / 3) + 0.5) / 3) * 100) / size;
    for (const [index, value] of colourAt(x, y).entries()) sum[index] += value;
  }
  return sum.map((value) => Math.round(value / 9));
}

function chunk(name, content) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(content.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/**
 * A square PNG of the mark.
 * @param {number} size
 * @returns {Buffer}
 */
export function captureIcon(size) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc(size * (size * 3 + 1));
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1)
      rows.set(dot(column, row, size), row * (size * 3 + 1) + 1 + column * 3);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const image = chunk('IDAT', deflateSync(rows, { level: 9 }));
  return Buffer.concat([signature, chunk('IHDR', head), image, chunk('IEND', Buffer.alloc(0))]);
}
