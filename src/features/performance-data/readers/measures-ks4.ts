import { alsoAs, byGroup, type Measure, named, type Suffixes } from './measure.ts';

const POVERTY: Suffixes = { _FSM6CLA1A: 'disadvantaged', _NFSM6CLA1A: 'not_disadvantaged' };
/** The middle band was `AV` to 2018/19 and is `MID` since. */
const PRIOR: Suffixes = { _LO: 'low_prior', _AV: 'middle_prior', _MID: 'middle_prior', _HI: 'high_prior' };
const OTHERS: Suffixes = { _EAL: 'eal', _GIRLS: 'girls', _BOYS: 'boys', _NMOB: 'non_mobile' };
const ELEMENT: Suffixes = { '': 'all', ...POVERTY, ...OTHERS };
const EVERY: Suffixes = { ...ELEMENT, ...PRIOR };

const NO_PROGRESS = ['201920', '202021', '202425', '202526'];
const NO_RESULTS = ['201920', '202021'];
const PROGRESS_NOTE =
  'Not published for 2019/20 and 2020/21, nor for 2024/25 and 2025/26: those pupils sat no key stage 2 tests. Planned again for 2026/27.';

type Parts = Pick<Measure, 'id' | 'title' | 'definition' | 'columns'> & Partial<Measure>;

const measure = (parts: Parts): Measure => ({
  dataset: 'ks4',
  unit: 'percent',
  decimals: 0,
  higherIsBetter: true,
  headline: false,
  notPublished: NO_RESULTS,
  ...parts,
});

const ELEMENTS = [
  ['english', 'ENG', 'English', 'eng', 'eng'],
  ['maths', 'MAT', 'maths', 'mat', 'mat'],
  ['ebacc', 'EBAC', 'EBacc subjects', 'ebac', 'ebacc'],
  ['open', 'OPEN', 'open subjects', 'open', 'open'],
] as const;

const elements = ELEMENTS.flatMap(([id, code, words, older, newer]) => [
  measure({
    id: `attainment8_${id}`,
    title: `Attainment 8: ${words}`,
    unit: 'points',
    decimals: 1,
    definition: `Points per pupil from the ${words} part of Attainment 8.`,
    columns: [...byGroup(`ATT8SCR${code}`, ELEMENT), ...alsoAs(`avg_att8_${older}`, `attainment8${newer}_average`)],
  }),
  measure({
    id: `progress8_${id}`,
    title: `Progress 8: ${words}`,
    unit: 'score',
    decimals: 2,
    availability: PROGRESS_NOTE,
    notPublished: NO_PROGRESS,
    definition: `Progress in the ${words} part of Progress 8, in grades beside pupils who started alike.`,
    columns: [
      ...byGroup(`P8MEA${code}`, { '': 'all', ...POVERTY }),
      ...byGroup(`P8MEA${code}_CILOW`, { '': 'all', ...POVERTY }, 'lower'),
      ...byGroup(`P8MEA${code}_CIUPP`, { '': 'all', ...POVERTY }, 'upper'),
      ...alsoAs(`avg_p8${older}`, `progress8${newer}_average`),
      ...named({ [`p8${older}_ci_low`]: 'all', [`progress8${newer}_lower_95_ci`]: 'all' }, 'lower'),
      ...named({ [`p8${older}_ci_upp`]: 'all', [`progress8${newer}_upper_95_ci`]: 'all' }, 'upper'),
    ],
  }),
]);

const basics = (grade: 4 | 5): Measure =>
  measure({
    id: `english_maths_${grade}plus`,
    title: `Grade ${grade} or above in English and maths`,
    decimals: 1,
    headline: true,
    definition: `Pupils with grade ${grade} or above in maths and in English language or literature.`,
    columns: [
      ...named({
        [`PTL2BASICS_9${grade}`]: 'all',
        [`PTFSM6CLA1ABASICS_9${grade}`]: 'disadvantaged',
        [`PTNOTFSM6CLA1ABASICS_9${grade}`]: 'not_disadvantaged',
        [`PTBASICSLO_9${grade}`]: 'low_prior',
        [`PTBASICSAV_9${grade}`]: 'middle_prior',
        [`PTBASICSHI_9${grade}`]: 'high_prior',
        [`PBL2BASICS_9${grade}`]: 'boys',
        [`PGL2BASICS_9${grade}`]: 'girls',
        [`PTL2BASICSEAL_9${grade}`]: 'eal',
        [`PTL2BASICSNMOB_9${grade}`]: 'non_mobile',
      }),
      ...alsoAs(`pt_l2basics_9${grade}`, `engmath_9${grade}_percent`),
    ],
  });

const ebacc = (grade: 4 | 5): Measure =>
  measure({
    id: `ebacc_${grade}plus`,
    title: `English Baccalaureate at grade ${grade} or above`,
    decimals: 1,
    definition: `Pupils with grade ${grade} or above in every part of the English Baccalaureate.`,
    columns: [
      ...byGroup(`PTEBACC_9${grade}`, { '': 'all', ...POVERTY }),
      ...named({
        [`PTEBACCLO_9${grade}`]: 'low_prior',
        [`PTEBACCAV_9${grade}`]: 'middle_prior',
        [`PTEBACCHI_9${grade}`]: 'high_prior',
        [`PBEBACC_9${grade}`]: 'boys',
        [`PGEBACC_9${grade}`]: 'girls',
        [`PTEBACCEAL_9${grade}`]: 'eal',
        [`PTEBACCNMOB_9${grade}`]: 'non_mobile',
      }),
      ...alsoAs(`pt_ebacc_9${grade}`, `ebacc_9${grade}_percent`),
    ],
  });

