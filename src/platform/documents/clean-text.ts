/**
 * Makes any string safe to print: no lone surrogates, control characters, noncharacters or bidirectional overrides (which can make a text read
 * as something it is not); a line break becomes a space. Word files with such characters would not open at all.
 */
export const cleanText = (value: string): string =>
  value
    .toWellFormed()
    .replace(/[\t\n\r\v\f\u0085\u2028\u2029]+/gu, ' ')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
    .replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\ufeff\ufff9-\ufffb\p{Noncharacter_Code_Point}]/gu, '');

/** Whether an address may be printed as a link: http, https, mailto. Anything else is printed as text. */
export function isSafeLink(href: string): boolean {
  if (!/^(https?:\/\/|mailto:)/iu.test(href)) return false;
  return URL.canParse(href);
}

/** An anchor made of a heading: lower-case letters, figures and hyphens. */
export function slug(value: string): string {
  const plain = value.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '');
  return plain.replace(/[^a-z0-9]+/gu, '-').replace(/^-|-$/gu, '') || 'section';
}
