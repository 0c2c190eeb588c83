import {
  type ProblemList,
  readTable,
  type Table,
  type TableProblem,
  type TableSource,
} from '#platform/tabular/index.ts';
import type { InspectionRecord } from './inspection.ts';
import { readEstablishments } from './read-establishments.ts';
import { readFigures } from './read-figures.ts';
import { readGroupLinks, readGroups, readPredecessorLinks } from './read-groups.ts';
import { readInspections } from './read-inspections.ts';
import { isKnownHeader, type Recognition, recogniseFile } from './recognise-file.ts';
import type {
  Batch,
  Establishment,
  EstablishmentGroup,
  GroupLink,
  PredecessorLink,
  SchoolFigure,
  Status,
} from './types.ts';

/** What a file holds. Read `rows` once, to the end; then `problems` is complete. */
export type Content =
  | { readonly of: 'figures'; readonly rows: AsyncIterable<Batch<SchoolFigure>> }
  | { readonly of: 'establishments'; readonly rows: AsyncIterable<Batch<Establishment>> }
  | { readonly of: 'groups'; readonly rows: AsyncIterable<Batch<EstablishmentGroup>> }
  | { readonly of: 'group_links'; readonly rows: AsyncIterable<Batch<GroupLink>> }
  | { readonly of: 'predecessor_links'; readonly rows: AsyncIterable<Batch<PredecessorLink>> }
  | { readonly of: 'inspections'; readonly rows: AsyncIterable<Batch<InspectionRecord>> };

export type PerformanceFile =
  | {
      readonly ok: true;
      readonly recognition: Recognition;
      /** The person must say the year (or the status) before the figures can be used. */
      readonly asks: readonly ('academic_year' | 'status')[];
      readonly table: Table;
      readonly problems: ProblemList;
      readonly content: Content;
    }
  | { readonly ok: false; readonly problem: TableProblem };

export interface PerformanceFileOptions {
  readonly fileName?: string;
  /** What the person answered when the file did not say. */
  readonly academicYear?: string;
  readonly status?: Status;
}

/**
 * Opens any of the public files about schools, by its columns: GIAS, performance tables, absence, census, destinations, Ofsted.
 * Pure: bytes in, typed rows and problems out. Never throws for bad content.
 */
export async function readPerformanceFile(
  source: TableSource,
  options: PerformanceFileOptions = {},
): Promise<PerformanceFile> {
  const read = await readTable(source, { isHeader: isKnownHeader });
  if (!read.ok) return read;
  const { table } = read;
  const found = recogniseFile(table.header, options.fileName);
  const refusal = refuse(found);
  if (!found || refusal) {
    await table.close();
    return { ok: false, problem: { line: table.header.line, message: refusal ?? '', severity: 'file' } };
  }
  const recognition: Recognition = {
    ...found,
    academicYear: found.academicYear === 'unknown' && options.academicYear ? options.academicYear : found.academicYear,
    // What the file says of itself goes before the answer: a provisional file never passes for final.
    status: found.status === 'unknown' ? (options.status ?? 'unknown') : found.status,
  };
  const figures = recognition.datasets.length > 0;
  const asks: ('academic_year' | 'status')[] = [];
  if (figures && recognition.academicYear === 'unknown') asks.push('academic_year');
  if (figures && recognition.status === 'unknown' && !table.header.index.has('version')) asks.push('status');
  return { ok: true, recognition, asks, table, problems: table.problems, content: contentOf(table, recognition) };
}

function refuse(found: Recognition | undefined): string | undefined {
  if (!found) {
    return 'The column names are not those of a file that Cairn reads. It reads GIAS, Ofsted management information, and the performance tables, absence, census and destinations files of DfE. Choose the file as it was downloaded, with its first line.';
  }
  if (found.kind !== 'trust_tables') return undefined;
  return 'This file is about whole trusts. Cairn works trust figures out from the schools’ own: choose the file of schools instead.';
}

function contentOf(table: Table, recognition: Recognition): Content {
  const { kind } = recognition;
  if (kind === 'gias_establishments') return { of: 'establishments', rows: readEstablishments(table) };
  if (kind === 'gias_groups') return { of: 'groups', rows: readGroups(table) };
  if (kind === 'gias_group_links') return { of: 'group_links', rows: readGroupLinks(table) };
  if (kind === 'gias_predecessor_links') return { of: 'predecessor_links', rows: readPredecessorLinks(table) };
  if (kind === 'ofsted_oeif' || kind === 'ofsted_2025')
    return { of: 'inspections', rows: readInspections(table, kind) };
  return { of: 'figures', rows: readFigures(table, recognition) };
}
