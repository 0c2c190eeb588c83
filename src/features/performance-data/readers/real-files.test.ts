import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAll } from './read-all.ts';
import { readPerformanceFile } from './read-performance-file.ts';
import type { SchoolFigure } from './types.ts';

/** Real public files beside the repository. Counts and sums were taken with Python's csv module, not with this reader. */
const DATA = join(import.meta.dirname, '../../../../../shared/data');
const there = existsSync(DATA);
if (!there) console.warn(`Skipped: the public sample files are not at ${DATA}, so they were not read.`);

const year1819 = { academicYear: '201819' };
const open = async (file: string, options = {}) => {
  const start = performance.now();
  const read = await readAll(createReadStream(join(DATA, file)), {
    fileName: file.split('/').at(-1) ?? file,
    ...options,
  });
  return { ...read, seconds: (performance.now() - start) / 1000 };
};

/** How many figures are numbers, their sum to two places, and how many there are of each kind of nothing. */
function tally(
  figures: readonly SchoolFigure[],
  measure: string,
  keep: (figure: SchoolFigure) => boolean = () => true,
) {
  let sum = 0;
  const kinds: Record<string, number> = {};
  for (const figure of figures) {
    if (figure.measure !== measure || figure.fromLaterFile || figure.group !== 'all' || !keep(figure)) continue;
    kinds[figure.figure.kind] = (kinds[figure.figure.kind] ?? 0) + 1;
    if (figure.figure.kind === 'value') sum += figure.figure.value;
  }
  return { ...kinds, sum: Number(sum.toFixed(2)) };
}

const value = (figures: readonly SchoolFigure[], urn: string, measure: string, group = 'all', year?: string) => {
  const found = figures.filter(
    (one) =>
      one.urn === urn &&
      one.measure === measure &&
      one.group === group &&
      (year === undefined || one.academicYear === year),
  );
  const figure = found[0]?.figure;
  return figure?.kind === 'value' ? figure.value : figure?.kind;
};

