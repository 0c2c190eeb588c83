import type { Phase } from '#core/organisations/tables.ts';
import type { SchoolChange } from '../findings.ts';
import type { Establishment } from '../readers/index.ts';

/** The details of a school that the register may correct. */
export type RegisteredSchool = {
  id: string;
  name: string;
  laestab: string | null;
  ukprn: string | null;
  establishment_type: string | null;
  phase: Phase;
  low_age: number;
  high_age: number;
  has_sixth_form: boolean;
  gender: string | null;
  capacity: number | null;
  pupils_on_roll: number | null;
  local_authority_code: string | null;
  local_authority: string | null;
  postcode: string | null;
};

export type RegisterField = Exclude<keyof RegisteredSchool, 'id'>;

const labels: Record<RegisterField, string> = {
  name: 'Name',
  laestab: 'LAESTAB',
  ukprn: 'UKPRN',
  establishment_type: 'Type',
  phase: 'Phase',
  low_age: 'Lowest age',
  high_age: 'Highest age',
  has_sixth_form: 'Sixth form',
  gender: 'Gender of pupils',
  capacity: 'Capacity',
  pupils_on_roll: 'Pupils on roll',
  local_authority_code: 'Local authority code',
  local_authority: 'Local authority',
  postcode: 'Postcode',
};

export const isRegisterField = (field: string): field is RegisterField => Object.hasOwn(labels, field);

/** Register words for the phases that leave no doubt; “Not applicable” and the like change nothing. */
const phases: readonly (readonly [string, Phase])[] = [
  ['nursery', 'nursery'],
  ['primary', 'primary'],
  ['middle', 'middle'],
  ['secondary', 'secondary'],
  ['all', 'all_through'],
  ['16', 'sixteen_plus'],
];

function phaseOf(words: string | undefined, now: Phase): Phase | undefined {
  // A special school's phase of education says whom it teaches, not that it has stopped being special.
  if (words === undefined || now === 'special') return undefined;
  return phases.find(([start]) => words.toLowerCase().startsWith(start))?.[1];
}

/** What the register says of a school, for the fields that it speaks of. */
function registered(row: Establishment, school: RegisteredSchool): Partial<Record<RegisterField, unknown>> {
  return {
    name: row.name,
    laestab: row.laestab,
    ukprn: row.ukprn,
    establishment_type: row.type,
    phase: phaseOf(row.phase, school.phase),
    low_age: row.lowAge,
    high_age: row.highAge,
    has_sixth_form: row.sixthForm,
    gender: row.gender,
    capacity: row.capacity,
    pupils_on_roll: row.pupils,
    local_authority_code: row.laCode,
    local_authority: row.laName,
    postcode: row.postcode,
  };
}

/** A detail as text: booleans as yes and no, null as null. */
export function asText(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}

/** Text of a change back to what the column holds. */
export function fromText(field: RegisterField, text: string | null): string | number | boolean | null {
  if (text === null) return null;
  if (field === 'has_sixth_form') return text === 'yes';
  const numbers: readonly RegisterField[] = ['low_age', 'high_age', 'capacity', 'pupils_on_roll'];
  return numbers.includes(field) ? Number(text) : text;
}

/** Old and new of each detail in which the register differs. What the register leaves blank is left as it is. */
export function schoolChanges(school: RegisteredSchool, row: Establishment): SchoolChange[] {
  const said = registered(row, school);
  const low = row.lowAge ?? school.low_age;
  const high = row.highAge ?? school.high_age;
  return Object.entries(said).flatMap(([field, value]) => {
    if (!isRegisterField(field)) return [];
    if ((field === 'low_age' || field === 'high_age') && (low > high || low < 0 || high > 25)) return [];
    const before = asText(school[field]);
    const after = asText(value);
    if (after === null || after === before) return [];
    return [{ schoolId: school.id, school: school.name, field, label: labels[field], old: before, new: after }];
  });
}
