import { capital } from '#platform/capital.ts';
// What trustees' papers never show: staff below leader level by name, and numbers of pupils so small that a child could be recognised.

/** A member of staff whose name stays out. `surname` is null where somebody who may be named has it too. */
export type StaffName = { name: string; surname: string | null };

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replace(/\s+/g, '\\s+');

/** The full name, or a title with the surname, as whole words. */
function pattern({ name, surname }: StaffName): RegExp {
  const titled = surname ? `|(?:Mr|Mrs|Miss|Ms|Mx|Dr|Prof)\\.?\\s+${escaped(surname)}` : '';
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped(name)}${titled})(?![\\p{L}\\p{N}])`, 'giu');
}

/** The words in place of a match, with a capital where a sentence begins with them. */
const inPlace =
  (words: string) =>
  (...[, offset, whole]: [match: string, offset: number, whole: string]): string =>
    /(?:^|[.!?]\s+)$/u.test(whole.slice(0, offset)) ? capital(words) : words;

/** The text with names replaced by “a member of staff”. */
export function withoutNames(text: string, staff: readonly StaffName[]): string {
  return staff.reduce((rest, one) => rest.replace(pattern(one), inPlace('a member of staff')), text);
}

/** The names that a text contains and should not. */
export function namesIn(text: string, staff: readonly StaffName[]): string[] {
  return staff.flatMap((one) => (pattern(one).test(text) ? [one.name] : []));
}

const few = '(?:[1-5]|one|two|three|four|five)';
const children = '(?:pupils?|children|child|students?|learners?|boys?|girls?)';
const which =
  '(?:disadvantaged|vulnerable|excluded|suspended|absent|looked-after|send|sen|eal|fsm|pp|year\\s+\\d+|y\\d+)';
const span = '(?:and|to|or|[–-])';
// “Year 3 pupils”, “Years 3 and 4 pupils” and “Key Stage 2 pupils” are no small groups, and neither is “4.5 pupils” or “1,203 pupils”.
const notA = `(?<!(?:years?|stages?|class|grade|level)\\s+(?:\\d+\\s*(?:,|${span})\\s*)*)(?<![\\p{L}\\p{N}.,/%£-])`;
const fewPupils = new RegExp(
  `${notA}(?:${few}\\s*${span}\\s*)?${few}\\s+(?:(?:of|out\\s+of)\\s+(?:the\\s+)?(?:\\d+\\s+)?)?(?:${which}\\s+)?${children}(?![\\p{L}\\p{N}])`,
  'giu',
);

/** The text with groups of one to five pupils written as “fewer than six pupils” (n < 6 is suppressed). */
export const withoutSmallNumbers = (text: string): string => text.replace(fewPupils, inPlace('fewer than six pupils'));

/** Groups of one to five pupils that a text names, as they are written. */
export const smallNumbersIn = (text: string): string[] => [...new Set(text.match(fewPupils) ?? [])];

/** A text as trustees may read it. */
export const forTrustees = (text: string, staff: readonly StaffName[]): string =>
  withoutSmallNumbers(withoutNames(text, staff));
