import { escapeText, joinLines } from './content-lines.ts';

/** Whole days, the last one included; or a time of a day in London. */
export type EventTime =
  | { from: Temporal.PlainDate; to: Temporal.PlainDate }
  | { at: Temporal.PlainDateTime; minutes: number };

export type CalendarEvent = {
  /** The same for ever, so that a program knows what it has seen before. */
  uid: string;
  /** Grows with each change. */
  sequence: number;
  /** When it was changed last. The same event stamped the same is the same text. */
  changedAt: Temporal.Instant;
  status: 'confirmed' | 'tentative' | 'cancelled';
  summary: string;
  description?: string;
  location?: string;
  url?: string;
  when: EventTime;
  /** Does not make its reader busy: a week in which something will be, on days that are not known. */
  free?: boolean;
};

export type CalendarFile = {
  name: string;
  description: string;
  /** How often a program is to ask again, in hours. */
  refreshHours: number;
  events: readonly CalendarEvent[];
};

const two = (number: number) => String(number).padStart(2, '0');
const day = (date: Temporal.PlainDate) => `${String(date.year).padStart(4, '0')}${two(date.month)}${two(date.day)}`;
const local = (at: Temporal.PlainDateTime) =>
  `${day(at.toPlainDate())}T${two(at.hour)}${two(at.minute)}${two(at.second)}`;

function utc(instant: Temporal.Instant): string {
  return `${local(instant.toZonedDateTimeISO('UTC').toPlainDateTime())}Z`;
}

// London since 1996: forward on the last Sunday of March, back on the last of October.
const london = [
  'BEGIN:VTIMEZONE',
  'TZID:Europe/London',
  'BEGIN:DAYLIGHT',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0100',
  'TZNAME:BST',
  'DTSTART:19960331T010000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0000',
  'TZNAME:GMT',
  'DTSTART:19961027T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'END:STANDARD',
  'END:VTIMEZONE',
];

const isTimed = (when: EventTime): when is Extract<EventTime, { at: unknown }> => 'at' in when;

function timeLines(when: EventTime): string[] {
  if (isTimed(when)) {
    const ends = when.at.add({ minutes: when.minutes });
    return [`DTSTART;TZID=Europe/London:${local(when.at)}`, `DTEND;TZID=Europe/London:${local(ends)}`];
  }
  // The end of whole days is the day after the last (RFC 5545, 3.6.1).
  return [`DTSTART;VALUE=DATE:${day(when.from)}`, `DTEND;VALUE=DATE:${day(when.to.add({ days: 1 }))}`];
}

function eventLines(event: CalendarEvent): string[] {
  const optional = (name: string, text: string | undefined) => (text ? [`${name}:${escapeText(text)}`] : []);
  return [
    'BEGIN:VEVENT',
    `UID:${escapeText(event.uid)}`,
    `DTSTAMP:${utc(event.changedAt)}`,
    `LAST-MODIFIED:${utc(event.changedAt)}`,
    `SEQUENCE:${event.sequence}`,
    ...timeLines(event.when),
    `SUMMARY:${escapeText(event.summary)}`,
    ...optional('DESCRIPTION', event.description),
    ...optional('LOCATION', event.location),
    // An address is a URI, not a text: nothing in it is written out.
    ...(event.url ? [`URL:${encodeURI(event.url)}`] : []),
    `STATUS:${event.status.toUpperCase()}`,
    `TRANSP:${event.free || event.status === 'cancelled' ? 'TRANSPARENT' : 'OPAQUE'}`,
    'END:VEVENT',
  ];
}

/** A calendar that programs can subscribe to, after RFC 5545 (and 7986 for its name and how often to ask). The same calendar is the same text. */
export function writeCalendar(file: CalendarFile): string {
  const timed = file.events.some((event) => isTimed(event.when));
  return joinLines([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Cairn//School improvement//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escapeText(file.name)}`,
    `X-WR-CALNAME:${escapeText(file.name)}`,
    `DESCRIPTION:${escapeText(file.description)}`,
    'X-WR-TIMEZONE:Europe/London',
    `REFRESH-INTERVAL;VALUE=DURATION:PT${file.refreshHours}H`,
    `X-PUBLISHED-TTL:PT${file.refreshHours}H`,
    ...(timed ? london : []),
    ...file.events.flatMap(eventLines),
    'END:VCALENDAR',
  ]);
}
