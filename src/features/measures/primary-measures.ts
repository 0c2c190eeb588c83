import { amount, averageOf, missing, outside, percentOf, resultsOf, say, share } from './make-measure.ts';
import { metOnScale } from './scales.ts';
import type { Bucket, Measure, MeasureOptions, PupilRecord, PupilResult } from './types.ts';

const inBucket = (pupil: PupilRecord, options: MeasureOptions, bucket: Bucket): PupilResult[] =>
  resultsOf(pupil, options).filter((one) => one.bucket === bucket);
const assessedIn =
  (...buckets: readonly Bucket[]) =>
  (pupil: PupilRecord, options: MeasureOptions): boolean =>
    buckets.some((bucket) => inBucket(pupil, options, bucket).length > 0);

const GLD = Array.from({ length: 12 }, (_, at) => `eyfsp-e${String(at + 1).padStart(2, '0')}`);
const met = (result: PupilResult, options: MeasureOptions): boolean =>
  metOnScale(result.scale, result.grade, options.resultsYear) ?? result.met ?? false;

const eyfs = {
  stage: 'eyfs',
  yearGroups: [0],
  assessed: assessedIn('elg'),
  source: 'DfE, early years foundation stage profile',
} as const;
const goalsMet = (pupil: PupilRecord, options: MeasureOptions): PupilResult[] =>
  inBucket(pupil, options, 'elg').filter((one) => met(one, options));

const eyfsMeasures: readonly Measure[] = [
  percentOf({
    ...eyfs,
    code: 'eyfs_gld',
    title: 'Good level of development',
    shortTitle: 'GLD',
    definition:
      'Children at the expected level in all 12 early learning goals of the three prime areas, literacy and maths, of all with a profile.',
    contribute: (pupil, options) => {
      if (inBucket(pupil, options, 'elg').length === 0) return missing('no profile');
      const reached = new Set(goalsMet(pupil, options).map((one) => one.subjectCode));
      const count = GLD.filter((code) => reached.has(code)).length;
      return share(count === GLD.length, `${count} of the 12 goals expected`);
    },
  }),
  averageOf({
    ...eyfs,
    code: 'eyfs_average_goals',
    title: 'Early learning goals at the expected level',
    shortTitle: 'Goals expected',
    definition: 'How many of the 17 early learning goals a child is at the expected level in, on average.',
    contribute: (pupil, options) => {
      if (inBucket(pupil, options, 'elg').length === 0) return missing('no profile');
      const count = goalsMet(pupil, options).length;
      return amount(count, `${count} of 17 goals expected`);
    },
  }),
];

const PHONICS_OUT = new Set(['L', 'Q']);
/** A mark or an outcome; of both, the mark. Y2: the check in Year 1 and the one after it. */
function phonics(pupil: PupilRecord, options: MeasureOptions) {
  const found = inBucket(pupil, options, 'phonics');
  const words = found.map((one) => one.grade).join(', ');
  if (found.length === 0) return missing('not checked');
  if (found.every((one) => PHONICS_OUT.has(one.grade))) return outside(`${words}: not counted`);
  return share(
    found.some((one) => met(one, options)),
    words,
  );
}

const phonicsBase = { stage: 'ks1', assessed: assessedIn('phonics'), source: 'DfE, phonics screening check' } as const;
const phonicsMeasures: readonly Measure[] = [
  percentOf({
    ...phonicsBase,
    code: 'phonics_year1',
    yearGroups: [1],
    title: 'Phonics: met the standard in Year 1',
    shortTitle: 'Phonics Y1',
    definition:
      'Pupils in Year 1 who read at least as many of the 40 words as that year’s threshold; absent and disapplied pupils count as not met.',
    contribute: phonics,
  }),
  percentOf({
    ...phonicsBase,
    code: 'phonics_year2',
    yearGroups: [2],
    title: 'Phonics: met the standard by the end of Year 2',
    shortTitle: 'Phonics by Y2',
    definition: 'Pupils in Year 2 who met the phonics standard in Year 1 or in the re-check.',
    contribute: phonics,
  }),
];

const mtcBase = {
  stage: 'ks2',
  yearGroups: [4],
  assessed: assessedIn('mtc'),
  source: 'DfE, multiplication tables check',
} as const;
const mtcMark = (pupil: PupilRecord, options: MeasureOptions): number | null =>
  inBucket(pupil, options, 'mtc').find((one) => one.points !== null)?.points ?? null;
const mtcMeasures: readonly Measure[] = [
  averageOf({
    ...mtcBase,
    code: 'mtc_average',
    title: 'Multiplication tables check: average score',
    shortTitle: 'MTC average',
    definition: 'Marks out of 25, on average, of the pupils in Year 4 who took the check.',
    contribute: (pupil, options) => {
      const mark = mtcMark(pupil, options);
      return mark === null ? missing('did not take the check') : amount(mark, `${mark} of 25`);
    },
  }),
  percentOf({
    ...mtcBase,
    code: 'mtc_full_marks',
    title: 'Multiplication tables check: full marks',
    shortTitle: 'MTC 25 of 25',
    definition: 'Pupils in Year 4 with 25 of 25, of those who took the check.',
    contribute: (pupil, options) => {
      const mark = mtcMark(pupil, options);
      return mark === null ? missing('did not take the check') : share(mark === 25, `${mark} of 25`);
    },
  }),
];

