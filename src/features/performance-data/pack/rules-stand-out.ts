import type { Measure } from '../readers/index.ts';
import { yearName } from '../years.ts';
import type { MeasureRow, Section } from './data-pack.ts';
import { gapsStandOut } from './rules-gaps.ts';
import { enough, farFor, type StandsOut, tooFew } from './thresholds.ts';
import { difference, measureValue } from './words.ts';

const round = (value: number) => Math.round(value * 1e6) / 1e6;
const isGood = (measure: Measure, up: boolean) => measure.higherIsBetter === up;
const worthAsking = (measure: Measure, up: boolean): StandsOut['kind'] =>
  isGood(measure, up) ? 'strength' : 'concern';

function besideNational({ measure, cells }: MeasureRow): StandsOut[] {
  const cell = cells.at(-1);
  const figure = cell?.figure;
  if (!cell || figure?.value == null || tooFew(figure) || measure.higherIsBetter === null) return [];
  const { value, lower, upper, cohort } = figure;
  const year = yearName(cell.year);
  if (measure.unit === 'score' && lower !== null && upper !== null) {
    if (lower <= 0 && upper >= 0) return [];
    const up = lower > 0;
    return [
      {
        kind: worthAsking(measure, up),
        about: measure.title,
        title: `${measure.title} is ${up ? 'above' : 'below'} the national average in ${year}`,
        why: `The whole published confidence interval, ${measureValue(measure, lower)} to ${measureValue(measure, upper)}, lies ${up ? 'above' : 'below'} 0.`,
      },
    ];
  }
  if (!cell.national || measure.unit === 'score') return [];
  const by = round(value - cell.national.value);
  if (Math.abs(by) < farFor(measure) || !enough(measure, Math.abs(by), cohort)) return [];
  return [
    {
      kind: worthAsking(measure, by > 0),
      about: measure.title,
      title: `${measure.title} is ${by > 0 ? 'above' : 'below'} national in ${year}`,
      why: `${measureValue(measure, value)} here, ${measureValue(measure, cell.national.value)} nationally: ${difference(measure, by)}. Named from ${difference(measure, farFor(measure))} upwards.`,
    },
  ];
}

function trend({ measure, cells }: MeasureRow): StandsOut[] {
  if (measure.higherIsBetter === null || measure.unit === 'score') return [];
  const values = cells.map(({ figure }) => figure?.value ?? null);
  const [first, second, third] = values;
  if (first == null || second == null || third == null) return [];
  if (cells.some(({ figure }) => figure && (tooFew(figure) || figure.predecessor))) return [];
  const change = round(third - first);
  const steady = (second > first && third > second) || (second < first && third < second);
  const cohort = cells.at(-1)?.figure?.cohort ?? null;
  if (!steady || Math.abs(change) < farFor(measure) || !enough(measure, Math.abs(change), cohort)) return [];
  return [
    {
      kind: worthAsking(measure, change > 0),
      about: measure.title,
      title: `${measure.title} has ${change > 0 ? 'risen' : 'fallen'} two years running`,
      why: `${values.map((value) => measureValue(measure, value ?? 0)).join(', then ')}: ${difference(measure, change)} over three years.`,
    },
  ];
}

function fewPupils(section: Section): StandsOut[] {
  const cohort =
    section.cohorts.at(-1) ??
    section.headline.find((row) => row.cells.at(-1)?.figure?.cohort)?.cells.at(-1)?.figure?.cohort;
  if (cohort == null || cohort >= 30 || !['ks2', 'ks4', 'ks5'].includes(section.dataset)) return [];
  const year = yearName(section.years.at(-1) ?? 0);
  return [
    {
      kind: 'care',
      about: '',
      title: `${section.title}: ${cohort} pupils in ${year}`,
      why:
        cohort < 11
          ? 'Fewer than 11 pupils: one year’s figures say little, and none is named above.'
          : `One pupil is worth ${(100 / cohort).toFixed(1)} percentage points: differences of less than two pupils are not named above.`,
    },
  ];
}

/** What stands out, by rules that anybody can check: concerns, then strengths, then where to take care. */
export function standsOut(sections: readonly Section[]): StandsOut[] {
  const found = sections.flatMap((section) => [
    ...section.headline.flatMap((row) => [...besideNational(row), ...trend(row)]),
    ...gapsStandOut(section.headline),
    ...fewPupils(section),
  ]);
  const order = ['concern', 'strength', 'care'];
  return found.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}
