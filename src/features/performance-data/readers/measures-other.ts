import { alsoAs, byGroup, type Measure, named, type Suffixes } from './measure.ts';

type Parts = Pick<Measure, 'id' | 'title' | 'definition' | 'columns' | 'dataset'> & Partial<Measure>;

const percent = (parts: Parts): Measure => ({
  unit: 'percent',
  decimals: 1,
  higherIsBetter: true,
  headline: false,
  ...parts,
});

const COHORTS = [
  ['a_level', 'A level', 'ALEV', 'a_level'],
  ['academic', 'academic', 'ACAD', 'academic'],
  ['applied_general', 'applied general', 'AGEN', 'applied_general'],
  ['tech_level', 'tech level', 'TLEV', 'tech_level'],
] as const;

const STUDENTS: Suffixes = { '': 'all', _DIS: 'disadvantaged', _NOTDIS: 'not_disadvantaged' };

const ks5: Measure[] = [
  ...COHORTS.flatMap(([id, words, code, ees]) => [
    percent({
      id: `ks5_${id}_aps`,
      dataset: 'ks5',
      title: `Average points per ${words} entry`,
      unit: 'points',
      decimals: 2,
      headline: id === 'a_level',
      definition: `Points per full-size ${words} entry: an A level A* is 60, an E 10.`,
      columns: [
        ...byGroup(`TALLPPE_${code}_1618`, STUDENTS),
        ...byGroup(`TALLPPE_${code}`, STUDENTS),
        ...alsoAs(`aps_per_entry@${ees}`),
        ...byGroup(`TALLPUP_${code}_1618`, STUDENTS, 'cohort'),
        ...byGroup(`TALLPUP_${code}`, STUDENTS, 'cohort'),
        ...named({ [`aps_per_entry_student_count@${ees}`]: 'all' }, 'cohort'),
      ],
    }),
    percent({
      id: `ks5_${id}_value_added`,
      dataset: 'ks5',
      title: `Progress score, ${words}`,
      unit: 'score',
      decimals: 2,
      headline: id === 'a_level',
      definition: `Grades per ${words} entry above or below students in England with the same GCSE results. 0 is average.`,
      columns: [
        ...byGroup(`VA_INS_${code}`, STUDENTS),
        ...byGroup(`LCI_INS_${code}`, STUDENTS, 'lower'),
        ...byGroup(`UCI_INS_${code}`, STUDENTS, 'upper'),
        ...alsoAs(`value_added@${ees}`),
        ...named({ [`value_added_lower_ci@${ees}`]: 'all' }, 'lower'),
        ...named({ [`value_added_upper_ci@${ees}`]: 'all' }, 'upper'),
      ],
    }),
    percent({
      id: `ks5_${id}_progress_band`,
      dataset: 'ks5',
      title: `Progress band, ${words}`,
      unit: 'band',
      decimals: 0,
      higherIsBetter: false,
      definition: '1 well above average, 2 above, 3 average, 4 below, 5 well below.',
      columns: alsoAs(`PROGRESS_BAND_${code}`, `progress_banding@${ees}`),
    }),
    percent({
      id: `ks5_${id}_retained`,
      dataset: 'ks5',
      title: `Retained to the end, ${words}`,
      definition: `Students who stayed to the end of their main ${words} programme.`,
      columns: [...byGroup(`PT_RETAINED_${code}_RET`, STUDENTS), ...alsoAs(`retained_percent@${ees}`)],
    }),
  ]),
  percent({
    id: 'ks5_best_three',
    dataset: 'ks5',
    title: 'Best three A levels: average points',
    unit: 'points',
    decimals: 2,
    headline: true,
    definition: 'Points per A level in each student’s best three.',
    columns: alsoAs('TB3PTSE', 'best_three_alevels_aps@a_level'),
  }),
  percent({
    id: 'ks5_aab',
    dataset: 'ks5',
    title: 'AAB or better, two in facilitating subjects',
    definition: 'Students with AAB or better of which at least two are in facilitating subjects.',
    columns: alsoAs('PTAAB_2FAC', 'aab_percent@a_level'),
  }),
];

