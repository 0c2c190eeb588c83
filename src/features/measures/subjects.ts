import subjectFile from '../../../data/assessment/subjects.json' with { type: 'json' };
import type { Bucket, StandardSubject } from './types.ts';

type ListedSubject = { slug: string; name: string; aliases?: readonly string[]; bucket?: Bucket };
type List = {
  qualification: string;
  name: string;
  scale: string;
  bucket: Bucket | null;
  aliases: readonly string[];
  subjects: readonly ListedSubject[];
};
const lists = subjectFile.lists as readonly List[];

/** Subjects that have a place in the national measures, as data/assessment/subjects.json lists them. */
export const subjects: readonly StandardSubject[] = lists.flatMap((list) =>
  list.subjects.map((one) => ({
    code: `${list.qualification}-${one.slug}`,
    name: one.name,
    aliases: one.aliases ?? [],
    qualification: list.qualification,
    scale: list.scale,
    bucket: one.bucket ?? list.bucket,
  })),
);
const byCode = new Map(subjects.map((subject) => [subject.code, subject]));

/** What each qualification is called: `a-level` is “A level”. */
export const qualificationNames: ReadonlyMap<string, string> = new Map(
  lists.map((list) => [list.qualification, list.name]),
);

export const bucketTitles: Record<Bucket, string> = {
  'english-language': 'English language',
  'english-literature': 'English literature',
  maths: 'Mathematics',
  'combined-science': 'Combined science (two EBacc places)',
  science: 'EBacc: science',
  humanities: 'EBacc: geography or history',
  language: 'EBacc: language',
  'gcse-open': 'Other GCSE (open places)',
  'non-gcse': 'Technical award (open places)',
  'a-level': 'A level',
  academic: 'Other academic (AS, extended project, core maths)',
  'applied-general': 'Applied general',
  'tech-level': 'Tech level',
  'ks2-reading': 'Key stage 2 reading',
  'ks2-writing': 'Key stage 2 writing',
  'ks2-maths': 'Key stage 2 maths',
  'ks2-gps': 'Key stage 2 grammar, punctuation and spelling',
  'ks2-science': 'Key stage 2 science',
  phonics: 'Phonics check',
  mtc: 'Multiplication tables check',
  elg: 'Early learning goal',
};

export const subjectOf = (code: string): StandardSubject | null => byCode.get(code) ?? null;

const NOISE = /\b(?:aqa|ocr|edexcel|pearson|wjec|eduqas|ncfe|cie|caie|higher tier|foundation tier|full course|fc)\b/g;
const words = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\(?\b9\s*(?:-|–|to)\s*1\b\)?/g, ' ')
    .replace(/&/g, ' and ')
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(NOISE, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const qualificationAliases = lists
  .flatMap((list) =>
    [...new Set([list.qualification, ...list.aliases].map(words))].map((alias) => ({ alias, of: list })),
  )
  .toSorted((a, b) => b.alias.length - a.alias.length);

/** Aliases that a text begins with, the longest first: `gcse da science` begins with `gcse da` and with `gcse`. */
const beginnings = (plain: string) => qualificationAliases.filter(({ alias }) => `${plain} `.startsWith(`${alias} `));

/** A combined science is a GCSE too. */
const withCombined = (found: readonly List[]): readonly List[] =>
  found.some((list) => list.qualification === 'gcse')
    ? [...found, ...lists.filter((list) => list.qualification === 'combined-science' && !found.includes(list))]
    : found;

/** The lists that a text about the qualification may mean: `GCSE (9-1) FC` is GCSE, combined science too. */
function listsOf(text: string): readonly List[] {
  const plain = words(text);
  const [longest] = beginnings(plain);
  return withCombined(qualificationAliases.filter(({ alias }) => alias === longest?.alias).map(({ of }) => of));
}

const matches = (list: List, plain: string): StandardSubject[] =>
  list.subjects
    .filter((one) => [one.name, ...(one.aliases ?? [])].some((name) => words(name) === plain))
    .flatMap((one) => byCode.get(`${list.qualification}-${one.slug}`) ?? []);

const only = (found: readonly StandardSubject[]): StandardSubject | null =>
  found.length === 1 ? (found[0] ?? null) : null;

/**
 * The standard subject that a school's own spelling means, such as `Eng Lang` with `GCSE`, or `GCSE (9-1) Mathematics`. Null when not sure:
 * `Maths` alone may be a GCSE, an A level or a lesson of Year 7, so say the qualification (`likelyQualification` by year group helps).
 */
export function findSubject(name: string, qualification?: string): StandardSubject | null {
  const plain = words(name);
  if (plain === '') return null;
  const known = qualification?.trim() ? listsOf(qualification) : [];
  if (known.length > 0) {
    const direct = only(known.flatMap((list) => matches(list, plain)));
    if (direct) return direct;
  }
  for (const { alias } of beginnings(plain)) {
    const rest = plain.slice(alias.length).trim();
    const told = qualificationAliases.filter((one) => one.alias === alias).map(({ of }) => of);
    const spoken = rest === '' ? null : only(withCombined(told).flatMap((list) => matches(list, rest)));
    if (spoken && (known.length === 0 || known.some((list) => list.qualification === spoken.qualification)))
      return spoken;
  }
  return known.length > 0 ? null : only(lists.flatMap((list) => matches(list, plain)));
}

/** The qualification that a pupil of this year group is most likely on; null in Years 7 to 9, where there is none. */
export function likelyQualification(yearGroup: number | null): string | null {
  if (yearGroup === null) return null;
  if (yearGroup >= 12) return 'a-level';
  if (yearGroup >= 10) return 'gcse';
  if (yearGroup >= 7) return null;
  return { 0: 'eyfsp', 1: 'phonics', 2: 'phonics', 4: 'mtc', 6: 'ks2' }[yearGroup] ?? null;
}
