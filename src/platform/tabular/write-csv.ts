/** A cell that a spreadsheet will not take for a formula. */
function cell(value: string | number): string {
  const text = String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** Rows as a CSV file (UTF-8 with its mark, CRLF) that Excel opens with its accents; text that looks like a formula stays text. Numbers are written as they are. */
export function writeCsv(rows: readonly (readonly (string | number)[])[]): Uint8Array {
  return new TextEncoder().encode(`\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`);
}