const absence: Measure[] = (
  [
    [
      'absence_overall',
      'Overall absence',
      ['PERCTOT', 'sess_overall_percent'],
      'Sessions missed, of those the pupils could have attended.',
      true,
    ],
    [
      'absence_persistent',
      'Persistent absence',
      ['PPERSABS10', 'enrolments_pa_10_exact_percent'],
      'Pupils who missed 10 per cent or more of their own sessions.',
      true,
    ],
    [
      'absence_severe',
      'Severe absence',
      ['PPERSABS50', 'enrolments_pa_50_exact_percent'],
      'Pupils who missed half or more of their own sessions; they are in persistent absence too.',
      true,
    ],
    [
      'absence_authorised',
      'Authorised absence',
      ['PERCAUTH', 'sess_authorised_percent'],
      'Sessions missed with leave or for illness.',
      false,
    ],
    [
      'absence_unauthorised',
      'Unauthorised absence',
      ['PERCUA', 'sess_unauthorised_percent'],
      'Sessions missed without leave.',
      false,
    ],
  ] as const
).map(([id, title, columns, definition, headline]) =>
  percent({
    id,
    dataset: 'absence',
    title,
    higherIsBetter: false,
    headline,
    definition,
    columns: [...alsoAs(...columns), ...named({ enrolments: 'all' }, 'cohort')],
  }),
);

const census: Measure[] = (
  [
    ['pupils', 'Pupils on roll', 'count', ['NOR'], 'All pupils on the January census day.'],
    ['fsm', 'Eligible for free school meals', 'count', ['NUMFSM'], 'Pupils eligible on census day.'],
    [
      'fsm_ever6',
      'Free school meals at any time in six years',
      'percent',
      ['PNUMFSMEVER'],
      'Pupils eligible now or in the past six years.',
    ],
    [
      'eal',
      'English as an additional language',
      'percent',
      ['PNUMEAL'],
      'Pupils whose first language is known or believed not to be English.',
    ],
    ['sen_support', 'SEN support', 'percent', ['PSENELK'], 'Pupils with special educational needs and no plan.'],
    [
      'ehcp',
      'Education, health and care plan',
      'percent',
      ['PSENELSE'],
      'Pupils with a plan (in older files: or a statement).',
    ],
    ['girls', 'Girls', 'percent', ['PNORG'], 'Share of girls on roll.'],
  ] as const
).map(([id, title, unit, columns, definition]) =>
  percent({
    id: `census_${id}`,
    dataset: 'census',
    title,
    unit,
    decimals: unit === 'count' ? 0 : 1,
    higherIsBetter: null,
    definition,
    columns: [...alsoAs(...columns), ...(id === 'pupils' ? [] : named({ NOR: 'all' }, 'cohort'))],
  }),
);

const destinations: Measure[] = (
  [
    ['overall', 'Staying in education, training or work', 'OVERALL_DEST', true],
    ['education', 'Staying in education', 'EDUCATION', null],
    ['further_education', 'Further education college', 'FE', null],
    ['school_sixth_form', 'School sixth form', 'SCH_6TH', null],
    ['sixth_form_college', 'Sixth-form college', 'SIXTH_COL', null],
    ['apprenticeship', 'Apprenticeship', 'APPREN', null],
    ['employment', 'Employment', 'EMPLOYMENT', null],
    ['not_sustained', 'Not sustained', 'NOT_SUSTAINED', false],
    ['unknown', 'Not known', 'UNKNOWN', false],
  ] as const
).map(([id, title, column, higherIsBetter]) =>
  percent({
    id: `destination_${id}`,
    dataset: 'destinations',
    title,
    decimals: 0,
    higherIsBetter,
    headline: id === 'overall',
    definition: 'Pupils who left key stage 4, by what they did for two terms from October.',
    availability: 'The year is that of the tables; the pupils left one or two years earlier.',
    columns: [
      ...byGroup(`${column}PER`, { '': 'all', _DIS: 'disadvantaged', _NONDIS: 'not_disadvantaged' }),
      ...byGroup('COHORT', { '': 'all', _DIS: 'disadvantaged', _NONDIS: 'not_disadvantaged' }, 'cohort'),
    ],
  }),
);

export const otherMeasures: readonly Measure[] = [...ks5, ...absence, ...census, ...destinations];
