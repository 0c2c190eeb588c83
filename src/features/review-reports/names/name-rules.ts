import { capital } from '#platform/capital.ts';
import { type HiddenPerson, initialsOfName, partsOfName } from './people-rules.ts';
import {
  beginsSentence,
  fold,
  isCapitalised,
  isInitial,
  isShouted,
  sentenceAround,
  type Token,
  tokensOf,
} from './tokens.ts';
import { acronyms, alsoWords, commonSubjects, doings, particles, properWords, titles } from './word-lists.ts';

/** A word that was asked about in one sentence: what stands there instead, or null where it is no name. `word` is folded. */
export type SettledWord = { word: string; hash: string; replacement: string | null };

/** Whose names go, what is never a name here (the school, the trust, leaders of the trust), and what authors have settled. */
export type NameKnowledge = {
  hidden: readonly HiddenPerson[];
  allowed: readonly string[];
  settled: readonly SettledWord[];
};

export type Replacement = { found: string; by: string; sentence: string; hash: string; start: number };
export type Leftover = { found: string; why: string; sentence: string; hash: string };
export type WithoutNames = { text: string; replacements: readonly Replacement[]; leftovers: readonly Leftover[] };

type Run = { from: number; to: number; found: string; parts: string[]; titled: boolean; initials: string[] };
type Index = ReadonlyMap<string, readonly HiddenPerson[]>;

const staff = 'a member of staff';

function indexOf(hidden: readonly HiddenPerson[]): Index {
  const index = new Map<string, HiddenPerson[]>();
  for (const person of hidden)
    for (const part of new Set(partsOfName(person.name))) index.set(part, [...(index.get(part) ?? []), person]);
  return index;
}

/** Tokens inside phrases of two words or more that are allowed as a whole, such as the school's name. */
function protectedTokens(tokens: readonly Token[], allowed: readonly string[]): ReadonlySet<number> {
  const safe = new Set<number>();
  for (const phrase of allowed.map((one) => tokensOf(one).map((token) => token.folded)).filter((it) => it.length > 1))
    tokens.forEach((_, at) => {
      if (phrase.every((word, index) => tokens[at + index]?.folded === word))
        phrase.forEach((_word, index) => {
          safe.add(at + index);
        });
    });
  return safe;
}

/** What may stand between two words of one name: a space or line break, a hyphen, and a full stop after a title or an initial. */
function joined(text: string, one: Token, next: Token): boolean {
  const gap = text.slice(one.end, next.start);
  if (/^(?:[^\S\n]*\n?[^\S\n]*|[-‐‑])$/.test(gap) && gap !== '') return true;
  return (titles.has(one.folded) || isInitial(one)) && /^\.[^\S\n]*\n?[^\S\n]*$/.test(gap);
}

/** The longest run of titles, initials and parts of hidden names from this word on; null where it holds no such part. */
function runAt(
  text: string,
  tokens: readonly Token[],
  at: number,
  index: Index,
  safe: ReadonlySet<number>,
): Run | null {
  const parts: string[] = [];
  const initials: string[] = [];
  let titled = false;
  let to = -1;
  for (let here = at; here < tokens.length; here += 1) {
    const token = tokens[here];
    const before = tokens[here - 1];
    if (!token || safe.has(here) || (here > at && before && !joined(text, before, token))) break;
    if (index.has(token.folded)) {
      // A word that is a name too goes on with a name only where it has its capital: “Bell read” is one name and a verb.
      if (parts.length > 0 && !isCapitalised(token)) break;
      parts.push(token.folded);
      to = here;
    } else if (titles.has(token.folded) && isCapitalised(token) && parts.length === 0) titled = true;
    else if (isInitial(token)) initials.push(token.folded);
    else if (!(parts.length > 0 && particles.has(token.folded)) && !(titled && particles.has(token.folded))) break;
  }
  const [first, last] = [tokens[at], tokens[to]];
  if (to < 0 || !first || !last) return null;
  return { from: at, to, found: text.slice(first.start, last.end), parts, titled, initials };
}

/** The people that a run can mean: those who carry all of its parts and, where initials stand before, begin with one of them. */
function meant(run: Run, index: Index): readonly HiddenPerson[] {
  const [first = [], ...others] = run.parts.map((part) => index.get(part) ?? []);
  const all = first.filter((person) => others.every((people) => people.includes(person)));
  if (run.initials.length === 0) return all;
  return all.filter((person) => partsOfName(person.name).some((part) => run.initials.includes(part.charAt(0))));
}

function roleOf(people: readonly HiddenPerson[]): string {
  const roles = new Set(people.map((person) => person.role));
  const [only] = roles;
  return roles.size === 1 && only !== undefined ? only : staff;
}

/** Why a run is not replaced by itself but asked about, or null where it surely is a name. */
function doubtOf(run: Run, people: readonly HiddenPerson[], tokens: readonly Token[]): string | null {
  const sure = run.titled || run.initials.length > 0 || run.parts.length > 1;
  const [first] = run.parts;
  const token = tokens[run.to];
  if (people.length === 0 && !sure) return null;
  if (people.length === 0 && run.initials.length > 0)
    return 'Initials and surname of somebody whom the school does not list';
  if (sure) return null;
  if (first !== undefined && alsoWords.has(first)) return 'A word, and the name of somebody at the school';
  if (token && !isCapitalised(token)) return 'The name of somebody at the school, in small letters';
  return null;
}

/** A single word that is a name too and stands in small letters is a word. */
const isPlainWord = (run: Run, tokens: readonly Token[]): boolean => {
  const token = tokens[run.to];
  return run.parts.length === 1 && !run.titled && run.initials.length === 0 && token !== undefined
    ? alsoWords.has(run.parts[0] ?? '') && !isCapitalised(token)
    : false;
};

