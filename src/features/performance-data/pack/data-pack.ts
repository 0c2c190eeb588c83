import type { Phase } from '#core/organisations/tables.ts';
import type { StoredFigure, StoredInspection } from '../queries.ts';
import {
  type Dataset,
  type Group,
  MEASURES,
  type Measure,
  type NullKind,
  notPublishedNationally,
  type Status,
} from '../readers/index.ts';
import { newestPublished, publishedStages, type Release, releases } from '../releases.ts';
import { yearCode } from '../years.ts';
import { type Comparator, comparators, schoolTypeOf } from './comparators.ts';
import { type Gap, gapsOf } from './gaps.ts';
import { standsOut } from './rules-stand-out.ts';
import type { StandsOut } from './thresholds.ts';

export type PackFigure = {
  year: number;
  value: number | null;
  nullKind: NullKind | null;
  lower: number | null;
  upper: number | null;
  cohort: number | null;
  status: Status;
  /** Set when the figure is of the school's predecessor. */
  predecessor: { urn: string; name: string } | null;
  fromLaterFile: boolean;
};

export type YearCell = {
  year: number;
  figure: PackFigure | null;
  /** Why DfE published no such figure for any school that year. */
  notPublished: string | null;
  /** Whether any figure of this school and key stage has been imported for the year. */
  imported: boolean;
  national: Comparator | null;
  la: Comparator | null;
};

export type MeasureRow = {
  measure: Measure;
  cells: readonly YearCell[];
  /** Of headline measures: the years that say anything of disadvantaged pupils, the newest last. */
  gaps: readonly Gap[];
};

export type Section = {
  dataset: Dataset;
  title: string;
  /** Three school years, the newest last. */
  years: readonly number[];
  cohorts: readonly (number | null)[];
  headline: readonly MeasureRow[];
  /** Headline measures without a single figure in the three years, because DfE published none: said in a sentence, not in empty tables. */
  unpublished: readonly { measures: readonly Measure[]; why: string }[];
  others: readonly MeasureRow[];
  /** Headline figures of years before the three. */
  earlier: readonly { measure: Measure; figures: readonly PackFigure[] }[];
};

export type PackSchool = {
  id: string;
  name: string;
  urn: string;
  phase: Phase;
  low_age: number;
  high_age: number;
  has_sixth_form: boolean;
  local_authority: string | null;
  local_authority_code: string | null;
  laestab: string | null;
};

export type DataPack = {
  school: PackSchool;
  made: Temporal.PlainDate;
  sections: readonly Section[];
  inspections: readonly StoredInspection[];
  standsOut: readonly StandsOut[];
  /** What DfE has published and nobody has imported. */
  missing: readonly { release: Release; year: number }[];
};

const titles: Record<Dataset, string> = {
  ks2: 'Key stage 2',
  ks4: 'Key stage 4',
  ks5: '16 to 18',
  absence: 'Attendance',
  census: 'Pupils',
  destinations: 'Destinations after key stage 4',
};

const cohortMeasure: Partial<Record<Dataset, string>> = {
  ks2: 'ks2_cohort',
  ks4: 'ks4_cohort',
  census: 'census_pupils',
};

/** Why a measure has no figure for a year; null when DfE did publish it. */
export function whyNotPublished(measure: Measure, year: number): string | null {
  if (!notPublishedNationally(measure, yearCode(year))) return null;
  if (year === 2019 || year === 2020)
    return 'Not published: no school’s results were published for the two years of the pandemic.';
  return `Not published nationally. ${measure.availability ?? ''}`.trim();
}

type Input = {
  school: PackSchool;
  predecessors: readonly { urn: string; name: string }[];
  figures: readonly StoredFigure[];
  inspections: readonly StoredInspection[];
  today: Temporal.PlainDate;
};