describe.skipIf(!there)('the whole of England', () => {
  it('reads the register of 20,188 schools and its trusts', async () => {
    const { establishments, problems, seconds } = await open('gias/2022-england-schools-with-trust.csv');
    console.log(`establishments: ${Math.round(establishments.length / seconds).toLocaleString('en-GB')} rows/s`);
    expect(establishments).toHaveLength(20_188);
    expect(problems.total).toBe(0);
    expect(establishments.filter(({ trustUid }) => trustUid !== undefined)).toHaveLength(9_327);
    expect(establishments.filter(({ trustUid }) => trustUid === '5314').map(({ name }) => name)).toEqual([
      'Alderman White School',
      'Bramcote College',
      'The Florence Nightingale Academy',
      'John Clifford Primary School',
      'Springbank Academy',
    ]);
    expect(seconds).toBeLessThan(15);
  });

  it('reads groups, links and the raw register of Surrey', async () => {
    const { groups } = await open('gias/2022-07-groups.csv');
    expect(groups).toHaveLength(6_904);
    expect(groups.filter(({ typeCode, status }) => typeCode === '06' && status === 'Open')).toHaveLength(1_457);
    expect(groups.find(({ uid }) => uid === '5314')).toMatchObject({
      companiesHouseNumber: '08195720',
      ukprn: '10060053',
    });
    const { groupLinks } = await open('gias/2022-07-group-links.csv');
    expect(groupLinks).toHaveLength(20_613);
    expect(new Set(groupLinks.map(({ urn }) => urn)).size).toBe(13_176);
    expect(groupLinks.filter(({ joinedDate }) => joinedDate === undefined)).toHaveLength(1_376);
    const { establishments } = await open('gias/2021-surrey-raw-gias.csv');
    expect(establishments).toHaveLength(590);
    expect(establishments.filter(({ laestab }) => laestab !== undefined)).toHaveLength(517);
    expect(establishments.reduce((sum, { pupils }) => sum + (pupils ?? 0), 0)).toBe(196_408);
    expect(establishments.filter(({ sixthForm }) => sixthForm)).toHaveLength(95);
    expect(establishments.filter(({ openDate }) => openDate !== undefined)).toHaveLength(379);
  });

  it('reads final key stages 2, 4 and 5 of 2018/19', async () => {
    const ks2 = await open('performance-tables/2018-19-england-reduced/england_ks2final.csv', year1819);
    console.log(`key stage 2: ${Math.round(16_355 / ks2.seconds).toLocaleString('en-GB')} rows/s`);
    expect(tally(ks2.figures, 'ks2_reading_progress')).toEqual({
      value: 15_347,
      missing: 518,
      suppressed: 482,
      low_coverage: 8,
      sum: -209.5,
    });
    expect(tally(ks2.figures, 'ks2_maths_progress')).toMatchObject({ value: 15_346, sum: -3352.7 });
    expect(tally(ks2.figures, 'ks2_writing_progress')).toMatchObject({ value: 15_375, sum: -1977 });
    const ks4 = await open('performance-tables/2018-19-england-reduced/england_ks4final.csv', year1819);
    console.log(`key stage 4: ${Math.round(5_516 / ks4.seconds).toLocaleString('en-GB')} rows/s`);
    expect(tally(ks4.figures, 'attainment8')).toEqual({
      value: 4_527,
      suppressed: 401,
      no_entries: 396,
      missing: 192,
      sum: 181_376.7,
    });
    expect(tally(ks4.figures, 'progress8')).toEqual({
      value: 3_557,
      not_published: 1_308,
      no_entries: 285,
      missing: 192,
      suppressed: 164,
      low_coverage: 10,
      sum: -773.8,
    });
    expect(tally(ks4.figures, 'english_maths_5plus')).toMatchObject({ value: 4_527, sum: 156_990 });
    expect(tally(ks4.figures, 'ebacc_aps')).toMatchObject({ value: 4_527, sum: 15_579.46 });
    const ks5 = await open('performance-tables/2018-19-england-reduced/england_ks5final.csv', year1819);
    expect(tally(ks5.figures, 'ks5_a_level_value_added')).toEqual({
      value: 2_638,
      suppressed: 97,
      missing: 96,
      no_entries: 72,
      sum: -151.34,
    });
    expect(tally(ks5.figures, 'ks5_a_level_aps')).toMatchObject({ value: 2_624, sum: 83_379.53 });
    for (const { problems } of [ks2, ks4, ks5]) expect(problems.list).toEqual([]);
  });

  it('reads provisional key stage 4, absence and census of 2018/19 with their national rows', async () => {
    const ks4 = await open('performance-tables/2018-19-england/england_ks4provisional.csv', year1819);
    expect(ks4.recognition.status).toBe('provisional');
    expect(tally(ks4.figures, 'attainment8')).toMatchObject({
      value: 3_691,
      no_entries: 301,
      suppressed: 108,
      sum: 158_537.7,
    });
    expect(tally(ks4.figures, 'attainment8', ({ level }) => level !== 'school')).toMatchObject({
      value: 152,
      missing: 5,
    });
    const absence = await open('performance-tables/2018-19-england/england_abs.csv', year1819);
    expect(tally(absence.figures, 'absence_overall')).toEqual({ value: 21_217, sum: 98_160.4 });
    expect(tally(absence.figures, 'absence_persistent')).toEqual({ value: 20_353, suppressed: 864, sum: 212_493.3 });
    expect(
      absence.figures
        .filter(({ level, measure }) => level === 'england_state' && measure === 'absence_overall')
        .map(({ phase }) => phase),
    ).toEqual(['primary', 'secondary', 'special']);
    const census = await open('performance-tables/2018-19-england/england_census.csv', year1819);
    expect(tally(census.figures, 'census_pupils')).toEqual({ value: 23_897, not_applicable: 45, sum: 16_938_267 });
    expect(tally(census.figures, 'census_fsm_ever6')).toEqual({ value: 21_530, not_applicable: 2_412, sum: 538_241.7 });
    for (const { problems } of [ks4, absence, census]) expect(problems.list).toEqual([]);
  });

  it('reads the EES information about schools of 2023/24 and four years of progress', async () => {
    const ees = await open('performance-tables/2023-24-ees/202324_information_about_schools_final.csv');
    expect(ees.recognition).toMatchObject({ academicYear: 'rows', status: 'final' });
    const gaps = ees.figures
      .filter(({ measure }) => measure === 'attainment8_gap')
      .map((figure): SchoolFigure => ({ ...figure, group: 'all' }));
    expect(tally(gaps, 'attainment8_gap')).toEqual({
      value: 3_446,
      not_applicable: 1_793,
      suppressed: 470,
      sum: -49_877.4,
    });
    expect(tally(ees.figures, 'ks4_cohort')).toEqual({ value: 5_647, not_applicable: 62, sum: 683_407 });
    const byYear = await open('performance-tables/england-2015-16-to-2018-19-by-school.csv');
    expect(byYear.figures).toHaveLength(52_413 + 52_473 + 52_400 + 11_723 + 11_744);
    for (const { problems } of [ees, byYear]) expect(problems.list).toEqual([]);
  });
});

