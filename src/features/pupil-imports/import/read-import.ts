import type { Selectable } from 'kysely';
import type { IdentityKept } from '#core/pupil-data/identity-setting.ts';
import type { StandardScale } from '#features/measures/index.ts';
import type { Database, Tx } from '#platform/db/database.ts';
import { isUnreadable } from '#platform/tabular/index.ts';
import type { Findings, SubjectRead } from '../findings.ts';
import type { Mapping } from '../mapping.ts';
import { type AttendanceRow, attendanceReader } from '../reading/attendance-row.ts';
import type { PupilIndex } from '../reading/find-pupil.ts';
import { marksReader } from '../reading/marks-row.ts';
import { type Problem, problem } from '../reading/problem.ts';
import { pupilReader } from '../reading/pupil-row.ts';
import type { pupilResolver } from '../reading/resolve-pupil.ts';
import { longReader, type TakeResult, wideReader } from '../reading/result-row.ts';
import { rowsBelowHeader } from '../reading/row-batches.ts';
import { type Slot, subjectSlots } from '../reading/subject-slots.ts';
import { type SuspensionRow, suspensionReader } from '../reading/suspension-row.ts';
import '../tables.ts';
import { withoutIdentity } from '../identity.ts';
import { columnOf } from '../mapping.ts';
import { type BadRow, mostKept, problemBook } from './problem-book.ts';
import type { ResultSink } from './result-lines.ts';
import { storedPieces } from './stored-pieces.ts';

export type ImportRow = Selectable<Database['pupil_import']>;

/** What the reading of rows depends on beside the file. */
export type World = {
  kept: IdentityKept;
  /** ISO day. */
  today: string;
  pupils: PupilIndex;
  ownScales: ReadonlyMap<string, StandardScale>;
  resolver: ReturnType<typeof pupilResolver>;
};

/** Rows that somebody has put right, by line, and those that were left out. */
export type Mends = { cells: ReadonlyMap<number, readonly string[]>; leftOut: ReadonlySet<number> };

export type Reading = {
  findings: Findings;
  bad: readonly BadRow[];
  mendedAndGood: readonly number[];
  attendance: readonly AttendanceRow[];
  suspensions: readonly SuspensionRow[];
  slots: readonly Slot[];
};

type Handler = {
  handle(cells: readonly string[]): readonly Problem[] | null;
  finish(): Partial<Reading> & { found: Partial<Findings> };
};

function resultHandler(mapping: Mapping, world: World, sink: ResultSink | null): Handler {
  const slots = subjectSlots(mapping, world.ownScales);
  const counts = new Map<string, { slot: Slot; kind: Parameters<TakeResult>[2]; count: number }>();
  const pupils = new Set<number>();
  let items = 0;
  let lastPupil = 0;
  const read = (mapping.kind === 'marksheet' ? wideReader : longReader)(mapping, world.pupils, slots);
  let last: { slot: Slot; kind: string; count: number } | undefined;
  const take: TakeResult = (pupilId, slot, kind, grade, points, className, isCounted) => {
    items += 1;
    if (pupilId !== lastPupil) {
      pupils.add(pupilId);
      lastPupil = pupilId;
    }
    if (last === undefined || last.slot !== slot || last.kind !== kind) {
      const key = `${slot.number}${kind}`;
      const known = counts.get(key) ?? { slot, kind, count: 0 };
      counts.set(key, known);
      last = known;
    }
    last.count += 1;
    sink?.take(pupilId, slot, kind, grade, points, className, isCounted);
  };
  return {
    handle: (cells) => read(cells, take),
    finish: () => ({
      slots: slots.all,
      found: {
        items,
        pupils: pupils.size,
        subjects: slots.asked().map(
          ({ name, qualification, slot }): SubjectRead => ({
            name,
            qualification,
            as: slot && { label: slot.name, code: slot.code, scale: slot.scaleCode },
          }),
        ),
        results: [...counts.values()].map(({ slot, kind, count }) => ({
          subject: slot.name,
          scale: slot.scale.name,
          kind,
          count,
        })),
      },
    }),
  };
}

function pupilHandler(mapping: Mapping, world: World): Handler {
  const read = pupilReader(mapping, world.today);
  const columns = { upn: columnOf(mapping, 'upn'), reference: columnOf(mapping, 'reference') };
  let items = 0;
  let temporaryUpns = 0;
  world.resolver.startFile();
  return {
    handle(cells) {
      const { row, problems, temporaryUpn } = read(cells);
      if (!row) return problems;
      const wrong = world.resolver.take(row, columns);
      if (wrong) return [wrong];
      items += 1;
      if (temporaryUpn) temporaryUpns += 1;
      return null;
    },
    finish: () => ({ found: { items, pupils: items, temporaryUpns } }),
  };
}

