import { isValidUpn } from '#features/measures/index.ts';

/** Who is looked for in files. `namesakes`: the school's numbers of other pupils with the very same names. */
export type Sought = {
  upn: string | null;
  former_upn: string | null;
  reference: string | null;
  surname: string | null;
  forename: string | null;
  namesakes: readonly string[];
};

/** Where a file has the columns that say who a row is about; -1 where it has none. */
export type IdentityColumns = { upn: number; reference: number };

const folded = (text: string): string => text.trim().toLocaleLowerCase('en').normalize('NFC');
const asUpn = (text: string): string => text.replace(/\s/g, '').toUpperCase();

/**
 * Whether a row of a file is about the pupil: it carries the pupil's UPN or former UPN anywhere, or the school's number in its column, or both names while nothing
 * in it says that it is about somebody else (another valid UPN, the number of a namesake). So a row whose UPN was mistyped is found too.
 */
export function rowMatcher(pupil: Sought, columns: IdentityColumns): (cells: readonly string[]) => boolean {
  const upns = [pupil.upn, pupil.former_upn].flatMap((upn) => (upn ? [asUpn(upn)] : []));
  const reference = pupil.reference === null ? null : folded(pupil.reference);
  const surname = pupil.surname === null ? '' : folded(pupil.surname);
  const forename = pupil.forename === null ? '' : folded(pupil.forename);
  const namesakes = new Set(pupil.namesakes.map(folded));
  const whole = new Set(
    surname && forename
      ? [`${surname}, ${forename}`, `${surname},${forename}`, `${surname} ${forename}`, `${forename} ${surname}`]
      : [],
  );
  return (cells) => {
    if (upns.length > 0 && cells.some((cell) => upns.includes(asUpn(cell)))) return true;
    const number = columns.reference === -1 ? '' : folded(cells[columns.reference] ?? '');
    const given = columns.upn === -1 ? '' : asUpn(cells[columns.upn] ?? '');
    const isOther = given !== '' && isValidUpn(given);
    if (reference !== null && number === reference && !(isOther && upns.length > 0)) return true;
    if (!surname || !forename) return false;
    const texts = cells.map(folded);
    const named = texts.some((text) => whole.has(text)) || (texts.includes(surname) && texts.includes(forename));
    return named && !isOther && !namesakes.has(number);
  };
}

/** Lets through every row that could be about the pupil, by its text as it stands: taking a million others apart would be in vain. */
export function rowSieve(pupil: Sought): (raw: string) => boolean {
  const upns = [pupil.upn, pupil.former_upn].flatMap((upn) => (upn ? [asUpn(upn)] : []));
  const words = [pupil.reference, pupil.surname].flatMap((word) => (word ? [folded(word)] : []));
  // A quotation mark inside a cell is doubled.
  if (words.some((word) => word.includes('"'))) return () => true;
  return (raw) => {
    const text = folded(raw);
    return words.some((word) => text.includes(word)) || upns.some((upn) => asUpn(raw).includes(upn));
  };
}

/** Whether a text says who the pupil is: for values that a reading of a file left behind. */
export function saysWho(pupil: Sought): (text: string) => boolean {
  const upns = [pupil.upn, pupil.former_upn].flatMap((upn) => (upn ? [asUpn(upn)] : []));
  const words = [pupil.surname, pupil.forename].flatMap((name) => (name ? [folded(name)] : []));
  const letter = /[\p{L}\p{N}]/u;
  return (text) => {
    const plain = folded(text);
    if (upns.some((upn) => asUpn(text).includes(upn))) return true;
    if (pupil.reference !== null && plain === folded(pupil.reference)) return true;
    return words.some((word) => {
      for (let at = plain.indexOf(word); at !== -1; at = plain.indexOf(word, at + 1))
        if (!letter.test(plain.charAt(at - 1)) && !letter.test(plain.charAt(at + word.length))) return true;
      return false;
    });
  };
}

/** JSON without the texts that say who the pupil is: they become empty, and what is named after one goes. */
export function withoutPupil(value: unknown, says: (text: string) => boolean): unknown {
  if (typeof value === 'string') return says(value) ? '' : value;
  if (Array.isArray(value))
    return value.filter((each) => !(typeof each === 'string' && says(each))).map((each) => withoutPupil(each, says));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => (says(key) ? [] : [[key, withoutPupil(each, says)]])),
  );
}
