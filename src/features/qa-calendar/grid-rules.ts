import { type Term, termNames } from '#core/academic-year/rules.ts';
import { longDate } from '#platform/clock.ts';
import { againstWeek, mondayOf, type SchoolYear, weekAt } from './week-rules.ts';

const compare = Temporal.PlainDate.compare;

export type ClosedDay = {
  school_id: string | null;
  day: Temporal.PlainDate;
  kind: 'bank_holiday' | 'inset' | 'closed';
  name: string;
};

/** What a week is at one school: `label` is for the width of a column, `words` say it whole. */
export type CellState = { kind: 'school' | 'edge' | 'exam' | 'short' | 'closed'; label: string; words: string };

export type CalendarColumn =
  | { kind: 'week'; monday: Temporal.PlainDate; term: Term | null; ofTerm: number | null; current: boolean }
  | { kind: 'holiday'; monday: Temporal.PlainDate; weeks: number };

export type GridCell<E> =
  | { kind: 'week'; monday: Temporal.PlainDate; state: CellState; inWords: string; entries: readonly E[] }
  | { kind: 'holiday' };

export type GridRow<E> = { school: { id: string; name: string }; cells: readonly GridCell<E>[] };

/** What one week is at one school. */
export function stateOfWeek(
  year: SchoolYear,
  monday: Temporal.PlainDate,
  closedDays: readonly ClosedDay[],
  schoolId: string,
): CellState {
  const week = weekAt(year, monday);
  const friday = monday.add({ days: 4 });
  const closed = closedDays.filter(
    (day) =>
      compare(monday, day.day) <= 0 &&
      compare(day.day, friday) <= 0 &&
      (day.school_id === schoolId || (day.school_id === null && (!year.dates.own || day.kind === 'bank_holiday'))),
  );
  const names = closed.map((day) => `${day.name}, ${longDate(day.day)}`).join('; ');
  if (!week)
    return {
      kind: 'closed',
      label: 'No school',
      words: names === '' ? 'there is no school that week' : `there is no school that week (${names})`,
    };
  if (week.exam !== null) return { kind: 'exam', label: 'Exams', words: `week of tests or examinations: ${week.exam}` };
  if (week.first)
    return {
      kind: 'edge',
      label: 'First',
      words: `first week of the ${termNames[week.term]}${names === '' ? '' : `; ${names}`}`,
    };
  if (week.last)
    return {
      kind: 'edge',
      label: 'Last',
      words: `last week of the ${termNames[week.term]}${names === '' ? '' : `; ${names}`}`,
    };
  if (closed.length > 0) {
    const inset = closed.some((day) => day.kind === 'inset');
    return {
      kind: 'short',
      label: inset ? 'INSET' : closed.some((day) => day.kind === 'bank_holiday') ? 'Bank hol.' : 'Closed',
      words: names,
    };
  }
  return { kind: 'school', label: '', words: '' };
}

type Spanning = { school_id: string; starts_on: Temporal.PlainDate };

/**
 * The columns of a calendar: a week each, from the first week of school to the last, with weeks without school put together unless something stands in
 * them. `term` narrows to one.
 */
export function columnsOf(
  years: readonly SchoolYear[],
  entries: readonly Spanning[],
  today: Temporal.PlainDate,
  term: Term | null = null,
): CalendarColumn[] {
  const inTerm = years.map((year) => (term === null ? year.weeks : year.weeks.filter((week) => week.term === term)));
  const mondays = inTerm.flatMap((weeks) => weeks.map((week) => week.monday)).toSorted(compare);
  const stands = term === null ? entries.map((entry) => mondayOf(entry.starts_on)).toSorted(compare) : [];
  const all = [...mondays, ...stands].toSorted(compare);
  const [first] = all;
  const last = all.at(-1);
  if (!first || !last) return [];
  const columns: CalendarColumn[] = [];
  for (let monday = first; compare(monday, last) <= 0; monday = monday.add({ days: 7 })) {
    const week = inTerm.map((weeks) => weeks.find((found) => found.monday.equals(monday))).find((found) => found);
    const before = columns.at(-1);
    if (week || stands.some((stand) => stand.equals(monday)))
      columns.push({
        kind: 'week',
        monday,
        term: week?.term ?? null,
        ofTerm: week?.ofTerm ?? null,
        current: mondayOf(today).equals(monday),
      });
    else if (before?.kind === 'holiday') before.weeks += 1;
    else columns.push({ kind: 'holiday', monday, weeks: 1 });
  }
  return columns;
}

/** One row for each school, with its entries in the week in which they begin. */
export function rowsOf<E extends Spanning>(
  schools: readonly { id: string; name: string }[],
  columns: readonly CalendarColumn[],
  entries: readonly E[],
  closedDays: readonly ClosedDay[],
  yearOf: (schoolId: string) => SchoolYear,
): GridRow<E>[] {
  return schools.map((school) => ({
    school,
    cells: columns.map((column): GridCell<E> => {
      if (column.kind === 'holiday') return { kind: 'holiday' };
      const year = yearOf(school.id);
      const state = stateOfWeek(year, column.monday, closedDays, school.id);
      const week = weekAt(year, column.monday);
      const against = againstWeek(year, column.monday);
      const name = week ? `week ${week.ofTerm} of the ${termNames[week.term]}` : 'a week without school';
      return {
        kind: 'week',
        monday: column.monday,
        state,
        inWords: `Week of ${longDate(column.monday)}, ${name}${against === null || !week ? '' : `: ${against}`}`,
        entries: entries.filter(
          (entry) => entry.school_id === school.id && mondayOf(entry.starts_on).equals(column.monday),
        ),
      };
    }),
  }));
}
