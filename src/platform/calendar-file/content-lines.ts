const encoder = new TextEncoder();
const mostOctets = 75;

/** Breaks a line after 75 octets, never inside a character; what follows begins with a space (RFC 5545, 3.1). */
function foldLine(line: string): string {
  const pieces: string[] = [];
  let piece = '';
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).byteLength;
    if (octets + size > mostOctets) {
      pieces.push(piece);
      piece = ' ';
      octets = 1;
    }
    piece += character;
    octets += size;
  }
  return [...pieces, piece].join('\r\n');
}

/** The lines of a calendar as one text: folded, each ended by CRLF. */
export const joinLines = (lines: readonly string[]): string => lines.map((line) => `${foldLine(line)}\r\n`).join('');

// Control characters have no place in a calendar (RFC 5545, 3.1); half a surrogate pair has none in UTF-8.
const unfit = /(?![\t\n])\p{Cc}/gu;

/** A text as the value of a property: backslash, semicolon, comma and line breaks are written out (RFC 5545, 3.3.11). */
export function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(unfit, '')
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replaceAll('\n', '\\n');
}
