import type { TableRow } from '#platform/tabular/index.ts';
import type { Cell } from './identity.ts';
import type { Group } from './types.ts';

/** How EES files name groups, in their `breakdown` column or in a column for each characteristic. */
const BREAKDOWNS: Readonly<Record<string, Group>> = {
  '': 'all',
  total: 'all',
  all: 'all',
  'all pupils': 'all',
  'all students': 'all',
  disadvantaged: 'disadvantaged',
  'disadvantaged pupils': 'disadvantaged',
  'not disadvantaged': 'not_disadvantaged',
  'non-disadvantaged': 'not_disadvantaged',
  'not known to be disadvantaged': 'not_disadvantaged',
  'all other pupils': 'not_disadvantaged',
  'disadvantaged all other': 'not_disadvantaged',
  boys: 'boys',
  male: 'boys',
  girls: 'girls',
  female: 'girls',
  low: 'low_prior',
  'low prior attainment': 'low_prior',
  'low prior attainers': 'low_prior',
  middle: 'middle_prior',
  'middle prior attainment': 'middle_prior',
  'middle prior attainers': 'middle_prior',
  high: 'high_prior',
  'high prior attainment': 'high_prior',
  'high prior attainers': 'high_prior',
  'other than english': 'eal',
  'first language other than english': 'eal',
  'english as an additional language': 'eal',
  'known or believed to be other than english': 'eal',
  english: 'english_first_language',
  'known or believed to be english': 'english_first_language',
  'non-mobile': 'non_mobile',
  'non mobile': 'non_mobile',
  'sen support': 'sen_support',
  'sen support / sen without an ehc plan': 'sen_support',
  ehcp: 'ehcp',
  'education, health and care plan': 'ehcp',
  'ehc plan': 'ehcp',
  'no identified sen': 'no_sen',
  'no sen': 'no_sen',
};

/**
 * Columns that narrow a row of an EES file to some pupils; such a file has a row for all pupils too, which says `Total` in each. In other files a
 * column of that name may say something of the school (a boys’ school).
 */
const NARROWING = [
  'breakdown',
  'disadvantage_status',
  'sex',
  'fsm_status',
  'first_language',
  'ethnicity_major',
  'ethnicity_minor',
  'month_of_birth',
  'sen_provision',
  'sen_primary_need',
];

/** The group that a row is about; `skip` names one that Cairn does not keep (an ethnic group, or boys on free school meals). */
export function groupOf(row: TableRow, cell: Cell): Group | { readonly skip: string } {
  let group: Group = 'all';
  for (const column of cell(row, 'geographic_level') === '' ? ['breakdown'] : NARROWING) {
    const text = cell(row, column);
    const key = text.toLowerCase();
    const said = Object.hasOwn(BREAKDOWNS, key) ? BREAKDOWNS[key] : undefined;
    if (said === undefined || (said !== 'all' && group !== 'all' && said !== group)) return { skip: text };
    if (said !== 'all') group = said;
  }
  return group;
}

const QUALIFIERS: Readonly<Record<string, string>> = {
  mathematics: 'maths',
  'grammar, punctuation and spelling': 'gps',
  'reading, writing and mathematics': 'reading_writing_and_maths',
  'reading, writing and maths': 'reading_writing_and_maths',
  'writing ta': 'writing',
  'a levels': 'a_level',
  'tech levels': 'tech_level',
};

/** A subject or exam cohort as column aliases write it: `Reading` → `reading`, `A level` → `a_level`. */
export function qualifierOf(text: string): string {
  const key = text.trim().toLowerCase();
  return (
    (Object.hasOwn(QUALIFIERS, key) ? QUALIFIERS[key] : undefined) ??
    key.replace(/[^a-z0-9]+/g, '_').replace(/^_|_$/g, '')
  );
}
