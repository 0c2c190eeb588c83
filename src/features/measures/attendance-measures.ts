import { averageOf, isOnRoll, missing, outside, percentOf, say, share } from './make-measure.ts';
import type { Contribution, Measure, MeasureOptions, PupilAttendance, PupilRecord, PupilSuspension } from './types.ts';

/** Ages 5 to 15 at the start of the year: Years 1 to 11. A pupil whose year the file does not say counts. */
const COMPULSORY = Array.from({ length: 11 }, (_, at) => at + 1);
const ABSENCE = 'DfE, pupil absence in schools in England';
const inSchoolAge = (pupil: PupilRecord, options: MeasureOptions): boolean =>
  pupil.yearGroup === null
    ? options.yearGroups === undefined
    : (options.yearGroups ?? COMPULSORY).includes(pupil.yearGroup);
const missed = (attendance: PupilAttendance): number => attendance.authorised + attendance.unauthorised;

const attendanceBase = {
  stage: 'all',
  yearGroups: COMPULSORY,
  needs: ['attendance'],
  decimals: 1,
  source: ABSENCE,
  population: inSchoolAge,
  assessed: (pupil: PupilRecord) => (pupil.attendance?.possible ?? 0) > 0,
} as const;

const withSessions = (pupil: PupilRecord, use: (attendance: PupilAttendance) => Contribution): Contribution => {
  const { attendance } = pupil;
  if (!attendance) return missing('no attendance data');
  return attendance.possible === 0 ? outside('no possible sessions') : use(attendance);
};
const sessions = (count: (attendance: PupilAttendance) => number) => (pupil: PupilRecord) =>
  withSessions(pupil, (attendance) => ({
    inDenominator: true,
    eligible: true,
    value: count(attendance),
    weight: attendance.possible,
    words: `${count(attendance)} of ${attendance.possible} sessions`,
  }));
const ofSessions = { ...attendanceBase, interval: 'mean' } as const;
const worse = { higherIsBetter: false } as const;

const attendance: readonly Measure[] = [
  percentOf({
    ...ofSessions,
    code: 'attendance',
    title: 'Attendance',
    definition:
      'Sessions attended, of those that pupils could have attended. Approved activities elsewhere count as attended.',
    contribute: sessions((one) => one.possible - missed(one)),
  }),
  percentOf({
    ...ofSessions,
    ...worse,
    code: 'absence_overall',
    title: 'Overall absence',
    definition: 'Sessions missed, authorised or not, of those that pupils could have attended.',
    contribute: sessions(missed),
  }),
  percentOf({
    ...ofSessions,
    ...worse,
    code: 'absence_authorised',
    title: 'Authorised absence',
    definition: 'Sessions missed with leave or for illness, of those that pupils could have attended.',
    contribute: sessions((one) => one.authorised),
  }),
  percentOf({
    ...ofSessions,
    ...worse,
    code: 'absence_unauthorised',
    title: 'Unauthorised absence',
    definition: 'Sessions missed without leave, of those that pupils could have attended.',
    contribute: sessions((one) => one.unauthorised),
  }),
  ...(
    [
      ['persistent', 'Persistent absence', '10 per cent or more', 10],
      ['severe', 'Severe absence', 'half or more', 2],
    ] as const
  ).map(([id, title, words, times]) =>
    percentOf({
      ...attendanceBase,
      ...worse,
      code: `absence_${id}`,
      title,
      definition: `Pupils who missed ${words} of their own possible sessions.`,
      // Whole numbers: 9.95 per cent is not 10.
      contribute: (pupil) =>
        withSessions(pupil, (one) =>
          share(missed(one) * times >= one.possible, `missed ${missed(one)} of ${one.possible} sessions`),
        ),
    }),
  ),
];

const onRollBase = {
  stage: 'all',
  needs: ['suspensions'],
  higherIsBetter: false,
  unit: 'rate',
  decimals: 2,
  factor: 100,
  source: 'DfE, suspensions and permanent exclusions in England',
  population: (pupil: PupilRecord, options: MeasureOptions): boolean =>
    options.yearGroups === undefined || (pupil.yearGroup !== null && options.yearGroups.includes(pupil.yearGroup)),
  // That nobody was suspended is an answer: whether the school shared suspensions at all is for the snapshot to say.
  assessed: () => true,
} as const;

/** Counted by instance over pupils on roll. What happened to a pupil who has left since counts too. */
const instances =
  (count: (suspensions: readonly PupilSuspension[]) => number, words: (number: number) => string) =>
  (pupil: PupilRecord, options: MeasureOptions): Contribution => {
    const value = count(pupil.suspensions);
    const here = isOnRoll(pupil, options);
    return {
      inDenominator: here,
      eligible: here,
      value,
      weight: here ? 1 : 0,
      words: `${words(value)}${here ? '' : ', has left'}`,
    };
  };
const ofKind = (kind: PupilSuspension['kind']) => (all: readonly PupilSuspension[]) =>
  all.filter((one) => one.kind === kind).length;
const suspended = ofKind('suspension');
const daysLost = (all: readonly PupilSuspension[]): number =>
  all.filter((one) => one.kind === 'suspension').reduce((so, one) => so + (one.sessions ?? 0), 0) / 2;
const times = (number: number): string => (number === 0 ? 'none' : number === 1 ? 'one' : String(number));

const suspensions: readonly Measure[] = [
  averageOf({
    ...onRollBase,
    code: 'suspension_rate',
    title: 'Suspension rate',
    definition: 'Suspensions for each 100 pupils on roll. A pupil suspended three times counts three times.',
    contribute: instances(suspended, (number) => `suspensions: ${times(number)}`),
  }),
  averageOf({
    ...onRollBase,
    code: 'suspension_one_plus_rate',
    title: 'Pupils suspended at least once',
    shortTitle: 'Suspended once or more',
    definition: 'Pupils with one suspension or more, for each 100 pupils on roll.',
    contribute: instances(
      (all) => Math.min(1, suspended(all)),
      (number) => (number === 0 ? 'not suspended' : 'suspended'),
    ),
  }),
  averageOf({
    ...onRollBase,
    code: 'permanent_exclusion_rate',
    title: 'Permanent exclusion rate',
    definition: 'Permanent exclusions for each 100 pupils on roll.',
    contribute: instances(ofKind('permanent_exclusion'), (number) => `permanent exclusions: ${times(number)}`),
  }),
  averageOf({
    ...onRollBase,
    code: 'suspension_days_lost',
    title: 'Days lost to suspension',
    definition: 'School days lost to suspensions for each 100 pupils on roll; two sessions are a day.',
    contribute: instances(daysLost, (number) => `${say(number)} days`),
  }),
];

export const attendanceMeasures: readonly Measure[] = [...attendance, ...suspensions];
