import {
  type Basis,
  type Contribution,
  calculate,
  contribution,
  type Figure,
  figureOf,
  groupsOf,
  type Measure,
  type MeasureOptions,
  measures,
  type PupilRecord,
  resultsYearOf,
} from '#features/measures/index.ts';

/** One figure of a snapshot, as it is stored. */
export type MadeFigure = {
  measure: string;
  breakdown: string;
  groupCode: string;
  subjectId: number;
  basis: Basis | '';
  figure: Figure;
};

/** Groups in which every measure is shown, beside all pupils. */
const groupings = ['sex', 'disadvantaged', 'sen', 'eal', 'prior'] as const;
const bases = ['r', 'c', 'p'] as const;

/** `suspensionsKnown`: the school shared them, or said that there was none. Without that there is no rate, rather than a rate of 0. */
type About = { academicYear: number; dataOn: Temporal.PlainDate; suspensionsKnown: boolean };
type Of = { subjectId: number; basis: Basis | '' };

const optionsOf = (about: About, of: Of): MeasureOptions => ({
  resultsYear: resultsYearOf(about.academicYear),
  basis: of.basis === '' ? 'r' : of.basis,
  on: about.dataOn,
  ...(of.subjectId === 0 ? {} : { subjectId: of.subjectId }),
});

const made = (measure: Measure, of: Of, breakdown: string, groupCode: string, figure: Figure): MadeFigure => ({
  measure: measure.code,
  breakdown,
  groupCode,
  ...of,
  figure,
});

/** The year groups in which a measure says something of its own: those of the pupils for one of all years, and the year below for a key stage's last. */
function yearsOf(measure: Measure, pupils: readonly PupilRecord[]): number[] {
  const there = [...new Set(pupils.flatMap((pupil) => pupil.yearGroup ?? []))].sort((one, other) => one - other);
  if (measure.yearGroups.length === 0) return there;
  // Attainment 8 in Year 10 is what teachers work with; a Year 3 has nothing of the tests of Year 6.
  const below = measure.stage === 'ks4' || measure.stage === 'ks5' ? measure.yearGroups.map((year) => year - 1) : [];
  return there.filter((year) => measure.yearGroups.includes(year) || below.includes(year));
}

/** Pupils of a measure, each with its part: worked out once, and added up anew for each group. */
type Member = { pupil: PupilRecord; part: Contribution; assessed: boolean };

function membersOf(measure: Measure, pupils: readonly PupilRecord[], options: MeasureOptions): Member[] {
  return pupils
    .filter((pupil) => measure.population(pupil, options))
    .map((pupil) => ({
      pupil,
      part: contribution(measure, pupil, options),
      assessed: measure.assessed(pupil, options),
    }));
}

/** What `calculate` gives for these pupils. */
function figureOfMembers(measure: Measure, members: readonly Member[], options: MeasureOptions): Figure {
  if (measure.unavailable?.(options) || members.length === 0) return calculate(measure, [], options);
  if (!members.some((member) => member.assessed))
    return calculate(
      measure,
      members.map((member) => member.pupil),
      options,
    );
  return figureOf(
    measure,
    members.map((member) => member.part),
    options,
  );
}

type Grouped = { breakdown: string; code: string; pupils: ReadonlySet<PupilRecord> };

function figuresOf(
  measure: Measure,
  of: Of,
  pupils: readonly PupilRecord[],
  groups: readonly Grouped[],
  about: About,
): MadeFigure[] {
  const options = optionsOf(about, of);
  const members = membersOf(measure, pupils, options);
  const all = figureOfMembers(measure, members, options);
  const figures = [made(measure, of, 'all', 'all', all)];
  if (all.pupils > 0)
    for (const group of groups) {
      const inside = members.filter((member) => group.pupils.has(member.pupil));
      figures.push(made(measure, of, group.breakdown, group.code, figureOfMembers(measure, inside, options)));
    }
  const years = yearsOf(measure, pupils);
  if (years.length > 1)
    for (const year of years)
      figures.push(
        made(measure, of, 'year', String(year), calculate(measure, pupils, { ...options, yearGroups: [year] })),
      );
  if (measure.perSubject)
    for (const className of classesOf(members, of.subjectId))
      figures.push(made(measure, of, 'class', className, calculate(measure, pupils, { ...options, className })));
  return figures.filter((each) => each.breakdown === 'all' || each.figure.nullKind !== 'no-pupils');
}

function classesOf(members: readonly Member[], subjectId: number): string[] {
  const classes = new Set<string>();
  for (const { pupil } of members)
    for (const result of pupil.results)
      if (result.subjectId === subjectId && result.className) classes.add(result.className);
  return [...classes].sort((one, other) => one.localeCompare(other, 'en', { numeric: true }));
}

/**
 * The pupils whom a measure of a subject is about: those who take it; for its entries, all of the year groups in which anybody takes it. For any other measure
 * all of them.
 */
export function pupilsAsked(
  measure: Measure,
  subjectId: number,
  pupils: readonly PupilRecord[],
): readonly PupilRecord[] {
  if (subjectId === 0) return pupils;
  const takers = pupils.filter((pupil) => pupil.results.some((result) => result.subjectId === subjectId));
  if (measure.code !== 'subject_entries') return takers;
  const years = new Set(takers.map((pupil) => pupil.yearGroup));
  return pupils.filter((pupil) => years.has(pupil.yearGroup));
}

/**
 * Every figure of a snapshot: each measure that there is something to work out from, for each kind of results (examination, current, predicted), of all pupils
 * and of each group. Measures of a subject are worked out for each subject and class.
 */
export function makeFigures(pupils: readonly PupilRecord[], subjectIds: readonly number[], about: About): MadeFigure[] {
  const groups = groupings.flatMap((breakdown) =>
    groupsOf(breakdown, pupils).map((group) => ({ breakdown, code: group.code, pupils: new Set(group.pupils) })),
  );
  const given = new Set(pupils.flatMap((pupil) => pupil.results.map((result) => result.kind)));
  const there = bases.filter((basis) => given.has(basis));
  const figures: MadeFigure[] = [];
  for (const measure of measures) {
    if (measure.needs.includes('suspensions') && !about.suspensionsKnown) continue;
    const ofResults = measure.needs.includes('assessments');
    for (const basis of ofResults ? there : ([''] as const)) {
      for (const subjectId of measure.perSubject ? subjectIds : [0]) {
        const of = { subjectId, basis };
        const options = optionsOf(about, of);
        const those = pupilsAsked(measure, subjectId, pupils);
        if (!those.some((pupil) => measure.population(pupil, options) && measure.assessed(pupil, options))) continue;
        figures.push(...figuresOf(measure, of, those, groups, about));
      }
    }
  }
  return figures;
}