describe.skipIf(!there)('Surrey’s raw tables', () => {
  it('of key stage 2: the year from last year’s columns, short rows, and both national rows', async () => {
    const later = await open('performance-tables/surrey-raw/2018-936-ks2.csv');
    expect(later.recognition).toMatchObject({ academicYear: '201819', yearFrom: 'columns' });
    expect(tally(later.figures, 'ks2_rwm_expected')).toEqual({
      value: 227,
      suppressed: 3,
      new_school: 3,
      missing: 9,
      sum: 15_107,
    });
    expect(value(later.figures, '124937', 'ks2_reading_progress')).toBe(1.4);
    expect(
      later.figures.find(({ urn, measure }) => urn === '124937' && measure === 'ks2_reading_progress'),
    ).toMatchObject({
      interval: { lower: -1, upper: 3.9 },
      cohort: 26,
    });
    expect(value(later.figures, '124937', 'ks2_rwm_expected', 'all', '201718')).toBe(82);
    const levels = later.figures.filter(
      ({ level, measure, group, fromLaterFile }) =>
        level !== 'school' && measure === 'ks2_rwm_expected' && group === 'all' && !fromLaterFile,
    );
    expect(levels.map(({ level, figure }) => [level, figure])).toEqual([
      ['la', { kind: 'value', value: 70 }],
      ['england', { kind: 'value', value: 65 }],
      ['england_state', { kind: 'value', value: 65 }],
    ]);
    const earlier = await open('performance-tables/surrey-raw/2017-936-ks2.csv');
    expect(earlier.recognition.academicYear).toBe('201718');
    expect(tally(earlier.figures, 'ks2_rwm_expected')).toMatchObject({
      value: 226,
      suppressed: 2,
      new_school: 2,
      sum: 14_975,
    });
    expect([later.problems.list, earlier.problems.list]).toEqual([[], []]);
  });

  it('of key stage 4: two column sets, one reading', async () => {
    const later = await open('performance-tables/surrey-raw/2018-2019_936_ks4final.csv');
    expect(tally(later.figures, 'attainment8')).toMatchObject({ value: 108, new_school: 1, sum: 4_239.9 });
    expect(
      later.figures.find(
        ({ urn, measure, group }) => urn === '138928' && measure === 'progress8' && group === 'disadvantaged',
      ),
    ).toMatchObject({
      figure: { kind: 'value', value: -0.61 },
      interval: { lower: -1.01, upper: -0.22 },
      cohort: 40,
    });
    expect(value(later.figures, '138928', 'english_maths_5plus', 'high_prior')).toBe(79);
    const earlier = await open('performance-tables/surrey-raw/2017-2018_936_ks4final.csv');
    expect(earlier.recognition).toMatchObject({ academicYear: '201718', status: 'final' });
    expect(tally(earlier.figures, 'attainment8')).toMatchObject({ value: 106, new_school: 1, sum: 4_044.9 });
    expect(value(earlier.figures, '138928', 'progress8')).toBe(0.11);
    expect([later.problems.list, earlier.problems.list]).toEqual([[], []]);
  });
});

