import type { TableProblem } from '#platform/tabular/index.ts';
import {
  type Batch,
  type Content,
  type Establishment,
  type GroupLink,
  type InspectionRecord,
  type PredecessorLink,
  type Recognition,
  readPerformanceFile,
  type SchoolFigure,
  type Status,
} from '../readers/index.ts';
import { keptOfOthers } from '../rules.ts';
import { startOfYear } from '../years.ts';
import { inPieces } from './in-pieces.ts';
import type { OwnSchools } from './own-schools.ts';

export type OnRead = (share: number) => void;
export type ReadOptions = { fileName: string; academicYear?: string; status?: Status; onRead?: OnRead | undefined };

/** One inspection of one of the trust's schools. */
export type OwnInspection = { schoolId: string; record: InspectionRecord; ofPredecessor: boolean };

/** What the rows of one file come to. */
type Counting = {
  rowsByUrn: Map<string, number>;
  rowsOther: number;
  /** Rows of England and of local authorities of the trust's schools. */
  areaRows: number;
  figuresOwn: number;
  figuresOther: number;
  measures: Map<string, number>;
  years: Set<number>;
  statuses: Set<Status>;
  establishments: Establishment[];
  groupLinks: GroupLink[];
  predecessorLinks: PredecessorLink[];
  inspections: OwnInspection[];
};

/** What one reading of a file gives, apart from the figures, which go to `keep` as they come. */
export type ReadImport = Readonly<Counting> & {
  recognition: Recognition | null;
  asks: readonly ('academic_year' | 'status')[];
  problems: readonly TableProblem[];
  problemCount: number;
  /** Set when the file cannot be read to its end. */
  fileProblem: string | null;
  encoding: string | null;
};

type Keep = (figure: SchoolFigure) => Promise<void>;

const nothing = (): Counting => ({
  rowsByUrn: new Map(),
  rowsOther: 0,
  areaRows: 0,
  figuresOwn: 0,
  figuresOther: 0,
  measures: new Map(),
  years: new Set(),
  statuses: new Set(),
  establishments: [],
  groupLinks: [],
  predecessorLinks: [],
  inspections: [],
});

const more = (map: Map<string, number>, key: string, by = 1) => map.set(key, (map.get(key) ?? 0) + by);

async function readFigureRows(
  content: Extract<Content, { of: 'figures' }>,
  own: OwnSchools,
  found: Counting,
  keep: Keep,
): Promise<void> {
  for await (const { items } of content.rows) {
    const [first] = items;
    if (!first) continue;
    const isOwn = first.urn !== undefined && own.byUrn.has(first.urn);
    const isArea = first.level !== 'school' && (first.level !== 'la' || own.authorities.has(first.areaCode ?? ''));
    if (isOwn && first.urn) more(found.rowsByUrn, first.urn);
    else if (isArea) found.areaRows += 1;
    else found.rowsOther += 1;
    for (const figure of items) {
      const year = startOfYear(figure.academicYear);
      if (!isOwn && !isArea && !(first.level === 'school' && keptOfOthers(figure))) continue;
      if (year !== null && !figure.fromLaterFile) {
        found.years.add(year);
        found.statuses.add(figure.status);
      }
      if (isOwn) {
        found.figuresOwn += 1;
        more(found.measures, figure.measure);
      } else found.figuresOther += 1;
      // Without its year a figure cannot be kept; the file's year is then asked for.
      if (year !== null) await keep(figure);
    }
  }
}

/** Sorts the rows of a register or a list of links into the trust's own and others. */
async function ownRows<Item extends { readonly urn: string }>(
  rows: AsyncIterable<Batch<Item>>,
  own: OwnSchools,
  found: Counting,
  into: Item[],
): Promise<void> {
  for await (const { items } of rows) {
    for (const item of items) {
      if (own.byUrn.get(item.urn)?.predecessor === false) {
        more(found.rowsByUrn, item.urn);
        into.push(item);
      } else found.rowsOther += 1;
    }
  }
}

async function readInspectionRows(
  rows: AsyncIterable<Batch<InspectionRecord>>,
  own: OwnSchools,
  found: Counting,
): Promise<void> {
  for await (const { items } of rows) {
    let counted = false;
    for (const record of items) {
      const byUrn = own.byUrn.get(record.urn ?? '');
      const school = byUrn ?? own.byLaestab.get(record.laestab ?? '');
      if (!school) continue;
      if (!counted) more(found.rowsByUrn, record.urn ?? own.urnOf.get(school.id) ?? '');
      counted = true;
      // A row about a predecessor is the predecessor's, whatever it says of itself.
      found.inspections.push({
        schoolId: school.id,
        record,
        ofPredecessor: record.ofPredecessor || (byUrn?.predecessor ?? false),
      });
    }
    if (!counted) found.rowsOther += 1;
  }
}

async function readRows(content: Content, own: OwnSchools, found: Counting, keep: Keep): Promise<void> {
  if (content.of === 'figures') return await readFigureRows(content, own, found, keep);
  if (content.of === 'inspections') return await readInspectionRows(content.rows, own, found);
  if (content.of === 'establishments') return await ownRows(content.rows, own, found, found.establishments);
  if (content.of === 'group_links') return await ownRows(content.rows, own, found, found.groupLinks);
  if (content.of === 'predecessor_links') return await ownRows(content.rows, own, found, found.predecessorLinks);
  for await (const { items } of content.rows) found.rowsOther += items.length;
}

/** Stands in for a year that must be asked, so that a dry run can count all the same. No file is that old. */
const unknownYear = '200001';

/** Reads a public file once, from its bytes, beside the schools of one trust. Touches no database; `keep` receives every figure worth keeping. */
export async function readImport(
  bytes: Uint8Array,
  options: ReadOptions,
  own: OwnSchools,
  keep: Keep = async () => {},
): Promise<ReadImport> {
  const found = nothing();
  const source = () => (bytes.byteLength === 0 ? bytes : inPieces(bytes, options.onRead));
  let file = await readPerformanceFile(source(), options);
  if (!file.ok) {
    const { message } = file.problem;
    const failed = { problems: [file.problem], problemCount: 1, fileProblem: message, encoding: null };
    return { ...found, ...failed, recognition: null, asks: [] };
  }
  const { asks } = file;
  if (asks.includes('academic_year')) {
    await file.table.close();
    file = await readPerformanceFile(source(), { ...options, academicYear: unknownYear });
    if (!file.ok) throw new Error('A file was read once and not a second time.');
  }
  await readRows(file.content, own, found, keep);
  found.years.delete(2000);
  const { list, total } = file.problems;
  return {
    ...found,
    recognition: file.recognition,
    asks,
    problems: list,
    problemCount: total,
    fileProblem: list.find((problem) => problem.severity === 'file')?.message ?? null,
    encoding: file.table.encoding(),
  };
}
