import { ks2Average } from './progress8.ts';
import type { PupilRecord } from './types.ts';

export type Breakdown =
  | 'all'
  | 'sex'
  | 'disadvantaged'
  | 'sen'
  | 'eal'
  | 'prior'
  | 'year'
  | 'registration'
  | 'subject'
  | 'class';
export const breakdowns: readonly Breakdown[] = [
  'all',
  'sex',
  'disadvantaged',
  'sen',
  'eal',
  'prior',
  'year',
  'registration',
  'subject',
  'class',
];
export const breakdownTitles: Record<Breakdown, string> = {
  all: 'All pupils',
  sex: 'Girls and boys',
  disadvantaged: 'Disadvantaged pupils and others',
  sen: 'Special educational needs',
  eal: 'First language',
  prior: 'Prior attainment',
  year: 'Year group',
  registration: 'Registration group',
  subject: 'Subject',
  class: 'Class',
};

/** `parent`: the group of the same breakdown (`sen`) or of another (`year:7`) that it is a part of; without one it is a part of all. */
export type Group = {
  breakdown: Breakdown;
  code: string;
  title: string;
  parent?: string;
  pupils: readonly PupilRecord[];
};
export type PriorBand = 'low_prior' | 'middle_prior' | 'high_prior';

/** Low below 100, middle below 110, high from 110, by the KS2 average; null without KS2 results. Source: DfE. */
export function priorBandOf(pupil: Pick<PupilRecord, 'ks2Reading' | 'ks2Maths'>): PriorBand | null {
  const average = ks2Average(pupil);
  if (average === null) return null;
  if (average < 100) return 'low_prior';
  return average < 110 ? 'middle_prior' : 'high_prior';
}

/** The code of what the file did not say. */
export const NOT_RECORDED = 'not_recorded';
type Rule = { code: string; title: string; parent?: string; has: (pupil: PupilRecord) => boolean };

const rules: Partial<Record<Breakdown, readonly Rule[]>> = {
  all: [{ code: 'all', title: 'All pupils', has: () => true }],
  sex: [
    { code: 'girls', title: 'Girls', has: (one) => one.sex === 'F' },
    { code: 'boys', title: 'Boys', has: (one) => one.sex === 'M' },
  ],
  disadvantaged: [
    { code: 'disadvantaged', title: 'Disadvantaged pupils', has: (one) => one.disadvantaged === true },
    { code: 'not_disadvantaged', title: 'Other pupils', has: (one) => one.disadvantaged === false },
  ],
  sen: [
    { code: 'sen', title: 'Pupils with special educational needs', has: (one) => one.sen === 'K' || one.sen === 'E' },
    { code: 'sen_support', title: 'SEN support', parent: 'sen', has: (one) => one.sen === 'K' },
    { code: 'ehcp', title: 'Education, health and care plan', parent: 'sen', has: (one) => one.sen === 'E' },
    { code: 'no_sen', title: 'No special educational needs', has: (one) => one.sen === 'N' },
  ],
  eal: [
    { code: 'eal', title: 'First language not English', has: (one) => one.eal === true },
    { code: 'english_first_language', title: 'First language English', has: (one) => one.eal === false },
  ],
  prior: [
    { code: 'low_prior', title: 'Low prior attainment', has: (one) => priorBandOf(one) === 'low_prior' },
    { code: 'middle_prior', title: 'Middle prior attainment', has: (one) => priorBandOf(one) === 'middle_prior' },
    { code: 'high_prior', title: 'High prior attainment', has: (one) => priorBandOf(one) === 'high_prior' },
  ],
};

const yearTitle = (year: number): string => (year === 0 ? 'Reception' : year < 0 ? 'Nursery' : `Year ${year}`);
const byName = (a: string, b: string): number => a.localeCompare(b, 'en-GB', { numeric: true });

function byRules(breakdown: Breakdown, pupils: readonly PupilRecord[], list: readonly Rule[]): Group[] {
  const groups = list.map(
    ({ has, ...rule }): Group => ({ breakdown, ...rule, pupils: pupils.filter((pupil) => has(pupil)) }),
  );
  const rest = pupils.filter((pupil) => !list.some((rule) => rule.has(pupil)));
  return rest.length === 0 ? groups : [...groups, notRecorded(breakdown, rest)];
}

const notRecorded = (breakdown: Breakdown, pupils: readonly PupilRecord[]): Group => ({
  breakdown,
  code: NOT_RECORDED,
  title: 'Not recorded',
  pupils,
});

function byKey(
  breakdown: Breakdown,
  pupils: readonly PupilRecord[],
  keyOf: (pupil: PupilRecord) => string | null,
  titleOf: (key: string) => string = (key) => key,
): Group[] {
  const found = Map.groupBy(pupils, keyOf);
  const groups = [...found]
    .flatMap(([key, members]): Group[] =>
      key === null ? [] : [{ breakdown, code: key, title: titleOf(key), pupils: members }],
    )
    .toSorted((a, b) => byName(a.code, b.code));
  const rest = found.get(null);
  return rest ? [...groups, notRecorded(breakdown, rest)] : groups;
}

const registrationGroups = (pupils: readonly PupilRecord[]): Group[] =>
  byKey('registration', pupils, (pupil) => pupil.registration).map((group) => {
    const years = new Set(group.pupils.map((pupil) => pupil.yearGroup));
    const [year] = years;
    return years.size === 1 && typeof year === 'number' ? { ...group, parent: `year:${year}` } : group;
  });

/** Pupils by subject (`assessment_subject.id` is the code); one pupil is in several. Titles are for the caller, who knows the names. */
function subjectGroups(pupils: readonly PupilRecord[]): Group[] {
  const found = new Map<string, Set<PupilRecord>>();
  for (const pupil of pupils) {
    for (const { subjectId } of pupil.results) {
      const members = found.get(String(subjectId)) ?? new Set<PupilRecord>();
      found.set(String(subjectId), members.add(pupil));
    }
  }
  return [...found].map(([code, members]) => ({
    breakdown: 'subject',
    code,
    title: `Subject ${code}`,
    pupils: [...members],
  }));
}

const classOf = (pupil: PupilRecord, subjectId: number): string | null =>
  pupil.results.find((one) => one.subjectId === subjectId && one.className !== null)?.className ?? null;

/**
 * The pupils by group, each in exactly one group of the breakdown (SEN support and EHCP are parts of “with special educational needs”; in
 * `subject` a pupil is in several). What the file did not say is “Not recorded”, so that the groups add up to all. `class` needs the subject, and
 * is of the pupils who take it.
 */
export function groupsOf(
  breakdown: Breakdown,
  pupils: readonly PupilRecord[],
  { subjectId }: { subjectId?: number } = {},
): readonly Group[] {
  const list = rules[breakdown];
  if (list) return byRules(breakdown, pupils, list);
  if (breakdown === 'year') {
    const key = (pupil: PupilRecord) => (pupil.yearGroup === null ? null : String(pupil.yearGroup));
    const groups = byKey('year', pupils, key, (code) => yearTitle(Number(code)));
    return groups.toSorted((a, b) => (a.code === NOT_RECORDED ? 1 : b.code === NOT_RECORDED ? -1 : +a.code - +b.code));
  }
  if (breakdown === 'registration') return registrationGroups(pupils);
  if (breakdown === 'subject') return subjectGroups(pupils);
  if (subjectId === undefined) return [];
  const takers = pupils.filter((pupil) => pupil.results.some((one) => one.subjectId === subjectId));
  return byKey('class', takers, (pupil) => classOf(pupil, subjectId));
}
