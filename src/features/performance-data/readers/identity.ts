import type { Header, TableRow } from '#platform/tabular/index.ts';
import type { Dataset, Level, SchoolFigure } from './types.ts';

export type Identity = Pick<SchoolFigure, 'level' | 'urn' | 'laestab' | 'areaCode' | 'phase'>;

/** `skip`: a row of another area or type of school, which is not wanted. `problem`: a row that should say whose it is and does not. */
export type IdentityResult = { readonly is: Identity } | { readonly skip: string } | { readonly problem: string };

export type Cell = (row: TableRow, ...names: string[]) => string;

/** Reads a cell by any of its names, trimmed; '' when the file has none of them. */
export function cellReader(header: Header): Cell {
  const { index } = header;
  const positions = new Map<string, number>();
  return (row, ...names) => {
    const key = names.length === 1 ? (names[0] ?? '') : names.join('|');
    let at = positions.get(key);
    if (at === undefined) {
      at = names.map((name) => index.get(name)).find((found) => found !== undefined) ?? -1;
      positions.set(key, at);
    }
    return at === -1 ? '' : (row.cells[at] ?? '').trim();
  };
}

const PHASES: ReadonlyMap<string, 'primary' | 'secondary' | 'special'> = new Map([
  ['PRI', 'primary'],
  ['SEC', 'secondary'],
  ['SPE', 'special'],
]);

/** The same in Explore Education Statistics. `Total` is of all types together. */
const EES_PHASES: ReadonlyMap<string, 'primary' | 'secondary' | 'special' | undefined> = new Map([
  ['', undefined],
  ['total', undefined],
  ['state-funded primary', 'primary'],
  ['state-funded secondary', 'secondary'],
  ['special', 'special'],
  ['state-funded special', 'special'],
]);

/** RECTYPE of the two national rows. The numbers differ by key stage: 5 is “state-funded” at key stage 2 and “all schools” after it. */
const NATIONAL: ReadonlyMap<string, Level> = new Map([
  ['ks2 4', 'england'],
  ['ks2 5', 'england_state'],
  ['other 4', 'england'],
  ['other 5', 'england'],
  ['other 7', 'england_state'],
  ['other NAT', 'england_state'],
]);

/**
 * Whose a row is. A URN makes it a school's, whatever RECTYPE says (files disagree on its numbers); without one, a local authority code makes
 * it an authority's, and neither makes it national. Absence and census files write `NAT` or `LA` and a type of school instead.
 */
export function identify(row: TableRow, cell: Cell, dataset: Dataset | undefined): IdentityResult {
  const urn = cell(row, 'urn', 'school_urn');
  const la = cell(row, 'lea', 'la', 'old_la_code');
  const estab = cell(row, 'estab');
  if (/^\d{6}$/.test(urn))
    return {
      is: { level: 'school', urn, ...laestabOf(cell(row, 'school_laestab', 'laestab') || la + estab.padStart(4, '0')) },
    };
  if (urn === 'NAT' || la === 'NAT') {
    const phase = PHASES.get(estab);
    return phase ? { is: { level: 'england_state', phase } } : { skip: `national row “${estab}”` };
  }
  if (urn === 'LA') {
    const phase = PHASES.get(estab);
    return phase && /^\d{3}$/.test(la)
      ? { is: { level: 'la', areaCode: la, phase } }
      : { skip: 'row of a local authority that does not say its number' };
  }
  if (urn !== '' && !/^(z|x|c|na|null|:)$/i.test(urn))
    return { problem: `“${urn.slice(0, 20)}” is not a URN, which has six digits. The row was left out.` };
  const level = cell(row, 'geographic_level').toLowerCase();
  if (level !== '') {
    const phase = cell(row, 'education_phase', 'school_type').toLowerCase();
    return fromEes(level, la, cell(row, 'establishment_type_group').toLowerCase().replace('-', ' '), phase);
  }
  if (/^\d{3}$/.test(la)) return { is: { level: 'la', areaCode: la } };
  const national = NATIONAL.get(`${dataset === 'ks2' ? 'ks2' : 'other'} ${cell(row, 'rectype')}`);
  if (national && la === '') return { is: { level: national } };
  return {
    problem:
      'The row has no URN and no local authority code, so it cannot be told whose figures these are. It was left out.',
  };
}

function fromEes(level: string, la: string, type: string, phase: string): IdentityResult {
  const state = type === '' || type.startsWith('all state funded') || type === 'state funded';
  if (level === 'school') return { problem: 'The row is a school’s but has no URN. It was left out.' };
  if (level !== 'national' && level !== 'local authority') return { skip: `${level} row` };
  if (!EES_PHASES.has(phase)) return { skip: `${level} row for ${phase}` };
  const schools = EES_PHASES.get(phase);
  const of = schools ? { phase: schools } : {};
  if (level === 'national' && state) return { is: { level: 'england_state', ...of } };
  if (level === 'national' && type === 'all schools') return { is: { level: 'england', ...of } };
  if (level === 'local authority' && state && /^\d{3}$/.test(la)) return { is: { level: 'la', areaCode: la, ...of } };
  return { skip: level === 'national' ? `national row for ${type}` : `${level} row` };
}

/** `891/4117`, `891-4117` and `8914117` are one number; undefined when it is none. */
export function laestabOf(text: string): { laestab?: string } {
  const match = /^(\d{3})[-/ ]?(\d{4})$/.exec(text.trim());
  return match ? { laestab: `${match[1]}${match[2]}` } : {};
}