function attendanceHandler(mapping: Mapping, world: World): Handler {
  if (mapping.kind === 'marks') {
    const marks = marksReader(mapping, world.pupils, world.today);
    let items = 0;
    return {
      handle(cells) {
        const read = marks.read(cells);
        if (read !== true) return read;
        items += 1;
        return null;
      },
      finish: () => {
        const attendance = marks.totals();
        return { attendance, found: { items, pupils: attendance.length } };
      },
    };
  }
  const read = attendanceReader(mapping, world.pupils);
  const attendance: AttendanceRow[] = [];
  return {
    handle(cells) {
      const row = read(cells);
      if ('length' in row) return row;
      attendance.push(row);
      return null;
    },
    finish: () => ({ attendance, found: { items: attendance.length, pupils: attendance.length } }),
  };
}

function suspensionHandler(mapping: Mapping, world: World): Handler {
  const read = suspensionReader(mapping, world.pupils, world.today);
  const suspensions: SuspensionRow[] = [];
  return {
    handle(cells) {
      const row = read(cells);
      if ('length' in row) return row;
      suspensions.push(row);
      return null;
    },
    finish: () => ({
      suspensions,
      found: { items: suspensions.length, pupils: new Set(suspensions.map(({ pupilId }) => pupilId)).size },
    }),
  };
}

function handlerFor(mapping: Mapping, world: World, sink: ResultSink | null): Handler {
  switch (mapping.kind) {
    case 'pupils':
      return pupilHandler(mapping, world);
    case 'attendance':
    case 'marks':
      return attendanceHandler(mapping, world);
    case 'suspensions':
      return suspensionHandler(mapping, world);
    default:
      return resultHandler(mapping, world, sink);
  }
}

/** Whether the row's width fits the header; a row that lacks only empty cells at its end does. */
function widthProblem(cells: readonly string[], width: number, needed: number): Problem | null {
  if (cells.length > width && cells.slice(width).some((cell) => cell.trim() !== ''))
    return problem(
      'long',
      null,
      '',
      cells[width] ?? '',
      `The row has ${cells.length} cells but there are ${width} columns: its cells may have moved`,
    );
  if (cells.length < needed)
    return problem(
      'short',
      null,
      '',
      '',
      `The row has ${cells.length} cells; the columns that are used reach to ${needed}`,
    );
  return null;
}

/**
 * Reads one file from its kept pieces to its end. Good results go to `sink` as they come (a check has none); everything else that is good comes back, with what
 * is wrong, row by row. Never throws for what the file holds.
 */
export async function readImport(
  tx: Tx,
  row: ImportRow,
  mapping: Mapping,
  world: World,
  mends: Mends,
  sink: ResultSink | null,
  onShare?: (share: number, rows: number) => void,
): Promise<Reading> {
  const used = withoutIdentity(mapping, world.kept);
  const handler = handlerFor(used, world, sink);
  const book = problemBook(row.header, used.leaveOut);
  const width = row.header.length;
  const needed = Math.min(width, used.columns.findLastIndex((use) => use !== null && 'field' in use) + 1);
  const mendedAndGood: number[] = [];
  let rows = 0;
  let good = 0;
  let leftOut = 0;
  let fileProblem: string | null = null;
  let share = 0;
  try {
    const pieces = storedPieces(tx, row.id, row.size_bytes, async (read) => {
      share = read;
      await sink?.settled();
    });
    for await (const batch of rowsBelowHeader(pieces, { delimiter: row.delimiter, headerLine: row.header_line })) {
      for (const { line, cells: given } of batch) {
        if (given.every((cell) => cell.trim() === '')) continue;
        rows += 1;
        if (mends.leftOut.has(line)) {
          leftOut += 1;
          continue;
        }
        const mended = mends.cells.get(line);
        const cells = mended ?? given;
        const narrow = widthProblem(cells, width, needed);
        const problems = narrow ? [narrow] : handler.handle(cells);
        if (sink?.isFull()) await sink.send();
        if (problems === null) {
          good += 1;
          if (mended) mendedAndGood.push(line);
        } else book.add({ line, cells, problems });
      }
      onShare?.(share, rows);
    }
    if (rows === 0) fileProblem = 'The file has column names but no rows below them.';
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    const { message, line } = error.unreadable;
    fileProblem = line > 0 ? `Line ${line}: ${message}` : message;
  }
  await sink?.send();
  await sink?.settled();
  const { found, ...rest } = handler.finish();
  return {
    attendance: [],
    suspensions: [],
    slots: [],
    ...rest,
    mendedAndGood,
    bad: book.rows,
    findings: {
      rows,
      good,
      bad: book.counts.bad,
      leftOut,
      leftByRule: book.counts.leftByRule,
      fileProblem,
      tooMany: book.counts.bad > mostKept,
      groups: book.groups(),
      ...found,
    },
  };
}
