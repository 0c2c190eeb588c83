import { attainment8Of, attainmentWords, bestIn, elementOf, entriesOf, hasKs4 } from './attainment8.ts';
import { amount, averageOf, percentOf, say, share } from './make-measure.ts';
import type { Bucket, Measure, MeasureOptions, PupilRecord } from './types.ts';

const YEAR_11 = { stage: 'ks4', yearGroups: [11], assessed: hasKs4 } as const;
const DFE = 'DfE, key stage 4 performance measures';
/** EBacc is not in DfE's tables from summer 2026. */
const ebaccNote = (options: MeasureOptions): string | undefined =>
  options.resultsYear >= 2026 ? 'No longer a national measure: not in DfE’s tables from summer 2026.' : undefined;

const attainment8: Measure = averageOf({
  ...YEAR_11,
  code: 'attainment8',
  title: 'Attainment 8',
  definition:
    'Points across eight subjects: English and maths count twice, then three EBacc subjects and three others. The average over all pupils in Year 11, those without entries too.',
  source: DFE,
  contribute: (pupil, options) => {
    const found = attainment8Of(pupil, options);
    return amount(found?.points ?? 0, found ? attainmentWords(found) : 'no model for this year');
  },
});

const elements: readonly Measure[] = (
  [
    ['english', 'English', 'English, counted twice when language and literature were both taken'],
    ['maths', 'maths', 'maths, counted twice'],
    [
      'ebacc',
      'EBacc subjects',
      'the best three EBacc subjects (sciences, computer science, geography, history, languages)',
    ],
    ['open', 'open subjects', 'the best three of the other subjects, technical awards among them'],
  ] as const
).map(([id, title, words]) =>
  averageOf({
    ...YEAR_11,
    code: `attainment8_${id}`,
    title: `Attainment 8: ${title}`,
    shortTitle: `A8 ${title}`,
    definition: `Points of each pupil in Year 11 from ${words}.`,
    source: DFE,
    contribute: (pupil, options) => {
      const filled = elementOf(attainment8Of(pupil, options) ?? { points: 0, elements: [] }, id);
      const points = filled?.units.map((unit) => say(unit.points)).join(', ') || 'nothing';
      return amount(
        filled?.points ?? 0,
        `${points}${filled?.doubled ? ', counted twice' : ''}: ${say(filled?.points ?? 0)}`,
      );
    },
  }),
);

const basics = (grade: 4 | 5): Measure =>
  percentOf({
    ...YEAR_11,
    // Both known of somebody: a file of English alone makes no 0 per cent.
    assessed: (pupil, options) =>
      bestIn(pupil, options, 'english-language', 'english-literature') !== null &&
      bestIn(pupil, options, 'maths') !== null,
    code: `english_maths_${grade}plus`,
    title: `Grade ${grade} or above in English and maths`,
    shortTitle: `English and maths ${grade}+`,
    definition: `Pupils with grade ${grade} or above in maths and in English language or literature, of all pupils in Year 11.`,
    source: DFE,
    contribute: (pupil, options) => {
      const english = bestIn(pupil, options, 'english-language', 'english-literature');
      const maths = bestIn(pupil, options, 'maths');
      const did = (english ?? 0) >= grade && (maths ?? 0) >= grade;
      return share(did, `English ${english ?? 'not entered'}, maths ${maths ?? 'not entered'}`);
    },
  });

type Pillars = {
  english: number | null;
  maths: number | null;
  science: number[] | null;
  humanities: number | null;
  language: number | null;
};
const SINGLE_SCIENCES = 3;

function pointsIn(pupil: PupilRecord, options: MeasureOptions, bucket: Bucket): number[] {
  return entriesOf(pupil, options).flatMap((one) => (one.bucket === bucket && one.points !== null ? [one.points] : []));
}

