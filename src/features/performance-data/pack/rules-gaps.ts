import type { Measure } from '../readers/index.ts';
import { yearName } from '../years.ts';
import type { MeasureRow } from './data-pack.ts';
import type { Gap } from './gaps.ts';
import { enough, farFor, type StandsOut, tooFew } from './thresholds.ts';
import { difference, gapSize, measureValue } from './words.ts';

const round = (value: number) => Math.round(value * 1e6) / 1e6;

/** Without a national gap to hold it against, a gap is wide from here: twice to three times what is far from national. */
const wide = (measure: Measure) => (measure.unit === 'percent' ? 15 : farFor(measure) * 2);

type Found = StandsOut & { measure: Measure; short: string };

function counted({ measure, gaps }: MeasureRow): (Gap & { withinSchool: number }) | null {
  const newest = gaps.at(-1);
  if (!newest?.disadvantaged || newest.withinSchool === null || tooFew(newest.disadvantaged)) return null;
  // A gap of scores has no national one beside it in the files, and a measure where less is better would turn every sign.
  if (measure.unit === 'score' || measure.higherIsBetter !== true) return null;
  return { ...newest, withinSchool: newest.withinSchool };
}

/** How the school's disadvantaged pupils stand beside disadvantaged pupils nationally: a wide gap may come of others doing very well. */
function besideTheirLike(measure: Measure, { disadvantaged, nationalDisadvantaged }: Gap): string {
  if (disadvantaged?.value == null || !nationalDisadvantaged) return '';
  const by = round(disadvantaged.value - nationalDisadvantaged.value);
  const where = by === 0 ? 'level with' : by > 0 ? 'above' : 'below';
  return ` Disadvantaged pupils here are ${where} disadvantaged pupils nationally (${measureValue(measure, nationalDisadvantaged.value)}).`;
}

function besideNationalGap(row: MeasureRow): Found[] {
  const found = counted(row);
  const { measure } = row;
  if (!found) return [];
  const size = -found.withinSchool;
  const further = round(found.national === null ? size : size + found.national);
  const limit = found.national === null ? wide(measure) : farFor(measure);
  if (Math.abs(further) < limit || (found.national === null && further < 0)) return [];
  // A gap that is narrow because all are low is no strength.
  const like = found.nationalDisadvantaged?.value ?? null;
  if (further < 0 && (like === null || (found.disadvantaged?.value ?? 0) < like)) return [];
  if (!enough(measure, Math.abs(further), found.disadvantaged?.cohort ?? null)) return [];
  const year = yearName(found.year);
  const both = `${measureValue(measure, found.disadvantaged?.value ?? 0)} of disadvantaged pupils and ${measureValue(measure, found.others?.value ?? 0)} of others`;
  const apart =
    found.withinSchool > 0 ? `disadvantaged pupils are ${difference(measure, size)} ahead` : difference(measure, size);
  const against = found.national === null ? '' : `, against ${difference(measure, found.national)} nationally`;
  return [
    {
      measure,
      about: `${measure.title}, disadvantaged pupils`,
      kind: further > 0 ? 'concern' : 'strength',
      title:
        further > 0
          ? `${measure.title}: disadvantaged pupils are ${found.national === null ? 'well behind others in the school' : 'further behind others in the school than nationally'} in ${year}`
          : `${measure.title}: the gap between disadvantaged pupils and others is narrower than nationally in ${year}`,
      why: `${both}: ${apart}${against}.${besideTheirLike(measure, found)} Named from ${difference(measure, limit)} ${found.national === null ? 'upwards' : 'beyond the national gap'}.`,
      short: `${measure.title} (${gapSize(measure, found.withinSchool)}${found.national === null ? '' : `, nationally ${gapSize(measure, found.national)}`})`,
    },
  ];
}

function widening({ measure, gaps }: MeasureRow): Found[] {
  const [first, second, third] = gaps;
  if (!first || !second || !third || measure.unit === 'score' || measure.higherIsBetter !== true) return [];
  if (gaps.some(({ disadvantaged }) => !disadvantaged || tooFew(disadvantaged) || disadvantaged.predecessor)) return [];
  const sizes = [first, second, third].map(({ withinSchool }) => withinSchool);
  const [from, between, to] = sizes;
  if (from == null || between == null || to == null || Math.max(from, between, to) > 0) return [];
  const change = round(to - from);
  const steady = (between < from && to < between) || (between > from && to > between);
  if (!steady || Math.abs(change) < farFor(measure)) return [];
  if (!enough(measure, Math.abs(change), third.disadvantaged?.cohort ?? null)) return [];
  const rose = round((third.disadvantaged?.value ?? 0) - (first.disadvantaged?.value ?? 0));
  // Narrowed because others fell: nothing to be glad of.
  if (change > 0 && rose < 0) return [];
  const words = sizes.map((size) => difference(measure, size ?? 0)).join(', then ');
  return [
    {
      measure,
      about: `${measure.title}, disadvantaged pupils`,
      kind: change < 0 ? 'concern' : 'strength',
      title: `${measure.title}: the gap between disadvantaged pupils and others has ${change < 0 ? 'widened' : 'narrowed'} two years running`,
      why: `${words}. Disadvantaged pupils went from ${measureValue(measure, first.disadvantaged?.value ?? 0)} to ${measureValue(measure, third.disadvantaged?.value ?? 0)}. Named from ${difference(measure, farFor(measure))} over three years.`,
      short: `${measure.title} (${words})`,
    },
  ];
}

/** One row for several measures that say the same, led by the first in the order of the measures. */
function asOne(found: readonly Found[]): StandsOut[] {
  const [first, ...others] = found;
  if (!first) return [];
  const also = others.length === 0 ? '' : ` Also: ${others.map(({ short }) => short).join('; ')}.`;
  return [{ kind: first.kind, about: first.about, title: first.title, why: `${first.why}${also}` }];
}

/** What the gaps of a key stage say: beside the national gap, and over three years. At most four rows, so that one gap does not fill the list. */
export function gapsStandOut(rows: readonly MeasureRow[]): StandsOut[] {
  const kinds = [rows.flatMap(besideNationalGap), rows.flatMap(widening)];
  return kinds.flatMap((found) => [
    ...asOne(found.filter(({ kind }) => kind === 'concern')),
    ...asOne(found.filter(({ kind }) => kind === 'strength')),
  ]);
}
