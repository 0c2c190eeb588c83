// What a paper for governors must not say: a number that is held back from them, a group of a few pupils, a pupil's name. Texts are warned of, never changed.

/** A number that readers do not see: of which group, the figure as it is printed, and of how many pupils. */
export type HeldBack = { group: string; value: string; pupils: number };

/** Numbers that readers see anyway, as they are printed. */
export type Visible = ReadonlySet<string>;

export type PupilIdentity = { forename: string | null; surname: string | null; upn: string | null };

const few = '(?:[1-5]|one|two|three|four|five)';
const children = '(?:pupils?|children|child|students?|learners?|boys?|girls?)';
// “Year 3 pupils” and “Key stage 2 pupils” are no small groups, and neither is “4.5 pupils”.
const smallGroup = new RegExp(
  `(?<!(?:years?|stages?|class|grade|level)\\s+(?:\\d+\\s*(?:,|and|to|or|[–-])\\s*)*)(?<![\\p{L}\\p{N}.,/%£-])${few}\\s+(?:(?:of|out of)\\s+(?:the\\s+)?(?:\\d+\\s+)?)?(?:[\\p{L}-]+\\s+)?${children}(?![\\p{L}\\p{N}])`,
  'giu',
);

/** Groups of one to five pupils that a text names, as they are written. */
export const smallGroupsIn = (text: string): string[] => [...new Set(text.match(smallGroup) ?? [])];

const bare = (printed: string): string => printed.replace('%', '').replace('−', '-');

/** Shares as they are written in a text: “50%”, “50.0 per cent”. */
const sharesIn = (text: string): string[] =>
  [...text.matchAll(/(?<![\p{L}\p{N}.])(\d{1,3}(?:\.\d+)?)\s*(?:%|per\s*cent|percent)/giu)].map(([, one = '']) => one);

/** Other numbers of a text. A whole number of one or two digits could be anything: a year group, a day. */
const numbersIn = (text: string): string[] =>
  [...text.replaceAll('−', '-').matchAll(/(?<![\p{L}\p{N}.])-?\d+(?:\.\d+)?(?!\p{N})/gu)]
    .map(([one]) => one)
    .filter((one) => one.includes('.') || one.length > 2);

const countsIn = (text: string): string[] =>
  [...text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}.])(\\d{1,4})\\s+(?:[\\p{L}-]+\\s+){0,2}${children}`, 'giu'))].map(
    ([, one = '']) => one,
  );

const same = (one: string, other: string): boolean => Number(one) === Number(other);
const among = (numbers: readonly string[], one: string): boolean => numbers.some((each) => same(each, one));

/** The numbers held back from readers that a text tells all the same, in words for its writer. */
export function heldBackIn(text: string, held: readonly HeldBack[], visible: Visible): string[] {
  const shares = sharesIn(text);
  const numbers = numbersIn(text);
  const counts = countsIn(text);
  const shown = [...visible].map(bare);
  const found = held.flatMap(({ group, value, pupils }) => {
    const printed = bare(value);
    // A share is also told when it is rounded: 33.3% is told by “33%”.
    const toldFigure = value.endsWith('%')
      ? shares.some((each) => same(each, printed) || Math.abs(Number(each) - Number(printed)) <= 0.5)
      : among(numbers, printed);
    const figure =
      toldFigure && !among(shown, printed) ? [`${value} is the figure of a group that is held back (${group})`] : [];
    // A group of fewer than six is warned of below, whatever it is a number of.
    const told = pupils > 5 && among(counts, String(pupils)) && !among(shown, String(pupils));
    const size = told ? [`${pupils} is the number of pupils of a group that is held back (${group})`] : [];
    return [...figure, ...size];
  });
  const small = smallGroupsIn(text).map((each) => `“${each}” is a group of fewer than six pupils`);
  return [...new Set([...found, ...small])];
}

const title = /(?:Mr|Mrs|Miss|Ms|Mx|Dr|Prof|Sir|Madam)\.?\s+$/u;
const notNames = new Set(
  'may will summer autumn april june august art music english french german maths science history school head heads grace mark faith hope joy price young long day page'.split(
    ' ',
  ),
);
const capitalised = /^\p{Lu}/u;

type Word = { text: string; before: string; after: string };

/** Words of a text with what stands before and after each. */
const wordsOf = (text: string): Word[] =>
  [...text.matchAll(/[\p{L}][\p{L}’'-]*/gu)].map((found) => ({
    text: found[0].replace(/[’']s$/u, ''),
    before: text.slice(0, found.index),
    after: text.slice(found.index + found[0].length),
  }));

const key = (name: string): string => name.normalize('NFC').toLocaleLowerCase('en-GB');

/**
 * Names of pupils that a text seems to hold: forename and surname together in either order, or one of them alone where it reads as a name (a capital inside a
 * sentence, no title before it, no other name beside it). A member of staff may have the name of a pupil, so this warns and does not decide. UPNs too.
 */
export function pupilsNamedIn(text: string, pupils: readonly PupilIdentity[]): string[] {
  const full = new Set<string>();
  const alone = new Set<string>();
  const upns = new Set<string>();
  for (const { forename, surname, upn } of pupils) {
    if (upn) upns.add(upn);
    const parts = [forename, surname].map((part) => part?.trim() ?? '');
    for (const part of parts) if (part.length > 2 && !notNames.has(key(part))) alone.add(key(part));
    const [first = '', last = ''] = parts;
    if (first && last) for (const pair of [`${first} ${last}`, `${last} ${first}`]) full.add(key(pair));
  }
  const found = new Set<string>();
  for (const [upn] of text.matchAll(/\b[A-Z]\d{11}[0-9A-Z]\b/g)) if (upns.has(upn)) found.add(upn);
  const words = wordsOf(text);
  for (const [index, word] of words.entries()) {
    const next = words[index + 1];
    if (next && /^,?\s+$/u.test(text.slice(word.before.length + word.text.length, next.before.length))) {
      if (full.has(key(`${word.text} ${next.text}`))) found.add(`${word.text} ${next.text}`);
    }
    if (!capitalised.test(word.text) || !alone.has(key(word.text)) || title.test(word.before)) continue;
    const opensSentence = word.before.trim() === '' || /[.!?:]\s*$|\n\s*$/u.test(word.before);
    const besideName = /\p{Lu}[\p{L}’'-]+\s+$/u.test(word.before) || /^\s+\p{Lu}/u.test(word.after);
    if (!opensSentence && !besideName) found.add(word.text);
  }
  // A full name says it all: its parts need no warning of their own.
  const fulls = [...found].filter((each) => each.includes(' '));
  return [...found].filter((each) => each.includes(' ') || !fulls.some((one) => one.split(' ').includes(each)));
}
