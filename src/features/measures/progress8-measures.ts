import { hasKs4 } from './attainment8.ts';
import { amount, averageOf, missing, say } from './make-measure.ts';
import { type Element8, isIndicative, progress8Status, progress8Years, progressOf, tableFor } from './progress8.ts';
import type { Measure, MeasureOptions, PupilRecord } from './types.ts';

const SOURCE =
  'DfE, Progress 8 look-up of the results year (34 prior attainment groups and national standard deviations)';
const newest = Math.max(...progress8Years);

const labels = (options: MeasureOptions): string | undefined => {
  if (!isIndicative(options)) {
    return progress8Status(options.resultsYear) === 'not-published'
      ? 'Not published nationally: these pupils took no key stage 2 tests.'
      : undefined;
  }
  return `Indicative: made with the national look-up of ${options.indicativeWith}, not that of ${options.resultsYear}.`;
};

const signed = (value: number): string => `${value > 0 ? '+' : value < 0 ? '−' : ''}${say(Math.abs(value))}`;

type Which = 'progress8' | Element8;

function scoreOf(pupil: PupilRecord, options: MeasureOptions, which: Which) {
  const progress = progressOf(pupil, options);
  if (!progress) return missing('no key stage 2 results, so no starting point');
  if (which !== 'progress8') return amount(progress.elements[which], signed(progress.elements[which]));
  const { attainment, estimate, group, score, original, lifted } = progress;
  const floor = lifted ? ` (${signed(original)} before the floor)` : '';
  return amount(
    score,
    `Attainment 8 ${say(attainment)}, national average of group ${group} ${say(estimate)}: ${signed(score)}${floor}`,
  );
}

type Parts = { code: string; which: Which; title: string; shortTitle: string; definition: string };

/** `fixed`: always made with that year's look-up. */
function progressMeasure({ which, ...parts }: Parts, fixed?: number): Measure {
  const withTable = (options: MeasureOptions): MeasureOptions =>
    fixed === undefined ? options : { ...options, indicativeWith: fixed };
  return averageOf({
    ...parts,
    stage: 'ks4',
    yearGroups: [11],
    assessed: hasKs4,
    source: SOURCE,
    unit: 'progress',
    decimals: 2,
    interval: 'national',
    minimumCoverage: 0.5,
    deviation: (options) => tableFor(withTable(options))?.standardDeviation[which] ?? null,
    unavailable: (options) => {
      const { indicativeWith, resultsYear } = withTable(options);
      if (indicativeWith === undefined) return progress8Status(resultsYear);
      return tableFor(withTable(options)) ? null : 'not-available';
    },
    note: (options) => labels(withTable(options)),
    contribute: (pupil, options) => scoreOf(pupil, withTable(options), which),
  });
}

const MEANS =
  'in grades, beside all pupils in England who had the same key stage 2 results. 0 is the national average.';

export const progress8Measures: readonly Measure[] = [
  progressMeasure({
    code: 'progress8',
    which: 'progress8',
    title: 'Progress 8',
    shortTitle: 'Progress 8',
    definition: `How far pupils came in eight subjects, ${MEANS}`,
  }),
  ...(
    [
      ['english', 'English'],
      ['maths', 'maths'],
      ['ebacc', 'EBacc subjects'],
      ['open', 'open subjects'],
    ] as const
  ).map(([id, title]) =>
    progressMeasure({
      code: `progress8_${id}`,
      which: id,
      title: `Progress 8: ${title}`,
      shortTitle: `P8 ${title}`,
      definition: `How far pupils came in the ${title} part of Progress 8, ${MEANS}`,
    }),
  ),
  progressMeasure(
    {
      code: 'progress8_indicative',
      which: 'progress8',
      title: `Progress 8, indicative (look-up of ${newest})`,
      shortTitle: 'P8 indicative',
      definition: `Progress 8 worked out with the national look-up of ${newest}, whatever the year of the results. For the trust’s own use: it is no published figure.`,
    },
    newest,
  ),
];
