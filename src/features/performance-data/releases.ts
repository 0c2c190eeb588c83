import type { Dataset } from './readers/index.ts';

/** A dataset that data packs need, when DfE publishes it, and where the file is. */
export type Release = {
  dataset: Dataset;
  title: string;
  /** Which file, in the words of the page that offers it. */
  file: string;
  from: { label: string; href: string };
  /** Month (1 to 12) of the first publication, and how many calendar years after the start of the school year. */
  month: number;
  yearsAfterStart: number;
};

const compare = {
  label: 'Compare school and college performance: download data',
  href: 'https://www.compare-school-performance.service.gov.uk/download-data',
};
const statistics = {
  label: 'Explore education statistics',
  href: 'https://explore-education-statistics.service.gov.uk/data-catalogue',
};

/** Release rhythm: key stage 4 and 16 to 18 provisional in October, key stage 2 in December, full-year absence in May, census in June. */
export const releases: readonly Release[] = [
  {
    dataset: 'ks2',
    title: 'Key stage 2 results',
    file: 'Key stage 2 results (all England, or your local authority), CSV',
    from: compare,
    month: 12,
    yearsAfterStart: 1,
  },
  {
    dataset: 'ks4',
    title: 'Key stage 4 results',
    file: 'Key stage 4 results: provisional from October, revised from February, final from April, CSV',
    from: compare,
    month: 10,
    yearsAfterStart: 1,
  },
  {
    dataset: 'ks5',
    title: '16 to 18 results',
    file: '16 to 18 results: provisional from October, revised from February, CSV',
    from: compare,
    month: 10,
    yearsAfterStart: 1,
  },
  {
    dataset: 'absence',
    title: 'Pupil absence',
    file: 'Pupil absence in schools in England, full year, school level, CSV',
    from: statistics,
    month: 5,
    yearsAfterStart: 2,
  },
  {
    dataset: 'census',
    title: 'School census',
    file: 'Pupil population (school census), CSV',
    from: compare,
    month: 6,
    yearsAfterStart: 1,
  },
];

/** The registers and lists that have no academic year. */
export const registers: readonly { kind: string; title: string; use: string; from: { label: string; href: string } }[] =
  [
    {
      kind: 'ofsted',
      title: 'Ofsted inspections',
      use: 'Management information: state-funded schools, latest inspections. Published each month.',
      from: {
        label: 'Ofsted: monthly management information',
        href: 'https://www.gov.uk/government/statistical-data-sets/monthly-management-information-ofsteds-school-inspections-outcomes',
      },
    },
    {
      kind: 'gias',
      title: 'School details (GIAS)',
      use: 'Establishment fields, CSV: brings names, ages, capacity and pupil numbers up to date.',
      from: {
        label: 'Get information about schools: downloads',
        href: 'https://get-information-schools.service.gov.uk/Downloads',
      },
    },
  ];

/** The start year of the newest school year whose figures DfE has published by that day, if it kept to its rhythm. */
export function newestPublished(release: Release, today: Temporal.PlainDate): number {
  return today.year - release.yearsAfterStart - (today.month >= release.month ? 0 : 1);
}

/** Stages with published results that a school teaches: it must teach the last year group of the stage. */
export function publishedStages(school: {
  low_age: number;
  high_age: number;
  has_sixth_form: boolean;
}): ('ks2' | 'ks4' | 'ks5')[] {
  const stages: ('ks2' | 'ks4' | 'ks5')[] = [];
  if (school.low_age <= 10 && school.high_age >= 11) stages.push('ks2');
  if (school.low_age <= 15 && school.high_age >= 16) stages.push('ks4');
  if (school.has_sixth_form) stages.push('ks5');
  return stages;
}
