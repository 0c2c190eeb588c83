import { shown, type Table, type TableRow } from '#platform/tabular/index.ts';
import { academicYear, academicYearEnding, endOf } from './academic-year.ts';
import { groupOf, qualifierOf } from './breakdowns.ts';
import { cellReader, identify } from './identity.ts';
import { type LayoutColumn, layoutOf } from './layout.ts';
import { type Recognition, statusFromName } from './recognise-file.ts';
import { type PercentScale, parseFigure, percentScale } from './special-values.ts';
import type { Batch, Group, SchoolFigure } from './types.ts';

const SAMPLE = 500;

/** What EES calls a whole year: absence is also published for one term and for two, and for years of five half terms. */
const WHOLE_YEAR = /^(academic year|six half terms|full year)?$/i;

export interface FigureOptions {
  /** The year of a file that does not say it. */
  readonly academicYear?: string;
}

/**
 * The figures of a performance-tables, absence, census or destinations file, row by row. A field that cannot be understood is left out and noted;
 * so is a row that is nobody's. A school that has no row has no figures: that is not a 0.
 */
export async function* readFigures(
  table: Table,
  recognition: Recognition,
  options: FigureOptions = {},
): AsyncGenerator<Batch<SchoolFigure>, void, undefined> {
  const { header, problems } = table;
  const columns = layoutOf(header, recognition.datasets);
  const cell = cellReader(header);
  const long = header.index.has('subject') || header.index.has('exam_cohort');
  const seen = new Set<string>();
  const noted = new Set<string>();
  const note = (line: number, text: string) => {
    if (noted.has(text) || noted.size > 200) return;
    noted.add(text);
    problems.add({ line, message: `Rows like this one were left out: ${text}.`, severity: 'note' });
  };
  const fixedYear = /^\d/.test(recognition.academicYear) ? recognition.academicYear : options.academicYear;
  const blanksAreNone = recognition.kind === 'progress_by_year';

  const read = (row: TableRow, scale: PercentScale): SchoolFigure[] => {
    const who = identify(row, cell, recognition.datasets[0]);
    if ('problem' in who) {
      problems.add({ line: row.line, column: 'URN', message: who.problem, severity: 'row' });
      return [];
    }
    if ('skip' in who) {
      note(row.line, who.skip);
      return [];
    }
    const group = groupOf(row, cell);
    if (typeof group === 'object') {
      note(row.line, `breakdown “${shown(group.skip)}”`);
      return [];
    }
    const part = [cell(row, 'time_identifier'), cell(row, 'year_breakdown')].find((text) => !WHOLE_YEAR.test(text));
    if (part !== undefined) {
      note(row.line, `a part of the year, “${shown(part)}”`);
      return [];
    }
    const said = cell(row, 'time_period', 'academic_year', 'acadyr');
    const year = said === '' ? fixedYear : academicYear(said);
    if (year === undefined) {
      const message =
        said === ''
          ? 'The row does not say its academic year. It was left out.'
          : 'The academic year cannot be read. The row was left out.';
      problems.add({ line: row.line, ...(said === '' ? {} : { value: shown(said) }), message, severity: 'row' });
      return [];
    }
    const qualifier = long ? qualifierOf(cell(row, 'subject', 'exam_cohort')) : '';
    const key = [
      who.is.urn ?? `${who.is.level}${who.is.areaCode ?? ''}${who.is.phase ?? ''}`,
      year,
      group,
      qualifier,
      // In the file of progress by year, a school of two key stages has a row for each.
      cell(row, 'phase_key'),
    ].join('|');
    if (seen.has(key)) {
      problems.add({
        line: row.line,
        message: `${who.is.urn ? `School ${who.is.urn}` : 'This area'} has a second row. The first was used.`,
        severity: 'row',
      });
      return [];
    }
    seen.add(key);
    const status = statusFromName(cell(row, 'version'));
    const base = { ...who.is, status: status === 'unknown' ? recognition.status : status };
    return figuresOf(row, { base, year, group, qualifier, scale });
  };

  const figuresOf = (row: TableRow, about: About): SchoolFigure[] => {
    const figures: SchoolFigure[] = [];
    const tail = tailWord(row);
    for (const column of columns) {
      if (column.qualifier !== about.qualifier && column.qualifier !== '') continue;
      if (about.group !== 'all' && column.group !== 'all') continue;
      const { measure } = column;
      const text = column.at < row.present ? (row.cells[column.at] ?? '') : tail;
      if (blanksAreNone && text.trim() === '') continue;
      const parsed = parseFigure(text, measure.unit, about.scale);
      if (!parsed.ok) {
        problems.add({
          line: row.line,
          column: column.name,
          value: shown(text),
          message: parsed.message,
          severity: 'cell',
        });
        continue;
      }
      const lower = numberAt(row, column.lower);
      const upper = numberAt(row, column.upper);
      const cohort = numberAt(row, column.cohort);
      figures.push({
        ...about.base,
        academicYear: column.earlier === '' ? about.year : earlierYear(about.year, column.earlier),
        dataset: measure.dataset,
        measure: measure.id,
        group: about.group === 'all' ? column.group : about.group,
        figure: parsed.figure,
        ...(lower !== undefined && upper !== undefined ? { interval: { lower, upper } } : {}),
        ...(cohort !== undefined ? { cohort } : {}),
        ...(column.earlier === '' ? {} : { fromLaterFile: true as const }),
      });
    }
    return figures;
  };

  if (fixedYear === undefined && recognition.academicYear !== 'rows') {
    problems.add({
      line: header.line,
      message: 'The file does not say its academic year. Choose the year, then read it again.',
      severity: 'file',
    });
    await table.close();
    return;
  }
  const percents = columns.filter((column) => column.measure.unit === 'percent');
  for await (const { row, scale } of withScale(table.rows(), percents)) {
    const items = read(row, scale);
    if (items.length > 0) yield { line: row.line, items };
  }
}

interface About {
  readonly base: Pick<SchoolFigure, 'level' | 'status'> & Partial<SchoolFigure>;
  readonly year: string;
  readonly group: Group;
  readonly qualifier: string;
  readonly scale: PercentScale;
}

/** The first rows settle how the file writes percentages; then all rows pass on. */
async function* withScale(rows: AsyncGenerator<TableRow>, percents: readonly LayoutColumn[]) {
  const sample: TableRow[] = [];
  while (sample.length < SAMPLE) {
    const next = await rows.next();
    if (next.done) break;
    sample.push(next.value);
  }
  const scale = percentScale(sample.flatMap((row) => percents.map((column) => row.cells[column.at] ?? '')));
  for (const row of sample) yield { row, scale };
  for await (const row of rows) yield { row, scale };
}

/** A row that stops short with the word NEW says it of all that would follow; any other short row leaves blanks. */
function tailWord(row: TableRow): string {
  return row.present < row.cells.length && row.cells[row.present - 1]?.trim() === 'NEW' ? 'NEW' : '';
}

function numberAt(row: TableRow, at: number | undefined): number | undefined {
  if (at === undefined) return undefined;
  const parsed = parseFigure(row.cells[at] ?? '', 'count');
  return parsed.ok && parsed.figure.kind === 'value' ? parsed.figure.value : undefined;
}

function earlierYear(year: string, earlier: string): string {
  if (earlier === 'prev') return academicYearEnding(endOf(year) - 1);
  if (earlier === 'prev2') return academicYearEnding(endOf(year) - 2);
  return academicYearEnding(2000 + Number(earlier));
}
