import { academicYearName, academicYearOf } from '#core/academic-year/rules.ts';
import type { FieldError } from '#platform/errors.ts';
import { mondayOf } from './week-rules.ts';
import type { EntryKind, Topic } from './words.ts';

export type EntryDays = { startsOn: Temporal.PlainDate; endsOn: Temporal.PlainDate; daysKnown: boolean };

/** An entry that stands in a week without its days: from its Monday to its Friday. */
export function inWeekOf(day: Temporal.PlainDate): EntryDays {
  const monday = mondayOf(day);
  return { startsOn: monday, endsOn: monday.add({ days: 4 }), daysKnown: false };
}

// A formal review of two weeks would be two reviews.
const longest = 10;

/** What is wrong with the days of an entry, by field. */
export function dayProblems(days: EntryDays, academicYear: number): FieldError[] {
  const problems: FieldError[] = [];
  const field = days.daysKnown ? 'startsOn' : 'week';
  if (academicYearOf(days.startsOn) !== academicYear && academicYearOf(days.endsOn) !== academicYear)
    problems.push({ field, message: `The days must lie in the school year ${academicYearName(academicYear)}` });
  if (Temporal.PlainDate.compare(days.endsOn, days.startsOn) < 0)
    problems.push({ field: 'endsOn', message: 'The last day must not come before the first' });
  else if (days.startsOn.until(days.endsOn).days >= longest)
    problems.push({ field: 'endsOn', message: `A review lasts ${longest} days at most` });
  if (days.daysKnown && days.startsOn.dayOfWeek > 5)
    problems.push({ field: 'startsOn', message: 'The first day must be a Monday to Friday' });
  return problems;
}

/** What is wrong with what an entry is about, by field. */
export function aboutProblems(entry: {
  kind: EntryKind;
  topic: Topic | null;
  departmentId: string | null;
}): FieldError[] {
  const problems: FieldError[] = [];
  if (entry.kind === 'topic_review' && entry.topic === null)
    problems.push({ field: 'topic', message: 'Choose the topic of the review' });
  if (entry.kind !== 'topic_review' && entry.topic !== null)
    problems.push({ field: 'topic', message: 'Only a topic review has a topic' });
  if (entry.kind !== 'department_review' && entry.departmentId !== null)
    problems.push({ field: 'departmentId', message: 'Only a department or subject review has a department' });
  return problems;
}