/** Finds the school's figure: its own, else a predecessor's, labelled. */
function finder({ school, predecessors, figures }: Input) {
  const names = new Map(predecessors.map(({ urn, name }) => [urn, name]));
  const byKey = new Map<string, StoredFigure>();
  for (const one of figures) {
    if (one.level !== 'school') continue;
    const key = `${one.measure}|${one.pupil_group}|${one.academic_year}`;
    if (one.area === school.urn || (names.has(one.area) && byKey.get(key)?.area !== school.urn)) byKey.set(key, one);
  }
  const cohort = (dataset: Dataset, group: Group, year: number): number | null => {
    const id = cohortMeasure[dataset];
    return id ? (byKey.get(`${id}|${group}|${year}`)?.value ?? null) : null;
  };
  return {
    cohort,
    figure(measure: Measure, group: Group, year: number): PackFigure | null {
      const found = byKey.get(`${measure.id}|${group}|${year}`);
      if (!found) return null;
      const name = names.get(found.area);
      return {
        year,
        value: found.value,
        nullKind: found.null_kind,
        lower: found.lower,
        upper: found.upper,
        cohort: found.cohort ?? cohort(measure.dataset, group, year),
        status: found.status,
        predecessor: name === undefined ? null : { urn: found.area, name },
        fromLaterFile: found.from_later_file,
      };
    },
    years: (dataset: Dataset): number[] =>
      [
        ...new Set(
          [...byKey.values()]
            .filter((one) => one.dataset === dataset && one.value !== null)
            .map((one) => one.academic_year),
        ),
      ].sort((a, b) => a - b),
  };
}

/** Makes the data pack of one school out of stored figures. Pure. */
export function makeDataPack(input: Input): DataPack {
  const { school, figures, today } = input;
  const find = finder(input);
  const authority = school.local_authority_code ?? school.laestab?.slice(0, 3) ?? null;
  const compare = comparators(figures, authority, schoolTypeOf(school));

  const section = (dataset: Dataset): Section | null => {
    const held = find.years(dataset);
    const newest = held.at(-1);
    if (newest === undefined) return null;
    const years = [newest - 2, newest - 1, newest];
    const rowOf = (measure: Measure): MeasureRow => ({
      measure,
      cells: years.map((year) => ({
        year,
        figure: find.figure(measure, 'all', year),
        notPublished: whyNotPublished(measure, year),
        imported: held.includes(year),
        national: compare.national(measure.id, 'all', year),
        la: compare.la(measure.id, 'all', year),
      })),
      gaps: measure.headline ? gapsOf(measure, years, find.figure, compare) : [],
    });
    const cohortId = cohortMeasure[dataset];
    const measures = MEASURES.filter(
      (one) => one.dataset === dataset && one.unit !== 'band' && !one.id.endsWith('_gap') && one.id !== cohortId,
    );
    const rows = measures.map(rowOf);
    const any = (row: MeasureRow) => row.cells.some(({ figure }) => figure !== null);
    const headline = rows.filter((row) => row.measure.headline && any(row));
    // A headline that DfE did not publish is named with the reason; other measures only where there is a figure.
    const silent = rows.flatMap(({ measure, cells }) => {
      const why = cells.findLast((cell) => cell.notPublished)?.notPublished;
      return measure.headline && why && cells.every(({ figure }) => figure === null) ? [{ measure, why }] : [];
    });
    const earlierYears = held.filter((year) => year < newest - 2);
    return {
      dataset,
      title: titles[dataset],
      years,
      cohorts: years.map((year) => find.cohort(dataset, 'all', year)),
      headline: dataset === 'census' ? [] : headline,
      unpublished: [...Map.groupBy(silent, ({ why }) => why)].map(([why, of]) => ({
        measures: of.map(({ measure }) => measure),
        why,
      })),
      others: rows.filter((row) => (dataset === 'census' || !row.measure.headline) && any(row)),
      earlier: measures
        .filter((one) => one.headline)
        .map((measure) => ({
          measure,
          figures: earlierYears.flatMap((year) => find.figure(measure, 'all', year) ?? []),
        }))
        .filter((one) => one.figures.length > 0),
    };
  };

  const stages = publishedStages(school);
  const wanted: Dataset[] = [
    ...stages,
    'absence',
    'census',
    ...(stages.includes('ks4') ? (['destinations'] as const) : []),
  ];
  const sections = wanted.flatMap((dataset) => section(dataset) ?? []);
  const missing = releases
    .filter(({ dataset }) => wanted.includes(dataset))
    .map((release) => ({ release, year: newestPublished(release, today) }))
    .filter(({ release, year }) => !find.years(release.dataset).includes(year));
  return {
    school,
    made: today,
    sections,
    inspections: input.inspections,
    standsOut: standsOut(sections),
    missing,
  };
}
