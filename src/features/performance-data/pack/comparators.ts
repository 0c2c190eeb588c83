import englandFile from '../../../../data/comparators/england.json' with { type: 'json' };
import authoritiesFile from '../../../../data/comparators/local-authorities.json' with { type: 'json' };
import type { StoredFigure } from '../queries.ts';
import { measureById, notPublishedNationally } from '../readers/index.ts';
import { yearCode } from '../years.ts';

type Figures = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>>;
const england: Figures = englandFile.figures;
const authorities: Readonly<Record<string, Figures>> = authoritiesFile.figures;

/** A figure to hold the school's against; `schools` says which schools it is of, `note` what a careful reader must know of it. */
export type Comparator = {
  value: number;
  schools: 'state' | 'all';
  from: 'import' | 'cairn' | 'definition';
  note: string | null;
};

export type Comparators = {
  national(measure: string, group: string, year: number): Comparator | null;
  la(measure: string, group: string, year: number): Comparator | null;
};

export type SchoolType = 'primary' | 'secondary' | 'special';

/** The type of school by which absence and census are published nationally. */
export function schoolTypeOf(school: { phase: string; low_age: number }): SchoolType {
  if (school.phase === 'special') return 'special';
  if (school.phase === 'primary' || school.phase === 'nursery') return 'primary';
  return school.phase === 'middle' && school.low_age < 9 ? 'primary' : 'secondary';
}

/** What `about` in the shipped files says of them: whole per cent as quoted by DfE, or provisional. */
function shippedNote(level: 'england' | 'la', measure: string, year: number): string | null {
  if (level === 'england' && measure.startsWith('ks2_') && year >= 2021)
    return 'DfE’s national headline as quoted, rounded';
  return year === 2024 || (level === 'la' && year === 2018) ? 'provisional' : null;
}

/** The shipped figure of all pupils, or of this type of school, and nothing else: a figure of primaries says nothing of a secondary. */
function shipped(
  level: 'england' | 'la',
  figures: Figures | undefined,
  measure: string,
  group: string,
  year: number,
  type: SchoolType,
): Comparator | null {
  const found = figures?.[yearCode(year)]?.[measure];
  const value = found?.[group] ?? found?.[`${group}/${type}`];
  if (value === undefined) return null;
  return { value, schools: 'state', from: 'cairn', note: shippedNote(level, measure, year) };
}

/** Progress in key stage 2 is measured from the national average of each year: that is 0, whether a file says so or not. */
function byDefinition(id: string, group: string, year: number): Comparator | null {
  const measure = measureById(id);
  if (measure?.dataset !== 'ks2' || measure.unit !== 'score' || id.endsWith('_gap') || group !== 'all') return null;
  if (notPublishedNationally(measure, yearCode(year))) return null;
  return { value: 0, schools: 'state', from: 'definition', note: 'by definition' };
}

/** Comparators out of imported files where they hold the aggregate, else those that come with Cairn. State-funded schools go before all schools. */
export function comparators(
  imported: readonly StoredFigure[],
  authority: string | null,
  type: SchoolType,
): Comparators {
  const byKey = new Map<string, Comparator>();
  const key = (level: 'england' | 'la', measure: string, group: string, year: number) =>
    `${level}|${measure}|${group}|${year}`;
  for (const one of imported) {
    if (one.value === null || one.level === 'school' || (one.phase !== '' && one.phase !== type)) continue;
    if (one.level === 'la' && one.area !== authority) continue;
    const at = key(one.level === 'la' ? 'la' : 'england', one.measure, one.pupil_group, one.academic_year);
    if (byKey.has(at) && one.level === 'england') continue;
    byKey.set(at, {
      value: one.value,
      schools: one.level === 'england' ? 'all' : 'state',
      from: 'import',
      note: one.status === 'provisional' ? 'provisional' : null,
    });
  }
  return {
    national: (measure, group, year) =>
      byKey.get(key('england', measure, group, year)) ??
      shipped('england', england, measure, group, year, type) ??
      byDefinition(measure, group, year),
    la: (measure, group, year) =>
      byKey.get(key('la', measure, group, year)) ??
      (authority === null ? null : shipped('la', authorities[authority], measure, group, year, type)),
  };
}