function known(allowed: readonly string[]): ReadonlySet<string> {
  return new Set(allowed.flatMap((phrase) => tokensOf(phrase).map((token) => token.folded)));
}

const nounEnding = /(?:s|ing|ion|ment|ness|ance|ence|ity|ship|our|ance|ure|ism|hood|dom|al|ly|ed|work|ics|age|cy)$/;

/** A single word that begins a sentence and can be somebody who does what the next word says: “Chidi leads …”, not “Behaviour is …”. */
const beginsLikeName = (word: string, next: Token | undefined): boolean =>
  next !== undefined && doings.has(next.folded) && !commonSubjects.has(word) && !nounEnding.test(word);

type Look = {
  text: string;
  tokens: readonly Token[];
  isKnown: (folded: string) => boolean;
  initials: ReadonlySet<string>;
};

/** Something that looks like the name of somebody whom nobody listed, from this word on: how many words it has, and why. */
function looksLikeName({ text, tokens, isKnown, initials }: Look, at: number): { words: number; why: string } | null {
  const token = tokens[at];
  if (!token || !isCapitalised(token)) return null;
  const next = tokens[at + 1];
  if (titles.has(token.folded))
    return next && isCapitalised(next) && joined(text, token, next) ? { words: 2, why: 'A title and a name' } : null;
  const letters = `${token.folded}${next?.folded ?? ''}`;
  if (isInitial(token) && next && isInitial(next) && text.slice(token.end, next.start) === '.' && initials.has(letters))
    return { words: 2, why: 'The initials of somebody at the school' };
  if (isShouted(token))
    return initials.has(token.folded) && !acronyms.has(token.folded)
      ? { words: 1, why: 'The initials of somebody at the school' }
      : null;
  if (token.text.length < 2) return null;
  const unknown = (one: Token | undefined) =>
    one !== undefined && one.text.length > 1 && isCapitalised(one) && !isShouted(one) && !isKnown(one.folded);
  let words = 0;
  for (let here = at; unknown(tokens[here]); here += 1) {
    const [one, before] = [tokens[here], tokens[here - 1]];
    if (here > at && !(one && before && joined(text, before, one))) break;
    words += 1;
  }
  if (words === 0) return null;
  if (!beginsSentence(text, token.start)) return { words, why: 'A word with a capital that the school does not list' };
  if (words > 1) return { words, why: 'Words with capitals that the school does not list' };
  if (/^['’]s\b/.test(text.slice(token.end))) return { words, why: 'A word with a capital and an apostrophe' };
  return beginsLikeName(token.folded, next) ? { words, why: 'It begins a sentence as a name would' } : null;
}

/**
 * A text as governors read it: names of hidden people replaced by their roles, in every form in which people write them, and whatever still looks like a name
 * listed for the authors to settle. What they have settled in this very sentence counts.
 */
export function withoutNames(text: string, knowledge: NameKnowledge): WithoutNames {
  const tokens = tokensOf(text);
  const index = indexOf(knowledge.hidden);
  const safe = protectedTokens(tokens, knowledge.allowed);
  const small = new Set(tokens.filter((token) => !isCapitalised(token)).map((token) => token.folded));
  const listed = known(knowledge.allowed);
  const look: Look = {
    text,
    tokens,
    isKnown: (folded) => properWords.has(folded) || listed.has(folded) || small.has(folded),
    initials: new Set(knowledge.hidden.flatMap((person) => initialsOfName(person.name))),
  };
  const edits: { start: number; end: number; by: string }[] = [];
  const replacements: Replacement[] = [];
  const leftovers: Leftover[] = [];
  const take = (start: number, end: number, by: string) => {
    const { sentence, hash } = sentenceAround(text, start);
    // “The Okonjo-led lessons”: the role brings its own article.
    const article = /^(?:an?|the) /.test(by) ? (/\b(?:an?|the)\s+$/i.exec(text.slice(0, start))?.[0].length ?? 0) : 0;
    const words = beginsSentence(text, start - article) ? capital(by) : by;
    edits.push({ start: start - article, end, by: words });
    replacements.push({ found: text.slice(start, end), by: words, sentence, hash, start });
  };
  const settle = (start: number, end: number, otherwise: () => void) => {
    const { hash } = sentenceAround(text, start);
    const word = fold(text.slice(start, end));
    const settled = knowledge.settled.find((one) => one.word === word && one.hash === hash);
    if (!settled) otherwise();
    else if (settled.replacement !== null) take(start, end, settled.replacement);
  };
  const leave = (start: number, end: number, why: string) =>
    settle(start, end, () => {
      leftovers.push({ found: text.slice(start, end), why, ...sentenceAround(text, start) });
    });

  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at];
    if (!token || safe.has(at)) {
      at += 1;
      continue;
    }
    const run = runAt(text, tokens, at, index, safe);
    const last = run ? tokens[run.to] : undefined;
    if (run && last && !isPlainWord(run, tokens)) {
      const people = meant(run, index);
      const doubt = doubtOf(run, people, tokens);
      if (doubt !== null) leave(token.start, last.end, doubt);
      else settle(token.start, last.end, () => take(token.start, last.end, roleOf(people)));
      at = run.to + 1;
      continue;
    }
    const found = looksLikeName(look, at);
    const end = found ? tokens[at + found.words - 1]?.end : undefined;
    if (found && end !== undefined) leave(token.start, end, found.why);
    at += found?.words ?? 1;
  }
  let changed = text;
  for (const edit of edits.toReversed()) changed = changed.slice(0, edit.start) + edit.by + changed.slice(edit.end);
  return { text: changed, replacements, leftovers };
}
