import type { Term } from '#core/academic-year/rules.ts';
import { type Breakdown, differs, type Figure, type Measure } from '#features/measures/index.ts';

/** What a figure can be held against. */
export type Beside = 'trust' | 'last' | 'target' | 'national';
export const besideNames: Record<Beside, string> = {
  trust: 'The trust',
  last: 'Its last snapshot',
  target: 'Its own target',
  national: 'England',
};

/** `chance`: the difference may be chance; `unknown`: it cannot be told, or there is nothing to hold it against. */
export type Mark = 'better' | 'worse' | 'chance' | 'unknown';

/** Whether a figure is better or worse than another by more than chance. Two figures that are the same are never a real change. */
export function markOf(measure: Measure, figure: Figure, other: Figure | number | null | undefined): Mark {
  if (other === null || other === undefined) return 'unknown';
  const difference = differs(figure, other);
  if (difference === 'too few pupils to tell') return 'unknown';
  if (difference === 'could be chance') return 'chance';
  const gap = (figure.value ?? 0) - ((typeof other === 'number' ? other : other.value) ?? 0);
  return gap > 0 === measure.higherIsBetter ? 'better' : 'worse';
}

/** Counted from the first day of the school year: a later day of the same year always holds at least as much. */
const sinceSeptember: ReadonlySet<string> = new Set([
  'suspension_rate',
  'suspension_one_plus_rate',
  'permanent_exclusion_rate',
  'suspension_days_lost',
]);

type Day = { term: Term; academic_year: number };

/**
 * Why a measure cannot be held against something, in words; null where it can. Suspensions since September are held against another year's same term alone, and
 * against what is of a whole year (target, England) only in the summer. Grades that pupils work at today are not held against results of the nation.
 */
export function notComparable(
  measure: Measure,
  basis: string,
  beside: Beside,
  now: Day,
  before?: Day | null,
): string | null {
  if (measure.code === 'ks4_entries') return 'More or fewer entries are neither better nor worse.';
  if (beside === 'trust') return null;
  if (beside === 'national' && basis === 'c')
    return 'What pupils work at now is not held against England’s results at the end of the course.';
  if (!sinceSeptember.has(measure.code)) return null;
  const words = 'Suspensions and exclusions are counted since September, so they are only held against a whole year';
  if (beside !== 'last') return now.term === 'summer' ? null : `${words} in the summer term.`;
  if (!before) return null;
  return before.term === now.term && before.academic_year < now.academic_year
    ? null
    : 'Suspensions and exclusions are counted since September, so they are not held against the term before.';
}

/** Whether the pupils of a measure are others than in an earlier snapshot: a measure of the year group at the end of a stage, and a new school year between. */
export function ofOtherPupils(measure: Measure, now: Day, before: Day): boolean {
  return measure.stage !== 'all' && now.academic_year !== before.academic_year;
}

/** Groups across the trust: which are shown beside each other, and between which two the gap is. */
export type Grouping = { by: Breakdown; label: string; groups: readonly [string, string][]; gap: [string, string] };

export const groupings: readonly Grouping[] = [
  {
    by: 'disadvantaged',
    label: 'Disadvantaged',
    groups: [
      ['disadvantaged', 'Disadvantaged'],
      ['not_disadvantaged', 'Others'],
    ],
    gap: ['disadvantaged', 'not_disadvantaged'],
  },
  {
    by: 'sen',
    label: 'SEND',
    groups: [
      ['sen', 'With SEN'],
      ['sen_support', 'SEN support'],
      ['ehcp', 'EHC plan'],
      ['no_sen', 'No SEN'],
    ],
    gap: ['sen', 'no_sen'],
  },
  {
    by: 'sex',
    label: 'Girls and boys',
    groups: [
      ['girls', 'Girls'],
      ['boys', 'Boys'],
    ],
    gap: ['boys', 'girls'],
  },
  {
    by: 'eal',
    label: 'First language',
    groups: [
      ['eal', 'Not English'],
      ['english_first_language', 'English'],
    ],
    gap: ['eal', 'english_first_language'],
  },
  {
    by: 'prior',
    label: 'Prior attainment',
    groups: [
      ['low_prior', 'Low'],
      ['middle_prior', 'Middle'],
      ['high_prior', 'High'],
    ],
    gap: ['low_prior', 'high_prior'],
  },
];

/** How sure a change is: the gap in units of what chance would explain; the surest first. */
export function sureness(now: Figure, before: Figure): number {
  const half = (figure: Figure) => ((figure.upper ?? 0) - (figure.lower ?? 0)) / 2;
  const chance = Math.hypot(half(now), half(before));
  return chance > 0 ? Math.abs((now.value ?? 0) - (before.value ?? 0)) / chance : 0;
}
