import type { Header } from '#platform/tabular/index.ts';
import { academicYearEnding, yearFromFileName } from './academic-year.ts';
import { lastYearSuffix } from './layout.ts';
import type { Dataset, Status } from './types.ts';

export type FileKind =
  | 'gias_establishments'
  | 'gias_groups'
  | 'gias_group_links'
  | 'gias_predecessor_links'
  | 'ks2_tables'
  | 'ks4_tables'
  | 'ks5_tables'
  | 'absence'
  | 'census'
  | 'ks4_destinations'
  | 'progress_by_year'
  | 'ofsted_oeif'
  | 'ofsted_2025'
  | 'trust_tables';

export interface Recognition {
  readonly kind: FileKind;
  readonly title: string;
  readonly datasets: readonly Dataset[];
  /** `rows`: each row says its year. `unknown`: ask. Registers have no academic year and also say `unknown`. */
  readonly academicYear: string | 'rows' | 'unknown';
  /** What told the year. */
  readonly yearFrom?: 'rows' | 'columns' | 'file name';
  readonly status: Status;
}

interface Signature {
  readonly kind: FileKind;
  readonly title: string;
  readonly datasets?: readonly Dataset[];
  /** Every one of these columns … */
  readonly all: readonly string[];
  /** … and at least one of these. */
  readonly any?: readonly string[];
}

/** First match wins: the narrower kinds stand first. */
const SIGNATURES: readonly Signature[] = [
  { kind: 'gias_predecessor_links', title: 'GIAS links between schools', all: ['urn', 'linkurn', 'linktype'] },
  {
    kind: 'gias_group_links',
    title: 'GIAS group membership',
    all: ['urn', 'group uid', 'group name'],
    any: ['joined date'],
  },
  {
    kind: 'gias_groups',
    title: 'GIAS groups',
    all: ['group uid', 'group name'],
    any: ['group type', 'group type (code)'],
  },
  {
    kind: 'ofsted_2025',
    title: 'Ofsted management information (from November 2025)',
    all: ['school name', 'curriculum and teaching', 'inclusion'],
  },
  {
    kind: 'ofsted_oeif',
    title: 'Ofsted management information (to August 2025)',
    all: ['school name', 'overall effectiveness'],
    any: [
      'inspection number of latest full inspection',
      'inspection number of latest graded inspection',
      'inspection start date',
    ],
  },
  { kind: 'trust_tables', title: 'Performance tables of trusts', all: ['trust_uid', 'trust_name', 'time_period'] },
  {
    kind: 'gias_establishments',
    title: 'GIAS establishments',
    all: ['urn'],
    any: ['establishmentname', 'establishment_name'],
  },
  {
    kind: 'progress_by_year',
    title: 'Progress and attainment by school and year',
    datasets: ['ks2', 'ks4'],
    all: ['urn', 'academic_year'],
    any: ['attainment_8', 'reading_progress'],
  },
  {
    kind: 'ks4_destinations',
    title: 'Key stage 4 destinations',
    datasets: ['destinations'],
    all: ['urn', 'overall_destper'],
  },
  {
    kind: 'ks5_tables',
    title: '16 to 18 performance tables',
    datasets: ['ks5'],
    all: ['urn'],
    any: ['tallppe_alev_1618', 'va_ins_alev', 'tallppe_acad_1618'],
  },
  {
    kind: 'ks5_tables',
    title: '16 to 18 results (EES)',
    datasets: ['ks5'],
    all: ['school_urn', 'time_period'],
    any: ['aps_per_entry', 'exam_cohort'],
  },
  {
    kind: 'ks2_tables',
    title: 'Key stage 2 performance tables',
    datasets: ['ks2'],
    all: ['urn'],
    any: ['ptrwm_exp', 'readprog'],
  },
  {
    kind: 'ks2_tables',
    title: 'Key stage 2 results (EES)',
    datasets: ['ks2'],
    all: ['school_urn', 'time_period'],
    any: ['expected_standard_pupil_percent', 'average_scaled_score', 'telig'],
  },
  {
    kind: 'ks2_tables',
    title: 'Key stage 2 results of England and its authorities (EES)',
    datasets: ['ks2'],
    all: ['geographic_level', 'time_period', 'subject', 'expected_standard_pupil_percent'],
  },
  {
    kind: 'ks4_tables',
    title: 'Key stage 4 performance tables',
    datasets: ['ks4'],
    all: ['urn'],
    any: ['att8scr', 'p8mea'],
  },
  {
    kind: 'ks4_tables',
    title: 'Key stage 4 results (EES)',
    datasets: ['ks4'],
    all: ['school_urn', 'time_period'],
    any: ['attainment8_average', 'avg_att8', 'diffn_att8', 'progress8_average'],
  },
  { kind: 'absence', title: 'Pupil absence', datasets: ['absence'], all: ['urn', 'perctot'] },
  {
    kind: 'absence',
    title: 'Pupil absence (EES)',
    datasets: ['absence'],
    all: ['time_period', 'sess_overall_percent'],
    any: ['school_urn', 'education_phase', 'school_type'],
  },
  {
    kind: 'census',
    title: 'School census',
    datasets: ['census'],
    all: ['urn', 'nor'],
    any: ['pnumeal', 'pnumfsmever', 'psenelk'],
  },
];

const matches = (signature: Signature, has: (name: string) => boolean) =>
  signature.all.every(has) && (signature.any === undefined || signature.any.some(has));

/** True when the names are the header of a file that Cairn reads. */
export function isKnownHeader(names: readonly string[]): boolean {
  const set = new Set(names.map((name) => name.toLowerCase()));
  return SIGNATURES.some((signature) => matches(signature, (name) => set.has(name)));
}

/**
 * What a file is, from its column names; the file's name is only a hint for the year and the status.
 * The year comes from the rows if they say it, else from last year's columns (`…_18` means the file is of 2018/19), else from the name.
 */
export function recogniseFile(header: Header, fileName = ''): Recognition | undefined {
  const found = SIGNATURES.find((signature) => matches(signature, (name) => header.index.has(name)));
  if (!found) return undefined;
  const { kind, title, datasets = [] } = found;
  return { kind, title, datasets, ...yearOf(header, datasets, fileName), status: statusFromName(fileName) };
}

function yearOf(
  header: Header,
  datasets: readonly Dataset[],
  fileName: string,
): Pick<Recognition, 'academicYear' | 'yearFrom'> {
  if (datasets.length === 0) return { academicYear: 'unknown' };
  if (['time_period', 'academic_year', 'acadyr'].some((name) => header.index.has(name)))
    return { academicYear: 'rows', yearFrom: 'rows' };
  const last = lastYearSuffix(header, datasets);
  if (last !== undefined) return { academicYear: academicYearEnding(last + 1), yearFrom: 'columns' };
  const named = yearFromFileName(fileName);
  return named ? { academicYear: named, yearFrom: 'file name' } : { academicYear: 'unknown' };
}

/** `provisional`, `revised` or `final` in a file's name or in its `version` cell. */
export function statusFromName(text: string): Status {
  const found = /provisional|revised|final/i.exec(text)?.[0].toLowerCase();
  return found === 'provisional' || found === 'revised' || found === 'final' ? found : 'unknown';
}
