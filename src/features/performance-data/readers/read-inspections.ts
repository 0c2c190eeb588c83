import { shown, type Table, type TableRow } from '#platform/tabular/index.ts';
import { laestabOf } from './identity.ts';
import { type AreaGrade, type AreaId, areaGrade, type Concern, type InspectionRecord } from './inspection.ts';
import { BLOCKS, type Block } from './inspection-blocks.ts';
import { type Fields, fieldsOf, present } from './row-fields.ts';
import type { Batch } from './types.ts';

const CONCERNS: readonly Concern[] = ['SM', 'SWK', 'RSI', 'NTI'];

/**
 * The inspections of each school in Ofsted management information: up to three a row (latest graded or report card, previous or older framework,
 * latest ungraded). A school that has had none yields no item.
 */
export async function* readInspections(
  table: Table,
  layout: keyof typeof BLOCKS,
): AsyncGenerator<Batch<InspectionRecord>, void, undefined> {
  const fields = fieldsOf(table);
  for await (const row of table.rows()) {
    const said = fields.digits(row, 'urn');
    const urn = said !== undefined && /^\d{6}$/.test(said) ? said : undefined;
    const { laestab } = laestabOf(fields.digits(row, 'laestab') ?? '');
    if (urn === undefined && laestab === undefined) {
      fields.wrong(
        row,
        'URN',
        said ?? '',
        'The row has neither a URN nor a LAESTAB number, so the school cannot be told. It was left out.',
        'row',
      );
      continue;
    }
    const items = BLOCKS[layout].flatMap((block) => inspection(row, fields, block, { urn, laestab }) ?? []);
    if (items.length > 0) yield { line: row.line, items };
  }
}

function inspection(
  row: TableRow,
  fields: Fields,
  block: Block,
  school: { urn: string | undefined; laestab: string | undefined },
): InspectionRecord | undefined {
  const { text, date } = fields;
  const inspectionNumber = text(row, ...block.number);
  if (inspectionNumber === undefined || text(row, ...block.converted)?.toLowerCase() === 'yes') return undefined;
  const inspectionType = text(row, ...block.type);
  const graded = grades(row, fields, block);
  if (block.only === 'with a grade' && !Object.values(graded).some(({ kind }) => kind === 'number' || kind === 'name'))
    return undefined;
  if (block.only instanceof RegExp && !block.only.test(inspectionType ?? '')) return undefined;
  const urnAtTime = fields.digits(row, ...block.urn);
  const relates = text(row, ...block.relates)?.toLowerCase();
  const urn = school.urn ?? (relates === 'yes' ? urnAtTime : undefined);
  return present({
    urn,
    laestab: school.laestab,
    schoolName: text(row, 'school name') ?? '',
    framework: block.framework,
    kind: block.kind,
    which: block.which,
    inspectionNumber,
    inspectionType,
    startDate: date(row, ...block.start),
    publicationDate: date(row, ...block.published),
    urnAtTime,
    nameAtTime: text(row, ...block.name),
    ofPredecessor: relates === 'no' || (urn !== undefined && urnAtTime !== undefined && urn !== urnAtTime),
    grades: graded,
    safeguarding: safeguarding(row, fields, block),
    outcome: text(row, ...block.outcome),
    concern: concern(row, fields, block),
  });
}

function grades(row: TableRow, fields: Fields, block: Block): Partial<Record<AreaId, AreaGrade>> {
  const found: Partial<Record<AreaId, AreaGrade>> = {};
  for (const [area, names] of block.areas) {
    const value = fields.text(row, ...names) ?? '';
    const grade = areaGrade(value, block.framework);
    if (grade === 'unknown') {
      fields.wrong(
        row,
        names[0] ?? area,
        value,
        `“${shown(value)}” is not a grade of this framework. It was left out.`,
        'cell',
      );
    } else if (grade) found[area] = grade;
  }
  return found;
}

/** `Yes` and `Met` are one answer; 9 (not recorded separately) is none. */
function safeguarding(row: TableRow, fields: Fields, block: Block): 'met' | 'not_met' | undefined {
  const value = fields.text(row, ...block.safeguarding)?.toLowerCase();
  if (value === 'yes' || value === 'met') return 'met';
  return value === 'no' || value === 'not met' ? 'not_met' : undefined;
}

function concern(row: TableRow, fields: Fields, block: Block): Concern | undefined {
  const value = fields.text(row, ...block.concern);
  if (value === undefined) return undefined;
  return (
    CONCERNS.find((known) => known === value.toUpperCase()) ??
    fields.wrong(row, block.concern[0] ?? '', value, `“${shown(value)}” is not a category of concern.`, 'cell')
  );
}