/** The five pillars, null where it was not entered. Science: combined, or at least three of the single sciences; its best two grades. */
export function pillarsOf(pupil: PupilRecord, options: MeasureOptions): Pillars {
  const both =
    bestIn(pupil, options, 'english-language') !== null && bestIn(pupil, options, 'english-literature') !== null;
  const combined = pointsIn(pupil, options, 'combined-science').flatMap((points) => [points, points]);
  const singles = pointsIn(pupil, options, 'science');
  const entered = combined.length > 0 || singles.length >= SINGLE_SCIENCES;
  const sciences = [...combined, ...(singles.length >= SINGLE_SCIENCES ? singles : [])];
  return {
    english: both ? bestIn(pupil, options, 'english-language', 'english-literature') : null,
    maths: bestIn(pupil, options, 'maths'),
    science: entered ? sciences.toSorted((a, b) => b - a).slice(0, 2) : null,
    humanities: bestIn(pupil, options, 'humanities'),
    language: bestIn(pupil, options, 'language'),
  };
}

const sumOf = (pillars: Pillars): number =>
  [pillars.english, pillars.maths, ...(pillars.science ?? []), pillars.humanities, pillars.language].reduce<number>(
    (so, points) => so + (points ?? 0),
    0,
  );

const missingPillars = (pillars: Pillars): string[] =>
  Object.entries(pillars).flatMap(([name, points]) => (points === null ? [name] : []));

const pillarWords = (pillars: Pillars): string =>
  Object.entries(pillars)
    .map(([name, points]) => `${name} ${points === null ? 'not entered' : [points].flat().map(say).join(' and ')}`)
    .join(', ');

/** At least this grade in every pillar; in science in both of the grades that count. */
const reached = (pillars: Pillars, grade: number): boolean =>
  Object.values(pillars).every((points) => points !== null && [points].flat().every((one) => one >= grade));

const ebacc: readonly Measure[] = [
  percentOf({
    ...YEAR_11,
    code: 'ebacc_entry',
    title: 'Entering the English Baccalaureate',
    shortTitle: 'EBacc entry',
    definition:
      'Pupils entered for English, maths, sciences, geography or history, and a language, of all pupils in Year 11.',
    source: DFE,
    note: ebaccNote,
    contribute: (pupil, options) => {
      const lacking = missingPillars(pillarsOf(pupil, options));
      return share(
        lacking.length === 0,
        lacking.length === 0 ? 'entered all five' : `not entered: ${lacking.join(', ')}`,
      );
    },
  }),
  averageOf({
    ...YEAR_11,
    code: 'ebacc_aps',
    title: 'EBacc average point score',
    shortTitle: 'EBacc APS',
    decimals: 2,
    definition:
      'Points in English, maths, two sciences, geography or history, and a language, divided by six; what was not entered is 0.',
    source: DFE,
    note: ebaccNote,
    contribute: (pupil, options) => {
      const pillars = pillarsOf(pupil, options);
      return amount(sumOf(pillars) / 6, pillarWords(pillars));
    },
  }),
  ...([5, 4] as const).map((grade) =>
    percentOf({
      ...YEAR_11,
      code: `ebacc_${grade}plus`,
      title: `EBacc at grade ${grade} or above`,
      shortTitle: `EBacc ${grade}+`,
      definition: `Pupils with grade ${grade} or above in every part of the English Baccalaureate, of all pupils in Year 11.`,
      source: DFE,
      note: ebaccNote,
      contribute: (pupil, options) => {
        const pillars = pillarsOf(pupil, options);
        return share(reached(pillars, grade), pillarWords(pillars));
      },
    }),
  ),
];

const entries: Measure = averageOf({
  ...YEAR_11,
  code: 'ks4_entries',
  title: 'Entries for each pupil',
  shortTitle: 'Entries',
  definition: 'Qualifications entered that count, for each pupil in Year 11. Combined science is two.',
  source: DFE,
  contribute: (pupil, options) => {
    const found = entriesOf(pupil, options);
    const number = found.length + found.filter((one) => one.bucket === 'combined-science').length;
    return amount(number, `${number} entries`);
  },
});

export const ks4Measures: readonly Measure[] = [attainment8, ...elements, basics(5), basics(4), ...ebacc, entries];