describe.skipIf(!there)('Ofsted', () => {
  it('2022 workbook: 1,227 schools on its sixth sheet, 70 of whose latest inspections were of a predecessor', async () => {
    const { inspections, problems } = await open('ofsted/2022-02-management-information-mat-schools.xlsx');
    const latest = inspections.filter(({ kind, which }) => kind === 'graded' && which === 'latest');
    expect([latest.length, inspections.length, problems.total]).toEqual([1_227, 2_570, 0]);
    expect(latest.filter(({ ofPredecessor }) => ofPredecessor)).toHaveLength(70);
    const grade = (wanted: number) =>
      latest.filter(
        ({ grades: { overall_effectiveness: overall } }) => overall?.kind === 'number' && overall.grade === wanted,
      ).length;
    expect([1, 2, 3, 4].map(grade)).toEqual([96, 747, 302, 82]);
    expect(latest.filter(({ grades }) => grades.quality_of_education?.kind === 'not_applicable')).toHaveLength(860);
    expect(latest.filter(({ concern }) => concern === 'SM')).toHaveLength(48);
    expect(latest.filter(({ startDate }) => startDate?.toString() === '2019-01-22')).toHaveLength(15);
  });

  it('April 2026: 7 report cards, 13 older graded and 11 ungraded inspections', async () => {
    const { inspections, problems } = await open('ofsted/2026-04-management-information-excerpt.csv');
    const count = (wanted: string) => inspections.filter(({ kind }) => kind === wanted).length;
    expect([count('report_card'), count('graded'), count('ungraded'), problems.total]).toEqual([7, 13, 11, 0]);
    expect(inspections.find(({ urn, kind }) => urn === '138865' && kind === 'report_card')?.grades).toMatchObject({
      achievement: { kind: 'name', grade: 'needs_attention' },
      personal_development_and_wellbeing: { kind: 'name', grade: 'strong_standard' },
      post_16_provision: { kind: 'not_applicable' },
    });
  });
});

