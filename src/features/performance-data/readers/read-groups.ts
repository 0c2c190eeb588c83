import type { Table, TableRow } from '#platform/tabular/index.ts';
import { type Fields, fieldsOf, present } from './row-fields.ts';
import type { Batch, EstablishmentGroup, GroupLink, PredecessorLink } from './types.ts';

/** Trusts, sponsors, federations and other groups. The name of the group’s head is not read. */
export async function* readGroups(table: Table): AsyncGenerator<Batch<EstablishmentGroup>, void, undefined> {
  const fields = fieldsOf(table);
  for await (const row of table.rows()) {
    const group = groupOfRow(row, fields);
    if (group) yield { line: row.line, items: [group] };
  }
}

/** Which school is in which group: one row for each group a school is in. */
export async function* readGroupLinks(table: Table): AsyncGenerator<Batch<GroupLink>, void, undefined> {
  const fields = fieldsOf(table);
  for await (const row of table.rows()) {
    const urn = urnOf(row, fields, 'urn');
    const group = urn === undefined ? undefined : groupOfRow(row, fields);
    if (urn === undefined || !group) continue;
    const link = present({
      urn,
      establishmentName: fields.text(row, 'establishmentname'),
      type: fields.text(row, 'typeofestablishment (name)'),
      phase: fields.text(row, 'phaseofeducation (name)'),
      laCode: fields.text(row, 'la (code)'),
      laName: fields.text(row, 'la (name)'),
      joinedDate: fields.date(row, 'joined date'),
      group,
    });
    yield { line: row.line, items: [link] };
  }
}

/** Which school followed which: each pair stands in the file twice, once from either side. */
export async function* readPredecessorLinks(table: Table): AsyncGenerator<Batch<PredecessorLink>, void, undefined> {
  const fields = fieldsOf(table);
  for await (const row of table.rows()) {
    const urn = urnOf(row, fields, 'urn');
    const linkUrn = urn === undefined ? undefined : urnOf(row, fields, 'linkurn');
    if (urn === undefined || linkUrn === undefined) continue;
    const linkType = fields.text(row, 'linktype') ?? '';
    const link = present({
      urn,
      linkUrn,
      linkName: fields.text(row, 'linkname'),
      linkType,
      linkIsPredecessor: /predecessor/i.test(linkType),
      date: fields.date(row, 'linkestablisheddate'),
    });
    yield { line: row.line, items: [link] };
  }
}

function urnOf(row: TableRow, fields: Fields, column: string): string | undefined {
  const urn = fields.digits(row, column) ?? '';
  if (/^\d{5,6}$/.test(urn)) return urn;
  return fields.wrong(
    row,
    column.toUpperCase(),
    urn,
    'A school is known by its URN of six digits. The row was left out.',
    'row',
  );
}

function groupOfRow(row: TableRow, fields: Fields): EstablishmentGroup | undefined {
  const { text, date, digits } = fields;
  const uid = digits(row, 'group uid') ?? '';
  if (!/^\d{1,6}$/.test(uid))
    return fields.wrong(row, 'Group UID', uid, 'The group has no UID, which is a number. The row was left out.', 'row');
  const name = text(row, 'group name');
  if (name === undefined)
    return fields.wrong(row, 'Group Name', '', 'The group has no name. The row was left out.', 'row');
  const status = text(row, 'group status', 'group status (code)');
  return present({
    uid,
    id: text(row, 'group id'),
    name,
    typeCode: digits(row, 'group type (code)')?.padStart(2, '0'),
    type: text(row, 'group type'),
    status,
    open: status === undefined ? undefined : /^open/i.test(status),
    companiesHouseNumber: companiesHouseNumber(digits(row, 'companies house number')),
    ukprn: digits(row, 'ukprn'),
    openDate: date(row, 'open date'),
    incorporatedDate: date(row, 'incorporated on (open date)'),
    closedDate: date(row, 'closed date'),
  });
}

/** Spreadsheets turn `08195720` into `8195720.0`. Scottish and other numbers start with letters and stay as they are. */
function companiesHouseNumber(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  return /^\d{5,8}$/.test(text) ? text.padStart(8, '0') : text.toUpperCase();
}
