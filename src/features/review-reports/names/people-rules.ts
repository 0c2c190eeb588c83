import { fold, tokensOf } from './tokens.ts';
import { particles, titles } from './word-lists.ts';

/** Somebody whose name is kept from governors, and the role that stands there instead, with its article: “a teacher of mathematics”. */
export type HiddenPerson = { name: string; role: string };

/** The parts of a name as they are compared, hyphenated parts apart: `Dr Beatrix Lumley-Shaw` is beatrix, lumley, shaw. */
export const partsOfName = (name: string): string[] =>
  tokensOf(name)
    .map((token) => token.folded)
    .filter((part, index) => part.length > 1 && !(index === 0 && titles.has(part)) && !particles.has(part));

/** `Duncan Okonjo` → do, and `Beatrix Lumley-Shaw` → bls and bl. */
export function initialsOfName(name: string): string[] {
  const parts = partsOfName(name);
  const all = parts.map((part) => part.charAt(0)).join('');
  const ends = `${parts[0]?.charAt(0) ?? ''}${parts.at(-1)?.charAt(0) ?? ''}`;
  return [...new Set([all, ends, `${all.charAt(0)}${all.charAt(1)}`])].filter((letters) => letters.length > 1);
}

const subjects = /\b(?:head|leader|lead|coordinator|co-ordinator|curriculum leader|subject leader) of (.+)$/i;
const taught = /\bteacher of (.+)$/i;

const subjectOf = (title: string, pattern: RegExp): string | null => {
  const found = pattern.exec(title.split(',')[0] ?? '')?.[1]?.trim();
  return found ? subjectWords(found) : null;
};

const languages = new Set(['english', 'french', 'spanish', 'german', 'latin', 'mandarin']);
/** A subject inside a sentence: small letters, but for languages and what is written in capitals. */
export const subjectWords = (subject: string): string =>
  subject.replace(/\p{L}+/gu, (word) =>
    languages.has(word.toLowerCase()) || /^\p{Lu}{2,}$/u.test(word) ? word : word.toLowerCase(),
  );

export type Held = { role: string; departmentName: string | null; jobTitle: string | null };

/** The role in whose words a person of the school is spoken of. The highest of several counts. */
export function roleWords(held: readonly Held[]): string {
  const has = (role: string) => held.find((one) => one.role === role);
  if (has('head_teacher')) return 'the head teacher';
  if (has('slt')) return 'a senior leader';
  const middle = has('middle_leader');
  if (middle) {
    const subject = middle.departmentName
      ? subjectWords(middle.departmentName)
      : subjectOf(middle.jobTitle ?? '', subjects);
    return subject ? `the leader of ${subject}` : 'a middle leader';
  }
  const subject = held.map((one) => subjectOf(one.jobTitle ?? '', taught)).find((one) => one !== null);
  if (subject) return `a teacher of ${subject}`;
  if (has('teacher') || has('staff_representative')) return 'a teacher';
  return 'a member of staff';
}

const titled = /\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof)\.?\s+\p{Lu}[\p{L}'’-]+/gu;

/** People whom a timetable names in free words with a title, such as “Mrs Bell’s class”. */
export const namedInWords = (words: string): string[] =>
  [...new Set((words.match(titled) ?? []).map((name) => name.replace(/['’]s$/, '')))].filter(
    (name) => fold(name) !== '',
  );
