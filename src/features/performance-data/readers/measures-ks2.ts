import { alsoAs, byGroup, type Measure, type MeasureColumn, named, type Suffixes } from './measure.ts';

const PRIOR: Suffixes = { _L: 'low_prior', _M: 'middle_prior', _H: 'high_prior' };
const POVERTY: Suffixes = { _FSM6CLA1A: 'disadvantaged', _NotFSM6CLA1A: 'not_disadvantaged' };
const SOME: Suffixes = { '': 'all', ...PRIOR, ...POVERTY };
const EVERY: Suffixes = { ...SOME, _B: 'boys', _G: 'girls', _EAL: 'eal', _MOBN: 'non_mobile' };

const NO_TESTS = ['201920', '202021'];
const NO_PROGRESS = [...NO_TESTS, '202324', '202425'];
const PROGRESS_NOTE =
  'Published for 2015/16 to 2018/19, 2021/22 and 2022/23. Not for 2023/24 and 2024/25: those pupils had no key stage 1 assessments (2020, 2021). DfE plans it again for 2025/26.';

type Parts = Pick<Measure, 'id' | 'title' | 'definition' | 'columns'> & Partial<Measure>;

const percent = (parts: Parts): Measure => ({
  dataset: 'ks2',
  unit: 'percent',
  decimals: 0,
  higherIsBetter: true,
  headline: false,
  notPublished: NO_TESTS,
  ...parts,
});

const gap = (id: string, title: string, column: string, unit: Measure['unit'] = 'percent'): Measure =>
  percent({
    id,
    title,
    unit,
    decimals: unit === 'percent' ? 0 : 1,
    ...(unit === 'score' ? { notPublished: NO_PROGRESS } : {}),
    definition: 'The school’s disadvantaged pupils minus all other pupils in England: below 0 means behind them.',
    columns: named({ [column]: 'disadvantaged' }),
  });

const progress = (subject: string, prefix: string): Measure[] => {
  const intervals = (end: string, role: MeasureColumn['role']) => byGroup(`${prefix}PROG#_${end}`, EVERY, role);
  return [
    percent({
      id: `ks2_${subject}_progress`,
      title: `Progress in ${subject}`,
      unit: 'score',
      decimals: 1,
      headline: true,
      availability: PROGRESS_NOTE,
      notPublished: NO_PROGRESS,
      definition: `How pupils did in key stage 2 ${subject} beside pupils in England with the same key stage 1 results. 0 is the national average.`,
      columns: [
        ...byGroup(`${prefix}PROG`, EVERY),
        ...intervals('LOWER', 'lower'),
        ...intervals('UPPER', 'upper'),
        ...alsoAs(`${subject}_progress`, `progress_measure_score@${subject}`),
        ...named({ [`progress_measure_lower_conf_interval@${subject}`]: 'all' }, 'lower'),
        ...named({ [`progress_measure_upper_conf_interval@${subject}`]: 'all' }, 'upper'),
      ],
    }),
    percent({
      id: `ks2_${subject}_progress_band`,
      title: `Progress in ${subject}: band`,
      unit: 'band',
      higherIsBetter: false,
      availability: PROGRESS_NOTE,
      notPublished: NO_PROGRESS,
      definition: '1 well above average, 2 above, 3 average, 4 below, 5 well below.',
      columns: alsoAs(`${prefix}PROG_DESCR`),
    }),
    gap(
      `ks2_${subject}_progress_gap`,
      `Progress in ${subject}: gap to others nationally`,
      `DIFFN_${prefix}PROG`,
      'score',
    ),
  ];
};