const gap = (id: string, title: string, column: string, parts: Partial<Measure>): Measure =>
  measure({
    id,
    title,
    definition: 'The school’s disadvantaged pupils minus all other pupils in England: below 0 means behind them.',
    columns: named({ [column]: 'disadvantaged' }),
    ...parts,
  });

export const ks4Measures: readonly Measure[] = [
  measure({
    id: 'attainment8',
    title: 'Attainment 8',
    unit: 'points',
    decimals: 1,
    headline: true,
    definition: 'Points per pupil over eight slots of subjects, English and maths counting twice: 0 to 90.',
    columns: [...byGroup('ATT8SCR', EVERY), ...alsoAs('avg_att8', 'attainment8_average', 'attainment_8')],
  }),
  measure({
    id: 'progress8',
    title: 'Progress 8',
    unit: 'score',
    decimals: 2,
    headline: true,
    availability: PROGRESS_NOTE,
    notPublished: NO_PROGRESS,
    definition:
      'How far pupils went by the end of key stage 4 beside pupils in England with the same key stage 2 results, in grades. 0 is average.',
    columns: [
      ...byGroup('P8MEA', EVERY),
      ...byGroup('P8CILOW', EVERY, 'lower'),
      ...byGroup('P8CIUPP', EVERY, 'upper'),
      ...byGroup('P8PUP', EVERY, 'cohort'),
      ...alsoAs('avg_p8score', 'progress8_average', 'progress_8'),
      ...named({ p8score_ci_low: 'all', progress8_lower_95_ci: 'all' }, 'lower'),
      ...named({ p8score_ci_upp: 'all', progress8_upper_95_ci: 'all' }, 'upper'),
      ...named({ t_inp8calc: 'all', progress8_pupil_count: 'all' }, 'cohort'),
    ],
  }),
  measure({
    id: 'progress8_band',
    title: 'Progress 8: band',
    unit: 'band',
    higherIsBetter: false,
    availability: PROGRESS_NOTE,
    notPublished: NO_PROGRESS,
    definition: '1 well above average, 2 above, 3 average, 4 below, 5 well below.',
    columns: alsoAs('P8_BANDING', 'progress8_banding'),
  }),
  ...elements,
  basics(5),
  basics(4),
  measure({
    id: 'ebacc_entry',
    title: 'Entering the English Baccalaureate',
    decimals: 1,
    headline: true,
    definition: 'Pupils entered for English, maths, sciences, a language, and history or geography.',
    availability: 'Dropped as a headline measure in November 2025: not in the tables of summer 2026.',
    columns: [
      ...named({
        PTEBACC_E_PTQ_EE: 'all',
        PTEBACC_EFSM6CLA1A_PTQ_EE: 'disadvantaged',
        PTEBACC_ENFSM6CLA1A_PTQ_EE: 'not_disadvantaged',
        PTEBACC_ELO_PTQ_EE: 'low_prior',
        PTEBACC_EAV_PTQ_EE: 'middle_prior',
        PTEBACC_EHI_PTQ_EE: 'high_prior',
        PBEBACC_E_PTQ_EE: 'boys',
        PGEBACC_E_PTQ_EE: 'girls',
        PTEBACC_EEAL_PTQ_EE: 'eal',
        PTEBACC_ENMOB_PTQ_EE: 'non_mobile',
      }),
      ...alsoAs('pt_ebacc_e_ptq_ee', 'ebacc_entering_percent'),
    ],
  }),
  measure({
    id: 'ebacc_aps',
    title: 'English Baccalaureate average points',
    unit: 'points',
    decimals: 2,
    headline: true,
    definition: 'Mean grade points over the six slots of the English Baccalaureate; a missing one counts 0.',
    availability: 'From 2017/18. Dropped as a headline measure in November 2025.',
    columns: [...byGroup('EBACCAPS', EVERY), ...alsoAs('avg_ebaccaps', 'ebacc_aps_average')],
  }),
  ebacc(5),
  ebacc(4),
  gap('attainment8_gap', 'Attainment 8: gap to others nationally', 'DIFFN_ATT8', { unit: 'points', decimals: 1 }),
  gap('progress8_gap', 'Progress 8: gap to others nationally', 'DIFFN_P8MEA', {
    unit: 'score',
    decimals: 2,
    availability: PROGRESS_NOTE,
    notPublished: NO_PROGRESS,
  }),
  measure({
    id: 'gcse_entries',
    title: 'GCSE entries per pupil',
    unit: 'points',
    decimals: 1,
    higherIsBetter: null,
    definition: 'Mean number of GCSEs entered.',
    columns: alsoAs('TAVENT_G_PTQ_EE', 'avg_gcse_e', 'gcse_entries_average'),
  }),
  measure({
    id: 'triple_science_entry',
    title: 'Entering three sciences',
    decimals: 1,
    higherIsBetter: null,
    definition: 'Pupils entered for biology, chemistry and physics.',
    columns: alsoAs('PTtripleSci_E', 'pt_triplesci_e', 'sci_triple_entering_percent'),
  }),
];
