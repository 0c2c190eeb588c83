import type { AreaId, Framework, InspectionRecord } from './inspection.ts';

/** Where one inspection stands in a row of management information: each field by the names it has had. */
export interface Block {
  readonly framework: Framework;
  readonly kind: InspectionRecord['kind'];
  readonly which: InspectionRecord['which'];
  readonly number: readonly string[];
  readonly type: readonly string[];
  readonly start: readonly string[];
  readonly published: readonly string[];
  readonly relates: readonly string[];
  readonly urn: readonly string[];
  readonly name: readonly string[];
  readonly concern: readonly string[];
  readonly safeguarding: readonly string[];
  readonly outcome: readonly string[];
  /** `Yes` here: the visit became a graded inspection, which has its own block. */
  readonly converted: readonly string[];
  readonly areas: readonly (readonly [AreaId, readonly string[]])[];
  /** In a file with a row for each inspection, graded or not, the block is there only if a grade is, or if the inspection’s type says so. */
  readonly only?: 'with a grade' | RegExp;
}

const OLD_AREAS: readonly (readonly [AreaId, string])[] = [
  ['quality_of_education', 'quality of education'],
  ['behaviour_and_attitudes', 'behaviour and attitudes'],
  ['personal_development', 'personal development'],
  ['leadership_and_management', 'effectiveness of leadership and management'],
  ['early_years_provision', 'early years provision (where applicable)'],
  ['sixth_form_provision', 'sixth form provision (where applicable)'],
];

const oldAreas = (prefix: string, overall: readonly string[]): Block['areas'] => [
  ['overall_effectiveness', overall],
  ...OLD_AREAS.map(([id, name]) => [id, [prefix + name]] as const),
];

const ungraded: Block = {
  framework: 'oeif',
  kind: 'ungraded',
  which: 'latest',
  number: [
    'latest ungraded inspection number',
    'latest ungraded inspection number since last graded inspection',
    'latest section 8 inspection of a good and outstanding school number since last full inspection',
  ],
  type: [],
  start: ['date of latest ungraded inspection', 'date of latest section 8 inspection of a good and outstanding school'],
  published: [
    'ungraded inspection publication date',
    'section 8 inspection of a good and outstanding school publication date',
  ],
  relates: [
    'does the ungraded inspection relate to the urn of the current school?',
    'does the section 8 inspection of a good and outstanding school relate to the urn of the current school?',
  ],
  urn: [
    'urn at time of the ungraded inspection',
    'urn at time of the section 8 inspection of a good and outstanding school',
  ],
  name: [
    'school name at time of the ungraded inspection',
    'school name at time of the latest section 8 inspection of a good and outstanding school',
  ],
  concern: [],
  safeguarding: [],
  outcome: [
    'ungraded inspection overall outcome',
    'section 8 inspection of a good and outstanding school overall outcome',
  ],
  converted: [
    'did the latest ungraded inspection convert to a graded inspection?',
    'did the latest section 8 inspection of a good and outstanding school convert to a full inspection?',
  ],
  areas: [],
};

const oldLatest: Block = {
  framework: 'oeif',
  kind: 'graded',
  which: 'latest',
  number: ['inspection number of latest graded inspection', 'inspection number of latest full inspection'],
  type: ['inspection type'],
  start: ['inspection start date'],
  published: ['publication date'],
  relates: [
    'does the latest graded inspection relate to the urn of the current school?',
    'does the latest full inspection relate to the urn of the current school?',
  ],
  urn: ['urn at time of latest graded inspection', 'urn at time of latest full inspection'],
  name: ['school name at time of latest graded inspection', 'school name at time of latest full inspection'],
  concern: ['category of concern'],
  safeguarding: ['safeguarding is effective?', 'safeguarding is effective'],
  outcome: [],
  converted: [],
  areas: oldAreas('', ['overall effectiveness']),
};

const oldPrevious: Block = {
  ...oldLatest,
  which: 'previous',
  number: ['previous graded inspection number', 'previous full inspection number'],
  type: [],
  start: ['previous inspection start date'],
  published: ['previous publication date'],
  relates: [
    'does the previous graded inspection relate to the urn of the current school?',
    'does the previous full inspection relate to the urn of the current school?',
  ],
  urn: ['urn at time of previous graded inspection', 'urn at time of previous full inspection'],
  name: ['school name at time of previous graded inspection', 'school name at time of previous full inspection'],
  concern: ['previous category of concern'],
  safeguarding: ['previous safeguarding is effective?'],
  areas: oldAreas('previous ', [
    'previous graded inspection overall effectiveness',
    'previous full inspection overall effectiveness',
  ]),
};

const newLatest: Block = {
  ...oldLatest,
  framework: '2025',
  kind: 'report_card',
  safeguarding: ['safeguarding standards'],
  areas: [
    ['inclusion', ['inclusion']],
    ['curriculum_and_teaching', ['curriculum and teaching']],
    ['achievement', ['achievement']],
    ['attendance_and_behaviour', ['attendance and behaviour']],
    [
      'personal_development_and_wellbeing',
      ['personal development and wellbeing', 'personal development and well-being'],
    ],
    ['early_years', ['early years (where applicable)', 'early years']],
    ['post_16_provision', ['post-16 provision (where applicable)', 'post-16 provision']],
    ['leadership_and_governance', ['leadership and governance']],
  ],
};

const oldInNewFile: Block = {
  ...oldLatest,
  number: ['inspection number of latest oeif graded inspection'],
  type: ['inspection type of latest oeif graded inspection'],
  start: ['inspection start date of latest oeif graded inspection'],
  published: ['publication date of latest oeif graded inspection'],
  relates: ['does the latest oeif graded inspection relate to the urn of the current school?'],
  urn: ['urn at time of latest oeif graded inspection'],
  name: ['school name at time of latest oeif graded inspection'],
  concern: ['latest oeif category of concern'],
  safeguarding: ['latest oeif safeguarding is effective?'],
  areas: oldAreas('latest oeif ', ['latest oeif overall effectiveness']),
};

const gradedInYear: Block = { ...oldLatest, number: ['inspection number'], only: 'with a grade' };

const ungradedInYear: Block = {
  ...ungraded,
  number: ['inspection number'],
  type: ['inspection type'],
  start: ['inspection start date'],
  published: ['publication date'],
  outcome: ['outcomes for ungraded and monitoring inspections'],
  only: /ungraded/i,
};

const reportCardInYear: Block = { ...newLatest, number: ['inspection number'], only: 'with a grade' };

/** The inspections that a row of each layout can hold: in files of the latest inspections, and in those of all inspections of a year. */
export const BLOCKS: Readonly<Record<'ofsted_oeif' | 'ofsted_2025', readonly Block[]>> = {
  ofsted_oeif: [oldLatest, oldPrevious, ungraded, gradedInYear, ungradedInYear],
  ofsted_2025: [newLatest, oldInNewFile, ungraded, reportCardInYear],
};
