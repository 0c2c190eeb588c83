import type { Table, TableRow } from '#platform/tabular/index.ts';
import { laestabOf } from './identity.ts';
import { type Fields, fieldsOf, present } from './row-fields.ts';
import type { Batch, Establishment } from './types.ts';

/**
 * The register, raw (`edubasealldata`, old and new columns) or the reduced form joined to trusts. Only the columns below are looked at, so the
 * names of head teachers and others never leave the file. Children’s centres and the like have shorter URNs and no establishment number.
 */
export async function* readEstablishments(table: Table): AsyncGenerator<Batch<Establishment>, void, undefined> {
  const fields = fieldsOf(table);
  const seen = new Set<string>();
  for await (const row of table.rows()) {
    const establishment = read(row, fields);
    if (!establishment) continue;
    if (seen.has(establishment.urn)) {
      fields.wrong(row, 'URN', establishment.urn, 'This URN has a second row. The first was used.', 'row');
      continue;
    }
    seen.add(establishment.urn);
    yield { line: row.line, items: [establishment] };
  }
}

function read(row: TableRow, fields: Fields): Establishment | undefined {
  const { text, whole, date, digits } = fields;
  const urn = digits(row, 'urn') ?? '';
  if (!/^\d{5,6}$/.test(urn))
    return fields.wrong(row, 'URN', urn, 'A school is known by its URN of six digits. The row was left out.', 'row');
  const name = text(row, 'establishmentname', 'establishment_name');
  if (name === undefined)
    return fields.wrong(row, 'EstablishmentName', '', 'The school has no name. The row was left out.', 'row');
  const laCode = text(row, 'la (code)', 'la_code');
  const number = digits(row, 'establishmentnumber', 'establishment_number');
  const status = text(row, 'establishmentstatus (name)', 'establishment_status');
  const sixthForm = text(row, 'officialsixthform (name)');
  const nursery = text(row, 'nurseryprovision (name)');
  return present({
    urn,
    laestab:
      laCode !== undefined && number !== undefined ? laestabOf(laCode + number.padStart(4, '0')).laestab : undefined,
    laCode,
    laName: text(row, 'la (name)', 'la_name'),
    name,
    type: text(row, 'typeofestablishment (name)', 'establishment_type'),
    typeGroup: text(row, 'establishmenttypegroup (name)', 'establishment_type_group'),
    phase: text(row, 'phaseofeducation (name)', 'education_phase'),
    status,
    open: status === undefined ? undefined : /^open/i.test(status),
    lowAge: whole(row, 'statutorylowage', 'statutory_low_age'),
    highAge: whole(row, 'statutoryhighage', 'statutory_high_age'),
    gender: text(row, 'gender (name)', 'gender'),
    capacity: whole(row, 'schoolcapacity'),
    pupils: whole(row, 'numberofpupils'),
    sixthForm: yesNo(sixthForm, /^has a/i, /^does not/i),
    nursery: yesNo(nursery, /^has/i, /^no /i),
    openDate: date(row, 'opendate'),
    closeDate: date(row, 'closedate'),
    town: text(row, 'town'),
    postcode: text(row, 'postcode'),
    region: text(row, 'gor (name)', 'gor'),
    ukprn: digits(row, 'ukprn'),
    trustUid: digits(row, 'trusts (code)', 'trust_uid'),
    trustId: text(row, 'trust_id'),
    trustName: text(row, 'trusts (name)', 'trust_name'),
    trustJoined: date(row, 'trust_joined'),
  });
}

const yesNo = (text: string | undefined, yes: RegExp, no: RegExp): boolean | undefined =>
  text === undefined ? undefined : yes.test(text) ? true : no.test(text) ? false : undefined;