describe.skipIf(!there)('White Hills Park', () => {
  const AWS = '138832';
  const BRAMCOTE = '138837';

  it('membership and predecessors', async () => {
    const { groupLinks } = await open('white-hills-park/gias_group_membership_2022-07.csv');
    expect(groupLinks.filter(({ group }) => group.uid === '5314')).toHaveLength(5);
    expect(groupLinks.find(({ urn, group }) => urn === '147925' && group.uid === '5314')?.joinedDate?.toString()).toBe(
      '2020-09-01',
    );
    const { predecessorLinks } = await open('white-hills-park/gias_predecessor_links.csv');
    expect(
      predecessorLinks.filter(({ linkIsPredecessor }) => linkIsPredecessor).map(({ urn, linkUrn }) => [urn, linkUrn]),
    ).toEqual([
      [AWS, '122851'],
      [BRAMCOTE, '122853'],
      ['147925', '109309'],
      ['148313', '122539'],
      ['148518', '135868'],
    ]);
  });

  it('key stage 4 from 2015/16 to 2024/25', async () => {
    const byYear = await open('white-hills-park/performance_by_year_2015-16_to_2018-19.csv');
    expect(
      ['201516', '201617', '201718', '201819'].map((year) => value(byYear.figures, AWS, 'progress8', 'all', year)),
    ).toEqual([-0.14, 0.25, -0.14, 0.3]);
    const provisional = await open('white-hills-park/ks4_2019_provisional_rows.csv', year1819);
    expect(value(provisional.figures, BRAMCOTE, 'english_maths_4plus')).toBe(67.5);
    const final = await open('white-hills-park/england_ks4final_2018-19_reduced_rows.csv');
    expect([value(final.figures, AWS, 'progress8'), value(final.figures, AWS, 'english_maths_5plus')]).toEqual([
      0.3, 51,
    ]);
    const information = await open('white-hills-park/ks4_2023-24_school_information_rows.csv');
    expect([
      value(information.figures, AWS, 'progress8_band'),
      value(information.figures, BRAMCOTE, 'attainment8_gap', 'disadvantaged'),
    ]).toEqual([2, -11.2]);
    const latest = await open('white-hills-park/ks4_2024-25_performance_table_rows.csv');
    expect(latest.recognition).toMatchObject({ academicYear: '202425', yearFrom: 'file name' });
    expect(value(latest.figures, AWS, 'attainment8', 'all', '202425')).toBe(53.6);
    expect(value(latest.figures, AWS, 'attainment8', 'disadvantaged', '202425')).toBe(36.7);
    expect(value(latest.figures, BRAMCOTE, 'english_maths_5plus', 'all', '202425')).toBe(59.2);
    expect(value(latest.figures, AWS, 'progress8', 'all', '202425')).toBe('not_applicable');
    expect(value(latest.figures, AWS, 'progress8', 'all', '202324')).toBe(0.45);
  });

  it('key stages 2 and 5, absence, census and destinations', async () => {
    const ks2 = await open('white-hills-park/england_ks2final_2018-19_reduced_rows.csv');
    expect(value(ks2.figures, '109309', 'ks2_maths_progress')).toBe(3.3);
    const ks5 = await open('white-hills-park/england_ks5final_2018-19_reduced_rows.csv');
    expect(value(ks5.figures, AWS, 'ks5_a_level_aps')).toBe(33.28);
    const absence = await open('white-hills-park/abs_ksp_rows.csv', year1819);
    expect(value(absence.figures, AWS, 'absence_persistent')).toBe(12.4);
    const census = await open('white-hills-park/census_ksp_rows.csv', year1819);
    expect(value(census.figures, '122539', 'census_eal')).toBe(34.9);
    const destinations = await open('white-hills-park/ks4-pupdest_ksp_rows.csv');
    expect(value(destinations.figures, AWS, 'destination_overall', 'disadvantaged')).toBe(97);
  });

  it('inspections in both layouts', async () => {
    const { inspections } = await open('white-hills-park/ofsted_mi_2026_rows.csv');
    expect(
      inspections.map(({ urn, kind, outcome, grades }) => [urn, kind, outcome, grades.overall_effectiveness]),
    ).toEqual([
      [AWS, 'ungraded', 'School remains Good', undefined],
      [BRAMCOTE, 'graded', undefined, { kind: 'number', grade: 2 }],
    ]);
    const older = await open('white-hills-park/ofsted_2022-02_twice_inspected_rows.csv');
    expect(
      older.inspections.map(({ urn, which, startDate, ofPredecessor }) => [
        urn,
        which,
        startDate?.toString(),
        ofPredecessor,
      ]),
    ).toEqual([
      [AWS, 'latest', '2017-03-08', false],
      [AWS, 'previous', '2014-11-26', false],
      [BRAMCOTE, 'latest', '2017-05-16', false],
      [BRAMCOTE, 'previous', '2015-04-21', false],
    ]);
  });
});

describe.skipIf(!there)('every file of the folder', () => {
  it('is read, or refused with one plain sentence', async () => {
    const files = readdirSync(DATA, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const refused: string[] = [];
    for (const entry of files) {
      const path = join(entry.parentPath, entry.name);
      const file = await readPerformanceFile(createReadStream(path), { fileName: entry.name, academicYear: '201819' });
      if (!file.ok) {
        expect(file.problem.message).toMatch(/\w{3,}.*\.$/);
        refused.push(entry.name);
        continue;
      }
      let rows = 0;
      for await (const _ of file.content.rows) rows += 1;
      expect([entry.name, rows > 0, file.problems.total]).toEqual([entry.name, true, 0]);
    }
    expect(files.length - refused.length).toBeGreaterThanOrEqual(29);
    expect(refused.filter((name) => /gias|ks[245]final|_abs|census|management-information/.test(name))).toEqual([]);
  });
});
