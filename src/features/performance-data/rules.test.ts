import { expect, test } from 'vitest';
import { whyNotPublished, type YearCell } from './pack/data-pack.ts';
import { cellWords, difference, gapSize, measureValue } from './pack/words.ts';
import { type Measure, measureById, type SchoolFigure } from './readers/index.ts';
import { newestPublished, publishedStages, releases } from './releases.ts';
import { cohortCaution, keptOfOthers, onePupilIsWorth } from './rules.ts';

function measure(id: string): Measure {
  const found = measureById(id);
  if (!found) throw new Error(id);
  return found;
}

test('figures are rounded half up and printed with the places that DfE prints', () => {
  expect(measureValue(measure('ks2_rwm_expected'), 62.5)).toBe('63%');
  expect(measureValue(measure('english_maths_5plus'), 51.25)).toBe('51.3%');
  expect(measureValue(measure('english_maths_5plus'), 60)).toBe('60%');
  expect(measureValue(measure('progress8'), 0.305)).toBe('+0.31');
  expect(measureValue(measure('progress8'), -0.001)).toBe('0.00');
  expect(measureValue(measure('attainment8'), 46)).toBe('46.0');
  expect(measureValue(measure('census_pupils'), 1204)).toBe('1,204');
});

test('a gap is worked out unrounded and then rounded', () => {
  const disadvantaged = (6 / 14) * 100;
  const others = (22 / 31) * 100;
  expect(gapSize(measure('ks2_rwm_expected'), disadvantaged - others)).toBe('−28.1');
  expect(gapSize(measure('attainment8'), 0)).toBe('0');
  expect(difference(measure('english_maths_5plus'), -1)).toBe('1 percentage point');
});

test('one pupil of 28 is worth 3.6 points, and ten pupils say little', () => {
  expect(onePupilIsWorth(measure('ks2_rwm_expected'), 28)?.toFixed(1)).toBe('3.6');
  expect(onePupilIsWorth(measure('ks2_rwm_expected'), 30)).toBeNull();
  expect(onePupilIsWorth(measure('attainment8'), 12)).toBeNull();
  expect([cohortCaution(10), cohortCaution(11), cohortCaution(29), cohortCaution(30), cohortCaution(null)]).toEqual([
    'says_little',
    'small',
    'small',
    null,
    null,
  ]);
});

test('of schools elsewhere the headlines of all pupils are kept, and how many pupils they are of', () => {
  const figure = (values: Partial<SchoolFigure>): SchoolFigure => ({
    urn: '900001',
    academicYear: '202324',
    dataset: 'ks4',
    measure: 'attainment8',
    group: 'all',
    figure: { kind: 'value', value: 46 },
    status: 'final',
    level: 'school',
    ...values,
  });
  expect(keptOfOthers(figure({}))).toBe(true);
  expect(keptOfOthers(figure({ measure: 'ks4_cohort' }))).toBe(true);
  expect(keptOfOthers(figure({ group: 'disadvantaged' }))).toBe(false);
  expect(keptOfOthers(figure({ measure: 'attainment8_english' }))).toBe(false);
  expect(keptOfOthers(figure({ fromLaterFile: true }))).toBe(false);
});

test('Progress 8 of 2024/25 and 2025/26 is not published nationally, and that of 2023/24 and 2026/27 is', () => {
  const published = [2023, 2024, 2025, 2026].map((year) => whyNotPublished(measure('progress8'), year) === null);
  expect(published).toEqual([true, false, false, true]);
  expect(whyNotPublished(measure('progress8'), 2024)).toContain('sat no key stage 2 tests');
});

test('a cell without a figure says why: not published, not in the files, or nothing imported', () => {
  const cell = (values: Partial<YearCell>): YearCell => ({
    year: 2024,
    figure: null,
    notPublished: null,
    imported: true,
    national: null,
    la: null,
    ...values,
  });
  const att8 = measure('attainment8');
  expect(cellWords(att8, cell({ notPublished: 'why' }))).toBe('Not published nationally');
  expect(cellWords(att8, cell({}))).toBe('Not in the files');
  expect(cellWords(att8, cell({ imported: false }))).toBe('Not imported');
});

test('what DfE has published by a day follows its rhythm', () => {
  const of = (dataset: string, day: string) => {
    const release = releases.find((one) => one.dataset === dataset);
    return release && newestPublished(release, Temporal.PlainDate.from(day));
  };
  expect(of('ks4', '2026-09-30')).toBe(2024);
  expect(of('ks4', '2026-10-01')).toBe(2025);
  expect(of('ks2', '2026-11-24')).toBe(2024);
  expect(of('ks2', '2026-12-10')).toBe(2025);
  expect(of('absence', '2026-11-24')).toBe(2024);
});

test('a school has the stages whose last year group it teaches', () => {
  const stages = (low_age: number, high_age: number, has_sixth_form = false) =>
    publishedStages({ low_age, high_age, has_sixth_form });
  expect(stages(3, 11)).toEqual(['ks2']);
  expect(stages(3, 7)).toEqual([]);
  expect(stages(9, 13)).toEqual(['ks2']);
  expect(stages(11, 18, true)).toEqual(['ks4', 'ks5']);
  expect(stages(3, 16)).toEqual(['ks2', 'ks4']);
});