const tested = (subject: string, long: string, prefix: string, ees: string): Measure[] => [
  percent({
    id: `ks2_${subject}_expected`,
    title: `${long}: expected standard`,
    definition: `Pupils with a scaled score of 100 or more in ${long}.`,
    columns: [...byGroup(`PT${prefix}_EXP`, SOME), ...alsoAs(`expected_standard_pupil_percent@${ees}`)],
  }),
  percent({
    id: `ks2_${subject}_higher`,
    title: `${long}: higher standard`,
    definition: `Pupils with a scaled score of 110 or more in ${long}.`,
    columns: [...byGroup(`PT${prefix}_HIGH`, SOME), ...alsoAs(`higher_standard_pupil_percent@${ees}`)],
  }),
  percent({
    id: `ks2_${subject}_average`,
    title: `${long}: average scaled score`,
    unit: 'points',
    definition: `Mean scaled score (80 to 120) of pupils who have one in ${long}.`,
    columns: [...byGroup(`${prefix}_AVERAGE`, EVERY), ...alsoAs(`average_scaled_score@${ees}`)],
  }),
];

const cohortGroups = {
  TELIG: 'all',
  BELIG: 'boys',
  GELIG: 'girls',
  TKS1GROUP_L: 'low_prior',
  TKS1GROUP_M: 'middle_prior',
  TKS1GROUP_H: 'high_prior',
  TFSM6CLA1A: 'disadvantaged',
  TNotFSM6CLA1A: 'not_disadvantaged',
  TEALGRP2: 'eal',
  TEALGRP1: 'english_first_language',
  TMOBN: 'non_mobile',
  TSENELE: 'ehcp',
  TSENELK: 'sen_support',
} as const;

export const ks2Measures: readonly Measure[] = [
  percent({
    id: 'ks2_rwm_expected',
    title: 'Reading, writing and maths: expected standard',
    headline: true,
    definition:
      'Pupils at the expected standard in all three: 100 or more in the reading and maths tests, and in the teacher’s assessment of writing.',
    columns: [...byGroup('PTRWM_EXP', EVERY), ...alsoAs('expected_standard_pupil_percent@reading_writing_and_maths')],
  }),
  percent({
    id: 'ks2_rwm_higher',
    title: 'Reading, writing and maths: higher standard',
    headline: true,
    definition: 'Pupils with 110 or more in reading and in maths, and at greater depth in writing.',
    columns: [...byGroup('PTRWM_HIGH', EVERY), ...alsoAs('higher_standard_pupil_percent@reading_writing_and_maths')],
  }),
  gap('ks2_rwm_expected_gap', 'Reading, writing and maths expected: gap to others nationally', 'DIFFN_RWM_EXP'),
  gap('ks2_rwm_higher_gap', 'Reading, writing and maths higher: gap to others nationally', 'DIFFN_RWM_HIGH'),
  ...tested('reading', 'reading', 'READ', 'reading'),
  ...tested('maths', 'maths', 'MAT', 'maths'),
  ...tested('gps', 'grammar, punctuation and spelling', 'GPS', 'gps'),
  percent({
    id: 'ks2_writing_expected',
    title: 'Writing: expected standard',
    definition: 'Pupils whom their teacher assessed as working at the expected standard or at greater depth.',
    columns: [...byGroup('PTWRITTA_EXP', SOME), ...alsoAs('expected_standard_pupil_percent@writing')],
  }),
  percent({
    id: 'ks2_writing_higher',
    title: 'Writing: greater depth',
    definition: 'Pupils whom their teacher assessed as working at greater depth.',
    columns: [...byGroup('PTWRITTA_HIGH', SOME), ...alsoAs('higher_standard_pupil_percent@writing')],
  }),
  percent({
    id: 'ks2_science_expected',
    title: 'Science: expected standard',
    definition: 'Pupils whom their teacher assessed as working at the expected standard in science.',
    columns: alsoAs('PTSCITA_EXP', 'expected_standard_pupil_percent@science'),
  }),
  ...progress('reading', 'READ'),
  ...progress('writing', 'WRIT'),
  ...progress('maths', 'MAT'),
  percent({
    id: 'ks2_cohort',
    title: 'Pupils at the end of key stage 2',
    unit: 'count',
    higherIsBetter: null,
    definition: 'Pupils whose results count.',
    columns: named(cohortGroups),
  }),
];
