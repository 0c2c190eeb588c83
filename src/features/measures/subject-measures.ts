import { amount, averageOf, outside, percentOf, say, share } from './make-measure.ts';
import { metOnScale, scaleOf } from './scales.ts';
import type {
  Contribution,
  Measure,
  MeasureOptions,
  PupilRecord,
  PupilResult,
  ResultKind,
  ScaleFamily,
} from './types.ts';

const SOURCE = 'Cairn, from the school’s results';

/** The pupil's result in the measure's subject (and class), of the basis. Whether it counts in national measures does not matter here. */
function resultIn(pupil: PupilRecord, options: MeasureOptions, kind: ResultKind = options.basis): PupilResult | null {
  const found = pupil.results.find((one) => one.kind === kind && one.subjectId === options.subjectId);
  return found ?? null;
}

/** In the class if any of the pupil's results of the subject says so: targets often carry no class. */
const inClass = (pupil: PupilRecord, options: MeasureOptions): boolean =>
  options.className === undefined ||
  pupil.results.some((one) => one.subjectId === options.subjectId && one.className === options.className);

const hasPoints = (pupil: PupilRecord, options: MeasureOptions): boolean =>
  inClass(pupil, options) && (resultIn(pupil, options)?.points ?? null) !== null;

const base = {
  stage: 'all',
  perSubject: true,
  source: SOURCE,
  assessed: (pupil: PupilRecord, options: MeasureOptions) =>
    inClass(pupil, options) && resultIn(pupil, options) !== null,
} as const;

const graded = (
  pupil: PupilRecord,
  options: MeasureOptions,
  use: (result: PupilResult & { points: number }) => Contribution,
): Contribution => {
  const result = inClass(pupil, options) ? resultIn(pupil, options) : null;
  if (!result) return outside('not in this subject');
  const { points } = result;
  return points === null ? outside(`${result.grade}: no grade`) : use({ ...result, points });
};

/** Scales on which 4, 5 and 7 mean something: GCSE points, and a school's own scale for a GCSE. */
const onGcsePoints = (result: PupilResult): boolean => {
  const family = familyOf(result);
  return family === 'gcse' || (family === 'own' && /gcse|combined-science/.test(result.qualification));
};

function familyOf(result: PupilResult): ScaleFamily {
  return scaleOf(result.scale)?.family ?? 'own';
}

const at = (grade: 4 | 5 | 7): Measure =>
  percentOf({
    ...base,
    code: `subject_${grade}plus`,
    title: `Grade ${grade} or above`,
    shortTitle: `${grade}+`,
    definition: `Pupils with grade ${grade} or above in the subject, of those with a grade in it. In combined science both grades count: ${grade}-${grade} or above.`,
    contribute: (pupil, options) =>
      graded(pupil, options, (result) =>
        onGcsePoints(result) ? share(result.points >= grade, result.grade) : outside(`${result.grade}: another scale`),
      ),
  });

const met: Measure = percentOf({
  ...base,
  code: 'subject_met',
  title: 'At the expected grade or above',
  shortTitle: 'Expected',
  definition:
    'Pupils at or above what the scale of the subject expects (4 at GCSE, a pass elsewhere), of those assessed in it.',
  contribute: (pupil, options) => {
    const result = inClass(pupil, options) ? resultIn(pupil, options) : null;
    if (!result) return outside('not in this subject');
    const did = metOnScale(result.scale, result.grade, options.resultsYear) ?? result.met ?? null;
    return did === null ? outside(`${result.grade}: the scale expects nothing`) : share(did, result.grade);
  },
});

const points: Measure = averageOf({
  ...base,
  code: 'subject_points',
  title: 'Average points',
  decimals: 2,
  definition: 'Points of the subject’s scale, on average, of the pupils with a grade in it.',
  contribute: (pupil, options) =>
    graded(pupil, options, (one) => amount(one.points, `${one.grade}: ${say(one.points)}`)),
});

const entries: Measure = percentOf({
  ...base,
  // That nobody of a group takes the subject is an answer.
  assessed: () => true,
  code: 'subject_entries',
  title: 'Entries',
  definition:
    'Pupils with a grade in the subject, as a share of all pupils of the year groups that were asked for; how many they are stands beside it.',
  contribute: (pupil, options) =>
    share(hasPoints(pupil, options), hasPoints(pupil, options) ? 'entered' : 'not entered'),
});

/** Points for one slot or one A level, so that subjects of one family can be averaged. */
const comparable = (result: PupilResult & { points: number }): number =>
  familyOf(result) === 'ks5' ? result.points / (scaleOf(result.scale)?.size ?? 1) : result.points;

const sameScale = (a: PupilResult, b: PupilResult): boolean => {
  const family = familyOf(a);
  return family === familyOf(b) && (family !== 'own' || a.scale === b.scale);
};

const residual: Measure = averageOf({
  ...base,
  code: 'subject_residual',
  title: 'Difference from the pupils’ other subjects',
  shortTitle: 'Residual',
  unit: 'progress',
  decimals: 2,
  definition:
    'Points in this subject less the same pupil’s average in the other subjects on a like scale: above 0, pupils do better here than elsewhere.',
  contribute: (pupil, options) =>
    graded(pupil, options, (result) => {
      const others = pupil.results.flatMap((one) =>
        one.kind === options.basis &&
        one.subjectId !== options.subjectId &&
        one.points !== null &&
        sameScale(one, result)
          ? [comparable({ ...one, points: one.points })]
          : [],
      );
      if (others.length === 0) return outside('no other subject to compare with');
      const mean = others.reduce((so, one) => so + one, 0) / others.length;
      const own = comparable(result);
      return amount(own - mean, `${say(own)} here, ${say(mean)} elsewhere`);
    }),
});

const withTarget = (
  pupil: PupilRecord,
  options: MeasureOptions,
  use: (points: number, target: number, words: string) => Contribution,
): Contribution =>
  graded(pupil, options, (result) => {
    const target = resultIn(pupil, options, 't');
    if (!target || target.points === null) return outside('no target');
    if (!sameScale(target, result)) return outside('the target is on another scale');
    return use(result.points, target.points, `${result.grade}, target ${target.grade}`);
  });

const againstTarget: readonly Measure[] = [
  averageOf({
    ...base,
    code: 'subject_against_target',
    title: 'Points against target',
    unit: 'progress',
    decimals: 2,
    definition:
      'Points in the subject less the points of the pupil’s target, on average: above 0, pupils are beyond their targets.',
    contribute: (pupil, options) => withTarget(pupil, options, (own, target, words) => amount(own - target, words)),
  }),
  percentOf({
    ...base,
    code: 'subject_on_target',
    title: 'On or above target',
    definition: 'Pupils at or above their target in the subject, of those with a target and a grade.',
    contribute: (pupil, options) => withTarget(pupil, options, (own, target, words) => share(own >= target, words)),
  }),
];

export const subjectMeasures: readonly Measure[] = [
  at(4),
  at(5),
  at(7),
  met,
  points,
  entries,
  residual,
  ...againstTarget,
];
