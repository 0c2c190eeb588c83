import { type Basis, formatValue, measureOf } from '#features/measures/index.ts';
import { readTable } from '#platform/tabular/index.ts';

/** A trust's total of one measure over its schools: what partners exchange. Totals add up across trusts; shares would not. */
export type PartnerTotal = {
  measure: string;
  basis: Basis | '';
  schools: number;
  pupils: number;
  total: number;
  /** What the total is divided by where it is not pupils. */
  weight: number | null;
};

/** Fewer schools than this, and a total could be taken for one school's; fewer pupils, and it could tell of a child. */
export const leastSchoolsSent = 3;
export const leastPupilsSent = 6;
/** A figure of the partnership is shown from so many schools, of two trusts or more. */
export const leastSchoolsShown = 5;

const columns = ['Measure', 'What it is', 'Made of', 'Schools', 'Pupils', 'Total', 'Divided by', 'Figure'] as const;

/** The rows of the file that goes to partners; its last column is for people, the others are read. */
export function partnerRows(totals: readonly PartnerTotal[]): (string | number)[][] {
  const rows = totals.flatMap((each) => {
    const measure = measureOf(each.measure);
    if (!measure || each.schools < leastSchoolsSent || each.pupils < leastPupilsSent) return [];
    const value = (measure.factor * each.total) / (each.weight ?? each.pupils);
    return [
      [
        measure.code,
        measure.title,
        each.basis,
        each.schools,
        each.pupils,
        each.total,
        each.weight ?? '',
        formatValue(measure, value),
      ],
    ];
  });
  return [[...columns], ...rows];
}

const whole = /^\d{1,9}$/;
const number = /^-?\d{1,12}(\.\d{1,20})?(e-?\d{1,3})?$/i;

/** What a partner's file holds, or every reason why it cannot be taken, with row and column. Nothing of a file with a fault is taken. */
export async function readPartnerFile(bytes: Uint8Array): Promise<{ totals: PartnerTotal[] } | { problems: string[] }> {
  const result = await readTable(bytes, { isHeader: (names) => names.includes('Measure') && names.includes('Total') });
  if (!result.ok) return { problems: [result.problem.message] };
  const at = (name: (typeof columns)[number]) => result.table.header.names.indexOf(name);
  const absent = columns.slice(0, 7).filter((name) => name !== 'What it is' && at(name) === -1);
  if (absent.length > 0)
    return {
      problems: [
        `The column ${absent.map((name) => `“${name}”`).join(' and ')} is missing. Ask for the file as Cairn writes it.`,
      ],
    };
  const totals: PartnerTotal[] = [];
  const problems: string[] = [];
  const seen = new Set<string>();
  for await (const { cells, line } of result.table.rows()) {
    const cell = (name: (typeof columns)[number]) => (cells[at(name)] ?? '').trim();
    const wrong = (name: string, what: string) => problems.push(`Row ${line}, ${name}: ${what}`);
    const measure = measureOf(cell('Measure'));
    const basis = cell('Made of');
    if (!measure || measure.perSubject)
      wrong('Measure', `“${cell('Measure').slice(0, 40)}” is not a measure that is exchanged`);
    if (!['', 'r', 'c', 'p'].includes(basis)) wrong('Made of', `“${basis.slice(0, 20)}” is none of r, c and p`);
    for (const name of ['Schools', 'Pupils'] as const)
      if (!whole.test(cell(name))) wrong(name, 'a whole number is needed');
    for (const name of ['Total', 'Divided by'] as const)
      if (!(number.test(cell(name)) || (name === 'Divided by' && cell(name) === ''))) wrong(name, 'a number is needed');
    if (Number(cell('Schools')) < leastSchoolsSent) wrong('Schools', `${leastSchoolsSent} or more are needed`);
    if (Number(cell('Pupils')) < leastPupilsSent) wrong('Pupils', `${leastPupilsSent} or more are needed`);
    if (cell('Divided by') !== '' && Number(cell('Divided by')) <= 0) wrong('Divided by', 'it must be more than 0');
    const key = `${cell('Measure')} ${basis}`;
    if (seen.has(key)) wrong('Measure', 'the same measure stands in the file twice');
    seen.add(key);
    totals.push({
      measure: cell('Measure'),
      basis: basis as Basis | '',
      schools: Number(cell('Schools')),
      pupils: Number(cell('Pupils')),
      total: Number(cell('Total')),
      weight: cell('Divided by') === '' ? null : Number(cell('Divided by')),
    });
    if (problems.length >= 20) break;
  }
  for (const broken of result.table.problems.list.filter(({ severity }) => severity === 'file'))
    problems.push(broken.message);
  if (problems.length === 0 && totals.length === 0) problems.push('There is no figure in the file.');
  return problems.length > 0 ? { problems } : { totals };
}
