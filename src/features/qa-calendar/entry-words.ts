import { longDate, shortDate } from '#platform/clock.ts';
import { type EntryKind, type Topic, topicWords } from './words.ts';

type Days = { starts_on: Temporal.PlainDate; ends_on: Temporal.PlainDate; days_known: boolean };

/** `week of 5 October 2026`, `6 October 2026`, `6 to 8 October 2026`, `30 November to 2 December 2026`. */
export function whenInWords({ starts_on: from, ends_on: to, days_known: known }: Days): string {
  if (!known) return `week of ${longDate(from)}`;
  if (from.equals(to)) return longDate(from);
  if (from.year !== to.year) return `${longDate(from)} to ${longDate(to)}`;
  const [day, month] = longDate(from).split(' ');
  return from.month === to.month ? `${day} to ${longDate(to)}` : `${day} ${month} to ${longDate(to)}`;
}

/** The same for tables: `5 Oct 2026` with “w/c” before it while only the week is chosen. */
export function whenShort({ starts_on: from, ends_on: to, days_known: known }: Days): string {
  if (!known) return `w/c ${shortDate(from)}`;
  return from.equals(to) ? shortDate(from) : `${shortDate(from)} – ${shortDate(to)}`;
}

/** The title that an entry has unless somebody writes another. */
export function titleFor(
  line: { title: string; kind: EntryKind },
  topic: Topic | null,
  department: string | null,
): string {
  if (topic !== null) return `${line.title}: ${topicWords[topic]}`;
  return department === null ? line.title : `${line.title}: ${department}`;
}

/** An entry in one line, for other pages and the trail: `Topic review: SEND, Invented School, week of 8 June 2026`. */
export const describeEntry = (entry: Days & { title: string; school: string }): string =>
  `${entry.title}, ${entry.school}, ${whenInWords(entry)}`;
