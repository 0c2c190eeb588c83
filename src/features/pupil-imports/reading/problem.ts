import { shown } from '#platform/tabular/index.ts';

/** One thing wrong with a row. `column`: its position in the header, null where the whole row is meant. `field`: under which `replace` puts it right. */
export type Problem = { code: ProblemCode; column: number | null; field: string; value: string; reason: string };

export type ProblemCode =
  | 'short'
  | 'long'
  | 'no-pupil'
  | 'unknown-pupil'
  | 'upn'
  | 'two-pupils'
  | 'duplicate'
  | 'year'
  | 'date'
  | 'value'
  | 'subject'
  | 'grade'
  | 'kind'
  | 'impossible';

/** What each code means, above a list of rows that share it. */
export const problemTitles: Record<ProblemCode, string> = {
  short: 'Rows that end too soon',
  long: 'Rows with more cells than there are columns',
  'no-pupil': 'Rows that do not say which pupil',
  'unknown-pupil': 'Pupils who are not in this snapshot',
  upn: 'UPNs that cannot be right',
  'two-pupils': 'Rows that fit two different pupils',
  duplicate: 'Rows that come twice',
  year: 'Year groups that no school has',
  date: 'Days that cannot be read',
  value: 'Values that cannot be read',
  subject: 'Subjects that are not known yet',
  grade: 'Grades that are not on the scale',
  kind: 'Kinds of grade that are not known',
  impossible: 'Values that are impossible',
};

/** Codes whose value can be put right everywhere at once: it stands for something, the same in every row. */
export const sameEverywhere: readonly ProblemCode[] = ['year', 'value', 'grade', 'kind'];
/** Codes by which rows can be left out all together. */
export const leftOutTogether: readonly ProblemCode[] = ['unknown-pupil', 'no-pupil', 'duplicate', 'subject'];

export const problem = (
  code: ProblemCode,
  column: number | null,
  field: string,
  value: string,
  reason: string,
): Problem => ({
  code,
  column: column === -1 ? null : column,
  field,
  value: shown(value),
  reason,
});
