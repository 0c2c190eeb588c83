import { isSchoolDay } from '#core/academic-year/rules.ts';
import { againstWeek, examsIn, mondayOf, type SchoolYear, weekAt } from './week-rules.ts';

export type ClashingEntry = {
  id: string;
  school_id: string;
  school: string;
  title: string;
  starts_on: Temporal.PlainDate;
  ends_on: Temporal.PlainDate;
  days_known: boolean;
  lead_id: string | null;
  lead: string | null;
};

/** What is wrong with where entries stand, as a sentence; `entryIds` are those that it speaks of. */
export type Clash = {
  kind: 'fortnight' | 'lead' | 'exam' | 'edge' | 'closed';
  entryIds: readonly string[];
  words: string;
};

const compare = Temporal.PlainDate.compare;

const daysBetween = (a: ClashingEntry, b: ClashingEntry): number => {
  const [first, second] = compare(a.starts_on, b.starts_on) <= 0 ? [a, b] : [b, a];
  return first.starts_on.until(second.starts_on).days;
};

const sameWeek = (a: ClashingEntry, b: ClashingEntry): boolean =>
  compare(mondayOf(a.starts_on), mondayOf(b.ends_on)) <= 0 && compare(mondayOf(b.starts_on), mondayOf(a.ends_on)) <= 0;

function ofOne(entry: ClashingEntry, year: SchoolYear): Clash[] {
  const at = `${entry.title}, ${entry.school}`;
  const found: Clash[] = [];
  if (year.weeks.length === 0) return found;
  const week = weekAt(year, entry.starts_on);
  if (!week) {
    found.push({ kind: 'closed', entryIds: [entry.id], words: `${at}: there is no school that week.` });
    return found;
  }
  if (entry.days_known && !isSchoolDay(year.dates, entry.starts_on))
    found.push({ kind: 'closed', entryIds: [entry.id], words: `${at}: the school is closed on the first day.` });
  for (const exam of examsIn(year.exams, entry.starts_on, entry.ends_on))
    found.push({
      kind: 'exam',
      entryIds: [entry.id],
      words: `${at}: falls into a week of tests or examinations (${exam.name}).`,
    });
  if (week.first || week.last)
    found.push({ kind: 'edge', entryIds: [entry.id], words: `${at}: ${againstWeek(year, week.monday)}.` });
  return found;
}

/** Two starts closer than this are within a fortnight. */
const fortnight = 14;

function ofTwo(a: ClashingEntry, b: ClashingEntry): Clash[] {
  const entryIds = [a.id, b.id];
  if (a.school_id === b.school_id && (daysBetween(a, b) < fortnight || sameWeek(a, b)))
    return [
      {
        kind: 'fortnight',
        entryIds,
        words: `${a.school}: ${a.title} and ${b.title} fall within a fortnight of each other.`,
      },
    ];
  if (a.school_id !== b.school_id && a.lead_id !== null && a.lead_id === b.lead_id && sameWeek(a, b))
    return [
      {
        kind: 'lead',
        entryIds,
        words: `${a.lead ?? 'The lead'} leads in two schools in the same week: ${a.title}, ${a.school}, and ${b.title}, ${b.school}.`,
      },
    ];
  return [];
}

/**
 * Everything that clashes among entries that have not been stopped: two reviews at one school within a fortnight, one lead in two schools in the same
 * week, weeks of tests, first and last weeks of a term, weeks without school. Schools whose term dates nobody has entered are only checked against others.
 */
export function clashesAmong(entries: readonly ClashingEntry[], yearOf: (schoolId: string) => SchoolYear): Clash[] {
  const found = entries.flatMap((entry) => ofOne(entry, yearOf(entry.school_id)));
  for (const [index, a] of entries.entries()) for (const b of entries.slice(index + 1)) found.push(...ofTwo(a, b));
  return found;
}

/** What clashes once a proposed entry stands, of what speaks of it. */
export function clashesWith(
  entry: ClashingEntry,
  others: readonly ClashingEntry[],
  yearOf: (schoolId: string) => SchoolYear,
): Clash[] {
  return clashesAmong([...others.filter((other) => other.id !== entry.id), entry], yearOf).filter((clash) =>
    clash.entryIds.includes(entry.id),
  );
}