/** Left, took it before, or will take it later: not in the year's cohort. Missing or under review: out of that subject. */
const LEFT = new Set(['L', 'F', 'P']);
const UNDECIDED = new Set(['M', 'Q']);
const KS2 = { stage: 'ks2', yearGroups: [6], source: 'DfE, key stage 2 attainment' } as const;
const HIGHER = 110;

function standing(pupil: PupilRecord, options: MeasureOptions, bucket: Bucket) {
  const found = inBucket(pupil, options, bucket)[0];
  const higher = (found?.points ?? 0) >= HIGHER;
  return {
    grade: found?.grade ?? 'no result',
    gone: found !== undefined && LEFT.has(found.grade),
    open: found !== undefined && UNDECIDED.has(found.grade),
    expected: found !== undefined && met(found, options),
    higher: bucket === 'ks2-writing' ? found?.grade === 'GDS' : higher,
    score: found?.points ?? null,
  };
}

const SUBJECTS = [
  ['reading', 'Reading', 'ks2-reading'],
  ['writing', 'Writing', 'ks2-writing'],
  ['maths', 'Maths', 'ks2-maths'],
  ['gps', 'Grammar, punctuation and spelling', 'ks2-gps'],
  ['science', 'Science', 'ks2-science'],
] as const;
type Level = 'expected' | 'higher';

const levelOf = ([id, title, bucket]: (typeof SUBJECTS)[number], level: Level): Measure => {
  const writing = bucket === 'ks2-writing';
  const name = level === 'expected' ? 'expected standard' : writing ? 'greater depth' : 'higher standard';
  const test =
    writing || bucket === 'ks2-science'
      ? `by the teacher’s assessment`
      : `(a scaled score of ${level === 'expected' ? 100 : HIGHER} or more)`;
  return percentOf({
    ...KS2,
    assessed: assessedIn(bucket),
    code: `ks2_${id}_${level}`,
    title: `${title}: ${name}`,
    definition: `Pupils in Year 6 at the ${name} in ${title.toLowerCase()} ${test}; who was absent or below the test counts as not met.`,
    contribute: (pupil, options) => {
      const found = standing(pupil, options, bucket);
      if (found.gone || found.open) return outside(`${found.grade}: not counted`);
      return share(found[level], found.grade);
    },
  });
};

const scoreOf = ([id, title, bucket]: (typeof SUBJECTS)[number]): Measure =>
  averageOf({
    ...KS2,
    assessed: assessedIn(bucket),
    code: `ks2_${id}_average`,
    title: `${title}: average scaled score`,
    unit: 'score',
    decimals: 0,
    definition: `Scaled score from 80 to 120 in ${title.toLowerCase()}, on average, of the pupils in Year 6 who have one; 100 is the expected standard.`,
    contribute: (pupil, options) => {
      const found = standing(pupil, options, bucket);
      return found.score === null ? missing(`${found.grade}: no score`) : amount(found.score, say(found.score));
    },
  });

const RWM = ['ks2-reading', 'ks2-writing', 'ks2-maths'] as const;
const together = (level: Level): Measure =>
  percentOf({
    ...KS2,
    // All three known of somebody: a file of reading alone makes no 0 per cent.
    assessed: (pupil, options) => RWM.every((bucket) => assessedIn(bucket)(pupil, options)),
    code: `ks2_rwm_${level}`,
    title: `Reading, writing and maths: ${level} standard`,
    shortTitle: `RWM ${level}`,
    definition:
      level === 'expected'
        ? 'Pupils in Year 6 with 100 or more in reading and in maths, and at the expected standard or greater depth in writing.'
        : 'Pupils in Year 6 with 110 or more in reading and in maths, and at greater depth in writing.',
    contribute: (pupil, options) => {
      const three = RWM.map((one) => standing(pupil, options, one));
      const words = `reading ${three[0]?.grade}, writing ${three[1]?.grade}, maths ${three[2]?.grade}`;
      if (three.some((one) => one.gone)) return outside(`${words}: not counted`);
      return share(
        three.every((one) => one[level]),
        words,
      );
    },
  });

const tested = SUBJECTS.filter(([, , bucket]) => bucket !== 'ks2-writing' && bucket !== 'ks2-science');
export const primaryMeasures: readonly Measure[] = [
  ...eyfsMeasures,
  ...phonicsMeasures,
  ...mtcMeasures,
  together('expected'),
  together('higher'),
  ...SUBJECTS.map((subject) => levelOf(subject, 'expected')),
  ...SUBJECTS.filter(([id]) => id !== 'science').map((subject) => levelOf(subject, 'higher')),
  ...tested.map(scoreOf),
];
